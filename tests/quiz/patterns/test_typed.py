"""Typed answer: one value there can be, its names alone are right, no misspelling reaches another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracles import claims_of, wholes

from quiz.grade import CLOSE, fold, grade
from quiz.item import Bloom, Interaction
from quiz.patterns.typed import TYPE

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank
    from quiz.item import Item

__all__ = ["TYPE"]

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def typed(bank: Bank) -> list[Item]:
    """Return the items of all types that are answered by typing, one for each set of answers."""
    found = [item for item in bank.items if item.interaction is Interaction.TEXT]
    return list({(item.accept, item.close, item.forgiven): item for item in found}.values())


def test_the_answer_is_the_one_value_that_anyone_gives(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        (claim,) = claims_of(graph, item)
        assert (item.interaction, item.bloom, item.options) == (Interaction.TEXT, Bloom.REMEMBER, ())
        assert claim.live
        values = {each.object for each in graph.claims(subject=claim.subject, relation=claim.relation)}
        assert values == {claim.object}
        assert item.answer == graph.entity(claim.object).label
        assert graph.entity(claim.subject).label in item.stem


def test_someone_read_the_whole_list(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        (claim,) = claims_of(graph, item)
        marked = {
            mark.source
            for mark in graph.marks
            if mark.subject == claim.subject and graph.vocabulary.is_below(claim.relation, mark.relation)
        }
        functional = graph.vocabulary.relations[claim.relation].functional
        assert item.scope in marked if item.scope else functional or len(marked) >= 2


def test_the_accepted_names_are_the_answers_own(bank: Bank, graph: KnowledgeGraph) -> None:
    named: dict[str, set[str]] = {}
    for entity in graph.entities.values():
        for name in entity.names:
            named.setdefault(fold(name), set()).add(entity.id)
    for item in typed(bank):
        owners = {owner for answer in item.accept for owner in named[fold(answer)]}
        assert owners == {graph.find(item.answer).id}, item.id


def test_what_is_half_right_is_a_part_or_a_whole_of_the_answer(bank: Bank, graph: KnowledgeGraph) -> None:
    checked = 0
    for item in typed(bank):
        answer = graph.find(item.answer).id
        for name in item.close:
            owners = [entity.id for entity in graph.entities.values() if name in entity.names]
            overlapping = [
                owner
                for owner in owners
                if owner in wholes(graph, answer)
                or answer in wholes(graph, owner)
                or beside(graph, answer, owner)
            ]
            assert overlapping, (item.id, name)
            assert grade(item, name).score in (CLOSE, 1.0)
            checked += 1
    assert checked > 20


# So many parts at most may each be half of a whole.
FEW = 6


def parts(graph: KnowledgeGraph, whole: str) -> set[str]:
    """Return what is said to be a part, member or kind of a thing, without its states."""
    found = [claim for relation in ("partOf", "memberOf", "exampleOf") for claim in graph.claims(
        relation=relation, object=whole)]  # fmt: skip
    return {claim.subject for claim in found if claim.live}


def test_half_marks_are_for_the_next_whole_or_one_of_few_parts(bank: Bank, graph: KnowledgeGraph) -> None:
    """“Lower limb” was worth half in 236 items, and where the pelvis was asked for, 88 names were."""
    for item in bank.items:
        answer = graph.find(item.accept[0]).id if item.close else ""
        for name in item.close:
            near = graph.find(name)
            whole, part = (near.id, answer) if answer in parts(graph, near.id) else (answer, near.id)
            assert part in parts(graph, whole), (item.id, name)
            assert len(parts(graph, whole)) <= FEW, (item.id, name)
        assert "lower limb" not in item.half_right, item.id


def test_what_stands_against_the_answer_is_no_half_of_it(bank: Bank) -> None:
    """“Altered alignment increases what?” gave half for “reduced shock absorption”, two steps away."""
    (stress,) = [item for item in bank.items if item.stem.endswith("altered alignment increases what?")]
    assert stress.accept[0] == "stress on the knee joint"
    for name in ("reduced shock absorption", "impact shock in running"):
        assert grade(stress, name).score == 0


def beside(graph: KnowledgeGraph, one: str, other: str) -> bool:
    """Return whether some whole of the one is said to overlap with some whole of the other."""
    return any(
        graph.claims(subject=upper, relation="overlapsWith", object=lower)
        for upper in wholes(graph, one)
        for lower in wholes(graph, other)
    )


def test_no_other_name_is_taken_for_the_answer(bank: Bank, graph: KnowledgeGraph) -> None:
    """Names of another length than any accepted one, by more than is ever forgiven, are not tried."""
    names = {name: fold(name) for entity in graph.entities.values() for name in entity.names}
    for item in typed(bank):
        own = {fold(name) for name in graph.find(item.answer).names}
        lengths = {len(fold(answer)) for answer in item.accept}
        for name, folded in names.items():
            near = any(abs(len(folded) - length) <= 2 for length in lengths)
            if near and folded not in own:
                assert not grade(item, name).right, (item.id, name)


@st.composite
def misspelt(draw: st.DrawFn, text: str, number: int) -> str:
    """Return a text with up to so many letters wrong, or two neighbours swapped."""
    for _ in range(draw(st.integers(0, number))):
        place = draw(st.integers(0, len(text) - 1))
        letter = draw(st.sampled_from(LETTERS))
        text = draw(
            st.sampled_from(
                [
                    text[:place] + letter + text[place:],
                    text[:place] + text[place + 1 :],
                    text[:place] + letter + text[place + 1 :],
                ]
            )
        )
    return text


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_as_many_wrong_letters_as_are_forgiven_are_right(bank: Bank, data: st.DataObject) -> None:
    forgiving = [item for item in typed(bank) if item.forgiven]
    item = data.draw(st.sampled_from(forgiving))
    answer = fold(data.draw(st.sampled_from(item.accept)))
    given_ = data.draw(misspelt(answer, item.forgiven))
    # Where letters become an article at the front, or white space is at an end, it is another text.
    assume(fold(given_) == given_)
    assert grade(item, given_).right
    assert grade(item, given_.upper()).right


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_two_swapped_neighbours_are_one_wrong_letter(bank: Bank, data: st.DataObject) -> None:
    item = data.draw(st.sampled_from([item for item in typed(bank) if item.forgiven]))
    answer = fold(item.answer)
    place = data.draw(st.integers(0, len(answer) - 2))
    given_ = answer[:place] + answer[place + 1] + answer[place] + answer[place + 2 :]
    assume(fold(given_) == given_)
    assert grade(item, given_).right


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_a_misspelt_name_of_another_thing_is_not_right(
    bank: Bank, graph: KnowledgeGraph, data: st.DataObject
) -> None:
    """What is within the letters that would be forgiven for its own thing is never taken for this one."""
    items = typed(bank)
    item, other = data.draw(st.sampled_from(items)), data.draw(st.sampled_from(items))
    assume(graph.find(item.answer) != graph.find(other.answer))
    given_ = data.draw(misspelt(fold(other.answer), other.forgiven))
    assume(fold(given_) == given_)
    assert not grade(item, given_).right


def test_what_the_question_names_is_no_part_of_the_answer(graph: KnowledgeGraph, bank: Bank) -> None:
    """“The seated pigeon pose is an example of s_________” once gave half a point for the pose itself."""
    typed = [item for item in bank.items if item.close]
    assert len(typed) > 40
    for item in typed:
        claim = graph.claim(item.claims[0])
        named = {claim.subject, claim.object}
        close = {graph.find(name).id for name in item.close}
        assert not close & named, item.id
