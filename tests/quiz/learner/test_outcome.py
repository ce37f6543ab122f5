"""What an answer tells of claims, and what was taken for what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from handmade import CHOOSE_MANY, CHOOSE_ONE, MATCH, ORDER, TEXT

from kg.proof import Proof, ProofKind
from quiz.grade import grade
from quiz.item import Interaction
from quiz.learner.outcome import mixed_up, outcomes, recalled
from quiz.session import Answer

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.grade import Response
    from quiz.item import Item

WRONG = Proof(ProofKind.AT_MOST, "a", "innervatedBy", "b", "innervatedBy")


def answered(item: Item, response: Response) -> Answer:
    graded = grade(item, response)
    return Answer(0, response, graded.score, graded.right, 0)


def proved(item: Item) -> Item:
    """Return the item with a proof on each wrong option."""
    options = tuple(o if o.correct else replace(o, proof=WRONG) for o in item.options)
    return replace(item, options=options)


def test_a_single_answer_tells_of_one_claim_alone() -> None:
    item = replace(CHOOSE_ONE, claims=("asked", "beside", "another"))
    assert outcomes(item, answered(item, item.key)) == [("asked", True)]
    assert outcomes(item, answered(item, (item.key + 1) % 3)) == [("asked", False)]


def test_each_right_option_of_several_tells_of_its_own_claim() -> None:
    options = [replace(option, claim=f"c{place}") if option.correct else option
               for place, option in enumerate(CHOOSE_MANY.options)]  # fmt: skip
    item = replace(CHOOSE_MANY, options=tuple(options), claims=("c0", "c2", "c3"))
    assert dict(outcomes(item, answered(item, (0, 2, 3)))) == {"c0": True, "c2": True, "c3": True}
    assert dict(outcomes(item, answered(item, (0, 3)))) == {"c0": True, "c2": False, "c3": True}
    assert dict(outcomes(item, answered(item, (0, 1, 2, 3))))["c0"] is False, "a wrong one was chosen"


def test_each_row_of_a_match_and_each_link_of_a_chain_tells_of_its_claim() -> None:
    match = replace(MATCH, claims=("x", "y", "z"))
    assert outcomes(match, answered(match, (2, 1, 0))) == [
        (name, row.key == place) for name, row, place in zip("xyz", match.rows, (2, 1, 0), strict=True)
    ]
    chain = replace(ORDER, claims=("first", "second", "third"))
    assert dict(outcomes(chain, answered(chain, chain.order))) == dict.fromkeys(chain.claims, True)
    turned = chain.order[1::-1] + chain.order[2:]
    assert dict(outcomes(chain, answered(chain, turned))) == {"first": False, "second": False, "third": True}


def test_every_item_of_the_bank_tells_of_claims_it_has(graph: KnowledgeGraph) -> None:
    from quiz.bank import draw

    for item in draw(graph, 5, 120):
        match item.interaction:
            case Interaction.TEXT:
                response: Response = item.accept[0]
            case Interaction.CHOOSE_ONE:
                response = item.key
            case Interaction.CHOOSE_MANY:
                response = item.keys
            case Interaction.MATCH:
                response = tuple(row.key for row in item.rows)
            case _:
                response = item.order
        told = outcomes(item, answered(item, response))
        assert told
        assert all(right for _, right in told), item.id
        assert {claim for claim, _ in told} <= set(item.claims)
        assert mixed_up(item, answered(item, response)) == []


def test_what_was_taken_for_the_key_is_told() -> None:
    one = proved(CHOOSE_ONE)
    wrong = (one.key + 1) % 3
    assert mixed_up(one, answered(one, wrong)) == [(one.options[one.key].entity, one.options[wrong].entity)]
    many = proved(CHOOSE_MANY)
    assert mixed_up(many, answered(many, (0, 1, 2))) == [("tensor-fasciae-latae", "gluteus-maximus")], (
        "the one that was missed"
    )
    assert mixed_up(TEXT, answered(TEXT, "soleus")) == [(TEXT.accept[0], "soleus")]


def test_a_statement_that_was_denied_is_no_mix_up() -> None:
    """In odd one out, what is chosen wrongly does have what the others share."""
    denied = replace(WRONG, kind=ProofKind.CONTRADICTED)
    options = tuple(o if o.correct else replace(o, proof=denied) for o in CHOOSE_ONE.options)
    item = replace(CHOOSE_ONE, options=options)
    assert mixed_up(item, answered(item, (item.key + 1) % 3)) == []


def test_a_match_tells_both_ways_of_a_swap() -> None:
    swapped = [row.key for row in MATCH.rows]
    swapped[0], swapped[1] = swapped[1], swapped[0]
    entity = [option.entity for option in MATCH.options]
    keys = [row.key for row in MATCH.rows]
    assert mixed_up(MATCH, answered(MATCH, tuple(swapped))) == [
        (entity[keys[0]], entity[keys[1]]), (entity[keys[1]], entity[keys[0]]),
    ]  # fmt: skip


@pytest.mark.parametrize("interaction", list(Interaction))
def test_what_shows_nothing_to_choose_from_is_recalled(interaction: Interaction) -> None:
    assert recalled(interaction) is (interaction in (Interaction.TEXT, Interaction.ORDER))


def test_what_is_claimed_as_well_was_taken_for_nothing_else() -> None:
    assert mixed_up(TEXT, answered(TEXT, "gluteus minimus")) == []
    begun = replace(TEXT, ruled_out=("piriformis",))
    assert mixed_up(begun, answered(begun, "piriformis")) == []
    assert mixed_up(TEXT, answered(TEXT, "gluteus maximus")) == [("gluteus medius", "gluteus maximus")]
