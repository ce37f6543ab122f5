"""`myograph new`: whatever the text, its pack has no fault, and what is drafted is in no quiz."""

from __future__ import annotations

import copy
import dataclasses
import re
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg.commands.look  # before `run` exchanges how the graph is opened: it would keep that for other tests
import kg.opened
from kg.authoring.describing import described
from kg.authoring.drafting import draft_with_things
from kg.authoring.layout import laid_out
from kg.authoring.packtext import pack_text
from kg.checks.graph import held
from kg.checks.quotes import check_share, read_source_text
from kg.checks.run import check_all
from kg.faults import FaultLog
from kg.files import bundled_packs
from kg.graph import KnowledgeGraph
from kg.model import Status
from kg.packs.loading import content_of, read_packs
from kg.packs.reader import PackReader
from kg.rdf.edges import expected
from quiz import entry
from quiz.bank import build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Read = Callable[[str], PackReader]

ARTICLE = """\
Why knees hurt

What goes wrong
Knee pain can limit daily activities. Weak hip abductors may lead to dynamic knee valgus, which increases
the stress on the knee joint. Hip abductor weakness does not cause low back pain in most of those we asked.

What helps
- Clamshell: Lie on your side and lift the upper knee, slowly, ten times. The clamshell strengthens the
  gluteus medius. Many do it three times a week, and some like to put a band around their knees.
"""
# What texts are made of, by those who mean no good and by those who do not know better.
PIECES = (
    "Knee pain", "a weak gluteus medius", "the hip abductors", "femur", "physical therapists", "clamshell",
    "can lead to", "is caused by", "abducts the hip", "strengthens", "which", "it", "this exercise", "due to",
    "and", "such as", "is a complaint", "does not", "often", "runner’s knee", "Knee Pain", "Hips:",
    "?", ".", ". ", ",", ";", ": ", "\n", "\n\n", "\r\n", "\r\n\r\n", "- ", "1. ", "# ", "## ", "\n---\n",
    "\ufeff", "\t", "\x0b", "\x0c", "\x85", "\u2028", "\x00", "\x1b[31m", "\u202e", "\ufffe", "\ud7ff",
    "[Your Name]", "<b>", "</script>", "&amp;", "'", '"', "“”", "''", '""', "|", ">", "*", "&a", "!tag", "%",
    "@", "`", "{", "}", "[", "]", "key: value", "no", "null", "~", "- - -", "膝の痛み。", "膝痛？",
    "ألم الركبة", "e\u0301", "é", "ﬁ", "Ⅳ", "\U0001f9b5", "x" * 90, "word " * 30,
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=300),
    st.lists(
        st.sampled_from(["Hips", "Hips and knees", "knees", "", "Knee pain leads to hips.", "- a: b"])
    ).map("\n".join),
)


class Done(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture(scope="module")
def read_too() -> Read:
    """Read one more pack beside the bundled ones."""
    bundled = read_packs(bundled_packs())[0]
    fields = [each.name for each in dataclasses.fields(bundled)]

    def read(pack: str) -> PackReader:
        held = {name: copy.copy(getattr(bundled, name)) for name in fields}
        reader = PackReader(**(held | {"log": FaultLog()}))
        reader.read([("new.yaml", pack)])
        return reader

    return read


@pytest.fixture
def run(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., Done]:
    """Run `myograph new` in this process."""
    monkeypatch.setattr(kg.opened, "open_graph", lambda _: graph)

    def run(*arguments: str | Path) -> Done:
        with pytest.raises(SystemExit) as ended:
            entry.main(["new", *map(str, arguments)])
        out, err = capsysbinary.readouterr()
        return Done(int(ended.value.code or 0), out.decode(), err.decode())

    return run


def pack_of(graph: KnowledgeGraph, path: Path, data: bytes) -> str:
    about = described(graph, path, path.with_suffix(".txt"), data, None)
    return pack_text(about, draft_with_things(data.decode(), graph), graph)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_a_pack_of_any_text_has_no_fault(
    graph: KnowledgeGraph, read_too: Read, tmp_path: Path, text: str
) -> None:
    data = text.encode()
    pack = pack_of(graph, tmp_path / "new.yaml", data)
    reader = read_too(pack)
    proof = read_source_text(reader, "new.txt", data)
    faults = [*reader.log.faults, *proof.faults, *check_share(reader)[1]]
    # Of an empty text no half can be quoted, and the command refuses it.
    assert [str(fault) for fault in faults if text.strip() or "quoted share" not in fault.check] == []
    # `myograph fmt` has nothing to put in order.
    assert laid_out(pack, "new.yaml") == (pack, [])
    drafts = [claim for claim in reader.claims.values() if claim.pack == "new"]
    assert proof.count == sum(len(claim.evidence) for claim in drafts)
    assert all(claim.status is Status.DRAFT and not claim.ask for claim in drafts)


def test_check_finds_nothing_in_the_packs_of_odd_texts(graph: KnowledgeGraph, tmp_path: Path) -> None:
    odd = [
        ARTICLE,
        "\ufeff" + ARTICLE.replace("\n", "\r\n"),
        ARTICLE.replace("\n", " "),
        "Hips\n\nHips\n" + ARTICLE + "\n\nHips\n" + ARTICLE + "\nno\n\ntrue\n\nnull\n",
        "# <script>alert(1)</script> & [b] {{x}} “quotes”: 'a' \"b\" #c\n\n" + ARTICLE,
        "膝の痛み\n\n" + ARTICLE.replace("Knee pain", "膝 knee pain"),
        "\x1b[31m\u202eevil\n\n" + ARTICLE.replace("limit", "\x00 limit").replace("lead", "le\u0301ad"),
        "a lengthy line " * 70_000,
        "- " * 1000 + "\n" + "knee pain leads to " * 2000,
    ]  # fmt: skip
    packs, copies = [], []
    for number, text in enumerate(odd):
        data = text.encode()
        packs.append((f"odd-{number}.yaml", pack_of(graph, tmp_path / f"odd-{number}.yaml", data)))
        copies.append((f"odd-{number}.txt", data))
    # Each has a title of its own, so that one source does not stand for two texts.
    packs = [(file, text.replace("why-knees-hurt", f"knees-{file[4]}")) for file, text in packs]
    checks = check_all([*bundled_packs(), *packs], copies)
    assert [str(fault) for check in checks for fault in check.faults] == []
    assert sum(pack.count("status: draft") for _, pack in packs) >= 25


def test_drafts_are_in_no_quiz_and_no_fact(
    graph: KnowledgeGraph, few: KnowledgeGraph, read_too: Read, tmp_path: Path
) -> None:
    pack = pack_of(graph, tmp_path / "knees.yaml", ARTICLE.encode())
    reader = read_too(pack)
    whole = KnowledgeGraph(content_of(reader, graph.content.phrases))
    drafts = [claim for claim in whole.claims(status=Status.DRAFT) if claim.pack == "knees"]
    assert len(drafts) == 4
    assert expected(whole) == expected(graph)
    content = few.content
    ends = {end for claim in drafts for end in (claim.subject, claim.object)} - few.entities.keys()
    more = dataclasses.replace(
        content,
        packs=(*content.packs, reader.packs["knees"]),
        sources=(*content.sources, *(each for each in reader.sources.values() if each.pack == "knees")),
        entities=(*content.entities, *(graph.entity(end) for end in sorted(ends))),
        claims=(*content.claims, *drafts),
    )
    bare = dataclasses.replace(more, claims=content.claims)
    before, after = (build(each, 1).items for each in (KnowledgeGraph(bare), KnowledgeGraph(more)))
    assert before
    assert after == before


def test_the_command_writes_a_pack_that_explains_itself(
    run: Callable[..., Done], tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    text, pack = tmp_path / "my text.txt", tmp_path / "knees.yaml"
    text.write_text(ARTICLE)
    done = run(pack, "--source-text", text)
    assert done.code == 0
    assert done.out == ""
    for told in (
        "6 sentences read",
        "4 drafts: increases 1, leadsTo 1, limits 1, strengthens 1.",
        "2 sentences may say more",
        f"myograph check {pack} --source-text '{text}' --watch",
        "myograph schema -o",
    ):
        assert told in done.err
    written = pack.read_text()
    assert written.startswith("# yaml-language-server: $schema=./pack.schema.json\n")
    for line in (
        "pack: knees",
        "requires: [anatomy, article, exercises, studies]",
        "source: why-knees-hurt",
        "curator: knees-curator",
        "    label: Why knees hurt",
        "    tier: popular",
        f"    length: {len(ARTICLE)}",
        "      - What goes wrong",
        "#     label: ankle sprain           # its name, which nothing else has",
        "  # Line 4: Knee pain can limit daily activities.",
        "    status: draft",
        "    ask: [attributed]",
        "        section: What goes wrong",
        "#   - {subject: clamshell, relations: [worksOn]}",
        "# - denied or left open:",
        "#   line 5, “Hip abductor weakness does not cause …”: cause",
    ):
        assert line in written.splitlines()
    with pytest.raises(SystemExit) as ended:
        entry.main(["check", str(pack)])
    assert ended.value.code == 0
    told = capsysbinary.readouterr().err.decode()
    assert "4 drafts: seen by no one yet" in told
    assert "3 lines still to be filled in: look for FILL IN." in told
    # The same text gives the same bytes.
    assert run(pack, "--source-text", text, "--replace").code == 0
    assert pack.read_text() == written


def test_a_title_can_be_given_and_ids_are_new(
    run: Callable[..., Done], read_too: Read, tmp_path: Path
) -> None:
    text = tmp_path / "article.txt"
    text.write_text("Article\n\n" + ARTICLE)
    assert (
        run(tmp_path / "article.yaml", "--source-text", text, "--title", "  Article:\n\x1b[1m no. 2 ").code
        == 0
    )
    written = (tmp_path / "article.yaml").read_text()
    assert 'title: "Article: [1m no. 2"\n' in written
    assert "pack: article-2\n" in written
    assert read_too(written).log.faults == []


def test_a_draft_says_whether_the_graph_holds_it_already(graph: KnowledgeGraph, tmp_path: Path) -> None:
    """`myograph check` takes what is said once only, and tells so when the draft is no draft any more."""
    text = "Legs\n\nThe gastrocnemius flexes the knee in all of us. Ankle pain may limit daily activities."
    pack = pack_of(graph, tmp_path / "legs.yaml", text.encode())
    first, second = pack.index("  legs-c01:"), pack.index("  legs-c02:")
    held = "as gastrocnemius-performs-knee-flexion of leg-muscles: delete it,"
    assert held in pack[:first]
    assert "holds it already" not in pack[first:second]
    kept = pack[first:second].replace("draft", "reported")
    whole = pack[:first] + kept + pack[second:]
    found = check_all([*bundled_packs(), ("legs.yaml", whole)])
    (message,) = (str(fault) for check in found for fault in check.faults)
    assert "gastrocnemius-performs-knee-flexion" in message


def test_a_claim_by_a_relation_below_is_not_the_same_claim(graph: KnowledgeGraph) -> None:
    """That something prevents another was taken for what a text says of its helping to prevent it."""
    (narrower,) = (claim for claim in graph.claims(relation="helpsPrevent") if claim.relation == "prevents")
    ends = {"subject": narrower.subject, "object_": narrower.object}
    assert held(graph, relation="helpsPrevent", **ends) is None
    assert held(graph, relation=narrower.relation, **ends) == narrower


def test_without_a_text_there_is_a_skeleton_without_fault(
    run: Callable[..., Done], read_too: Read, tmp_path: Path
) -> None:
    done = run(tmp_path / "Épaule douloureuse.yaml")
    assert (done.code, "draft" in done.err) == (0, False)
    written = (tmp_path / "Épaule douloureuse.yaml").read_text()
    assert "pack: epaule-douloureuse\n" in written
    assert read_too(written).log.faults == []
    assert laid_out(written, "new.yaml") == (written, [])
    # Whoever takes away the marks of the example finds it in order, too.
    head, examples = written.split("\n# Things that", 1)
    shown = head + re.sub("\n# ( *)(?=[a-z0-9-]+:|- )", r"\n\1", "\n# Things that" + examples)
    assert "\nentities:\n  ankle-sprain:" in shown
    assert "\nclaims:\n  epaule-douloureuse-c01:" in shown
    faults = read_too(shown.replace("requires: []", "requires: [article]")).log.faults
    assert [str(fault) for fault in faults] == []


def test_what_cannot_be_used_is_told_in_one_line(run: Callable[..., Done], tmp_path: Path) -> None:
    there, text = tmp_path / "there.yaml", tmp_path / "text.txt"
    there.write_text("mine\n")
    text.write_text(ARTICLE)
    (tmp_path / "empty.txt").write_text("\ufeff \n")
    (tmp_path / "latin.txt").write_bytes("Hüfte".encode("latin-1"))
    (tmp_path / "big.txt").write_bytes(b"a" * 20_000_001)
    for arguments, code, said in (
        (
            (there, "--source-text", text),
            3,
            "is there already. Say that it may be written over: --replace.",
        ),
        ((tmp_path, "--replace"), 3, "cannot be written"),
        ((tmp_path / "none" / "new.yaml",), 3, "cannot be written"),
        ((tmp_path / "new.yaml", "--source-text", tmp_path / "none.txt"), 3, "none.txt cannot be read"),
        ((tmp_path / "new.yaml", "--source-text", tmp_path / "empty.txt"), 3, "empty.txt is empty."),
        ((tmp_path / "new.yaml", "--source-text", tmp_path / "latin.txt"), 3, "is not UTF-8 text (byte 1)."),
        ((tmp_path / "new.yaml", "--source-text", tmp_path / "big.txt"), 3, "larger than 20,000,000 bytes"),
        ((text, "--source-text", text, "--replace"), 2, "are the same file"),
        ((tmp_path / ("x" * 300),), 3, "File name too long"),
        ((), 2, "Missing argument"),
    ):
        done = run(*arguments)
        assert (done.code, done.out) == (code, "")
        assert said in done.err
        assert "Traceback" not in done.err
    assert there.read_text() == "mine\n"
    assert not (tmp_path / "new.yaml").exists()
