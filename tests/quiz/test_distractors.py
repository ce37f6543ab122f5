"""Wrong options worth choosing: confusable neighbours first, and none that stands out in item or bank."""

from __future__ import annotations

import re
from collections import Counter
from itertools import product
from typing import TYPE_CHECKING

import pytest
from oracles import wholes, wrong

from kg.model import End
from kg.proof import ProofKind
from quiz.blank import Blank
from quiz.distractors import about_as_long, too_long
from quiz.item import Interaction
from quiz.workshop import Workshop

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.proof import Proof
    from quiz.bank import Bank
    from quiz.item import Item

# How often at most a label is wrong that nothing could ever make right.
MOST = 10
# Types whose wrong options are entities that were picked for the key.
PICKED = {"analogy", "choose-object", "choose-subject", "mechanism", "vignette", "why-chain"}
PLAIN = {"of", "the", "to", "and", "from", "with", "which", "these", "according"}


@pytest.fixture(scope="module")
def picked(bank: Bank) -> list[Item]:
    return [item for item in bank.items if item.type in PICKED]


@pytest.fixture(scope="module")
def workshop(graph: KnowledgeGraph) -> Workshop:
    return Workshop(graph, 1)


def test_where_the_stem_names_a_kind_every_option_and_answer_is_of_it(
    bank: Bank, graph: KnowledgeGraph
) -> None:
    """“Which exercise strengthens the teres minor?” once offered an injection: one word rules it out."""
    classes = {known.label: name for name, known in graph.vocabulary.classes.items()}
    asked_for = re.compile(rf"\bwhich ({'|'.join(sorted(classes, key=len, reverse=True))})\b")
    seen: Counter[str] = Counter()
    for item in bank.items:
        named = asked_for.search(item.stem.casefold())
        if named is None:
            continue
        shown = [option.entity for option in item.options if option.entity] or [graph.find(item.answer).id]
        for entity in shown:
            assert graph.vocabulary.is_a(graph.entity(entity).cls, classes[named[1]]), (item.stem, entity)
        seen[named[1]] += 1
    assert {"exercise", "muscle", "nerve"} <= set(seen)


def opposed(bank: Bank) -> Counter[frozenset[str]]:
    """Count how often two entities stand in one item, the one right and the other wrong."""
    return Counter(
        frozenset((key.entity, other.entity))
        for item in bank.items
        for key, other in product(item.options, item.options)
        if key.correct and not other.correct and key.entity and other.entity
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("superior-gluteal-nerve", "inferior-gluteal-nerve"),
        ("gluteus-medius", "gluteus-maximus"),
        ("gluteus-minimus", "gluteus-maximus"),
        ("hip-abduction", "hip-adduction"),
        ("hip-flexion", "hip-extension"),
        ("hip-lateral-rotation", "hip-medial-rotation"),
        ("tibial-nerve", "deep-fibular-nerve"),
        ("knee-pain", "ankle-pain"),
    ],
)
def test_what_is_mixed_up_is_offered_for_each_other(bank: Bank, one: str, other: str) -> None:
    assert opposed(bank)[frozenset((one, other))] > 0


def test_medius_and_minimus_are_not_offered_where_one_attachment_lies_within_the_other(
    workshop: Workshop, graph: KnowledgeGraph
) -> None:
    """They share nerve, roots and actions, and few references tell their attachments apart."""
    pair = ("gluteus-medius", "gluteus-minimus")
    outright = [
        claim.id
        for one, other in (pair, pair[::-1])
        for claim in graph.claims(subject=one)
        if claim.ask and workshop.falsity.prove(other, claim.relation, claim.object, None) is not None
    ]
    assert outright == ["gluteus-minimus-origin-margin-of-greater-sciatic-notch"]


def test_tight_and_weak_are_not_offered_for_each_other_as_neither_is_proved_wrong(
    bank: Bank, workshop: Workshop, graph: KnowledgeGraph
) -> None:
    """All that the article says of the one could, by its own words, be so of the other."""
    pair = ("tight-gluteus-medius", "weak-gluteus-medius")
    for one, other in (pair, pair[::-1]):
        for claim in graph.claims(subject=one):
            if claim.ask:
                proof = workshop.falsity.prove(other, claim.relation, claim.object, claim.source)
                assert proof is None, claim.id
    assert opposed(bank)[frozenset(pair)] == 0


def test_a_wrong_option_is_of_a_kind_with_the_key(picked: list[Item], graph: KnowledgeGraph) -> None:
    for item in picked:
        key = item.options[item.key].entity or ""
        for option in wrong(item):
            classes = graph.entity(key).cls, graph.entity(option.entity or "").cls
            assert classes[0] == classes[1] or graph.vocabulary.akin(*classes), item.id


def test_most_wrong_options_are_nearer_to_the_key_than_the_place_is_on_the_whole(
    picked: list[Item], workshop: Workshop
) -> None:
    """Else they might as well be drawn by lot."""
    offered: dict[str, list[str]] = {}
    for item in picked:
        offered.setdefault(item.type, []).extend(option.entity or "" for option in wrong(item))
    chosen, by_lot = [], []
    for item in picked:
        key = item.options[item.key].entity or ""
        chosen += [workshop.likeness.score(key, option.entity or "") for option in wrong(item)]
        drawn = workshop.rng(item.id).sample(offered[item.type], 3)
        by_lot += [workshop.likeness.score(key, entity) for entity in drawn if entity != key]
    assert sum(chosen) / len(chosen) > sum(by_lot) / len(by_lot) + 0.1


def test_the_key_does_not_stand_out_by_its_length(picked: list[Item]) -> None:
    for item in picked:
        key, lengths = len(item.answer), [len(option.text) for option in wrong(item)]
        assert key - max(lengths) < 8 or key < 1.25 * max(lengths), item.id
        assert min(lengths) - key < 8 or min(lengths) < 1.25 * key, item.id


def test_the_key_does_not_stand_out_by_its_number(picked: list[Item], graph: KnowledgeGraph) -> None:
    for item in picked:
        key = graph.entity(item.options[item.key].entity or "").plural
        assert any(graph.entity(option.entity or "").plural is key for option in wrong(item)), item.id


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]{2,}", text.casefold())) - PLAIN


def test_the_key_alone_shares_no_word_with_the_stem(picked: list[Item]) -> None:
    """To who looks for a hint, "pubic" says as much as "pubis"."""
    for item in picked:
        told = {word[:4] for word in words(item.stem) & words(item.answer)}
        others = {word[:4] for option in wrong(item) for word in words(option.text)}
        assert not told or told & others, item.id


def test_no_option_is_named_in_the_stem(picked: list[Item]) -> None:
    for item in picked:
        for option in item.options:
            assert not re.search(rf"\b{re.escape(option.text)}\b", item.stem, re.IGNORECASE), item.id


def test_a_label_that_is_never_right_is_seldom_wrong(bank: Bank, graph: KnowledgeGraph) -> None:
    askable = {
        end for claim in graph.claims() if claim.ask and claim.live for end in (claim.subject, claim.object)
    }
    often = Counter(
        option.entity
        for item in bank.items
        if item.interaction in (Interaction.CHOOSE_ONE, Interaction.CHOOSE_MANY)
        for option in wrong(item)
        if option.entity in graph.entities and option.entity not in askable
    )
    assert often
    assert max(often.values()) <= MOST


def test_no_label_is_wrong_far_more_often_than_all_others(picked: list[Item]) -> None:
    often = Counter(option.entity for item in picked for option in wrong(item))
    assert max(often.values()) <= 0.05 * sum(often.values())


def picks(workshop: Workshop, blank: Blank) -> list[tuple[str, Proof]]:
    return workshop.distractors.pick(workshop.rng("any"), blank, "some-type", "which?")


def blanks_of(workshop: Workshop, end: End) -> list[Blank]:
    return [blank for _, blanks in workshop.blanks(end) for blank in blanks][::6]


@pytest.mark.parametrize("end", list(End))
def test_two_or_three_are_picked_or_none_each_with_its_proof(workshop: Workshop, end: End) -> None:
    numbers = set()
    for blank in blanks_of(workshop, end):
        found = picks(workshop, blank)
        numbers.add(len(found))
        for entity, proof in found:
            assert (proof.subject, proof.relation, proof.object) == blank.filled(entity)
            assert proof.kind is not ProofKind.DISJOINT_CLASS
    assert numbers == {0, 2, 3}


@pytest.mark.parametrize("end", list(End))
def test_neither_key_nor_what_is_given_nor_what_overlaps_with_them_is_picked(
    workshop: Workshop, graph: KnowledgeGraph, end: End
) -> None:
    for blank in blanks_of(workshop, end):
        for entity, _ in picks(workshop, blank):
            assert entity not in wholes(graph, blank.key) | wholes(graph, blank.given)
            assert not {blank.key, blank.given} & wholes(graph, entity)


@pytest.mark.parametrize("end", list(End))
def test_nothing_vague_is_picked(workshop: Workshop, graph: KnowledgeGraph, end: End) -> None:
    found = [
        graph.entity(entity) for blank in blanks_of(workshop, end) for entity, _ in picks(workshop, blank)
    ]
    assert found
    assert not any(entity.vague for entity in found)


def test_what_was_wrong_often_gives_way_to_others(graph: KnowledgeGraph) -> None:
    """The same blank, asked again and again, does not get the same wrong options each time."""
    workshop = Workshop(graph, 1)
    blank = Blank(graph.claim("sartorius-nerve-femoral-nerve"), End.OBJECT, None)
    offered = [frozenset(entity for entity, _ in picks(workshop, blank)) for _ in range(6)]
    assert len(set(offered)) > 2


@pytest.mark.parametrize(
    ("one", "other", "long"),
    [
        (8, 0, True),
        (20, 12, True),
        (20, 13, False),
        (40, 33, False),
        (40, 32, True),
        (100, 81, False),
        (5, 9, False),
    ],
)
def test_a_text_is_too_long_by_eight_letters_and_a_quarter(one: int, other: int, long: bool) -> None:
    assert too_long(one, other) is long


@pytest.mark.parametrize(("one", "other"), [("hip", "knee"), ("a" * 20, "b" * 13)])
def test_texts_about_as_long_are_so_either_way_round(one: str, other: str) -> None:
    assert about_as_long(one, other)
    assert about_as_long(other, one)
