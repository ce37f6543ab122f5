"""`myograph check --watch`: again on every save, whichever way that is done, until it is interrupted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from kg.checks.watching import PATIENCE, changes
from kg.commands.check import check as check_command

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


LAST_LOOK = 200


class Clock:
    """Time that passes only when it is slept through; something may happen at each look."""

    def __init__(self) -> None:
        self.looks = 0
        self.happens: dict[int, Callable[[], Any]] = {}

    def sleep(self, seconds: float) -> None:
        assert 0 < seconds < 1
        self.looks += 1
        self.happens.pop(self.looks, lambda: None)()


def test_a_save_is_seen_once_it_is_whole(tmp_path: Path) -> None:
    pack, text = tmp_path / "a.yaml", tmp_path / "a.txt"
    pack.write_text("one")
    text.write_text("text")
    clock = Clock()
    seen: list[tuple[int, str]] = []
    clock.happens = {
        3: lambda: pack.write_text("half"),
        4: lambda: pack.write_text("half of"),
        5: lambda: pack.write_text("half of two"),
        20: lambda: (tmp_path / "new").write_text("three, renamed") and (tmp_path / "new").replace(pack),
        40: pack.unlink,
        43: lambda: pack.write_text("four"),
        60: lambda: text.write_text("another text"),
        80: pack.unlink,
        120: lambda: pack.write_text("five"),
        LAST_LOOK: lambda: pack.write_text("the end"),
    }
    for _ in takewhile(lambda _: clock.looks < LAST_LOOK, changes([pack, text], clock.sleep)):
        seen.append((clock.looks, pack.read_text() if pack.exists() else "nothing"))
    assert [what for _, what in seen] == [
        "one",
        "half of two",
        "three, renamed",
        "four",
        "four",
        "nothing",
        "five",
    ]
    looks = [look for look, _ in seen]
    assert looks[0] == 0
    assert looks[1] < 10
    assert 80 + PATIENCE <= looks[5] < 95


def test_what_changes_during_the_work_is_seen_after_it(tmp_path: Path) -> None:
    pack = tmp_path / "a.yaml"
    pack.write_text("one")
    clock = Clock()
    seen = []
    clock.happens = {LAST_LOOK: lambda: pack.write_text("the end")}
    for _ in takewhile(lambda _: clock.looks < LAST_LOOK, changes([pack], clock.sleep)):
        seen.append(pack.read_text())
        if len(seen) == 1:
            pack.write_text("changed meanwhile")
    assert seen == ["one", "changed meanwhile"]


def test_there_is_something_to_watch() -> None:
    done = CliRunner().invoke(check_command, ["--watch"])
    assert done.exit_code == 2
    assert "--watch watches packs: name one." in done.output


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_a_pack_is_checked_again_on_every_save(tmp_path: Path, pack_text: str) -> None:
    pack = tmp_path / "mine.yaml"
    pack.write_text(pack_text.replace("leadsTo", "leedsTo"))
    watching = subprocess.Popen(
        [sys.executable, "-m", "quiz", "check", "--watch", str(pack)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert watching.stdout is not None
    printed = ""

    def read_until(words: str) -> str:
        """Return what is printed from here to the line with these words."""
        nonlocal printed
        part = ""
        for line in watching.stdout or ():
            part += line
            if words in line:
                break
        printed += part
        return part

    try:
        first = read_until("fault found.")
        assert "There is no relation “leedsTo”." in first
        assert first.splitlines()[0].count(":") == 2  # the time
        pack.write_text(pack_text.replace("modality: can", "modality: could"))
        second = read_until("fault found.")
        assert "cannot be “could”" in second
        assert "leedsTo" not in second
        pack.unlink()
        assert "mine.yaml cannot be read" in read_until("cannot be read")
        new = tmp_path / "mine.yaml~"
        new.write_text(pack_text.replace("toe-pain\n", "toe pain\n"))
        new.replace(pack)
        assert "Write toe-pain: that is the id of “toe pain”." in read_until("fault found.")
        watching.send_signal(signal.SIGINT)
        rest, _ = watching.communicate(timeout=60)
    finally:
        watching.kill()
    assert watching.returncode == 130
    assert "Traceback" not in printed + rest
    assert "\x1b" not in printed
