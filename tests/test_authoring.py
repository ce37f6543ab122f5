"""From an article to a quiz: each command of the page prints what it shows, and its pack is sound."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import pytest

import kg
import quiz.bank
from kg.checks.run import check_all
from kg.files import bundled_packs
from quiz import entry
from quiz.coverage import may_be_asked, uncovered
from quiz.lint import Linter
from quiz.verify import faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from quiz.bank import Bank
    from quiz.item import Item

Made = TypeVar("Made")
DOCS = Path(__file__).parents[1] / "docs"
PAGE = (DOCS / "authoring.md").read_text("utf-8")
TEXT, PACK = DOCS / "examples" / "stiff-ankles.txt", DOCS / "examples" / "stiff-ankles.yaml"
# What stands on the page for whatever is left out.
CUT = "…"
ATTRIBUTED = "According to the ankle article, "
# A prompt of line mode or of a review with what is typed behind it.
PROMPT = re.compile(r"^(?:(?:Your answer, .*|Type your answer):|(?:.* )?>) (\S.*)$", re.MULTILINE)


class Step(NamedTuple):
    """A command of the page, and what the page shows of its output."""

    command: str
    shown: str


class Typed(io.StringIO):
    """A keyboard: what is read from it stands on the screen, too."""

    def __next__(self) -> str:
        line = super().__next__()
        sys.stdout.write(line)
        return line

    def readline(self, size: int | None = -1, /) -> str:
        line = super().readline(-1 if size is None else size)
        sys.stdout.write(line)
        return line


def steps() -> Iterator[Step]:
    for block in re.findall(r"^```console\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            yield Step(command, shown)


def fits(shown: str, printed: str) -> bool:
    """Return whether output is what the page shows of it.

    A line of nothing but an ellipsis stands for any lines, another ellipsis for the rest of its line or a
    part of it.
    """
    lines = (
        r"(?:.*\n)*?" if line == CUT else ".*".join(map(re.escape, line.split(CUT))) + r"\n"
        for line in shown.splitlines()
    )
    return (
        re.fullmatch("".join(lines), printed if printed.endswith("\n") or not printed else f"{printed}\n")
        is not None
    )


def remembered(make: Callable[..., Made], key: Callable[..., object]) -> Callable[..., Made]:
    """Return `make` as it is, but for what `key` gives the same for it makes one thing once."""
    known: dict[object, Made] = {}

    def once(*arguments: object, **more: object) -> Made:
        name = key(*arguments)
        if name not in known:
            known[name] = make(*arguments, **more)
        return known[name]

    return once


@pytest.fixture(scope="module")
def load(shared_cache: Path) -> Callable[..., KnowledgeGraph]:
    """`kg.load` that reads the same packs once."""

    def read(packs: Sequence[Path] = (), **_: object) -> KnowledgeGraph:
        return kg_load(packs, cache_dir=shared_cache / "myograph")

    kg_load = kg.load
    return remembered(read, lambda packs=(): tuple(Path(pack).read_bytes() for pack in packs))


@pytest.fixture(scope="module")
def build() -> Callable[..., Bank]:
    """`quiz.bank.build` that makes the same bank once."""
    return remembered(quiz.bank.build, lambda graph, seed: (id(graph), seed))


@pytest.fixture(scope="module")
def ankles(load: Callable[..., KnowledgeGraph]) -> KnowledgeGraph:
    return load([PACK])


@pytest.fixture(scope="module")
def bank(ankles: KnowledgeGraph, build: Callable[..., Bank]) -> Bank:
    return build(ankles, 1)


@pytest.fixture(scope="module")
def own(ankles: KnowledgeGraph, bank: Bank) -> list[Item]:
    """The items that rest on a claim of the example."""
    ours = {claim.id for claim in ankles.claims() if claim.pack == "stiff-ankles"}
    return [item for item in bank.items if not ours.isdisjoint(item.claims)]


def asserted(graph: KnowledgeGraph) -> list[Claim]:
    return [claim for claim in graph.claims() if claim.pack == "stiff-ankles"]


def test_each_command_of_the_page_prints_what_it_shows(
    load: Callable[..., KnowledgeGraph],
    build: Callable[..., Bank],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(kg, "load", load)
    monkeypatch.setattr(quiz.bank, "build", build)
    folder = tmp_path / "ankles"
    shutil.copytree(DOCS / "examples", folder)
    monkeypatch.chdir(folder)
    found = list(steps())
    assert len(found) >= 15
    for step in found:
        printed = run(step, monkeypatch)
        assert fits(step.shown, printed), f"{step.command}\n{printed}"


def run(step: Step, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what a command prints, standard error too: one of ours in this process, another in a shell."""
    if not step.command.startswith("myograph "):
        done = subprocess.run(["bash", "-c", step.command], capture_output=True, text=True, check=True)
        return done.stdout + done.stderr
    screen = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    monkeypatch.setattr(sys, "stdin", Typed("".join(f"{line}\n" for line in PROMPT.findall(step.shown))))
    with redirect_stdout(screen), redirect_stderr(screen), pytest.raises(SystemExit):
        entry.main(shlex.split(step.command)[1:])
    assert isinstance(screen.buffer, io.BytesIO)
    return screen.buffer.getvalue().decode()


def test_the_pack_has_no_fault_and_its_quotes_are_in_the_text(ankles: KnowledgeGraph) -> None:
    found = check_all(
        [*bundled_packs(), (PACK.name, PACK.read_text("utf-8"))], [(TEXT.name, TEXT.read_bytes())]
    )
    assert [str(fault) for check in found for fault in check.faults] == []
    quoted = sum(item.quote is not None for claim in asserted(ankles) for item in claim.evidence)
    (proved,) = (check.count for check in found if check.name == f"quotes in {TEXT.name}")
    assert proved == quoted > 25


def test_its_mistakes_stay_as_what_the_text_says(ankles: KnowledgeGraph) -> None:
    disputed = {
        (claim.subject, claim.relation, claim.object): str(claim.status)
        for claim in asserted(ankles)
        if any(item.stance == "disputes" for item in claim.evidence)
    }
    assert disputed == {
        ("tibialis-anterior", "performs", "subtalar-eversion"): "refuted",
        ("calf-muscles", "absorbs", "landing-impact"): "contested",
    }
    # What speaks against them the bundled packs hold, too.
    assert ankles.claims(subject="tibialis-anterior", relation="performs", object="subtalar-inversion")
    figures = {
        item.figure for name in ("knee-extensors", "plantar-flexors") for item in finding(ankles, name)
    }
    assert all(re.search("1.21 / 1.63 / 2.26|0.52 / 0.74 / 0.87", figure or "") for figure in figures)


def finding(graph: KnowledgeGraph, name: str) -> Sequence[kg.Evidence]:
    return graph.claim(f"finding-{name}-absorb-landing").evidence


def test_its_quiz_is_proved_and_clean(ankles: KnowledgeGraph, bank: Bank, own: list[Item]) -> None:
    assert len(own) >= 15
    assert len(Counter(item.type for item in own)) >= 4
    linter = Linter(ankles)
    assert [fault for item in own for fault in faults(item, ankles)] == []
    assert [finding for item in own for finding in linter.item(item)] == []
    wrong = [option for item in own for option in item.options if not option.correct]
    assert len(wrong) > 60
    assert all(option.proof is not None for option in wrong)
    # Each claim has a question, or it is told why not.
    wanted = {claim.id for claim in may_be_asked(ankles) if claim.pack == "stiff-ankles"}
    told = {each.claim for each in uncovered(ankles, bank.items, bank.twins)}
    asked = {claim for item in own for claim in item.claims}
    assert wanted <= asked | told
    assert len(wanted) > 25


def test_what_is_crucial_is_no_goal_of_a_patient(own: list[Item]) -> None:
    """“A patient is to be crucial for balance” was once asked."""
    assert any("crucial for" in item.stem for item in own)
    assert not any("is to be crucial" in item.stem for item in own)


def test_what_only_the_article_says_is_asked_as_its_own(own: list[Item]) -> None:
    """But where its mistake is to be found, and where the study against it is weighed."""
    others = {item.type: item.stem for item in own if not item.stem.startswith(ATTRIBUTED)}
    assert set(others) == {"spot-error", "disagreement", "weigh-evidence"}
    assert "the ankle article and Zhang and others 2000" in others["disagreement"]
    assert others["weigh-evidence"].startswith(
        "Statement: The calf muscles absorb the impact of a drop landing for the most part. A laboratory"
    )
