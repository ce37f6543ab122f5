"""Rules that ask the graph whether an item is right: L14 to L17, L19, L22, L32."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from kg.model import Status
from kg.proof import ProofKind
from quiz.item import Interaction
from quiz.lint.finding import Rule
from quiz.lint.reading import (
    DISAGREEMENT,
    EXERCISE_GOAL,
    SPOT_ERROR,
    TRUE_FALSE,
    VIGNETTE,
    WEIGH_EVIDENCE,
)
from quiz.measures import interval

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Claim
    from quiz.item import Option
    from quiz.lint.reading import Reading

__all__ = ["GRAPH_RULES"]


def one_key(read: Reading) -> Iterator[str]:
    """L14. What live claims of the scope make an answer is declared right, and nothing else is.

    A single choice has one key. An option that names an entity is an answer where it is joined to what is
    given as all the key's claims are, with sub-relations, symmetry and transitivity; one that is a
    statement is checked by its proof's three terms; one with a lesser measurement is L32's. For choices;
    the odd one out is L30's.
    """
    if not read.choice:
        return
    if read.one and len(read.right) != 1:
        yield f"{len(read.right)} options are declared right"
    if read.odd:
        return
    scope = read.item.scope
    for option in read.wrong:
        if _asserted(read, option, scope):
            yield f"“{option.text}” is declared wrong and is an answer"
    for option in read.right:
        if option.entity is not None and read.asked and not read.satisfies(option.entity, scope):
            yield f"“{option.text}” is declared right and no live claim makes it so"


def _asserted(read: Reading, option: Option, scope: str | None) -> bool:
    """Return whether live claims of the scope say what choosing the option says."""
    proof = option.proof
    if proof is not None and proof.kind in (ProofKind.CONTRADICTED, ProofKind.ORDER):
        return False
    if option.entity is not None:
        return read.satisfies(option.entity, scope)
    if proof is None:
        return False
    return any(
        read.facts.says(claim, scope)
        for claim in read.facts.graph.claims(
            subject=proof.subject, relation=proof.relation, object=proof.object
        )
    )


def cross_source(read: Reading) -> Iterator[str]:
    """L16. No wrong option is asserted by any source, unless the stem names the one source that it goes by.

    For choices; a source that the stem does not name limits nothing.
    """
    if not read.choice or read.odd or (read.item.scope is not None and read.scope_shown):
        return
    for option in read.wrong:
        if _asserted(read, option, None):
            yield f"some source asserts “{option.text}”, and the stem names none"


# What is wrong or disputed in a claim is the very thing that these ask about.
_ABOUT_DOUBT = frozenset({SPOT_ERROR, TRUE_FALSE, DISAGREEMENT, WEIGH_EVIDENCE})


def claim_status(read: Reading) -> Iterator[str]:
    """L17. No key rests on a claim that is refuted, a draft or not to be asked; on a contested one only by
    a source's word.

    Finding errors, judging true or false, weighing evidence and telling what sources disagree on may use
    them. A claim that the stem tells need not be one to ask. For all interactions.
    """
    item = read.item
    if item.type in _ABOUT_DOUBT:
        return
    for claim in read.claims:
        if not claim.live:
            yield f"{claim.id} is {claim.status}"
        elif not claim.ask and claim.id not in item.given:
            yield f"{claim.id} is not to be asked"
        if claim.status is Status.CONTESTED and item.scope is None:
            yield f"{claim.id} is contested, and the stem names no source"


MOST_DECOYS = 1


def window_dressing(read: Reading) -> Iterator[str]:
    """L19. Every fact that a stem tells is needed: one of the item's claims, named, and joined to another.

    Two claims are joined by an end in common or, as in an analogy, by their relation. One decoy, a fact told
    that is no claim of the item, is allowed. A vignette tells one fact at least.
    For all interactions.
    """
    item = read.item
    if not item.given:
        if item.type == VIGNETTE:
            yield "the vignette tells no fact"
        return
    decoys = [name for name in item.given if name not in item.claims]
    if len(decoys) > MOST_DECOYS:
        yield f"{len(decoys)} facts are told for nothing: {', '.join(decoys)}"
    entities, stem = read.facts.graph.entities, item.stem.casefold()
    for claim in read.told:
        ends = {claim.subject, claim.object}
        if not any(name.casefold() in stem for end in sorted(ends) for name in entities[end].names):
            yield f"{claim.id} is said to be told and is not in the stem"
        others = [other for other in read.claims if other is not claim]
        if not any(ends & {each.subject, each.object} or each.relation == claim.relation for each in others):
            yield f"{claim.id} is told and leads to nothing"


def provenance(read: Reading) -> Iterator[str]:
    """L22. An item names its claims, tells their words and sources, and says why each option is so.

    A quote is asked for where the claim's own source has one. The reasons are asked of choices.
    """
    item = read.item
    if not item.claims:
        yield "no claim is named"
    if len(read.claims) != len(item.claims):
        yield "a claim is not in the graph"
    told = "\n".join(item.explanation)
    folded = told.casefold()
    for claim in read.claims:
        if read.facts.source_names[claim.source].casefold() not in folded:
            yield f"the source of {claim.id} is not in the explanation"
        for piece in claim.evidence:
            if piece.quote and piece.source == claim.source and piece.quote not in told:
                yield f"the quote of {claim.id} is not in the explanation"
    if read.choice:
        for option in item.options:
            if not option.why.strip():
                yield f"why “{option.text}” is right or wrong is not said"


_COMPARING = frozenset(
    {"more", "most", "less", "least", "higher", "highest", "lower", "lowest", "greater", "greatest"}
    | {"better", "best", "stronger", "strongest"}
)


def numeric_evidence(read: Reading) -> Iterator[str]:
    """L32. Measurements that an item compares are of one study, in one unit, and do not overlap.

    An item compares where its options are put in order, an exercise is chosen for a goal, or its stem has
    a word such as “more”. For all interactions.
    """
    item = read.item
    measured = [claim for claim in read.claims if claim.measure is not None]
    measured += _witnesses(read)
    if len(measured) < 2:
        return
    compares = item.interaction is Interaction.ORDER or item.type == EXERCISE_GOAL
    if not compares and _COMPARING.isdisjoint(read.own_words):
        return
    if len({claim.source for claim in measured}) > 1:
        yield "measurements of several studies are compared"
    if len({claim.measure.unit for claim in measured if claim.measure}) > 1:
        yield "measurements in several units are compared"
    pairs = combinations({claim.id: claim for claim in measured}.values(), 2)
    for one, other in pairs:
        # To choose one is to set it against each of the others, not these against each other.
        beside = item.interaction is Interaction.CHOOSE_ONE and item.claims[0] not in (one.id, other.id)
        if not beside and _overlap(one, other):
            yield f"the measurements {one.id} and {other.id} overlap"


def _witnesses(read: Reading) -> list[Claim]:
    names = [
        name
        for option in read.item.options
        if option.proof is not None and option.proof.kind is ProofKind.ORDER
        for name in option.proof.witnesses
    ]
    found = [claim for name in dict.fromkeys(names) for claim in read.facts.known(name)]
    return [claim for claim in found if claim.measure is not None and claim not in read.claims]


def _overlap(one: Claim, other: Claim) -> bool:
    if one.measure is None or other.measure is None:
        return False
    first, second = interval(one.measure.value), interval(other.measure.value)
    return first is not None and second is not None and first[0] <= second[1] and second[0] <= first[1]


GRAPH_RULES: tuple[Rule[Reading, str], ...] = (
    Rule("L14", "one-key", "the graph makes the declared keys answers, and no other option", one_key),
    Rule("L16", "cross-source", "no source asserts a wrong option of an unscoped item", cross_source),
    Rule("L17", "claim-status", "no key rests on what is refuted, a draft or not to be asked", claim_status),
    Rule("L19", "window-dressing", "every fact told is needed, but for one decoy", window_dressing),
    Rule("L22", "provenance", "claims, words, sources and each option's why are told", provenance),
    Rule("L32", "numeric-evidence", "measures compared are of one study, without overlap", numeric_evidence),
)  # fmt: skip
