"""The log as lines of JSON: what goes out comes back, twice is once, and a bad file changes nothing."""

from __future__ import annotations

import json
import tempfile
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from handmade import ALL, CHOOSE_ONE, TEXT, right, wrong
from hypothesis import example, given, settings
from hypothesis import strategies as st
from logs import Clock, a_log, exported, opened, play, plays

import kg
from kg.iri import claim_iri
from quiz.item import item_view
from quiz.learner.exchange import MAX_LINE, WrongFileError, import_lines
from quiz.learner.facts import written
from quiz.learner.itemcheck import digest_of, item_of
from quiz.learner.replay import memories

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quiz.learner.log import AnswerLog
    from quiz.learner.merge import Merged

    Change = Callable[[dict[str, Any]], object]


@contextmanager
def logs(number: int) -> Iterator[list[AnswerLog]]:
    """Empty logs, for examples that each need their own."""
    with tempfile.TemporaryDirectory() as folder:
        found = [opened(Path(folder) / str(place)) for place in range(number)]
        try:
            yield found
        finally:
            for log in found:
                log.close()


def take(log: AnswerLog, lines: list[bytes], form: str | None = None) -> Merged:
    return import_lines(log.store, lines, "file", form)


@pytest.fixture
def empty(tmp_path: Path) -> AnswerLog:
    return opened(tmp_path / "empty")


@pytest.fixture
def lines(tmp_path: Path) -> list[bytes]:
    return exported(a_log(tmp_path / "some"))


def changed(lines: list[bytes], kind: str, change: Change, which: int = 0) -> tuple[list[bytes], int]:
    """Return lines with one of a kind changed, and which that is, from 1."""
    views = [json.loads(line) for line in lines]
    places = [place for place, view in enumerate(views) if view.get("kind") == kind]
    view = views[places[which]]
    change(view)
    return [*lines[: places[which]], written(view), *lines[places[which] + 1 :]], places[which] + 1


@settings(max_examples=20, deadline=None)
@given(plays)
def test_what_goes_out_comes_back_the_same_and_twice_is_once(steps: list[tuple[str, int]]) -> None:
    with logs(2) as (one, two):
        clock = Clock()
        one.store.clock = one._clock = clock
        play(one, clock, steps)
        lines = exported(one)
        assert take(two, lines).known == 0
        assert exported(two) == lines
        assert two.memories() == one.memories()
        assert take(two, lines).new == 0
        assert exported(two) == lines
        assert take(one, lines).new == 0
        assert exported(one) == lines


forward = plays.map(lambda steps: [step for step in steps if step[0] != "set back"])


@settings(max_examples=12, deadline=None)
@given(forward, forward)
def test_two_logs_merged_are_the_same_whichever_comes_first(
    here: list[tuple[str, int]], there: list[tuple[str, int]]
) -> None:
    with logs(4) as (one, two, first, second):
        for log, steps, name in ((one, here, "here"), (two, there, "there")):
            log._clock = log.store.clock = clock = Clock()
            play(log, clock, steps, name)
        ours, theirs = exported(one), exported(two)
        for log, files in ((first, (ours, theirs)), (second, (theirs, ours))):
            for lines in files:
                take(log, lines)
        assert exported(first) == exported(second)
        assert first.memories() == second.memories() == memories(first.store.db)
        instants = [row[0] for row in first.store.db.execute("SELECT answered_at FROM answer ORDER BY id")]
        assert instants == sorted(instants)
        # What was there is merged once more with what it came from, and stays as it is.
        take(one, theirs)
        assert exported(one) == exported(first)


def test_older_answers_that_come_in_count_as_older(tmp_path: Path) -> None:
    """They were once put behind the newer ones, and then counted as given on the day of these."""
    old, new, whole = (opened(tmp_path / name) for name in ("old", "new", "whole"))
    for days, log in enumerate((old, new)):
        for each in (log, whole):
            each._clock = each.store.clock = clock = Clock()
            clock.wait(days=30 * days)
            each.start(f"s{days}", [CHOOSE_ONE], "{}").answer(1, 5)
    take(new, exported(old))
    assert new.memories() == whole.memories()
    assert new.undo().item == CHOOSE_ONE.id
    reopened = new.unfinished()
    assert reopened is not None
    assert reopened.id == "s1", "the last answer is the one given last, not the one that came in last"


def test_the_file_says_what_it_is_and_names_claims_by_their_iri(lines: list[bytes]) -> None:
    views = [json.loads(line) for line in lines]
    assert views[0] == {"format": "myograph-log", "version": 1, "myograph": kg.__version__}
    assert views[-1] == {"kind": "end", "facts": len(lines) - 2}
    kinds = {view["kind"] for view in views[1:-1]}
    assert kinds == {"item", "session", "answer", "undo", "session-end", "note", "mark"}
    answer = next(view for view in views if view.get("kind") == "answer")
    assert answer["claim"] == claim_iri(CHOOSE_ONE.claims[0])
    assert answer["outcomes"] == [{"claim": answer["claim"], "correct": False, "version": None}]


def test_a_quiz_that_came_in_goes_on_where_it_was(lines: list[bytes], empty: AnswerLog) -> None:
    take(empty, lines)
    session = empty.unfinished()
    assert session is not None
    assert session.items == ALL
    assert session.position == 1
    session.answer(right(ALL[1]), 5)


def test_an_answer_taken_back_elsewhere_is_taken_back_here(tmp_path: Path, empty: AnswerLog) -> None:
    log = opened(tmp_path / "log")
    session = log.start("s", [TEXT, TEXT], "{}")
    session.answer("no", 5)
    take(empty, exported(log))
    log.undo()
    assert take(empty, exported(log)).taken_back == 1
    assert empty.memories() == {}
    # Both took it back, each at a time of its own: it stays taken back, and nothing is in the way.
    empty._clock = Clock(seconds=99)
    session.answer("gluteus medius", 5)
    assert take(empty, exported(log)).answers == 1
    assert empty.memories() == log.memories() != {}


def test_an_answer_that_stands_otherwise_here_stops_all(lines: list[bytes], empty: AnswerLog) -> None:
    take(empty, lines)
    before = exported(empty)

    def more(view: dict[str, Any]) -> None:
        view["took_ms"] += 1

    other, line = changed(lines, "answer", more, 2)
    # A mark that would be new, to see that nothing at all is taken over.
    other = [*other[:-1], written(json.loads(lines[-2]) | {"words": "new"}), other[-1]]
    with pytest.raises(
        WrongFileError, match=rf"file, line {line}: the answer to question 3 of the session s0 is"
    ):
        take(empty, other)
    assert exported(empty) == before


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("session", lambda view: view.update(request="{}")),
        ("session", lambda view: view.update(items=view["items"][:2])),
        ("answer", lambda view: view["outcomes"][0].update(version="v9")),
        ("answer", lambda view: view.update(mixups=[{"right": "a", "taken": "b"}])),
        ("answer", lambda view: view.update(correct=not view["correct"])),
    ],
)
def test_whatever_stands_otherwise_here_is_told(
    lines: list[bytes], empty: AnswerLog, kind: str, change: Change
) -> None:
    take(empty, lines)
    other, line = changed(lines, kind, change)
    with pytest.raises(
        WrongFileError, match=f"line {line}: .* is in the log already, and not as it stands here"
    ):
        take(empty, other)


def test_two_answers_to_one_question_cannot_both_count(tmp_path: Path, empty: AnswerLog) -> None:
    log = opened(tmp_path / "log")
    session = log.start("s", [TEXT, TEXT], "{}")
    session.answer("no", 5)
    session.undo()
    session.answer("yes", 5)
    without = [line for line in exported(log) if b'"undo"' not in line]
    without[-1] = written({"kind": "end", "facts": len(without) - 2})
    with pytest.raises(WrongFileError, match="question 1 of the session s would have more answers than one"):
        take(empty, without)
    assert empty.session("s") is None


# For each: the kind of fact, what is changed in it, and what is told.
NONSENSE: dict[str, tuple[str, dict[str, Any], str]] = {
    "unknown kind": ("answer", {"kind": "anser"}, "no kind of fact “anser”. Did you mean “answer”"),
    "unknown key": ("answer", {"scor": 1}, "no key “scor” here. Did you mean “score”"),
    "score above 1": ("answer", {"score": 7}, "“score” should be a number from 0 to 1"),
    "score is a flag": ("answer", {"score": True}, "“score” should be a number"),
    "flag is a number": ("answer", {"correct": 1}, "“correct” should be true or false"),
    "huge number": ("answer", {"took_ms": 10**300}, "“took_ms” should be a whole number"),
    "below zero": ("undo", {"position": -1}, "“position” should be a whole number from 0"),
    "text is a list": ("answer", {"item": []}, "“item” should be text"),
    "no claim": ("mark", {"claim": "http://example.org/x"}, "“claim” should be the IRI of a claim"),
    "no instant": ("undo", {"undone_at": "yesterday"}, "“undone_at” should be an instant"),
    "no zone": ("note", {"noted_at": "2026-03-02T09:00:00"}, "should be an instant in UTC"),
    "far day": ("answer", {"study_day": "9999-12-31"}, "is not the day of .* anywhere"),
    "no day": ("answer", {"study_day": "20260302"}, "“study_day” should be a day"),
    "unknown mode": ("session", {"mode": "exams"}, "“mode” cannot be “exams”. Did you mean “exam”"),
    "no list": ("session", {"items": "x"}, "“items” should be a list of texts"),
    "no object": ("session", {"versions": []}, "“versions” should be an object"),
    "wrong response": ("answer", {"response": "1"}, "not what a question of the kind choose-one"),
    "no such option": ("answer", {"response": 99}, "none that its question can be answered with"),
    "no such question": ("answer", {"position": 77}, "question 78 of 5"),
    "no such session": ("note", {"session": "x"}, "neither in this file nor in the log"),
    "no such answer": ("undo", {"attempt": 9}, "attempt 10.*neither in this file nor in the log"),
    "changed item": ("item", {"item": {}}, "not what its digest was made of"),
    "outcomes": ("answer", {"outcomes": [5]}, "“outcomes” should be a list of objects"),
    "outcome": ("answer", {"outcomes": [{"claim": 5}]}, "“correct” is missing"),
}


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_is_told_with_its_line_and_nothing_is_taken_over(
    lines: list[bytes], empty: AnswerLog, name: str
) -> None:
    kind, values, told = NONSENSE[name]
    other, line = changed(lines, kind, lambda view: view.update(values))
    with pytest.raises(WrongFileError, match=f"file, line {line}: .*{told}.* Nothing was taken over"):
        take(empty, other)
    assert len(exported(empty)) == 2


def test_what_is_missing_or_told_twice_is_told(lines: list[bytes], empty: AnswerLog) -> None:
    other, line = changed(lines, "answer", lambda view: view.pop("kind"))
    with pytest.raises(WrongFileError, match=f"line {line}: it has no “kind”"):
        take(empty, other)
    other, line = changed(lines, "answer", lambda view: view.pop("score"))
    with pytest.raises(WrongFileError, match=f"line {line}: “score” is missing"):
        take(empty, other)
    other, line = changed(lines, "answer", lambda view: view["outcomes"].extend(view["outcomes"]))
    with pytest.raises(WrongFileError, match=f"line {line}: “outcomes” names a claim twice"):
        take(empty, other)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{" + b'"a":[' * 100_000 + b"\n", "nested too deeply|not JSON"),
        (b"x" * (MAX_LINE + 1), "longer than"),
        (b'{"kind": "note", "kind": "mark"}\n', "“kind” stands twice"),
        (b'{"kind": NaN}\n', "NaN is no number"),
        (b'{"kind": 1e999}\n', "no “kind”"),
        (b"[]\n", "no object"),
        (b"\xff\n", "not UTF-8 text \\(byte 0\\)"),
        (b'{"kind": "\\ud800"}\n', "half a character"),
        (b"\n", "not JSON"),
        (b'{"kind": ' + b"9" * 5000 + b"}\n", "not JSON"),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_a_hostile_line_is_told(lines: list[bytes], empty: AnswerLog, line: bytes, told: str) -> None:
    with pytest.raises(WrongFileError, match=f"line 2: .*({told})"):
        take(empty, [lines[0], line])
    assert len(exported(empty)) == 2


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ({"format": "other"}, "this is no file of answers"),
        ({"format": "myograph-log", "version": 2, "myograph": "9"}, "written by a newer Myograph"),
        ({"format": "myograph-log", "version": True, "myograph": "9"}, "should be a number"),
        ({"format": "myograph-log", "version": 1, "myografh": "9"}, "Did you mean “myograph”"),
    ],
)
def test_a_file_of_another_kind_or_version_is_told(empty: AnswerLog, head: dict[str, Any], told: str) -> None:
    with pytest.raises(WrongFileError, match=f"line 1: .*{told}"):
        take(empty, [written(head), written({"kind": "end", "facts": 0})])


def test_an_empty_file_and_a_wrong_format_are_told(lines: list[bytes], empty: AnswerLog) -> None:
    with pytest.raises(WrongFileError, match="the file is empty"):
        take(empty, [])
    with pytest.raises(WrongFileError, match="no xAPI statement"):
        take(empty, lines, "xapi")


def test_a_file_cut_short_anywhere_is_refused(lines: list[bytes], empty: AnswerLog) -> None:
    whole = b"".join(lines)
    ends = [at + 1 for at, byte in enumerate(whole) if byte == ord("\n")][:-1]
    rng = Random(5)
    for end in [*ends, *(rng.randrange(len(whole)) for _ in range(40)), len(whole) - 1]:
        with pytest.raises(WrongFileError):
            take(empty, whole[:end].splitlines(keepends=True))
    assert len(exported(empty)) == 2
    with pytest.raises(WrongFileError, match=f"the file should end with line {len(lines)}"):
        take(empty, [*lines, lines[-1]])


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 255), st.integers(0, 3))
@example(where=537_419, byte=32, drop=0)
def test_a_file_with_bytes_changed_is_taken_over_or_refused(where: int, byte: int, drop: int) -> None:
    with logs(2) as (one, two):
        session = one.start("s", ALL, "{}", versions={"claim-text": "v"})
        session.answer(wrong(ALL[0]), 5)
        session.hint(1)
        one.undo()
        data = bytearray(b"".join(exported(one)))
        where %= len(data)
        data[where : where + drop] = bytes([byte])
        try:
            take(two, bytes(data).splitlines(keepends=True))
        except WrongFileError:
            assert len(exported(two)) == 2
        else:
            name, digests = two.store.db.execute("SELECT id, items FROM session").fetchone()
            # An item that is not there, or of another Myograph, does no harm: its session is passed over.
            bodies = dict(two.store.db.execute("SELECT digest, body FROM item").fetchall())
            readable = [item_of(bodies.get(digest, "")) is not None for digest in json.loads(digests)]
            assert (two.session(name) is not None) is all(readable)


def broken(**values: object) -> dict[str, Any]:
    return json.loads(json.dumps(item_view(CHOOSE_ONE) | values))  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("view", "told"),
    [
        (broken(stem=5), "of the wrong type"),
        (broken(claims=[]), "names no claim"),
        (broken(explanation=[[]]), "of the wrong type"),
        (broken(options=[]), "no right answer"),
        (broken(interaction="order", order=[0, 0, 1]), "no right answer"),
        (broken(interaction="text", accept=[]), "no right answer"),
        (broken(interaction="match"), "no right answer"),
    ],
)
def test_an_item_that_would_break_what_asks_it_is_refused(
    lines: list[bytes], empty: AnswerLog, view: dict[str, Any], told: str
) -> None:
    digest = digest_of(json.dumps(view, ensure_ascii=False))
    line = written({"kind": "item", "digest": digest, "item": view})
    with pytest.raises(WrongFileError, match=f"line 2: “item” cannot be asked: .*{told}"):
        take(empty, [lines[0], line])


def test_an_item_of_another_myograph_comes_and_goes_as_it_is(lines: list[bytes], empty: AnswerLog) -> None:
    bodies = ["no JSON at all", '{"new":"kind"}']
    facts = [written({"kind": "item", "digest": digest_of(body), "item": body}) for body in bodies]
    session: dict[str, object] = {
        "kind": "session", "session": "n", "started_at": "2026-03-02T09:00:00+01:00", "request": "{}",
        "mode": "practice", "deadline": None, "items": [digest_of(body) for body in bodies], "versions": {},
    }  # fmt: skip
    file = [lines[0], *sorted(facts), written(session), written({"kind": "end", "facts": 3})]
    take(empty, file)
    assert exported(empty) == file
    assert empty.unfinished() is None
