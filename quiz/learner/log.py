"""The answer log: SQLite, append-only; an answer is on the disk before `record` returns."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

from quiz.item import item_from_view, item_view
from quiz.learner.clock import ROLLOVER_HOUR, study_day
from quiz.learner.memory import replayed
from quiz.learner.outcome import chosen, mixed_up, outcomes, recalled
from quiz.learner.replay import (
    Kept,
    Review,
    file_told,
    foresee,
    keep,
    rating_of,
    remember_again,
    remembered,
    response_of,
)
from quiz.learner.schema import VERSION, filed
from quiz.learner.store import FILE, Store
from quiz.session import (
    Answer,
    AnsweredElsewhereError,
    Mode,
    Note,
    NothingToUndoError,
    Session,
    TakenBackElsewhereError,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from quiz.item import Item
    from quiz.learner.clock import Clock
    from quiz.learner.pace import Pace

__all__ = ["FILE", "VERSION", "AnswerLog", "Undone"]


# A pace rests on so many of the latest reviews at most: it may change, and all would take long to read.
REVIEWS_FOR_PACE = 3_000
# An answer that was not taken back.
_COUNTS = "id NOT IN (SELECT answer FROM undo)"


class Undone(NamedTuple):
    """An answer that was taken back: its item's id and type, its claim, and whether it was right."""

    item: str
    type: str
    claim: str
    correct: bool


class AnswerLog:
    """One learner's answers in one file. What happened is only ever added.

    Every fault of the file or the disk is raised as `UnusableFileError` with a message for the user.
    """

    def __init__(self, folder: Path, clock: Clock, rollover_hour: int = ROLLOVER_HOUR) -> None:
        self.store = Store(folder, clock)
        self.path = self.store.path
        self._clock = clock
        self.rollover_hour = rollover_hour

    def another(self) -> AnswerLog:
        """Open the same file once more, for another thread."""
        return AnswerLog(self.store.folder, self._clock, self.rollover_hour)

    def close(self) -> None:
        """Close the file."""
        self.store.close()

    def now(self) -> datetime:
        """Return this instant, by the learner's clock."""
        return self._clock()

    def today(self) -> int:
        """Return the learner's study day by now, as an ordinal."""
        return study_day(self._clock(), self.rollover_hour).toordinal()

    def start(
        self,
        name: str,
        items: Sequence[Item],
        request: str,
        *,
        mode: Mode = Mode.PRACTICE,
        deadline: datetime | None = None,
        versions: Mapping[str, str] | None = None,
    ) -> Session:
        """Begin a session under the id `name` and return it."""
        with self.store.writing() as db:
            digests = [filed(db, item_view(item)) for item in items]
            db.execute(
                "INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    name, self._instant(), request, str(mode),
                    deadline.astimezone(UTC).isoformat() if deadline is not None else None,
                    json.dumps(digests), json.dumps(dict(versions or {}), sort_keys=True),
                ),
            )  # fmt: skip
        return Session(name, tuple(items), self, mode, deadline, dict(versions or {}))

    def unfinished(self, request: str | None = None, *, mode: Mode = Mode.PRACTICE) -> Session | None:
        """Return the session of a mode begun last that has neither ended nor been left, with its answers.

        With `request`, only one begun with the same; one whose items can no longer be read is passed over.
        """
        with self.store.reading() as db:
            names = db.execute(
                "SELECT id FROM session AS s WHERE mode = ? AND (? IS NULL OR request = ?) "
                "AND coalesce((SELECT how FROM session_end WHERE session = s.id ORDER BY id DESC LIMIT 1), "
                "'reopened') = 'reopened' ORDER BY started_at DESC, rowid DESC",
                (str(mode), request, request),
            ).fetchall()
            for (name,) in names:
                session = self.session(name)
                if session is not None and not session.finished:
                    return session
        return None

    def session(self, name: str) -> Session | None:
        """Return a session as it is kept, or None where there is none that can be read."""
        with self.store.reading() as db:
            row = db.execute(
                "SELECT mode, deadline, items, versions FROM session WHERE id = ?", (name,)
            ).fetchone()
            if row is None:
                return None
            mode, deadline, digests, versions = row
            bodies = [
                body
                for digest in json.loads(digests)
                for (body,) in db.execute("SELECT body FROM item WHERE digest = ?", (digest,))
            ]
            session = None
            with contextlib.suppress(ValueError, KeyError, TypeError):
                session = Session(
                    name, tuple(item_from_view(json.loads(body)) for body in bodies), self, Mode(mode),
                    datetime.fromisoformat(deadline) if deadline else None, json.loads(versions),
                )  # fmt: skip
            if session is None or len(bodies) != len(json.loads(digests)):
                return None
            session.resume(self._answers(name))
            for position, kind in db.execute(
                "SELECT position, kind FROM note WHERE session = ? ORDER BY id", (name,)
            ):
                if kind == Note.HINTED:
                    session.hinted.add(position)
                else:
                    (session.flagged.add if kind == Note.FLAGGED else session.flagged.discard)(position)
            session.submitted = mode == Mode.EXAM and self._ended(name)
        return session

    def leave(self, session: Session) -> None:
        """Note that the student will not go on with a session."""
        with self.store.writing():
            self._end(session.id, "left")

    def undo(self) -> Undone:
        """Take the last answer that counts back, of whatever session; its question is open again.

        Raises `NothingToUndoError` where there is none. An exam that was handed in stays as it is.
        """
        with self.store.writing() as db:
            row = db.execute(
                f"SELECT id, session, item, type, claim, correct FROM answer AS a WHERE {_COUNTS} "
                "AND NOT EXISTS (SELECT 1 FROM session WHERE id = a.session AND mode = 'exam') "
                "ORDER BY id DESC LIMIT 1"
            ).fetchone()
            if row is None:
                raise NothingToUndoError
            number, session, item, kind, claim, correct = row
            self._undo(number)
            self._reopen(session)
        return Undone(item, kind, claim, bool(correct))

    def take_back(self, session: Session, position: int) -> None:
        """Keep that the answer at a position of a session does not count any more."""
        with self.store.writing():
            number = self._counting(session.id, position)
            if number is None:
                raise TakenBackElsewhereError(self._answers(session.id))
            self._undo(number)
            self._reopen(session.id)

    def note(self, session: Session, position: int, note: Note) -> None:
        """Keep something about the question at a position."""
        with self.store.writing() as db:
            db.execute(
                "INSERT INTO note (session, position, kind, noted_at) VALUES (?, ?, ?, ?)",
                (session.id, position, str(note), self._instant()),
            )

    def submit(self, session: Session) -> None:
        """Keep that an exam was handed in."""
        with self.store.writing():
            self._end(session.id, "finished")

    def record(self, session: Session, answer: Answer) -> None:
        """Keep an answer; with the last one of a practice, the session's end."""
        item = session.items[answer.position]
        instant = self._clock()
        day = study_day(instant, self.rollover_hour)
        told = outcomes(item, answer)
        with self.store.writing() as db:
            earlier = self._counting(session.id, answer.position)
            if earlier is not None:
                if session.mode is not Mode.EXAM:
                    raise AnsweredElsewhereError(self._answers(session.id))
                self._undo(earlier)
            (attempt,) = db.execute(
                "SELECT count(*) FROM answer WHERE session = ? AND position = ?",
                (session.id, answer.position),
            ).fetchone()
            row = (
                session.id, answer.position, attempt, item.id, item.type, str(item.interaction),
                item.claims[0], item.seed, json.dumps(answer.response), json.dumps(chosen(item, answer)),
                answer.score, int(answer.correct), int(answer.unsure), int(answer.hinted),
                max(answer.took_ms, 0), instant.astimezone(UTC).isoformat(), day.isoformat(),
            )  # fmt: skip
            number = db.execute(
                "INSERT INTO answer (session, position, attempt, item, type, interaction, claim, seed, "
                "response, chosen, score, correct, unsure, hinted, took_ms, answered_at, study_day) "
                f"VALUES ({', '.join('?' * len(row))})",
                row,
            ).lastrowid
            assert number is not None
            versions = dict(session.versions)
            file_told(db, number, told, mixed_up(item, answer), versions)
            self._remember(number, item, answer, told, day.toordinal(), versions)
            if session.mode is Mode.PRACTICE and self._answered(session.id) == len(session.items):
                self._end(session.id, "finished")

    def mark(self, claim: str, kind: str, words: str = "") -> None:
        """Keep that a claim is `suspended`, `resumed`, or `reported` as wrong in these words."""
        # Half a character, as it comes from a terminal of another encoding, is none that can be kept.
        words = words.encode("utf-8", "replace").decode()
        with self.store.writing() as db:
            db.execute(
                "INSERT INTO mark (claim, kind, words, marked_at) VALUES (?, ?, ?, ?)",
                (claim, kind, words, self._instant()),
            )

    def suspended(self) -> frozenset[str]:
        """Return the claims that are not to be asked for now."""
        with self.store.reading() as db:
            last: dict[str, str] = dict(
                db.execute("SELECT claim, kind FROM mark WHERE kind != 'reported' ORDER BY id").fetchall()
            )
        return frozenset(claim for claim, kind in last.items() if kind == "suspended")

    def reports(self) -> list[tuple[str, str, str]]:
        """Return what was reported as wrong: claim, words and instant, in the order told."""
        with self.store.reading() as db:
            return db.execute(
                "SELECT claim, words, marked_at FROM mark WHERE kind = 'reported' ORDER BY id"
            ).fetchall()

    def memories(self, claims: Iterable[str] | None = None) -> dict[str, Kept]:
        """Return what is kept of each claim that was ever asked, or of some of them."""
        with self.store.reading() as db:
            return remembered(db, claims)

    def answered_on(self, day: int) -> int:
        """Return how many answers that count were given on a study day."""
        with self.store.reading() as db:
            (number,) = db.execute(
                f"SELECT count(*) FROM answer WHERE study_day = ? AND {_COUNTS}",
                (date.fromordinal(day).isoformat(),),
            ).fetchone()
        return int(number)

    def last_exam(self) -> Session | None:
        """Return the exam handed in last."""
        with self.store.reading() as db:
            row = db.execute(
                "SELECT e.session FROM session_end AS e JOIN session AS s ON s.id = e.session "
                "WHERE s.mode = 'exam' AND e.how = 'finished' ORDER BY e.id DESC LIMIT 1"
            ).fetchone()
        return None if row is None else self.session(row[0])

    def span(self, session: str) -> tuple[str, str]:
        """Return the instants at which a session began and, last, ended; empty where it did not."""
        with self.store.reading() as db:
            (started,) = db.execute("SELECT started_at FROM session WHERE id = ?", (session,)).fetchone()
            row = db.execute(
                "SELECT ended_at FROM session_end WHERE session = ? ORDER BY id DESC LIMIT 1", (session,)
            ).fetchone()
        return str(started), "" if row is None else str(row[0])

    def pace(self) -> Pace:
        """Return how fast the learner learns, by the latest reviews."""
        from quiz.learner.memory import Memory
        from quiz.learner.pace import GUESS, Experience

        with self.store.reading() as db:
            rows = db.execute(
                "SELECT day, correct, recalled, stability, last_day, answers FROM foresight "
                "ORDER BY answer DESC LIMIT ?",
                (REVIEWS_FOR_PACE,),
            ).fetchall()
        experience = Experience()
        for day, correct, without, stability, last_day, answers in reversed(rows):
            # The difficulty plays no part in what was foreseen.
            met = Memory(stability, 5.0, last_day, answers)
            experience.note(met, day, correct=bool(correct), guess=0.0 if without else GUESS)
        return experience.pace()

    def last_wrong(self) -> list[str]:
        """Return the claims whose last answer was wrong, that of the latest answer first."""
        with self.store.reading() as db:
            rows = db.execute(
                "SELECT claim, correct, max(answer) AS last FROM outcome WHERE claim IN (SELECT claim FROM "
                "memory WHERE streak = 0) AND answer NOT IN (SELECT answer FROM undo) "
                "GROUP BY claim ORDER BY last DESC"
            ).fetchall()
        return [claim for claim, correct, _ in rows if not correct]

    def _instant(self) -> str:
        return self._clock().astimezone(UTC).isoformat()

    def _counting(self, session: str, position: int) -> int | None:
        row = self.store.db.execute(
            f"SELECT id FROM answer WHERE session = ? AND position = ? AND {_COUNTS}",
            (session, position),
        ).fetchone()
        return None if row is None else int(row[0])

    def _answered(self, session: str) -> int:
        (number,) = self.store.db.execute(
            f"SELECT count(*) FROM answer WHERE session = ? AND {_COUNTS}", (session,)
        ).fetchone()
        return int(number)

    def _answers(self, session: str) -> dict[int, Answer]:
        rows = self.store.db.execute(
            "SELECT position, response, score, correct, took_ms, unsure, hinted FROM answer "
            f"WHERE session = ? AND {_COUNTS} ORDER BY id",
            (session,),
        ).fetchall()
        return {
            position: Answer(
                position, response_of(response), score, bool(right), took, bool(unsure), bool(hinted)
            )
            for position, response, score, right, took, unsure, hinted in rows
        }

    def _remember(
        self, number: int, item: Item, answer: Answer, told: Iterable[tuple[str, bool]], day: int,
        versions: Mapping[str, str],
    ) -> None:  # fmt: skip
        db = self.store.db
        for claim, correct in told:
            kept = remembered(db, [claim]).get(claim)
            before = kept.memory if kept is not None else None
            after = replayed(before, [(rating_of(answer, item.interaction, correct=correct), day)])
            assert after is not None
            review = Review(
                number, claim, day, correct, recalled(item.interaction), before,
                Kept(after, versions.get(claim)),
            )  # fmt: skip
            foresee(db, review)
            keep(db, claim, review.after)

    def _undo(self, number: int) -> None:
        db = self.store.db
        db.execute("INSERT INTO undo VALUES (?, ?)", (number, self._instant()))
        for (claim,) in db.execute("SELECT claim FROM outcome WHERE answer = ?", (number,)).fetchall():
            remember_again(db, claim)

    def _ended(self, session: str) -> bool:
        row = self.store.db.execute(
            "SELECT how FROM session_end WHERE session = ? ORDER BY id DESC LIMIT 1", (session,)
        ).fetchone()
        return row is not None and row[0] == "finished"

    def _reopen(self, session: str) -> None:
        row = self.store.db.execute(
            "SELECT how FROM session_end WHERE session = ? ORDER BY id DESC LIMIT 1", (session,)
        ).fetchone()
        if row is not None and row[0] != "reopened":
            self._end(session, "reopened")

    def _end(self, session: str, how: str) -> None:
        self.store.db.execute(
            "INSERT INTO session_end (session, ended_at, how) VALUES (?, ?, ?)",
            (session, self._instant(), how),
        )
