"""Taking the log elsewhere and bringing answers here: whole files or none, and a copy of the log before."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from kg.errors import UnusableFileError
from kg.files import write_parts
from kg.inwords import counted
from quiz.learner.backup import BEFORE_IMPORT, back_up
from quiz.learner.exchange import MAX_LINE, export_lines, import_lines, statement_lines
from quiz.learner.xapi import DEFAULT_LEARNER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from quiz.learner.merge import Merged
    from quiz.learner.store import Store

__all__ = ["bounded_lines", "bring_in", "in_words", "lines_of", "write_out"]


def lines_of(store: Store, form: str | None = None, learner: str = DEFAULT_LEARNER) -> Iterator[bytes]:
    """Yield all that is kept as lines of JSON, or, for the form "xapi", the answers as statements.

    It is one state of the log, however long it takes to go through it. A fault of the log is raised as
    `UnusableFileError`.
    """
    with store.reading() as db:
        db.execute("BEGIN")
    try:
        lines = statement_lines(store.db, learner) if form == "xapi" else export_lines(store.db)
        while True:
            with store.reading():
                line = next(lines, None)
            if line is None:
                return
            yield line
    finally:
        if store.db.in_transaction:
            store.db.execute("ROLLBACK")


def write_out(
    store: Store, path: Path, form: str | None = None, learner: str = DEFAULT_LEARNER
) -> tuple[Path, int]:
    """Write what `lines_of` gives to a file, whole or not at all, for nobody else to read.

    Returns where it went and how many bytes it has. Raises `UnusableFileError`.
    """
    if path.resolve().parent == store.path.resolve().parent and path.name.startswith(store.path.name):
        raise UnusableFileError(f"{path} belongs to the answer log itself. Choose another place.")
    is_file = path.is_file() or not path.exists()
    size = write_parts(path, lines_of(store, form, learner), mode=0o600)
    return path.resolve() if is_file else path, size


def bring_in(
    store: Store, lines: Iterable[bytes], name: str, form: str | None = None
) -> tuple[Merged, Path | None]:
    """Merge a file into the log; return what was new, and the copy of the log before, if there is one.

    Raises as `quiz.learner.exchange.import_lines`; then, and where nothing was new, no copy is left.
    """
    kept = None
    with store.reading() as db:
        holds = db.execute("SELECT 1 FROM session UNION ALL SELECT 1 FROM mark").fetchone()
    if holds:
        kept = back_up(store, BEFORE_IMPORT)
    try:
        merged = import_lines(store, lines, name, form)
    except BaseException:
        if kept is not None:
            kept.unlink(missing_ok=True)
        raise
    if kept is not None and not merged.new:
        kept.unlink(missing_ok=True)
        kept = None
    return merged, kept


def bounded_lines(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a file, none much longer than a line of a log may be. Raises `UnusableFileError`."""
    try:
        # One byte more than a line may have: a file of one endless line is not read whole.
        while line := file.readline(MAX_LINE + 1):
            yield line
    except OSError as error:
        raise UnusableFileError(f"The file cannot be read: {error.strerror or error}.") from None


def in_words(merged: Merged, kept: Path | None) -> list[str]:
    """Return what was brought in, as lines."""
    new = ", ".join(
        (
            counted(merged.sessions, "session"),
            counted(merged.answers, "answer"),
            f"{counted(merged.taken_back, 'answer')} taken back",
            counted(merged.others, "other fact"),
        )
    )
    told = [f"New here: {new}. Known before: {counted(merged.known, 'fact')}."]
    if kept is not None:
        told.append(f"The log as it was before: {kept}")
    return told
