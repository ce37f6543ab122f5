"""Exports that cannot be made: in each format one message, the exit code that fits, and no file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import quiz.commands.bank
from quiz import entry
from quiz.export import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank


@pytest.mark.parametrize("form", FORMATS)
def test_what_cannot_be_exported_is_told_and_leaves_no_file(
    form: str,
    graph: KnowledgeGraph,
    bank: Bank,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
    tmp_path: Path,
) -> None:
    built: list[int] = []

    def made(_: KnowledgeGraph, seed: int) -> Bank:
        built.append(seed)
        return bank

    monkeypatch.setattr(quiz.commands.bank, "open_graph", lambda _: graph)
    monkeypatch.setattr(quiz.commands.bank, "made_bank", made)
    greedy = tmp_path / "greedy.yaml"
    greedy.write_text("title: A\nblueprint: [{number: 200, type: match, topic: knee pain}]\n", "utf-8")
    out, nowhere = tmp_path / "out.bin", tmp_path / "nowhere" / "out.bin"
    for arguments, code, told in (
        (["--type", "match", "--level", "evaluate", "-o", str(out)], 1, "no item of type match, at level"),
        (["--blueprint", str(greedy), "-o", str(out)], 1, "Part 1 of the blueprint cannot be met"),
        (["--blueprint", str(greedy), "-o", str(greedy)], 2, "-o would write over"),
        (["--type", "match", "-o", str(nowhere)], 3, "cannot be written: its folder does not exist"),
    ):
        built.clear()
        with pytest.raises(SystemExit) as ended:
            entry.main(["bank", "export", "-f", form, *arguments])
        output, error = capsysbinary.readouterr()
        assert (ended.value.code, output) == (code, b"")
        assert told in error.decode()
        assert b"Traceback" not in error
        # A folder that is missing is told before anybody waits for the bank.
        assert bool(built) == (code == 1)
    assert list(tmp_path.iterdir()) == [greedy]
