"""What else is claimed in the place that a question asks about: no answer to it, and not wrong either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.falsity import supports
from kg.model import End

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from quiz.blank import Blank

__all__ = ["MOST_BESIDE", "Claimed"]

# Where more answers than so many would be as good, first letters are a poor way to ask for one of them.
MOST_BESIDE = 40

# The given entity and the relation; the end asked for; the scope; and the qualifier.
Place = tuple[str, str, End, str | None, str | None]


class Claimed:
    """What live claims have in each place, over one graph. Worked out once for all who ask about a place."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._found: dict[Place, frozenset[str]] = {}

    def beside(self, blank: Blank) -> frozenset[str]:
        """Return the ids of what fills a blank besides its key: as its scope has it, or anyone.

        A claim with another qualifier than the blank's is another statement; one without holds as well, and
        where the blank has none, any does. Of more than `MOST_BESIDE` not all are looked for.
        """
        claim = blank.claim
        place = (blank.given, claim.relation, blank.end, blank.scope, claim.qualifier)
        if place not in self._found:
            self._found[place] = self._at(place)
        return self._found[place] - {blank.key, blank.given}

    def rivals(self, blank: Blank) -> frozenset[str]:
        """Return the ids of what could be taken to fill a blank besides its key.

        That is what is claimed there, and what is by a relation that may be taken for the one asked: one
        below the same highest one, unless the one raises what the other lowers. A study that has an exercise
        target a muscle is easily remembered as having it activate the muscle.
        """
        claim, relations = blank.claim, self._graph.vocabulary.relations
        asked = relations[claim.relation]
        found: set[str] = set()
        for top in self._graph.vocabulary.upper([asked.id]):
            subject, object_ = (blank.given, None) if blank.end is End.OBJECT else (None, blank.given)
            for other in self._graph.claims(subject=subject, relation=top, object=object_):
                if len(found) > MOST_BESIDE + 2:
                    break
                opposed = {asked.sign, relations[other.relation].sign} == {"raises", "lowers"}
                if not opposed and _says(other, blank.scope) and _as_wide(other, claim.qualifier):
                    found.add(other.object if other.subject == blank.given else other.subject)
        return self.beside(blank) | (found - {blank.key, blank.given})

    def _at(self, place: Place) -> frozenset[str]:
        given, relation, end, scope, qualifier = place
        transitive = self._graph.vocabulary.relations[relation].transitive
        found: set[str] = set()
        waiting = [given]
        # The key and what is given are no others.
        while waiting and len(found) <= MOST_BESIDE + 2:
            current = waiting.pop()
            subject, object_ = (current, None) if end is End.OBJECT else (None, current)
            for claim in self._graph.claims(subject=subject, relation=relation, object=object_):
                other = claim.object if claim.subject == current else claim.subject
                if len(found) > MOST_BESIDE + 2:
                    break
                if other not in found and _says(claim, scope) and _as_wide(claim, qualifier):
                    found.add(other)
                    if transitive:
                        waiting.append(other)
        return frozenset(found)


def _says(claim: Claim, scope: str | None) -> bool:
    return claim.live and (scope is None or any(supports(item, scope) for item in claim.evidence))


def _as_wide(claim: Claim, qualifier: str | None) -> bool:
    return qualifier is None or claim.qualifier in (None, qualifier)
