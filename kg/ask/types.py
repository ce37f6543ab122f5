"""Which relations words may mean, by the types of what stands at their ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.tree import Clause, Either, Kind, Thing
from kg.model import End
from kg.vocabulary import BELONGS_TO, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.ask.tree import Term
    from kg.lookup import Lookup

__all__ = ["Types"]


class Types:
    """Chooses between relations for one graph."""

    def __init__(self, graph: Lookup) -> None:
        self.graph = graph
        self.vocabulary = graph.vocabulary

    def fitting(
        self, relations: Sequence[str], head: End, other: Term, cls: str | None = None
    ) -> tuple[str, ...]:
        """Return the relations whose types allow these ends; the widest only, and all that were asked for."""
        fitting = [
            relation
            for relation in relations
            if self._allows(relation, head, cls)
            and self._allows(
                relation, End.OBJECT if head is End.SUBJECT else End.SUBJECT, self.class_of(other)
            )
        ]
        below = self.vocabulary.is_below
        return tuple(
            relation
            for relation in dict.fromkeys(fitting)
            if not any(relation != upper and below(relation, upper) for upper in fitting)
        )

    def _allows(self, relation: str, end: End, cls: str | None) -> bool:
        if cls is None:
            return True
        term, is_a = self.vocabulary.relations[relation], self.vocabulary.is_a
        wanted = (
            [term.domain, term.range]
            if term.symmetric
            else [term.domain if end is End.SUBJECT else term.range]
        )
        return any(is_a(cls, each) or is_a(each, cls) for each in wanted)

    def class_of(self, term: Term) -> str | None:
        """Return the class of what a term means, where one is sure."""
        match term:
            case Thing():
                return self.graph.entity(term.entity).cls
            case Kind():
                return term.cls
            case Either():
                return self.class_of(term.terms[0])

    def joined(
        self, cls: str | None, other: Term, *, denied: bool = False, deed: bool = False
    ) -> Clause | None:
        """Return the likeliest of the ways to join a kind of thing to another, or None."""
        return next(self.ways(cls, other, denied=denied, deed=deed), None)

    def ways(
        self, cls: str | None, other: Term, *, denied: bool = False, deed: bool = False
    ) -> Iterator[Clause]:
        """Yield the clauses that join a kind of thing to another by whatever relations their types allow.

        Where both are of a kind, the first is by belonging to it. For a `deed`, relations lead from the doer
        to what is done.
        """
        target = self.class_of(other)
        if target is None or target == ROOT or (cls is None and not deed):
            return
        if cls is None:
            yield from self._done(other, target, denied=denied)
            return
        if not deed and self.vocabulary.akin(cls, target):
            yield Clause((BELONGS_TO,), End.SUBJECT, other, denied)
        for head in (End.SUBJECT,) if deed else (End.SUBJECT, End.OBJECT):
            relations = tuple(
                relation
                for relation in self.vocabulary.claimable()
                if not self.vocabulary.relations[relation].symmetric
                and self._strictly(relation, head, cls, target)
            )
            if relations:
                yield Clause(self.fitting(relations, head, other, cls), head, other, denied)

    def _done(self, other: Term, target: str, *, denied: bool) -> Iterator[Clause]:
        """Yield the clause on whatever does a deed."""
        terms, is_a = self.vocabulary.relations, self.vocabulary.is_a
        relations = [
            relation
            for relation in self.vocabulary.claimable()
            if not terms[relation].symmetric
            and ROOT not in (terms[relation].domain, terms[relation].range)
            and is_a(target, terms[relation].range)
        ]
        fitting = self.fitting(relations, End.SUBJECT, other)
        if fitting:
            yield Clause(fitting, End.SUBJECT, other, denied)

    def _strictly(self, relation: str, head: End, cls: str, other: str) -> bool:
        term, is_a = self.vocabulary.relations[relation], self.vocabulary.is_a
        first, last = (cls, other) if head is End.SUBJECT else (other, cls)
        return ROOT not in (term.domain, term.range) and is_a(first, term.domain) and is_a(last, term.range)
