"""Each rule on items finds what breaks it, and finds nothing in an item that does not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from askable import nerves
from hypothesis import given, settings
from hypothesis import strategies as st
from linting.breaches import BREACHES, said, stem
from linting.items import CHOICE, ITEMS, ODD, TRUE_FALSE, VIGNETTE
from linting.world import world

from kg.graph import KnowledgeGraph
from quiz.bank import build
from quiz.lint import RULES, Linter

if TYPE_CHECKING:
    from quiz.item import Item


@pytest.fixture(scope="module")
def linter(graph: KnowledgeGraph) -> Linter:
    return Linter(world(graph.content))


@pytest.mark.parametrize("item", ITEMS, ids=[item.type for item in ITEMS])
def test_a_faultless_item_of_each_type_breaks_no_rule(linter: Linter, item: Item) -> None:
    assert linter.item(item) == []


@pytest.mark.parametrize(
    ("rule", "why", "item"), BREACHES, ids=[f"{rule} {why}" for rule, why, _ in BREACHES]
)
def test_a_breach_is_found(linter: Linter, rule: str, why: str, item: Item) -> None:
    found = [finding for finding in linter.item(item) if finding.rule == rule]
    assert found, why
    assert all(finding.item == item.id and finding.message for finding in found)


def test_every_rule_on_items_has_a_breach_here() -> None:
    """L21 is about sessions; it and the rules on banks are in test_bank.py."""
    assert {rule for rule, _, _ in BREACHES} == {rule for rule in RULES if rule.startswith("L")} - {"L21"}


ALLOWED = [
    ("a negative in capitals where the odd one is asked for", ODD),
    ("a case that tells what a patient cannot do", VIGNETTE),
    ("true or false with a reason", TRUE_FALSE),
    (
        "words within words: node, ball, another",
        stem(CHOICE, "At another ball or node, which nerve has the gluteus medius?"),
    ),
    (
        "a quote that is absolute",
        stem(CHOICE, "“It always holds.” The gluteus medius is innervated by which nerve?"),
    ),
    (
        "a cue that a wrong option shares",
        stem(CHOICE, "The gluteus medius, a gluteal muscle, has which nerve?"),
    ),
    ("numbers that ascend", said(CHOICE, "3 weeks", "5 weeks", "8 weeks", "12 weeks")),
]
FORM = {"L03", "L04", "L07", "L24"}


@pytest.mark.parametrize(("why", "item"), ALLOWED, ids=[why for why, _ in ALLOWED])
def test_what_only_looks_like_a_breach_is_let_pass(linter: Linter, why: str, item: Item) -> None:
    assert {finding.rule for finding in linter.item(item)} & FORM == set(), why


def test_findings_come_in_order_of_rule(linter: Linter) -> None:
    found = [finding.rule for finding in linter.item(stem(CHOICE, "NOT this:"))]
    assert found == sorted(found)
    assert len(set(found)) > 1


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=80), which=st.sampled_from(ITEMS))
def test_no_text_at_all_makes_the_linter_fail(linter: Linter, text: str, which: Item) -> None:
    changed = replace(
        which,
        stem=text,
        accept=tuple(text for _ in which.accept),
        options=tuple(replace(option, text=f"{text}{place}") for place, option in enumerate(which.options)),
    )
    assert linter.item(changed)


@pytest.mark.parametrize("label", ["hip [left] (deep)", "“so-called” hip", "ירך", "hip: a & b", "x" * 60])
def test_labels_with_brackets_quotes_and_other_scripts_are_clean_where_they_are_whole(
    linter: Linter, label: str
) -> None:
    item = replace(TRUE_FALSE, explanation=(*TRUE_FALSE.explanation, label))
    assert linter.item(item) == []


@pytest.mark.parametrize(
    "words",
    ["see https://one.example/a", "so **far**", "a (note", "two  spaces", "{{x}}", '5" long', "x" * 80],
)
def test_what_a_source_says_is_no_dirt_in_an_explanation_but_is_elsewhere(
    graph: KnowledgeGraph, words: str
) -> None:
    plain = nerves(graph)
    claims = [
        claim._replace(
            evidence=tuple(each._replace(quote=words, note=f"{words}!") for each in claim.evidence),
            searched=words,
            reading=words,
        )
        for claim in plain.content.claims
    ]
    odd = KnowledgeGraph(replace(plain.content, claims=tuple(claims)))
    items = build(odd, 1).items
    assert {item.id for item in items} == {item.id for item in build(plain, 1).items}
    assert any(words in line for item in items for line in item.explanation)
    linter, item = Linter(odd), items[0]
    unsaid = replace(item, explanation=(*item.explanation, "An **own** line."))
    for spoilt in (stem(item, f"{words} {item.stem}"), unsaid):
        assert "L23" in {finding.rule for finding in linter.item(spoilt)}


def test_a_stem_as_long_as_an_essay_is_read_in_no_time(linter: Linter) -> None:
    long = "the gluteus medius of the hip and " * 3000 + "the knee?"
    assert {finding.rule for finding in linter.item(stem(CHOICE, long))} >= {"L18"}
