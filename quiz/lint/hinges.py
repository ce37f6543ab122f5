"""L21: no question of a session gives away another."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from quiz.lint.finding import Finding
from quiz.words import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.item import Item
    from quiz.lint.facts import Facts

__all__ = ["hinges"]


def hinges(items: Sequence[Item], facts: Facts) -> list[Finding]:
    """Return the items of one session or paper that another one of it gives away.

    One does so where its stem names both ends of the claim that the other tests first, or where both test the
    same claim first. Time grows with the items, not with their pairs.
    """
    found: list[Finding] = []
    first: dict[str, str] = {}
    tested: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for item in items:
        for claim in facts.known(item.claims[0]) if item.claims else ():
            if claim.id in first:
                message = f"tests {claim.id} first, as {first[claim.id]} does"
                found.append(Finding("L21", item.id, message))
            first.setdefault(claim.id, item.id)
            if claim.subject != claim.object:
                tested[claim.subject].append((claim.object, claim.id, item.id))
    for item in items:
        named = dict.fromkeys(facts.named(tokens(item.stem))[0])
        for subject in named:
            for object_, claim_id, other in tested.get(subject, ()):
                if object_ in named and other != item.id and claim_id != (item.claims or ("",))[0]:
                    found.append(Finding("L21", item.id, f"its stem tells {claim_id}, which {other} asks"))
    return found
