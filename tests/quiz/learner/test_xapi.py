"""The answers as xAPI statements: a learning record store takes them, and they make a log again."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from handmade import ALL, CHOOSE_MANY, CHOOSE_ONE, MATCH, ORDER, TEXT, decorated, right, wrong
from hypothesis import example, given, settings
from logs import Clock, a_log, exported, opened, play, plays, sql
from pydantic import ValidationError
from ralph.models.xapi.base.statements import BaseXapiStatement
from ralph.models.xapi.base.unnested_objects import (
    BaseXapiActivity,
    BaseXapiActivityInteractionDefinition,
    BaseXapiStatementRef,
)

from kg.iri import BASE, claim_iri
from quiz.learner.exchange import WrongFileError, import_lines, statement_lines
from quiz.learner.facts import written

if TYPE_CHECKING:
    from pathlib import Path

    from quiz.grade import Response
    from quiz.item import Item
    from quiz.learner.log import AnswerLog


def lines_of(log: AnswerLog, learner: str = "learner") -> list[bytes]:
    return list(statement_lines(log.store.db, learner))


def answers_of(log: AnswerLog) -> list[dict[str, Any]]:
    return [view for line in lines_of(log) if "result" in (view := json.loads(line))]


def accepted(line: bytes) -> BaseXapiStatement:
    return BaseXapiStatement.model_validate_json(line)


def told(folder: Path, item: Item, response: Response, took_ms: int = 1250) -> dict[str, Any]:
    """Return the statement of one answer, which a record store has taken."""
    log = opened(folder)
    log.start("s", [item], "{}").answer(response, took_ms)
    (line,) = lines_of(log)
    statement = accepted(line)
    assert isinstance(statement.object, BaseXapiActivity)
    assert isinstance(statement.object.definition, BaseXapiActivityInteractionDefinition)
    return json.loads(line)  # type: ignore[no-any-return]


def test_a_record_store_takes_every_statement(tmp_path: Path) -> None:
    found = [accepted(line) for line in lines_of(a_log(tmp_path), "Zoë “Z” Ω")]
    answered = [each for each in found if isinstance(each.object, BaseXapiActivity)]
    voided = [each.object for each in found if isinstance(each.object, BaseXapiStatementRef)]
    assert len(answered) + len(voided) == len(found)
    assert {each.id for each in voided} < {each.id for each in answered}
    assert len(sql(tmp_path, "SELECT 1 FROM undo")) == len(voided) > 0
    assert len(sql(tmp_path, "SELECT 1 FROM answer")) == len(answered)
    assert len({each.id for each in found}) == len(found)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("result.score.scaled", 7),
        ("verb.id", "answered"),
        ("object.id", "no IRI"),
        ("object.definition.interactionType", "guess"),
        ("object.definition.choices", [{"id": "a b"}]),
        ("context.registration", "s"),
        ("result.duration", "soon"),
        ("id", "1"),
    ],
)
def test_the_record_store_that_judges_does_refuse_what_is_wrong(
    tmp_path: Path, path: str, value: object
) -> None:
    view = told(tmp_path, CHOOSE_ONE, 1)
    *keys, last = path.split(".")
    inner = view
    for key in keys:
        inner = inner[key]
    inner[last] = value
    with pytest.raises(ValidationError):
        accepted(written(view))


def test_a_statement_says_who_answered_what_how_and_when(tmp_path: Path) -> None:
    view = told(tmp_path, CHOOSE_ONE, 0)
    assert view["actor"] == {"objectType": "Agent", "account": {"homePage": BASE, "name": "learner"}}
    assert view["verb"]["id"] == "http://adlnet.gov/expapi/verbs/answered"
    assert view["object"]["id"] == claim_iri(CHOOSE_ONE.claims[0])
    assert view["result"] == {
        "success": False, "score": {"scaled": 0.0}, "response": "inferior-gluteal-nerve",
        "duration": "PT1.25S",
    }  # fmt: skip
    assert view["timestamp"] == "2026-03-02T08:00:14+00:00"
    assert view["context"]["platform"] == "Myograph"
    assert accepted(written(view)).result.duration == timedelta(seconds=1.25)


def paired(*nerves: str) -> str:
    muscles = ("gluteus-maximus", "gluteus-medius", "rectus-femoris")
    return "[,]".join(f"{muscle}[.]{nerve}" for muscle, nerve in zip(muscles, nerves, strict=True))


@pytest.mark.parametrize(
    ("item", "response", "kind", "said", "pattern"),
    [
        (
            CHOOSE_MANY, (2, 0), "choice", "gluteus-minimus[,]gluteus-medius",
            ["gluteus-medius[,]gluteus-minimus[,]tensor-fasciae-latae"],
        ),
        (
            TEXT, "Glutaeus medias", "fill-in", "Glutaeus medias",
            ["{case_matters=false}gluteus medius", "{case_matters=false}glute med"],
        ),
        (
            MATCH, (2, 1, 0), "matching",
            paired("inferior-gluteal-nerve", "femoral-nerve", "superior-gluteal-nerve"),
            [paired("inferior-gluteal-nerve", "superior-gluteal-nerve", "femoral-nerve")],
        ),
        (
            ORDER, (2, 0, 1, 3), "sequencing", "weak-gluteus-medius[,]pelvic-drop[,]knee-pain[,]knee-valgus",
            ["weak-gluteus-medius[,]pelvic-drop[,]knee-valgus[,]knee-pain"],
        ),
    ],
)  # fmt: skip
def test_every_interaction_is_told_as_the_specification_has_it(
    tmp_path: Path, item: Item, response: Response, kind: str, said: str, pattern: list[str]
) -> None:
    view = told(tmp_path, item, response)
    definition = view["object"]["definition"]
    assert definition["type"] == "http://adlnet.gov/expapi/activities/cmi.interaction"
    assert definition["interactionType"] == kind
    assert definition["description"] == {"en": item.stem}
    assert definition["correctResponsesPattern"] == pattern
    assert view["result"]["response"] == said
    named = {part["id"] for key in ("choices", "source", "target") for part in definition.get(key, ())}
    parts = {each for whole in pattern for pair in whole.split("[,]") for each in pair.split("[.]")}
    assert kind == "fill-in" or parts <= named


def test_options_that_are_statements_are_named_by_their_place(tmp_path: Path) -> None:
    options = tuple(replace(option, entity=None) for option in CHOOSE_ONE.options)
    view = told(tmp_path, replace(CHOOSE_ONE, options=options), 0)
    assert view["result"]["response"] == "option-1"
    assert view["object"]["definition"]["correctResponsesPattern"] == ["option-2"]


@pytest.mark.parametrize("words", ["[.] [,] {case_matters=true}", "日本語 “x” <b>", "\n\t"])
def test_whatever_the_words_are_a_record_store_takes_them(tmp_path: Path, words: str) -> None:
    for number, item in enumerate(ALL):
        told(tmp_path / str(number), decorated(item, words), wrong(item))


def test_an_item_that_cannot_be_read_any_more_is_told_without_its_words(tmp_path: Path) -> None:
    log = opened(tmp_path)
    session = log.start("s", [CHOOSE_ONE, ORDER], "{}")
    session.answer(1, 5)
    session.answer(right(ORDER), 5)
    sql(tmp_path, "UPDATE item SET body = '{}' WHERE body LIKE '%choose-one%'")
    sql(tmp_path, "DELETE FROM item WHERE body LIKE '%\"order\"%'")
    for line in lines_of(log):
        accepted(line)
        assert "description" not in json.loads(line)["object"]["definition"]


def test_a_session_is_its_registration_also_where_its_id_is_no_uuid(tmp_path: Path) -> None:
    log, name = opened(tmp_path), "0b5e8f7e-5f0c-4f0b-9b43-0d2d7c6a1f00"
    for each in (name, "old", "older"):
        log.start(each, [TEXT], "{}").answer("x", 5)
    first, second, third = (view["context"]["registration"] for view in answers_of(log))
    assert first == name
    assert uuid.UUID(second).version == 5
    assert second != third


def test_ids_are_the_same_each_time_and_others_for_another_learner(tmp_path: Path) -> None:
    log = a_log(tmp_path)
    assert lines_of(log, "one") == lines_of(log, "one")
    ids = [{json.loads(line)["id"] for line in lines_of(log, name)} for name in ("one", "two")]
    assert ids[0].isdisjoint(ids[1])


def answers_in(log: AnswerLog) -> list[bytes]:
    kinds = ("answer", "undo", "session", "session-end")
    return [written(view) for line in exported(log) if (view := json.loads(line)).get("kind") in kinds]


@settings(max_examples=8, deadline=None)
@given(plays)
@example([("answer", 0), ("leave", 0), ("practice", 0), ("answer", 0), ("leave", 0)])
def test_statements_make_the_answers_again(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("xapi")
    clock = Clock()
    one, two = opened(folder / "one", clock), opened(folder / "two")
    play(one, clock, steps)
    with one.store.writing() as db:  # what no answer tells of is not told
        for table in ("session_end", "note"):
            db.execute(f"DELETE FROM {table} WHERE session NOT IN (SELECT session FROM answer)")
        db.execute("DELETE FROM session WHERE id NOT IN (SELECT session FROM answer)")
    lines = lines_of(one)
    if not lines:
        with pytest.raises(WrongFileError, match="empty"):
            import_lines(two.store, lines, "file")
        return
    import_lines(two.store, lines, "file")
    assert answers_in(two) == answers_in(one)
    assert two.memories() == one.memories()
    assert lines_of(two) == lines
    assert import_lines(two.store, lines, "file").new == 0
    # A record store gives the latest first.
    three = opened(folder / "three")
    import_lines(three.store, lines[::-1], "file")
    assert answers_in(three) == answers_in(one)
    for log in (one, two, three):
        log.close()


def test_a_quiz_that_came_in_as_statements_goes_on(tmp_path: Path) -> None:
    one, two = opened(tmp_path / "one"), opened(tmp_path / "two")
    one.start("s", ALL, "{}").answer(1, 5)
    import_lines(two.store, lines_of(one), "file", "xapi")
    session = two.unfinished()
    assert session is not None
    assert session.items == ALL
    assert session.position == 1


def test_times_as_a_record_store_writes_them_are_the_same_times(tmp_path: Path) -> None:
    one, two = opened(tmp_path / "one"), opened(tmp_path / "two")
    one.start("s", [TEXT], "{}").answer("x", 5)
    view = json.loads(lines_of(one)[0])
    view["timestamp"] = view["timestamp"].replace("+00:00", ".000Z")
    view |= {"stored": view["timestamp"], "authority": view["actor"]}
    assert import_lines(two.store, [written(view)], "file").answers == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"result": {"success": True}}, "its “success” is not that of the answer"),
        ({"result": {"success": False, "score": {"scaled": 1}}}, "its “score” is not that of the answer"),
        ({"object": {"id": claim_iri("x")}}, "its “object” is not that of the answer"),
        ({"timestamp": "2026-03-02T08:00:15+00:00"}, "its “timestamp” is not that of the answer"),
        ({"timestamp": "soon"}, "should be an instant"),
        ({"timestamp": "2026-03-02T08:00:14"}, "should be an instant"),
        ({"verb": {"id": "http://adlnet.gov/expapi/verbs/completed"}}, "no statement of Myograph's"),
        ({"verb": 5}, "no statement of Myograph's"),
        ({"context": {}}, "no statement of Myograph's"),
        ({"contexts": {}}, "has no “contexts”. Did you mean “context”"),
        ({"verb": {"id": "http://adlnet.gov/expapi/verbs/voided"}}, "which it voids, is not in this file"),
    ],
)
def test_a_statement_that_is_not_ours_or_contradicts_itself_is_refused(
    tmp_path: Path, change: dict[str, object], message: str
) -> None:
    one, two = opened(tmp_path / "one"), opened(tmp_path / "two")
    one.start("s", [TEXT], "{}").answer("no", 5)
    view = json.loads(lines_of(one)[0]) | change
    with pytest.raises(WrongFileError, match=f"line 1: .*{message}"):
        import_lines(two.store, [written(view)], "file")
    assert len(exported(two)) == 2


def test_an_extension_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    one, two = opened(tmp_path / "one"), opened(tmp_path / "two")
    one.start("s", [TEXT], "{}").answer("no", 5)
    names = json.loads(lines_of(one)[0])["context"]["extensions"]
    assert len(names) == 4
    values: list[object] = [[], {}, 1.5, None, {"kind": "item"}, {"session": {}, "ends": [5], "items": []}]
    for name in names:
        for value in values:
            view = json.loads(lines_of(one)[0])
            view["context"]["extensions"][name] = value
            with pytest.raises(WrongFileError, match="line 1: "):
                import_lines(two.store, [written(view)], "file")


def test_statements_without_the_one_that_tells_of_their_session_are_refused(tmp_path: Path) -> None:
    one, two = opened(tmp_path / "one"), opened(tmp_path / "two")
    session = one.start("s", [TEXT, TEXT], "{}")
    session.answer("no", 5)
    session.answer("no", 5)
    with pytest.raises(WrongFileError, match="line 1: the session s is neither in this file nor in the log"):
        import_lines(two.store, lines_of(one)[1:], "file")
