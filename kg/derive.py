"""Claims that follow by rule from others, each naming the claims it follows from.

There is one rule so far: two muscles are antagonists where a main action of the one is the opposite, at the
same joint, of a main action of the other. A main action is established, without qualifier or hedge, and
called no less than a main one; anything disputed, weak or assisting derives nothing.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from kg.inwords import listed
from kg.model import AskUse, Claim, Evidence, Modality, Stance, Status
from kg.status import DERIVATION, status_of
from kg.vocabulary import ANTAGONIST_OF, OCCURS_AT, OPPOSITE_OF, PERFORMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.model import Entity, Pack, Source

__all__ = ["PRIME_MOVER", "antagonists"]

PRIME_MOVER = "prime mover"
MUSCLE = "Muscle"


def antagonists(
    claims: Iterable[Claim],
    entities: Mapping[str, Entity],
    sources: Mapping[str, Source],
    packs: Mapping[str, Pack],
) -> Iterator[Claim]:
    """Yield the antagonists that follow from the claims, one claim a pair, in order of id.

    Where the two also share a main action, as rectus femoris and sartorius share hip flexion, the claim is
    qualified by the movements in which they are opposed.
    """
    actions: dict[str, dict[str, Claim]] = defaultdict(dict)
    opposite: dict[tuple[str, str], Claim] = {}
    stands = [claim for claim in claims if claim.status is Status.ESTABLISHED]
    joint = {claim.subject: claim.object for claim in stands if claim.relation == OCCURS_AT}
    for claim in stands:
        if claim.relation == OPPOSITE_OF and joint.get(claim.subject) == joint.get(claim.object):
            opposite[claim.subject, claim.object] = opposite[claim.object, claim.subject] = claim
        elif claim.relation == PERFORMS and _is_main(claim) and entities[claim.subject].cls == MUSCLE:
            actions[claim.subject][claim.object] = claim
    rank = {name: place for place, name in enumerate(packs)}
    for one, other in combinations(sorted(actions), 2):
        clashes = [
            (move, counter)
            for move in sorted(actions[one])
            for counter in sorted(actions[other])
            if (move, counter) in opposite
        ]
        if not clashes:
            continue
        base = {actions[one][move].id for move, _ in clashes}
        base |= {actions[other][counter].id for _, counter in clashes}
        base |= {opposite[pair].id for pair in clashes}
        pack = max(
            (actions[name][move].pack for name, move in _uses(one, other, clashes)), key=rank.__getitem__
        )
        moves = [entities[name].label for pair in clashes for name in pair]
        evidence = Evidence(
            source=packs[pack].curator,
            stance=Stance.SUPPORTS,
            kind=DERIVATION,
            note=" ".join(
                f"The one performs {entities[move].label}, the other its opposite, {entities[counter].label}."
                for move, counter in clashes
            ),
        )
        yield Claim(
            id=f"antagonist-{one}-{other}",
            subject=one,
            relation=ANTAGONIST_OF,
            object=other,
            modality=Modality.IS,
            status=status_of([evidence], sources, anatomical=True, follows=True),
            source=packs[pack].curator,
            pack=pack,
            evidence=(evidence,),
            ask=(AskUse.FACT,),
            qualifier=f"in {listed(moves)}" if actions[one].keys() & actions[other].keys() else None,
            derived_from=tuple(sorted(base)),
        )


def _is_main(claim: Claim) -> bool:
    return claim.qualifier is None and not claim.hedged and claim.degree in (None, PRIME_MOVER)


def _uses(one: str, other: str, clashes: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for move, counter in clashes:
        yield one, move
        yield other, counter
