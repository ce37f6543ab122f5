"""Sources disagree: the key says what each of two sources has on record, and the three others do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from askable import fact
from oracles import claims_of, stances, wrong
from smallgraphs import world

from kg.model import Evidence, Stance, Status, Tier
from kg.proof import ProofKind
from kg.wording import sentence, source_name, statement
from quiz.item import Bloom
from quiz.patterns import PATTERNS
from quiz.patterns.disagreement import TYPE
from quiz.workshop import Workshop

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.item import Item

__all__ = ["TYPE"]

SO = {"supports": "it is so", "disputes": "it is otherwise"}


def sides(graph: KnowledgeGraph, item: Item) -> tuple[str, str]:
    """Return the two sources that the wrong answers are proved by, in the order of the stem."""
    one, other = {option.proof.source or "" for option in wrong(item) if option.proof}
    asked = f"What do {source_name(graph, one)} and {source_name(graph, other)} have to say on this?"
    turned = f"What do {source_name(graph, other)} and {source_name(graph, one)} have to say on this?"
    assert item.stem.endswith((asked, turned)), item.stem
    return (one, other) if item.stem.endswith(asked) else (other, one)


def on_record(graph: KnowledgeGraph, item: Item, source: str) -> str:
    """Return the one stance of a source's direct evidence on the item's claim."""
    (claim,) = claims_of(graph, item)
    (stance,) = stances(claim, source) - {"indirect"}
    return stance


def test_the_key_is_what_is_on_record_for_each(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        one, other = sides(graph, item)
        first, second = on_record(graph, item, one), on_record(graph, item, other)
        if first == second:
            assert item.answer == f"Both: {SO[first]}"
        else:
            named = f"{source_name(graph, one)}: {SO[first]}; {source_name(graph, other)}: {SO[second]}"
            assert item.answer.casefold() == named.casefold()


def test_all_four_answers_are_there(items: list[Item]) -> None:
    for item in items:
        assert len({option.text for option in item.options}) == 4
        assert sum(option.text.startswith("Both: ") for option in item.options) == 2


def test_a_wrong_answer_is_proved_by_a_stance_that_is_on_record(
    items: list[Item], graph: KnowledgeGraph
) -> None:
    for item in items:
        for option in wrong(item):
            proof = option.proof
            assert proof is not None
            assert proof.kind is ProofKind.CONTRADICTED
            assert proof.source in sides(graph, item)
            assert proof.ground == on_record(graph, item, proof.source)


def test_the_stem_quotes_the_claim_with_its_hedge(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        (claim,) = claims_of(graph, item)
        assert item.stem.startswith(f"“{sentence(statement(graph, claim))}”")
        assert (item.bloom, item.scope) == (Bloom.EVALUATE, None)


def test_what_is_disputed_is_not_told_flatly(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        (claim,) = claims_of(graph, item)
        refuted = claim.status is Status.REFUTED
        opening = "This statement is false: " if refuted else "The question is whether "
        assert item.explanation[0] == sentence(opening + statement(graph, claim))


def test_no_curator_and_no_question_of_anatomy_or_of_a_draft_is_asked_about(
    items: list[Item], graph: KnowledgeGraph
) -> None:
    for item in items:
        (claim,) = claims_of(graph, item)
        assert claim.status is not Status.DRAFT
        assert claim.ask
        assert not graph.vocabulary.anatomical(claim.relation)
        assert all(graph.sources[source].tier is not Tier.CURATOR for source in sides(graph, item))


def test_that_they_differ_is_not_the_answer_every_time(items: list[Item]) -> None:
    both = {
        text: sum(item.answer == text for item in items)
        for text in ("Both: it is so", "Both: it is otherwise")
    }
    differ = len(items) - sum(both.values())
    assert min(both.values()) >= 0.1 * len(items)
    assert differ >= 0.3 * len(items)


FOR, AGAINST = (Evidence("page", stance, "textbook") for stance in (Stance.SUPPORTS, Stance.DISPUTES))


@pytest.mark.parametrize(
    ("more", "number"),
    [
        ([AGAINST], 1),
        ([FOR, AGAINST], 0),
        ([AGAINST._replace(indirect=True)], 0),
        ([AGAINST._replace(source="book")], 0),
        ([], 0),
    ],
    ids=["one against", "the same source on both sides", "against what is near", "its own source", "none"],
)
def test_only_sources_that_speak_one_way_are_set_against_each_other(
    graph: KnowledgeGraph, more: list[Evidence], number: int
) -> None:
    said = fact("muscle leadsTo right")
    disputed = said._replace(evidence=(said.evidence[0], *more))
    assert len(list(PATTERNS[TYPE](Workshop(world(graph, disputed), 1)))) == number
