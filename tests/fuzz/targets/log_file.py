"""Files of answers, as JSON lines of ours and as xAPI statements: all of one is taken over, or nothing."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from logs import Clock, a_log, exported

from kg.errors import MyographError
from quiz.learner.exchange import import_lines, statement_lines
from quiz.learner.log import AnswerLog
from quiz.learner.logfile import bounded_lines

ROOM = tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
_SOME = a_log(Path(ROOM.name) / "some")
WHOLE = exported(_SOME)
LOG = AnswerLog(Path(ROOM.name) / "log", Clock())
SEEDS = [
    b"".join(WHOLE),
    b"".join([*WHOLE[:4], WHOLE[-1]]),
    b"".join(statement_lines(_SOME.store.db, "learner")),
]
WORDS = [
    b'"kind"',
    b'"session"',
    b'"undo"',
    b'"mark"',
    b'"note"',
    b'"answer"',
    b'"item"',
    b"2026-03-02",
    b"Z",
]
ERRORS = (MyographError,)


def read(data: bytes) -> None:
    """Take one file over, and leave the log as it was."""
    with LOG.store.reading() as db:
        before = db.execute("SELECT count(*) FROM session").fetchone()
    merged = import_lines(LOG.store, bounded_lines(io.BytesIO(data)), "file")
    if merged.new or before == (0,):
        LOG.last_wrong()
        LOG.unfinished()
        for table in ("outcome", "mixup", "undo", "note", "session_end", "answer", "session", "item", "mark",
                      "memory", "foresight"):  # fmt: skip
            LOG.store.db.execute(f"DELETE FROM {table}")
