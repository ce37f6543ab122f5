"""Graphs that no pack of ours holds, empty ones and odd labels among them: no error, and no bad item."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from askable import NERVES, fact, nerves
from hypothesis import given, settings
from hypothesis import strategies as st
from smallgraphs import world

from kg.graph import KnowledgeGraph
from kg.model import Status
from quiz.bank import build, draw
from quiz.bankview import item_lines
from quiz.coverage import LeftOut, uncovered
from quiz.grade import grade
from quiz.item import Interaction, item_from_view, item_view
from quiz.lint import Linter
from quiz.patterns import PATTERNS
from quiz.verify import faults
from quiz.wanted import Wanted

if TYPE_CHECKING:
    from quiz.item import Item

ODD = {
    "markup": "[b]bold[/b]",
    "a placeholder": "[Your Name]",
    "an open bracket": "[",
    "quotes": "the “so-called” 'one' of \"it\"",
    "200 letters": "abcdefghij" * 20,
    "200 letters in words": "abductor " * 22 + "ab",
    "right to left": "עצב הירך",
    "right to left, with digits": "العصب 12",
    "both ways": "nerve עצב",
    "no case and no spaces": "股神经",
    "braces and slashes": "{0} %s \\n",
    "blanks": "a_b __ c",
    "marks on letters": "ne\u0301rve fe\u0301moral",
    "a question": "which of these?",
    "a picture": "🦵",
    "a hedge": "can may often",
}
NASTY = {
    "gluteus-medius": '[b]gluteus[/b] "medius"',
    "gluteus-minimus": "العضلة الألوية الصغرى",
    "hip-abduction": "abduct " * 28 + "hip",
}
# What a screen of 80 columns and 24 lines can still show of one text.
MOST_LETTERS = 600


def labelled(graph: KnowledgeGraph, odd: str) -> KnowledgeGraph:
    """Return the graph with odd words before each label, so that all are odd and no two the same."""
    entities = [each._replace(label=f"{odd} {each.label}") for each in graph.content.entities]
    return KnowledgeGraph(replace(graph.content, entities=tuple(entities)))


def assert_clean(item: Item, graph: KnowledgeGraph) -> None:
    """Hold what every item has to keep, whatever stands in the graph."""
    assert faults(item, graph) == []
    assert item_from_view(item_view(item)) == item
    texts = [item.stem, *item.accept, *(option.text for option in item.options)]
    texts += [row.text for row in item.rows]
    for text in texts:
        assert text == text.strip() != "", item.id
        assert "  " not in text
        assert not any(unicodedata.category(letter) in ("Cc", "Cf") for letter in text), item.id
    shown = [option.text for option in item.options]
    assert len({text.casefold() for text in shown}) == len(shown)
    assert max(map(len, texts)) <= MOST_LETTERS
    if item.interaction is Interaction.TEXT:
        assert grade(item, item.accept[0]).right


def assert_nothing_bad(graph: KnowledgeGraph) -> int:
    """Build and draw, hold all that comes, and return how many items the bank has."""
    bank = build(graph, 1)
    for item in (*bank.items, *draw(graph, 1, 5)):
        assert_clean(item, graph)
    return len(bank.items)


def test_plain_labels_give_items(graph: KnowledgeGraph) -> None:
    """Else nothing would be shown by what follows."""
    made = nerves(graph)
    found = {item.interaction for item in build(made, 1).items}
    assert found == {Interaction.CHOOSE_ONE, Interaction.MATCH, Interaction.TEXT}
    assert assert_nothing_bad(made) > 20


@pytest.mark.parametrize("odd", ODD.values(), ids=list(ODD))
def test_odd_labels_give_no_bad_item(graph: KnowledgeGraph, odd: str) -> None:
    assert_nothing_bad(labelled(nerves(graph), odd))


@pytest.mark.parametrize("odd", ["[b]bold[/b]", "[Your Name]", "abcdefghij" * 20])
def test_what_would_be_read_as_markup_or_fills_the_screen_is_in_no_item(
    graph: KnowledgeGraph, odd: str
) -> None:
    made = labelled(nerves(graph), odd)
    assert build(made, 1).items == ()
    assert draw(made, 1, 5) == []


@pytest.mark.parametrize("odd", ["עצב", "the “so-called”", "العصب 12"])
def test_other_scripts_and_quotes_come_through_letter_by_letter(graph: KnowledgeGraph, odd: str) -> None:
    made = labelled(nerves(graph), odd)
    labels = {entity.label for entity in made.entities.values()}
    items = build(made, 1).items
    assert items
    for item in items:
        assert {option.text for option in item.options if option.entity} <= labels


def test_one_odd_label_among_plain_ones_spoils_no_other_item(graph: KnowledgeGraph) -> None:
    plain = nerves(graph)
    entities = [
        each._replace(label="[b]bold[/b]") if each.id == NERVES[0] else each
        for each in plain.content.entities
    ]
    made = KnowledgeGraph(replace(plain.content, entities=tuple(entities)))
    assert assert_nothing_bad(made) > 5
    assert not any("[b]" in option.text for item in build(made, 1).items for option in item.options)


def test_an_empty_graph_gives_nothing(graph: KnowledgeGraph) -> None:
    made = world(graph)
    assert build(made, 1).items == ()
    assert draw(made, 1, 10) == []


def test_a_graph_without_entities_or_sources_gives_nothing(graph: KnowledgeGraph) -> None:
    made = KnowledgeGraph(replace(world(graph).content, entities=(), sources=()))
    assert build(made, 1).items == ()
    assert draw(made, 1, 10) == []


@pytest.mark.parametrize(
    "text", ["muscle innervatedBy right", "muscle leadsTo right", "muscle antagonistOf right"]
)
@pytest.mark.parametrize("status", list(Status))
def test_a_graph_of_one_claim_gives_no_bad_item(graph: KnowledgeGraph, text: str, status: Status) -> None:
    made = world(graph, fact(text)._replace(status=status), marks=["book muscle innervatedBy"])
    number = assert_nothing_bad(made)
    assert number == 0 or status not in (Status.REFUTED, Status.DRAFT)


def test_a_claim_of_a_thing_on_itself_gives_no_bad_item(graph: KnowledgeGraph) -> None:
    assert_nothing_bad(world(graph, fact("muscle actsJointlyWith muscle"), fact("muscle leadsTo muscle")))


def test_claims_in_a_circle_give_no_chain(graph: KnowledgeGraph) -> None:
    made = world(
        graph, fact("muscle leadsTo right"), fact("right leadsTo wrong"), fact("wrong leadsTo muscle")
    )
    assert_nothing_bad(made)
    assert draw(made, 1, 5, Wanted(type="order-chain")) == []


def test_claims_that_no_one_may_ask_give_nothing(graph: KnowledgeGraph) -> None:
    plain = nerves(graph)
    silent = tuple(each._replace(ask=()) for each in plain.content.claims)
    assert build(KnowledgeGraph(replace(plain.content, claims=silent)), 1).items == ()


@pytest.mark.parametrize("kind", list(PATTERNS))
def test_no_type_fails_on_a_graph_of_one_claim(graph: KnowledgeGraph, kind: str) -> None:
    made = world(graph, fact("muscle innervatedBy right"), marks=["book muscle innervatedBy"])
    assert [item.type for item in draw(made, 1, 3, Wanted(type=kind))] in ([], [kind], [kind] * 2)


@given(odd=st.text(min_size=1, max_size=30).map(str.strip).filter(bool))
@settings(max_examples=25, deadline=None)
def test_no_label_whatever_gives_a_bad_item(graph: KnowledgeGraph, odd: str) -> None:
    assert_nothing_bad(labelled(nerves(graph), odd))


@pytest.mark.parametrize("number", [0, 1])
def test_a_graph_of_one_claim_or_none_gives_a_bank_without_a_bad_item(
    graph: KnowledgeGraph, number: int
) -> None:
    """Whichever claim it is: one alone leaves nothing to tell right from wrong by, but its own words."""
    claims = Random(1).sample(graph.content.claims, 12) if number else [None]
    for claim in claims:
        only = KnowledgeGraph(replace(graph.content, claims=(claim,) if claim is not None else ()))
        made = build(only, 1)
        linter = Linter(only)
        assert [finding for item in made.items for finding in linter.item(item)] == []
        assert {name for item in made.items for name in item.claims} <= {each.id for each in only.claims()}
        left_out: list[LeftOut] = uncovered(only, made.items)
        assert all(each.reason for each in left_out)


def test_an_empty_graph_gives_an_empty_bank(graph: KnowledgeGraph) -> None:
    nothing = replace(graph.content, claims=(), entities=(), sources=(), packs=(), marks=(), mappings=())
    assert build(KnowledgeGraph(nothing), 1).items == ()


def test_labels_with_brackets_quotes_long_or_right_to_left_give_no_bad_item(graph: KnowledgeGraph) -> None:
    content = graph.content
    entities = tuple(
        entity._replace(label=NASTY[entity.id], in_sentence=None) if entity.id in NASTY else entity
        for entity in content.entities
    )
    claims = tuple(claim for claim in content.claims if {claim.subject, claim.object} & set(NASTY))
    nasty = KnowledgeGraph(replace(content, entities=entities, claims=claims))
    made = build(nasty, 1)
    linter = Linter(nasty)
    assert [finding for item in made.items for finding in linter.item(item)] == []
    # What looks like markup is dropped by the rule on clean text; right-to-left text is as good as any.
    assert made.dropped["L23"] > 0
    shown = ["\n".join(item_lines(nasty, item)) for item in made.items]
    assert not any("[b]" in item.stem for item in made.items)
    assert any(NASTY["gluteus-minimus"] in lines for lines in shown)
