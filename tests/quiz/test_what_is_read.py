"""A file that a command reads is never written over by it: what a person wrote there would be lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from quiz import entry

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "stiff-ankles.yaml"


@pytest.mark.parametrize(
    "command",
    [
        ["export", "-f", "turtle", "--pack", "MINE", "-o", "MINE"],
        ["sparql", "ASK { ?s ?p ?o }", "--pack", "MINE", "-o", "MINE"],
        ["sparql", "--file", "MINE", "-o", "MINE"],
        ["bank", "export", "-f", "html", "--pack", "MINE", "-o", "MINE"],
        ["bank", "export", "-f", "html", "--course", "MINE", "-o", "MINE"],
        ["course", "A", "--pack", "MINE", "--replace", "-o", "MINE"],
        ["exam", "--plain", "--pack", "MINE", "-o", "MINE"],
        ["exam", "--plain", "--course", "MINE", "-o", "MINE"],
    ],
    ids=lambda command: " ".join(command[:4]),
)
def test_it_is_refused_under_any_name(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, link = tmp_path / "mine.yaml", tmp_path / "link.yaml"
    shutil.copy(EXAMPLE, mine)
    link.symlink_to(mine)
    for output in (mine, link):
        with pytest.raises(SystemExit) as ended:
            entry.main([str(mine) if word == "MINE" else word for word in command[:-1]] + [str(output)])
        assert ended.value.code == 2
        assert "-o would write over" in capsys.readouterr().err
    assert mine.read_bytes() == EXAMPLE.read_bytes()
    assert link.is_symlink()
