"""Spot the error: the wrong statement is claimed by no one, or refuted, or disputed; the others stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oracles import claims_of, said, wrong

from kg.model import Stance, Status
from kg.proof import Proof, ProofKind
from kg.wording import sentence, statement
from quiz.feedback import feedback
from quiz.item import Bloom
from quiz.patterns.spot_error import TYPE
from quiz.session import Answer

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from quiz.item import Item

__all__ = ["TYPE"]


def proof_of(item: Item) -> Proof:
    proof = item.options[item.key].proof
    assert proof is not None
    return proof


def of_kind(items: list[Item], kind: ProofKind) -> list[Item]:
    """Return the items whose wrong statement is proved so; there are some."""
    found = [item for item in items if proof_of(item).kind is kind]
    assert found
    return found


def others_with(claim: Claim, stance: Stance) -> list[str]:
    """Return the sources, other than the claim's own, whose direct evidence has this stance."""
    return [
        item.source
        for item in claim.evidence
        if item.stance is stance and not item.indirect and item.source != claim.source
    ]


def told(graph: KnowledgeGraph, claim: Claim) -> str:
    return sentence(statement(graph, claim)).removesuffix(".")


def test_there_are_errors_of_each_making(items: list[Item]) -> None:
    kinds = {proof_of(item).kind for item in items}
    assert kinds == {ProofKind.EXPLICIT_NEGATIVE, ProofKind.CORRUPTED, ProofKind.CONTRADICTED}
    assert {item.bloom for item in items} == {Bloom.EVALUATE}


def test_the_explanation_says_first_that_the_statement_is_false(items: list[Item]) -> None:
    """“Right”, and then “The gracilis performs hip abduction.”: who reads on learns what is wrong."""
    for item in items:
        said = "false" if item.scope is None else "called wrong"
        assert item.explanation[0].casefold() == f"This statement is {said}: {item.answer}.".casefold()
        assert item.answer + "." not in item.explanation


def test_what_is_true_instead_is_told(items: list[Item], graph: KnowledgeGraph) -> None:
    told_of = 0
    for item in of_kind(items, ProofKind.CORRUPTED) + of_kind(items, ProofKind.EXPLICIT_NEGATIVE):
        true = [line for line in item.explanation if line.startswith("What is true: ")]
        proof = proof_of(item)
        assert all(graph.entity(proof.subject).label in line for line in true), item.id
        assert item.options[item.key].why.startswith("False, so it is the answer. ")
        assert len(true) == 1, item.id
        assert item.options[item.key].why.endswith(true[0])
        told_of += 1
    assert told_of > 40


def test_every_other_option_is_said_to_be_true_in_one_form(items: list[Item]) -> None:
    """An option that stands was marked “Wrong: The plantaris performs knee flexion.: This stands.”"""
    for item in items:
        form = f"{'True' if item.scope is None else 'Borne out'}, so it is not the answer: "
        assert all(option.why.startswith(form) for option in wrong(item))
        assert not any(option.text.endswith(".") for option in item.options)
        (stands, *_) = (place for place, option in enumerate(item.options) if not option.correct)
        lines = feedback(item, Answer(0, stands, 0.0, correct=False, took_ms=0)).others
        assert lines[0].startswith(f"Your answer {stands + 1}, {item.options[stands].text}: {form}")
        assert not any(".:" in line or "is wrong" in line for line in lines)


def test_a_corrupted_statement_is_claimed_by_no_one(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in of_kind(items, ProofKind.CORRUPTED):
        proof, claim = proof_of(item), graph.claim(item.claims[0])
        assert said(graph, proof.subject, proof.relation, proof.object) == [], item.id
        assert (proof.subject, proof.relation) == (claim.subject, claim.relation)
        assert proof.object != claim.object
        assert item.answer == told(graph, claim._replace(object=proof.object))


def test_a_refuted_statement_is_the_sources_own_and_nothing_that_stands_says_it(
    items: list[Item], graph: KnowledgeGraph
) -> None:
    for item in of_kind(items, ProofKind.EXPLICIT_NEGATIVE):
        claim = graph.claim(item.claims[0])
        assert claim.status is Status.REFUTED
        assert claim.ask
        assert item.answer == told(graph, claim)
        assert said(graph, claim.subject, claim.relation, claim.object) == []


def test_beside_them_stand_established_facts(items: list[Item], graph: KnowledgeGraph) -> None:
    for item in items:
        if item.scope is None:
            beside = {told(graph, claim): claim.status for claim in claims_of(graph, item)[1:]}
            assert len(wrong(item)) in (2, 3)
            assert {beside[option.text] for option in wrong(item)} == {Status.ESTABLISHED}


def test_nothing_else_is_said_of_what_the_wrong_statement_is_about(
    items: list[Item], graph: KnowledgeGraph
) -> None:
    """Of “the gluteus minimus performs hip adduction” and “… hip abduction”, one has to be wrong."""
    for item in (*of_kind(items, ProofKind.EXPLICIT_NEGATIVE), *of_kind(items, ProofKind.CORRUPTED)):
        proof = proof_of(item)
        for fact in map(graph.claim, item.claims[1:]):
            assert {fact.subject, fact.object}.isdisjoint({proof.subject, proof.object}), item.id


def test_no_claim_is_tested_that_is_not_shown(kept: list[Item], graph: KnowledgeGraph) -> None:
    """What loses an option when a bank is evened out no longer tests what that option said."""
    for item in kept:
        if item.scope is None:
            shown = {option.text for option in wrong(item)}
            assert {told(graph, claim) for claim in claims_of(graph, item)[1:]} == shown, item.id


def test_what_another_source_calls_wrong_is_disputed_and_borne_out_by_none(
    items: list[Item], graph: KnowledgeGraph
) -> None:
    for item in of_kind(items, ProofKind.CONTRADICTED):
        claim = graph.claim(item.claims[0])
        assert claim.source == item.scope
        assert item.answer == told(graph, claim)
        assert others_with(claim, Stance.DISPUTES)
        assert not others_with(claim, Stance.SUPPORTS)


def test_beside_it_stand_statements_of_the_text_that_others_bear_out_and_none_disputes(
    items: list[Item], graph: KnowledgeGraph
) -> None:
    for item in of_kind(items, ProofKind.CONTRADICTED):
        by_text = {told(graph, claim): claim for claim in claims_of(graph, item)}
        assert len(wrong(item)) >= 2
        for option in wrong(item):
            claim = by_text[option.text]
            assert claim.source == item.scope
            assert others_with(claim, Stance.SUPPORTS)
            assert not others_with(claim, Stance.DISPUTES)


def test_the_stem_says_wrong_in_capitals_once(items: list[Item]) -> None:
    assert all(item.stem.count("WRONG") == 1 for item in items)


def test_a_hedge_is_kept_in_each_statement(items: list[Item], graph: KnowledgeGraph) -> None:
    words = {"can": " can ", "may": " may ", "often": "often ", "aim": " meant to ", "is": " "}
    for item in items:
        texts = [option.text for option in item.options]
        for claim in claims_of(graph, item):
            for text in texts:
                if text == told(graph, claim):
                    assert words[claim.modality] in text
