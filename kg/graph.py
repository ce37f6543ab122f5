"""The graph that everything else asks: plain indexes over frozen records, standard library only."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.errors import NoSuchEntityError
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import networkx
    import rdflib

    from kg.model import Claim, CompletenessMark, Content, Entity, Phrase, Status
    from kg.model import Mapping as TermMapping
    from kg.paths import Chain

__all__ = ["KnowledgeGraph"]

MAX_SUGGESTIONS = 3
# How alike two names are of which one is the other, misspelt.
MISSPELT = 0.8


class KnowledgeGraph:
    """Look-ups over the content of packs. Everything comes back in order of id.

    Out of scope: reading and writing files, reasoning, and anything that a quiz needs.
    """

    def __init__(self, content: Content) -> None:
        self.content = content
        self.vocabulary = Vocabulary(content.classes, content.relations)
        self.packs = {pack.name: pack for pack in content.packs}
        self.sources = {source.id: source for source in content.sources}
        self.entities: Mapping[str, Entity] = {
            entity.id: entity for entity in sorted(content.entities, key=lambda entity: entity.id)
        }
        self._claims = {claim.id: claim for claim in sorted(content.claims, key=lambda claim: claim.id)}
        self.marks: tuple[CompletenessMark, ...] = tuple(
            sorted(content.marks, key=lambda mark: (mark.source, mark.subject, mark.relation))
        )
        self._phrases = {phrase.relation: phrase for phrase in content.phrases}
        self._by_name: dict[str, str] = {}
        for entity in self.entities.values():
            for name in entity.names:
                self._by_name.setdefault(name.casefold(), entity.id)
        self._by_subject: dict[str, list[Claim]] = defaultdict(list)
        self._by_object: dict[str, list[Claim]] = defaultdict(list)
        self._by_relation: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._claims.values():
            self._by_subject[claim.subject].append(claim)
            self._by_object[claim.object].append(claim)
            self._by_relation[claim.relation].append(claim)
        self.mappings = tuple(
            sorted(content.mappings, key=lambda each: (each.subject, each.predicate, each.object))
        )
        self._marked = {(mark.source, mark.subject, mark.relation) for mark in self.marks}
        self._lists: dict[tuple[str, str], list[str]] = defaultdict(list)
        for mark in self.marks:
            self._lists[mark.subject, mark.relation].append(mark.source)

    def entity(self, entity: str) -> Entity:
        """Return the entity with this id. Raises `KeyError` where there is none."""
        return self.entities[entity]

    def claim(self, claim: str) -> Claim:
        """Return the claim with this id. Raises `KeyError` where there is none."""
        return self._claims[claim]

    def phrase(self, relation: str) -> Phrase:
        """Return how a relation reads. Raises `KeyError` where it has no phrase."""
        return self._phrases[relation]

    def find(self, name: str) -> Entity:
        """Return the entity that goes by this id, label or synonym, whatever the case.

        Raises `NoSuchEntityError`, which suggests near names.

        >>> import kg
        >>> kg.load().find("Glutes").id
        'gluteal-muscles'
        """
        wanted = " ".join(name.split())
        key = wanted.casefold()
        if key in self.entities:
            return self.entities[key]
        if key in self._by_name:
            return self.entities[self._by_name[key]]
        raise NoSuchEntityError(wanted, self.suggest(wanted))

    def of_class(self, cls: str) -> list[Entity]:
        """Return the entities of a class or of one below it."""
        return [entity for entity in self.entities.values() if self.vocabulary.is_a(entity.cls, cls)]

    def names_like(self, words: Collection[str]) -> Sequence[tuple[str, str]]:
        """Return all names, case-folded, with the ids they stand for: here none costs anything."""
        return list(self._by_name.items())

    def suggest(self, name: str) -> list[str]:
        """Return the labels of up to three entities with a name near this one, nearest first.

        Near in letters as a slip of the pen leaves it, or less so and with a word in common.

        >>> import kg
        >>> graph = kg.load()
        >>> graph.suggest("heel pain")[0], graph.suggest("knee pian")[0], graph.suggest("tension headache")
        ('knee pain', 'knee pain', [])
        """
        import difflib

        key = name.casefold()
        words = set(key.split())
        near = difflib.get_close_matches(key, self._by_name, n=6, cutoff=MISSPELT)
        alike = difflib.get_close_matches(key, self._by_name, n=12, cutoff=0.6)
        near += [known for known in alike if known not in near and not words.isdisjoint(known.split())]
        near += [known for known in self._by_name if key and key in known and known not in near]
        labels = dict.fromkeys(self.entities[self._by_name[known]].label for known in near)
        return list(labels)[:MAX_SUGGESTIONS]

    def search(self, text: str) -> list[Entity]:
        """Return the entities whose label, synonym or definition holds every word of `text`.

        Those named exactly so come first, then those with a name that begins so, then other names,
        then definitions; each in order of label.
        """
        words = text.casefold().split()
        ranked = []
        for entity in self.entities.values():
            names = [name.casefold() for name in entity.names]
            whole = " ".join(words)
            if not words:
                continue
            if whole in names:
                rank = 0
            elif any(name.startswith(whole) for name in names):
                rank = 1
            elif any(all(word in name for word in words) for name in names):
                rank = 2
            elif all(word in entity.definition.casefold() for word in words):
                rank = 3
            else:
                continue
            ranked.append((rank, entity.label.casefold(), entity))
        return [entity for _, _, entity in sorted(ranked, key=lambda row: row[:2])]

    def claims(
        self,
        *,
        subject: str | None = None,
        relation: str | None = None,
        object: str | None = None,  # noqa: A002 - the RDF term
        status: Status | None = None,
        source: str | None = None,
    ) -> list[Claim]:
        """Return the claims that match all that is given; a relation stands for those below it too.

        Where the relation is symmetric, its two ends may be given either way round.

        >>> import kg
        >>> [claim.id for claim in kg.load().claims(object="injury", relation="leadsTo")]
        ['article-c36']
        """
        term = self.vocabulary.relations.get(relation or "")
        if term is not None and term.symmetric:
            turned = {"subject": object, "object": subject}
            ends = [{"subject": subject, "object": object}, *([turned] if subject != object else [])]
            both = {
                claim.id: claim
                for end in ends
                for claim in self._matching(**end, relation=relation, status=status, source=source)
            }
            return [both[name] for name in sorted(both)]
        return self._matching(subject, relation, object, status, source)

    def _matching(
        self,
        subject: str | None,
        relation: str | None,
        object: str | None,  # noqa: A002 - the RDF term
        status: Status | None,
        source: str | None,
    ) -> list[Claim]:
        found: Iterable[Claim]
        if subject is not None:
            found = self._by_subject.get(subject, ())
        elif object is not None:
            found = self._by_object.get(object, ())
        elif relation is not None:
            names = [name for name in self._by_relation if self.vocabulary.is_below(name, relation)]
            found = (claim for name in names for claim in self._by_relation[name])
            if len(names) > 1:
                found = sorted(found, key=lambda claim: claim.id)
        else:
            found = self._claims.values()
        return [
            claim
            for claim in found
            if (object is None or claim.object == object)
            and (relation is None or self.vocabulary.is_below(claim.relation, relation))
            and (status is None or claim.status is status)
            and (source is None or claim.told_by(source))
        ]

    def about(self, entity: str) -> list[Claim]:
        """Return the claims with the entity as subject, then those with it as object, each once.

        What was derived comes last on either side.
        """
        into = [claim for claim in self.claims(object=entity) if claim.subject != entity]
        return [
            claim
            for side in (self.claims(subject=entity), into)
            for claim in sorted(side, key=lambda claim: bool(claim.derived_from))
        ]

    def leaving(self, entities: Collection[str], relation: str) -> list[Claim]:
        """Return the claims from any of these entities by a relation or one below it."""
        return self._joining(entities, relation, self._by_subject)

    def entering(self, entities: Collection[str], relation: str) -> list[Claim]:
        """Return the claims to any of these entities by a relation or one below it."""
        return self._joining(entities, relation, self._by_object)

    def _joining(
        self, entities: Collection[str], relation: str, index: Mapping[str, list[Claim]]
    ) -> list[Claim]:
        below = self.vocabulary.is_below
        found = [
            claim
            for entity in set(entities)
            for claim in index.get(entity, ())
            if below(claim.relation, relation)
        ]
        return sorted(found, key=lambda claim: claim.id)

    def mappings_of(self, entity: str) -> list[TermMapping]:
        """Return what an entity is called in registries."""
        return [mapping for mapping in self.mappings if mapping.subject == f"id:{entity}"]

    def neighbours(self, entity: str) -> list[str]:
        """Return the ids of all entities that a live claim joins to this one, in order."""
        out = {claim.object for claim in self._by_subject.get(entity, ()) if claim.live}
        into = {claim.subject for claim in self._by_object.get(entity, ()) if claim.live}
        return sorted((out | into) - {entity})

    def marked(self, source: str, subject: str, relation: str) -> bool:
        """Return whether there is a completeness mark on exactly this source, subject and relation."""
        return (source, subject, relation) in self._marked

    def complete_lists(self, subject: str, relation: str) -> list[str]:
        """Return the sources that are marked complete for exactly this subject and relation, in order.

        >>> import kg
        >>> kg.load().complete_lists("sartorius", "innervatedBy")
        ['albany-anterior-thigh', 'wheeless-sartorius']
        """
        return self._lists.get((subject, relation), [])

    def is_complete(self, source: str, subject: str, relation: str) -> bool:
        """Return whether all that the source says of the subject by the relation is held here.

        That is so where a person marked it, for this relation or for one above it.
        """
        return any(self.marked(source, subject, upper) for upper in self.vocabulary.above(relation))

    def paths(self, start: str, end: str) -> list[Chain]:
        """Return the causal chains from one entity to another, shortest first; see `kg.paths`.

        Entities go by id, label or synonym; `NoSuchEntityError` where one is unknown.

        >>> import kg
        >>> [chain.nodes for chain in kg.load().paths("weak gluteus medius", "knee pain")]
        [('weak-gluteus-medius', 'femoral-internal-rotation', 'knee-pain')]
        """
        from kg.paths import causal_chains

        return causal_chains(self, self.find(start).id, self.find(end).id)

    def _repr_svg_(self) -> str | None:
        """Return how a notebook draws a small graph, or None."""
        from kg.notebook import svg

        return svg(self)

    def _repr_html_(self) -> str | None:
        """Return how a notebook lists a graph that it does not draw, or None."""
        from kg.notebook import html

        return html(self)

    def to_rdf(self) -> rdflib.Graph:
        """Return vocabulary and graph as an `rdflib.Graph`."""
        from kg.rdf import to_rdflib

        return to_rdflib(self)

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Return the graph as a `MultiDiGraph`: entities as nodes, one edge a claim, keyed by its id."""
        from kg.network import to_networkx

        return to_networkx(self)
