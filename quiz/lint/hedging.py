"""Rule L05: an item says no more than the claims that it stands on."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.model import End, Modality
from quiz.item import Interaction
from quiz.lint.finding import Rule
from quiz.lint.reading import EXERCISE_GOAL, MECHANISM
from quiz.words import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Claim
    from quiz.lint.reading import Reading

__all__ = ["HEDGE_RULES"]

_HEDGE = re.compile(
    r"\b(?:can|could|may|might|often|sometimes|usually|typically|generally|frequently|possibly|probably"
    r"|likely|meant|aims?|aimed)\b"
)
_HEDGE_WORDS = {
    Modality.IS: frozenset[str](),
    Modality.CAN: frozenset({"can", "could"}),
    Modality.MAY: frozenset({"may", "might"}),
    Modality.OFTEN: frozenset({"often"}),
    Modality.AIM: frozenset({"meant", "aim", "aims", "aimed"}),
}
# What says no more than each.
_NO_MORE = {
    Modality.OFTEN: (Modality.OFTEN, Modality.CAN, Modality.MAY),
    Modality.CAN: (Modality.CAN, Modality.MAY),
    Modality.MAY: (Modality.MAY,),
    Modality.AIM: (Modality.AIM,),
}
_GOAL_WORDS = frozenset({"named", "meant", "aim", "goal"})


@lru_cache(maxsize=KEPT)
def _hedges(text: str) -> frozenset[str]:
    return frozenset(_HEDGE.findall(text.casefold()))


def hedges(read: Reading) -> Iterator[str]:
    """L05. The hedge of the claim stands in the stem, and no hedge sets the key apart.

    An item on one claim carries that claim's own hedge, one on several at least one of theirs; where one verb
    stands for all of them, as in orders and mechanisms, one that says no more than any. In items whose
    options or rows are statements, it may stand there; and what is named for a goal is not said to reach it.
    Among the options of a single choice, the key is not the one with other hedges than all the rest. For all
    interactions.
    """
    hedged = [claim for claim in read.claims if claim.hedged]
    shown = _hedges(read.item.stem)
    if read.statements or read.item.rows:
        shown = shown.union(*map(_hedges, read.texts), *(_hedges(row.text) for row in read.item.rows))
    if read.item.interaction is Interaction.ORDER or read.item.type == MECHANISM:
        too_strong = [claim for claim in hedged if shown.isdisjoint(_as_weak(claim))]
    else:
        goal = read.item.type == EXERCISE_GOAL and not _GOAL_WORDS.isdisjoint(read.words)
        kept = goal or any(shown & _HEDGE_WORDS[claim.modality] for claim in hedged)
        too_strong = [] if kept else hedged
    for claim in too_strong[:1]:
        yield f"the stem says more than {claim.id}, which says “{claim.modality}”"
    key = read.single_key
    if key is not None:
        others = {_hedges(option.text) for option in read.wrong}
        if len(others) == 1 and _hedges(key.text) not in others:
            yield "the key is the one option that is hedged otherwise"


def _as_weak(claim: Claim) -> frozenset[str]:
    """Return the words by which a verb from the claim's subject on says no more than the claim.

    “B is often the result of A” does not say that A often leads to B.
    """
    backwards = claim.reads_from is End.OBJECT and claim.modality is Modality.OFTEN
    fit = _NO_MORE[Modality.CAN if backwards else claim.modality]
    return frozenset().union(*(_HEDGE_WORDS[modality] for modality in fit))


HEDGE_RULES: tuple[Rule[Reading, str], ...] = (
    Rule("L05", "hedge", "the claim's hedge stands in the stem and sets no option apart", hedges),
)
