"""What can be looked up in a graph, wherever it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from kg.model import Claim, Entity, Phrase, Source, Status
    from kg.model import Mapping as TermMapping
    from kg.vocabulary import Vocabulary

__all__ = ["Lookup"]


class Lookup(Protocol):
    """The look-ups behind `search`, `show`, `claims`, `path` and `ask`.

    `kg.graph.KnowledgeGraph` answers them from memory, `kg.sparql.graph.SparqlGraph` from any engine that
    speaks SPARQL 1.1. One suite of tests holds both to the same answers (tests/kg/test_compliance.py).
    Everything comes back in order of id, unless said otherwise.

    Out of scope: whatever needs the whole graph at once, such as exports, checks, questions for a quiz and
    proofs that something is not so.
    """

    @property
    def vocabulary(self) -> Vocabulary:
        """Classes and relations."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """Sources by id: at least those of every claim that was looked up."""

    def phrase(self, relation: str) -> Phrase:
        """Return how a relation reads. Raises `KeyError` where it has no phrase."""

    def entity(self, entity: str) -> Entity:
        """Return the entity with this id. Raises `KeyError` where there is none."""

    def claim(self, claim: str) -> Claim:
        """Return the claim with this id. Raises `KeyError` where there is none."""

    def find(self, name: str) -> Entity:
        """Return the entity that goes by this id, label or synonym, whatever the case.

        Raises `NoSuchEntityError`, which suggests near names.
        """

    def of_class(self, cls: str) -> list[Entity]:
        """Return the entities of a class or of one below it."""

    def names_like(self, words: Collection[str]) -> Sequence[tuple[str, str]]:
        """Return names, case-folded, with the ids they stand for: at least those that hold a word."""

    def suggest(self, name: str) -> list[str]:
        """Return the labels of up to three entities with a name near this one, nearest first."""

    def search(self, text: str) -> list[Entity]:
        """Return the entities whose label, synonym or definition holds every word, best match first."""

    def claims(
        self,
        *,
        subject: str | None = None,
        relation: str | None = None,
        object: str | None = None,  # noqa: A002 - the RDF term
        status: Status | None = None,
        source: str | None = None,
    ) -> list[Claim]:
        """Return the claims that match all that is given; a relation stands for those below it too."""

    def about(self, entity: str) -> list[Claim]:
        """Return the claims with the entity as subject, then those with it as object, each once."""

    def leaving(self, entities: Collection[str], relation: str) -> list[Claim]:
        """Return the claims from any of these entities by a relation or one below it."""

    def entering(self, entities: Collection[str], relation: str) -> list[Claim]:
        """Return the claims to any of these entities by a relation or one below it."""

    def neighbours(self, entity: str) -> list[str]:
        """Return the ids of all entities that a live claim joins to this one."""

    def mappings_of(self, entity: str) -> Sequence[TermMapping]:
        """Return what an entity is called in registries."""
