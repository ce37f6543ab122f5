"""`myograph import`: the pack it writes, what it tells, how it ends; and the questions the pack makes."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NamedTuple

import pytest
from foreigngraphs import lower_limb, obo

import kg.commands.importing
from kg.graph import KnowledgeGraph
from kg.packs.loading import content_of, read_packs
from quiz import entry
from quiz.bank import build
from quiz.cli import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., "Done"]

DATA = obo(lower_limb(4, 120, 200))
NAMED = ("--title", "Theirs, lower limb", "--citation", "Somebody, 2026", "--source-id", "theirs")


class Done(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(
    small: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """Run `myograph import` in this process, beside the small graph."""
    monkeypatch.setattr(kg.commands.importing, "open_graph", lambda _: small)
    monkeypatch.setitem(COMMANDS, "import", "kg.commands.importing:import_graph")

    def run(*arguments: object) -> Done:
        with pytest.raises(SystemExit) as ended:
            entry.main(["import", *map(str, arguments)])
        out, err = capsysbinary.readouterr()
        return Done(int(ended.value.code or 0), out.decode(), err.decode())

    return run


def test_a_pack_is_written_and_what_became_of_the_file_told(
    run: Run, tmp_path: Path, book: tuple[str, str]
) -> None:
    file, pack = tmp_path / "limb.obo", tmp_path / "limb.yaml"
    file.write_bytes(DATA)
    shown = run(file, *NAMED)
    assert (shown.code, shown.out.split("\n")[1]) == (0, "pack: theirs")
    done = run(file, *NAMED, "-o", pack, "--json", "--licence", "CC BY 3.0")
    assert done.code == 0, done.err
    text = pack.read_text("utf-8")
    assert "\n    licence: CC BY 3.0\n" in text
    assert text.replace("    licence: CC BY 3.0\n", "") == shown.out
    view = json.loads(done.out)
    assert (view["pack"], view["askable"]) == ("theirs", sum(view["relations"].values()))
    assert text.count("ask: [attributed]") == view["askable"] > 50
    left = {row["what"]: row for row in view["left"]}
    assert left["relation"]["items"] == [{"name": "develops_from", "count": left["relation"]["count"]}]
    assert f"{left['relation']['count']:>9,}  {left['relation']['label']}: develops_from" in done.err
    assert done.err.splitlines()[-1].startswith("Wrote ")
    reader, phrases = read_packs([book, ("limb.yaml", text)])
    assert reader.log.faults == []
    assert reader.sources["theirs"].sha256 == hashlib.sha256(DATA).hexdigest()
    # A file that is there may have been worked on: it stays.
    again = run(file, *NAMED, "-o", pack)
    assert (again.code, pack.read_text("utf-8")) == (2, text)
    assert "what you wrote in it would be lost" in " ".join(again.err.split())
    graph = KnowledgeGraph(content_of(reader, phrases))
    items = [item for item in build(graph, seed=1).items if item.scope == "theirs"]
    assert len(items) > view["askable"] / 2
    assert all(item.stem.startswith("According to Theirs, lower limb, ") for item in items)


@pytest.mark.parametrize(
    ("name", "data", "more", "code", "told"),
    [
        ("a.owl", DATA, (), 2, "does not tell its format; use -f with one of turtle, jsonld, obo"),
        ("a.obo", DATA, ("-f", "obbo"), 2, "there is no format “obbo”. Did you mean “obo”?"),
        ("a.obo", DATA, ("--source-id", "Theirs!"), 2, "joined by hyphens, at most 60 letters. Try theirs."),
        ("a.obo", DATA, ("--source-id", "mini-book"), 2, "there is a source or a pack mini-book already"),
        ("a.obo", DATA, ("--title", "\x1b[2J" * 99), 2, "a text of at most 200 characters"),
        ("a.obo", DATA, ("--json",), 2, "so the pack needs -o FILE"),
        ("a.obo", b"<?xml?>", (), 3, "there is no stanza such as [Term]"),
        ("a.ttl", b"<?xml?>", (), 3, "It looks like XML"),
        ("a.obo", b"[Term]\nid: X:1\n", ("-o", "{}/none.yaml"), 1, "so there is no pack"),
    ],
)
def test_what_goes_wrong_is_told(
    name: str, data: bytes, more: tuple[str, ...], code: int, told: str, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    done = run(file, *NAMED, *(word.format(tmp_path) for word in more))
    assert done.code == code
    assert told in " ".join(done.err.split())
    assert "\x1b" not in done.err
    assert not (tmp_path / "none.yaml").exists()


def test_a_pack_that_could_not_be_read_again_is_not_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, pack = tmp_path / "limb.obo", tmp_path / "limb.yaml"
    file.write_bytes(DATA)
    monkeypatch.setattr("kg.files.MAX_BYTES", len(DATA))
    done = run(file, *NAMED, "-o", pack)
    assert (done.code, pack.exists()) == (3, False)
    assert "The pack would be larger than" in done.err


def test_a_missing_file_and_a_missing_title_are_told(run: Run, tmp_path: Path) -> None:
    missing = run(tmp_path / "none.obo", *NAMED)
    assert (missing.code, missing.out) == (3, "")
    assert "none.obo cannot be read" in missing.err
    assert run(tmp_path / "none.obo").code == 2
