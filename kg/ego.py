"""The neighbourhood of an entity as it is drawn: what points at it, and what it points at."""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from kg.model import Status
from kg.showable import one_line
from kg.wording import ends, predicate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.lookup import Lookup
    from kg.model import Claim

__all__ = ["Edge", "Ego", "ego"]

# From the one that stands best to the one that stands worst; what no one has checked is not drawn.
_STRENGTH = (Status.ESTABLISHED, Status.REPORTED, Status.CONTESTED, Status.REFUTED)


class Edge(NamedTuple):
    """What claims of one relation and wording say of the entity in the middle and another one.

    `other` is the id of the other entity and `label` what it is called. `verb` has its hedge; `qualifier`
    follows what stands for the object, or is empty. `turned` is set where the edge reads from right to
    left, `mutual` where it holds either way round. `claims` stand from strong to weak.
    """

    other: str
    label: str
    relation: str
    verb: str
    qualifier: str
    turned: bool
    mutual: bool
    causal: bool
    claims: tuple[Claim, ...]

    @property
    def status(self) -> Status:
        """How the strongest of the claims stands."""
        return self.claims[0].status

    @property
    def words(self) -> str:
        """The verb and, after what stands for the object, the qualifier."""
        return f"{self.verb} … {self.qualifier}" if self.qualifier else self.verb

    @property
    def doubt(self) -> str:
        """What to know of the status where it is not plain: a word, else nothing."""
        return str(self.status) if self.status in (Status.CONTESTED, Status.REFUTED) else ""

    @property
    def number(self) -> str:
        """How many claims there are and how many stand worse than the strongest; nothing where it is one."""
        if len(self.claims) == 1:
            return ""
        worse = [claim.status for claim in self.claims if claim.status is not self.status]
        parts = [f"{len(self.claims)} claims"]
        parts += [f"{worse.count(status)} {status}" for status in _STRENGTH if status in worse]
        return ", ".join(parts)


class Ego(NamedTuple):
    """An entity with its label and that of its class, the edges to it and the edges from it."""

    entity: str
    label: str
    kind: str
    left: tuple[Edge, ...]
    right: tuple[Edge, ...]

    def holding(self, claim: str) -> Edge | None:
        """Return the edge that a claim is part of, where it is drawn."""
        return next(
            (edge for edge in (*self.right, *self.left) if any(each.id == claim for each in edge.claims)),
            None,
        )


def ego(graph: Lookup, entity: str) -> Ego:
    """Return the neighbourhood of an entity. Raises `KeyError` where there is no such entity.

    What influences comes first, then the rest by relation; of one relation what stands best comes first.
    Drafts are left out. A claim of an entity on itself is an edge from it.

    >>> import kg
    >>> found = ego(kg.load(), "weak-gluteus-medius")
    >>> [(edge.words, edge.label, edge.doubt) for edge in found.right if edge.causal]
    [('can lead to', 'imbalance in the body', ''), \
('can lead to', 'femoral internal rotation', 'contested')]
    """
    thing = graph.entity(entity)
    into = [claim for claim in graph.claims(object=entity) if claim.subject != entity]
    return Ego(
        entity,
        one_line(thing.label),
        graph.vocabulary.classes[thing.cls].label,
        _edges(graph, into, attrgetter("subject")),
        _edges(graph, graph.claims(subject=entity), attrgetter("object")),
    )


def _edges(graph: Lookup, claims: Iterable[Claim], other_of: attrgetter[str]) -> tuple[Edge, ...]:
    alike: dict[tuple[str, str, str, str, bool], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.status in _STRENGTH:
            first, _ = ends(graph, claim)
            verb = predicate(claim, graph.phrase(claim.relation), plural=graph.entity(first).plural)
            words = one_line(verb), one_line(claim.qualifier or "")
            alike[other_of(claim), claim.relation, *words, first != claim.subject].append(claim)
    edges = []
    for (other, relation, verb, qualifier, turned), found in alike.items():
        edges.append(
            Edge(
                other,
                one_line(graph.entity(other).label),
                relation,
                verb,
                qualifier,
                turned,
                graph.vocabulary.relations[relation].symmetric,
                graph.vocabulary.causal(relation),
                tuple(sorted(found, key=lambda claim: (_STRENGTH.index(claim.status), claim.id))),
            )
        )
    return tuple(sorted(edges, key=_place))


def _place(edge: Edge) -> tuple[object, ...]:
    strength = _STRENGTH.index(edge.status)
    group = (not edge.causal, edge.relation, strength, edge.verb, edge.turned)
    return *group, edge.label.casefold(), edge.qualifier, edge.other
