"""Papers by blueprint: what was asked for, nothing twice, nothing given away, and apart where they can be."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from quiz.blueprint import BlueprintError, Part, about, fitting, papers, part_in_words, shared_in_words
from quiz.lint import Linter
from quiz.start import Request
from quiz.wanted import Wanted

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank
    from quiz.item import Item

BLUEPRINTS = {
    "open": [Part(20, Wanted())],
    "types": [Part(3, Wanted(type="match")), Part(4, Wanted(type="cloze"))],
    "levels": [Part(3, Wanted(level="apply")), Part(3, Wanted(level="analyse")), Part(5, Wanted())],
    "topics": [Part(4, Wanted("gluteus-medius")), Part(4, Wanted("knee-pain"))],
    "narrow after open": [Part(10, Wanted()), Part(2, Wanted("gluteus-medius", "choose-object"))],
}


def told(paper: tuple[Item, ...]) -> list[str]:
    return [claim for item in paper for claim in item.claims]


def apart(graph: KnowledgeGraph, bank: Bank, number: int) -> list[Item]:
    """Items that test one claim each, no claim twice, and of which none gives away another."""
    linter = Linter(graph)
    found: list[Item] = []
    for item in bank.items:
        fresh = len(item.claims) == 1 and item.claims[0] not in told(tuple(found))
        if fresh and not linter.hinges([*found, item]):
            found.append(item)
        if len(found) == number:
            break
    return found


def of(bank: Bank, items: list[Item]) -> Bank:
    return replace(bank, items=tuple(items))


@pytest.mark.parametrize("name", BLUEPRINTS)
def test_two_papers_of_the_whole_bank_have_what_was_asked_for_and_share_no_claim(
    graph: KnowledgeGraph, bank: Bank, name: str
) -> None:
    blueprint = BLUEPRINTS[name]
    found = papers(graph, bank, blueprint, 2)
    assert found.shared == ()
    one, other = found.papers
    assert set(told(one)).isdisjoint(told(other))
    for paper in found.papers:
        assert len(told(paper)) == len(set(told(paper)))
        assert Linter(graph).hinges(paper) == []
        rest = list(paper)
        for part in blueprint:
            mine, rest = rest[: part.number], rest[part.number :]
            assert fitting(graph, mine, part.wanted) == mine
            assert len(mine) == part.number
        assert rest == []


def test_a_topic_holds_for_some_claim_of_each_item(graph: KnowledgeGraph, bank: Bank) -> None:
    found = fitting(graph, bank.items, Wanted("gluteus-medius"))
    assert 0 < len(found) < len(bank.items)
    on_topic = about(graph, Wanted("gluteus-medius"))
    for item in bank.items:
        assert any(on_topic(claim) for claim in item.claims) == (item in found)


def test_the_same_seed_makes_the_same_papers_and_another_seed_other_ones(
    graph: KnowledgeGraph, bank: Bank
) -> None:
    blueprint = BLUEPRINTS["open"]
    assert papers(graph, bank, blueprint) == papers(graph, bank, blueprint)
    assert papers(graph, bank, blueprint) != papers(graph, replace(bank, seed=2), blueprint)


def test_papers_that_cannot_be_kept_apart_say_which_part_and_which_claims(
    graph: KnowledgeGraph, bank: Bank
) -> None:
    """Three items for two papers of two: one has to stand in both."""
    small = of(bank, apart(graph, bank, 3))
    blueprint = [Part(2, Wanted())]
    found = papers(graph, small, blueprint, 2)
    one, other = found.papers
    (shared,) = found.shared
    assert shared.part == 1
    assert set(shared.claims) == set(told(one)) & set(told(other))
    assert len(shared.claims) == 1
    assert shared_in_words(graph, blueprint, shared) == (
        "Part 1 of the blueprint (2 questions): 1 claim stands in more than one paper."
    )


def test_a_part_that_takes_anything_leaves_the_narrow_one_what_it_needs(
    graph: KnowledgeGraph, bank: Bank
) -> None:
    """The open part comes first, and could use up the only items of the other's type."""
    items = apart(graph, bank, 8)
    few = [replace(item, type="cloze") for item in items[:4]]
    others = [replace(item, type="typed") for item in items[4:]]
    blueprint = [Part(2, Wanted()), Part(2, Wanted(type="cloze"))]
    for seed in range(10):
        found = papers(graph, replace(of(bank, few + others), seed=seed), blueprint, 2)
        assert found.shared == ()


def test_papers_that_can_be_kept_apart_are_whichever_item_comes_first(
    graph: KnowledgeGraph, bank: Bank
) -> None:
    """One item tests what both others test: drawn for one paper, it leaves nothing for the other."""
    one, other = apart(graph, bank, 2)
    wide = replace(one, id="wide", claims=(*one.claims, *other.claims))
    for seed in range(10):
        found = papers(graph, replace(of(bank, [wide, one, other]), seed=seed), [Part(1, Wanted())], 2)
        assert found.shared == ()


@settings(max_examples=40, deadline=None)
@given(size=st.integers(4, 30), count=st.integers(1, 4), number=st.integers(1, 4), seed=st.integers(0, 99))
def test_what_is_told_as_shared_is_what_the_papers_share(
    graph: KnowledgeGraph, bank: Bank, size: int, count: int, number: int, seed: int
) -> None:
    small = replace(of(bank, list(bank.items[:: len(bank.items) // size])), seed=seed)
    try:
        found = papers(graph, small, [Part(number, Wanted())], count)
    except BlueprintError:
        reject()
    claims = [set(told(paper)) for paper in found.papers]
    twice = {claim for own in claims for claim in own if sum(claim in other for other in claims) > 1}
    assert {claim for shared in found.shared for claim in shared.claims} == twice
    assert [len(paper) for paper in found.papers] == [number] * count


def test_a_part_that_asks_for_more_than_there_are_is_named_with_what_there_is(
    graph: KnowledgeGraph, bank: Bank
) -> None:
    blueprint = [Part(1, Wanted()), Part(30, Wanted("gluteus-medius", "match", "remember"))]
    with pytest.raises(BlueprintError) as caught:
        papers(graph, bank, blueprint)
    assert str(caught.value) == (
        "Part 2 of the blueprint cannot be met: it asks for 30 questions about “gluteus medius”, of type "
        "match, at level remember, and there are none."
    )


def test_items_on_one_claim_are_not_counted_as_many(graph: KnowledgeGraph, bank: Bank) -> None:
    twins = next(
        [one, other] for one, other in pairwise(sorted(bank.items, key=lambda item: item.claims))
        if one.claims == other.claims
    )  # fmt: skip
    with pytest.raises(BlueprintError, match=r"There are 2, but .* only 1 fit in one paper"):
        papers(graph, of(bank, twins), [Part(2, Wanted())], 1)


def test_a_question_that_gives_away_another_is_kept_out_of_its_paper(
    graph: KnowledgeGraph, bank: Bank
) -> None:
    """The one names in its stem both ends of what the other asks; alone, each may stand."""
    asked = next(item for item in bank.items if item.type == "choose-object" and item.scope is None)
    claim = graph.claim(asked.claims[0])
    ends = [graph.entity(end).label for end in (claim.subject, claim.object)]
    teller = replace(
        next(item for item in bank.items if claim.id not in item.claims),
        id="teller",
        stem=f"Given that the {ends[0]} goes with the {ends[1]}, which of these is so?",
    )
    assert Linter(graph).hinges([asked, teller])
    with pytest.raises(BlueprintError, match="no question may give away another"):
        papers(graph, of(bank, [asked, teller]), [Part(2, Wanted())], 1)
    both = papers(graph, of(bank, [asked, teller]), [Part(1, Wanted())], 2)
    assert {paper[0].id for paper in both.papers} == {asked.id, "teller"}


def test_a_part_reads_as_what_it_asks_for(graph: KnowledgeGraph) -> None:
    assert part_in_words(graph, Part(1, Wanted())) == "1 question"
    assert part_in_words(graph, Part(2, Wanted("knee-pain", "match", "apply"))) == (
        "2 questions about “knee pain”, of type match, at level apply"
    )


def test_a_paper_begun_before_parts_could_name_a_source_is_gone_on_with() -> None:
    """What was asked for is kept as text: were it another now, nobody would find the quiz again."""
    request = Request(number=3, seed=2, parts=(Part(3, Wanted("knee-pain", "match")),))
    assert request.text == (
        '{"level": null, "number": 3, "parts": [{"number": 3, "wanted": {"level": null, "topic": "knee-pain",'
        ' "type": "match"}}], "seed": 2, "topic": null, "type": null}'
    )
    asked = replace(request, parts=(Part(3, Wanted("knee-pain", "match", source="article")),))
    assert '"source": "article"' in asked.text
