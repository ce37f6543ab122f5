"""One file in several hands: of threads in a program, and of programs."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from handmade import CHOOSE_ONE

from quiz.learner.clock import now
from quiz.learner.log import AnswerLog

if TYPE_CHECKING:
    from pathlib import Path

OTHER = """
import sys
from pathlib import Path
from quiz.learner.clock import now
from quiz.learner.log import AnswerLog
log = AnswerLog(Path(sys.argv[1]), now)
session = log.unfinished()
print(len(session.answers))
log.close()
"""


def answers_seen_by_another_program(folder: Path) -> int:
    done = subprocess.run(
        [sys.executable, "-c", OTHER, str(folder)], check=True, capture_output=True, text=True
    )
    return int(done.stdout)


def test_what_one_thread_closes_is_still_another_threads(tmp_path: Path) -> None:
    log = AnswerLog(tmp_path / "data", now)
    session = log.start("made by hand", (CHOOSE_ONE, CHOOSE_ONE), "{}")
    log.another().close()
    # A program that believes to be the last with the file takes its write-ahead log away when it leaves.
    assert answers_seen_by_another_program(log.store.folder) == 0
    session.answer(1, 100)
    log.another().close()
    assert answers_seen_by_another_program(log.store.folder) == 1
    session.answer(1, 100)
    log.close()
    again = AnswerLog(tmp_path / "data", now)
    assert len(again.session("made by hand").answers) == 2  # type: ignore[union-attr]
    again.close()
