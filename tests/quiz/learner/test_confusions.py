"""What was mixed up with what: counted both ways, forgotten with time, cleared up by right answers."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from smallgraphs import claim, world

from kg.falsity import Falsity
from kg.graph import KnowledgeGraph
from kg.model import AskUse, Status
from kg.wording import sentence, statement
from quiz.learner.confusions import (
    CLEARING_DAYS,
    HALF_LIFE,
    Contrasts,
    Mixup,
    Names,
    confused,
    confusions,
    contrast,
    mixups,
)
from quiz.learner.schema import TABLES

if TYPE_CHECKING:
    from kg.model import Claim

MONDAY = date(2026, 3, 2).toordinal()


def asked(text: str, status: Status = Status.ESTABLISHED) -> Claim:
    """Return a claim that may be asked."""
    return claim(text, status)._replace(ask=(AskUse.FACT,))


@pytest.fixture
def small(graph: KnowledgeGraph) -> KnowledgeGraph:
    """Two muscles with a nerve each, a movement that both perform, and an origin that lies in the other's."""
    found = world(
        graph,
        asked("medius innervatedBy superior"),
        asked("maximus innervatedBy inferior"),
        asked("medius performs abduction"),
        asked("maximus performs abduction"),
        asked("medius hasOrigin ilium"),
        asked("maximus hasOrigin crest"),
        asked("crest partOf ilium"),
        asked("medius stabilises pelvis"),
    )
    entities = tuple(
        each._replace(synonyms=("glute", "Buttock")) if each.id == "maximus"
        else each._replace(synonyms=("Glute",)) if each.id == "medius"
        else each
        for each in found.content.entities
    )  # fmt: skip
    return KnowledgeGraph(replace(found.content, entities=entities))


@pytest.fixture
def log() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    for command in TABLES:
        db.execute(command)
    db.execute("INSERT INTO session VALUES ('s', '', '', 'practice', NULL, '[]', '{}')")
    return db


def give(
    db: sqlite3.Connection,
    day: int,
    about: str,
    mixed: tuple[str, str] | None = None,
    *,
    right: bool = False,
    undone: bool = False,
) -> None:
    """Give one answer on a day, counted from Monday."""
    (number,) = db.execute("SELECT count(*) + 1 FROM answer").fetchone()
    db.execute(
        "INSERT INTO answer VALUES (?, 's', ?, 0, '', '', '', ?, 0, '0', '[]', 0, 0, 0, 0, 0, '', ?)",
        (number, number, about, date.fromordinal(MONDAY + day).isoformat()),
    )
    db.execute("INSERT INTO outcome VALUES (?, ?, ?, NULL)", (about, number, int(right)))
    if mixed is not None:
        db.execute("INSERT INTO mixup VALUES (?, ?, ?)", (number, *mixed))
    if undone:
        db.execute("INSERT INTO undo VALUES (?, '')", (number,))


NERVE = "medius innervatedBy superior"


# --- who was meant ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("medius", "medius"),
        ("The MÉDIUS!", "medius"),
        ("buttock", "maximus"),
        ("glute", None),  # a name of both
        ("no such thing", None),
        ("", None),
    ],
)
def test_words_stand_for_the_one_entity_that_goes_by_them(
    small: KnowledgeGraph, text: str, meant: str | None
) -> None:
    assert Names(small).entity(text) == meant


def test_mixing_up_counts_both_ways_and_by_whatever_name(small: KnowledgeGraph) -> None:
    rows = [
        Mixup("medius", "maximus", MONDAY, 2, 5),
        Mixup("maximus", "medius", MONDAY + 3, 1, 9),
        Mixup("Medius", "the buttock", MONDAY, 1, 3),
    ]
    (found,) = confused(rows, Names(small), MONDAY + 3)
    assert (found.pair, found.times, found.first_for_second) == (("maximus", "medius"), 4, 3)
    assert (found.last_day, found.last) == (MONDAY + 3, 9)


@pytest.mark.parametrize("taken", ["elbow grease", "Medius", "glute"])
def test_what_names_nothing_or_the_right_thing_itself_is_no_confusion(
    small: KnowledgeGraph, taken: str
) -> None:
    assert confused([Mixup("medius", taken, MONDAY, 1, 1)], Names(small), MONDAY) == []


def test_an_old_mixup_weighs_half_as_much_after_a_half_life(small: KnowledgeGraph) -> None:
    old = Mixup("superior", "inferior", MONDAY, 2, 1)
    new = Mixup("medius", "maximus", MONDAY + HALF_LIFE, 1, 2)
    first, second = confused([old, new], Names(small), MONDAY + HALF_LIFE)
    assert first.weight == second.weight == pytest.approx(1)
    assert first.pair == ("maximus", "medius")  # the later one of two that weigh the same


@given(st.permutations([Mixup("medius", "maximus", MONDAY + day, 1 + day, day) for day in range(4)]))
def test_the_order_of_rows_makes_no_difference(rows: list[Mixup]) -> None:
    class Ids(Names):
        def __init__(self) -> None:
            pass

        def entity(self, text: str) -> str | None:
            return text

    (found,) = confused(rows, Ids(), MONDAY + 5)
    assert (found.times, found.last, found.last_day) == (10, 3, MONDAY + 3)


# --- in the log ---------------------------------------------------------------------------------------------


def test_answers_that_were_taken_back_do_not_count(log: sqlite3.Connection) -> None:
    give(log, 0, NERVE, ("medius", "maximus"))
    give(log, 0, NERVE, ("medius", "maximus"), undone=True)
    give(log, 1, NERVE, ("medius", "maximus"))
    found = sorted(mixups(log))
    assert found == [Mixup("medius", "maximus", MONDAY, 1, 1), Mixup("medius", "maximus", MONDAY + 1, 1, 3)]


def test_of_one_claim_only_what_was_mixed_up_on_it_is_told(log: sqlite3.Connection) -> None:
    give(log, 0, NERVE, ("superior", "inferior"))
    give(log, 0, "another", ("medius", "maximus"))
    assert [(row.right, row.taken) for row in mixups(log, NERVE)] == [("superior", "inferior")]


@pytest.mark.parametrize(
    ("later", "cleared"),
    [
        ([], False),
        ([(1, NERVE, True)], False),
        ([(1, NERVE, True), (1, "maximus innervatedBy inferior", True)], False),  # one day
        ([(1, NERVE, True), (3, "maximus innervatedBy inferior", True)], True),
        ([(1, NERVE, True), (3, NERVE, False)], False),
        # Both perform it, and the crest is a part of the ilium: these tell nothing apart.
        ([(1, "medius performs abduction", True), (2, "medius performs abduction", True)], False),
        ([(1, "medius hasOrigin ilium", True), (2, "maximus hasOrigin crest", True)], False),
    ],
)
def test_it_is_cleared_up_by_right_answers_on_two_days_on_what_tells_them_apart(
    small: KnowledgeGraph, log: sqlite3.Connection, later: list[tuple[int, str, bool]], cleared: bool
) -> None:
    give(log, 0, NERVE, right=True)  # before: does not count
    give(log, 0, NERVE, ("medius", "maximus"))
    for day, about, right in later:
        give(log, day, about, right=right)
    (found,) = confusions(log, Contrasts(small), Names(small), MONDAY + 9, 10)
    assert found.cleared == cleared
    assert found.clear_days <= CLEARING_DAYS


def test_a_new_mixup_undoes_that_it_was_cleared_up(small: KnowledgeGraph, log: sqlite3.Connection) -> None:
    give(log, 0, NERVE, ("medius", "maximus"))
    give(log, 1, NERVE, right=True)
    give(log, 2, NERVE, right=True)
    assert confusions(log, Contrasts(small), Names(small), MONDAY + 9, 10)[0].cleared
    give(log, 3, NERVE, ("maximus", "medius"))
    assert not confusions(log, Contrasts(small), Names(small), MONDAY + 9, 10)[0].cleared


def test_a_right_answer_that_was_taken_back_clears_nothing_up(
    small: KnowledgeGraph, log: sqlite3.Connection
) -> None:
    give(log, 0, NERVE, ("medius", "maximus"))
    give(log, 1, NERVE, right=True)
    give(log, 2, NERVE, right=True, undone=True)
    assert not confusions(log, Contrasts(small), Names(small), MONDAY + 9, 10)[0].cleared


def test_what_is_still_confused_stands_before_what_was_cleared_up(
    small: KnowledgeGraph, log: sqlite3.Connection
) -> None:
    for _ in range(3):
        give(log, 0, NERVE, ("medius", "maximus"))
    give(log, 0, "crest partOf ilium", ("crest", "pelvis"))
    give(log, 1, NERVE, right=True)
    give(log, 2, NERVE, right=True)
    found = confusions(log, Contrasts(small), Names(small), MONDAY + 2, 10)
    assert [each.pair for each in found] == [("crest", "pelvis"), ("maximus", "medius")]
    assert [each.pair for each in confusions(log, Contrasts(small), Names(small), MONDAY, 1)] == [
        ("crest", "pelvis")
    ]
    only = frozenset({"medius"})
    assert [each.pair for each in confusions(log, Contrasts(small), Names(small), MONDAY, 9, only)] == [
        ("maximus", "medius")
    ]


# --- what tells two things apart ----------------------------------------------------------------------------


def test_what_tells_two_apart_is_the_same_relation_with_other_values(small: KnowledgeGraph) -> None:
    found = contrast(small, ("maximus", "medius"))
    assert found.relations == ("innervatedBy",)
    assert found.sides == {"maximus": ("maximus innervatedBy inferior",), "medius": (NERVE,)}
    assert found.claims == ("maximus innervatedBy inferior", NERVE)
    first, second = (small.claim(name) for name in found.claims)
    assert found.words == (sentence(f"{statement(small, first)}; {statement(small, second)}"),)


def test_it_works_from_the_other_end_as_well(small: KnowledgeGraph) -> None:
    assert contrast(small, ("superior", "inferior")).claims == (NERVE, "maximus innervatedBy inferior")


def test_where_nothing_tells_them_apart_the_definitions_are_told(small: KnowledgeGraph) -> None:
    found = contrast(small, ("abduction", "pelvis"))
    assert (found.claims, found.relations) == ((), ())
    assert found.words == ("Abduction: The abduction.", "Pelvis: The pelvis.")


def test_what_is_refuted_or_may_not_be_asked_tells_nothing_apart(graph: KnowledgeGraph) -> None:
    found = world(
        graph,
        asked("medius innervatedBy superior", Status.REFUTED),
        asked("maximus innervatedBy inferior"),
        asked("medius performs abduction"),
        claim("maximus performs extension"),
    )
    assert contrast(found, ("maximus", "medius")).claims == ()


def test_what_not_everyone_says_is_told_with_who_says_it(graph: KnowledgeGraph) -> None:
    found = world(
        graph,
        asked("medius innervatedBy superior", Status.REPORTED),
        asked("maximus innervatedBy inferior"),
    )
    (words,) = contrast(found, ("maximus", "medius")).words
    assert "“a book” says that medius is innervated by superior" in words


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_symmetric_relation_tells_apart_whichever_end_was_named_first(
    graph: KnowledgeGraph, mirrored: bool
) -> None:
    first = "iliacus antagonistOf maximus" if mirrored else "maximus antagonistOf iliacus"
    found = world(graph, asked(first), asked("medius antagonistOf adductor"))
    assert contrast(found, ("maximus", "medius")).claims == (first, "medius antagonistOf adductor")


def test_an_entity_that_is_not_there_is_told_to_the_caller(small: KnowledgeGraph) -> None:
    with pytest.raises(KeyError):
        contrast(small, ("medius", "nobody"))


def test_in_the_bundled_graph_no_claim_of_one_side_is_said_of_the_other(graph: KnowledgeGraph) -> None:
    """Of all pairs of muscles: the value belongs to one side, and is near none of the other's."""
    contrasts, falsity = Contrasts(graph), Falsity(graph)
    muscles = [entity.id for entity in graph.entities.values() if entity.cls == "Muscle"]
    told = 0
    for place, one in enumerate(muscles):
        for other in muscles[place + 1 :]:
            found = contrasts.contrast((one, other))
            told += bool(found.claims)
            assert set(found.claims) == {name for side in found.sides.values() for name in side}
            for name in found.sides[one]:
                said = graph.claim(name)
                value = said.object if said.subject == one else said.subject
                beside = {
                    each.object if each.subject == other else each.subject
                    for each in graph.claims(relation=said.relation)
                    if other in (each.subject, each.object) and each.live and AskUse.FACT in each.ask
                }
                assert value != other
                if not graph.vocabulary.relations[said.relation].symmetric and said.subject == one:
                    objects = {
                        each.object
                        for each in graph.claims(subject=other, relation=said.relation)
                        if each.relation == said.relation and each.live and each.ask
                    }
                    assert objects.isdisjoint(falsity.near(value))
                else:
                    assert value not in beside
    assert told > 0.9 * len(muscles) * (len(muscles) - 1) / 2
