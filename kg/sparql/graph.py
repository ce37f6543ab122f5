"""A graph that lies elsewhere, looked up by queries: a part at a time, never the whole."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from kg import iri
from kg.errors import NoSuchEntityError, UnusableFileError, UnusableServerError
from kg.graph import KnowledgeGraph
from kg.model import Content, Entity, Phrase
from kg.rdf.read import content_of_facts
from kg.rdf.terms import PREFIXES, Facts, vocabulary_of
from kg.sparql import queries
from kg.sparql.fetch import Fetcher, batches, local_name, pointed, triples, value
from kg.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from kg.model import Claim, Source, Status
    from kg.model import Mapping as TermMapping
    from kg.sparql.engine import Rows
    from kg.sparql.fetch import Selects

__all__ = ["SparqlGraph"]

# How many ends a query may name.
ENDS = 200
EVIDENCE, SELECTOR = PREFIXES["evidence"], PREFIXES["selector"]
# Where a graph has no more names than this, near names are sought among all of them.
FEW_NAMES = 5000


class SparqlGraph:
    """Look-ups over the graph behind a SPARQL engine; see `kg.lookup.Lookup`.

    A query finds which claims or entities are meant, another one or two what is known of them; what was read
    is kept. What comes back is then looked up once more by `KnowledgeGraph`, in a graph of just these few, so
    that order, rank and the last letter of a name are the same here and there.

    Raises `UnusableServerError` where the engine cannot be used, or holds no graph of this kind.
    Out of scope: what needs the whole graph at once, and writing. A mapping has no label here, nor who made
    it: the RDF does not hold them.
    """

    def __init__(self, engine: Selects) -> None:
        self._fetch = Fetcher(engine)
        self._claims: dict[str, Claim] = {}
        self._entities: dict[str, Entity] = {}
        self.sources = _Sources(self)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Classes and relations, as they were published with the graph."""
        found = self._fetch.select(queries.TERMS)
        if found.truncated:
            raise UnusableServerError(
                f"The server sends only {len(found.rows):,} rows at a time, too few for the vocabulary. Let "
                "it send 10,000 (ResultSetMaxRows of Virtuoso)."
            )
        classes, relations = vocabulary_of(Facts(triples(found)))
        if not relations:
            raise UnusableServerError(
                "Nothing of Myograph is there; `myograph publish --graph URL` puts it there."
            )
        return Vocabulary(classes, relations)

    @cached_property
    def _phrases(self) -> Mapping[str, Phrase]:
        from kg.faults import FaultLog
        from kg.files import phrases_text
        from kg.packs.phrases import read_phrases

        # A fault here is a relation that the graph lacks, or has besides ours: neither is one.
        found = read_phrases(phrases_text(), "phrases.yaml", self.vocabulary, FaultLog())
        return {phrase.relation: phrase for phrase in found}

    def phrase(self, relation: str) -> Phrase:
        """Return how a relation reads; by its label, where it has no phrase of ours.

        Raises `KeyError` where there is no such relation.
        """
        known = self._phrases.get(relation)
        if known is not None:
            return known
        label = self.vocabulary.relations[relation].label
        return Phrase(relation, label, label, label)

    def entity(self, entity: str) -> Entity:
        """Return the entity with this id. Raises `KeyError` where there is none."""
        if entity not in self._entities:
            self._read([queries.node(iri.ENTITY, entity)])
        return self._entities[entity]

    def claim(self, claim: str) -> Claim:
        """Return the claim with this id. Raises `KeyError` where there is none."""
        if claim not in self._claims:
            self._read_claims([claim] if queries.node(iri.CLAIM, claim) else [])
        return self._claims[claim]

    def find(self, name: str) -> Entity:
        """Return the entity that goes by this id, label or synonym, whatever the case.

        Raises `NoSuchEntityError`, which suggests near names.
        """
        wanted = " ".join(name.split())
        spellings = {queries.text(wanted.lower()), queries.text(wanted.casefold())}
        names = sorted(each for each in spellings if each is not None)
        own = queries.node(iri.ENTITY, wanted.casefold())
        query = queries.entities_called(names, [own] if own else []) if names or own else None
        try:
            return self._among(self._fetch.found(query) if query else []).find(name)
        except NoSuchEntityError:
            pass
        try:
            # Of letters like “ß” an engine's LCASE may think otherwise than Unicode does.
            rows = self._fetch.select(queries.names(None, FEW_NAMES, beyond_ascii=True)).rows
            key = wanted.casefold()
            found = [value(row[0]) for row in rows if value(row[2]).casefold() == key]
            return self._among(found).find(name)
        except NoSuchEntityError:
            raise NoSuchEntityError(wanted, self.suggest(wanted)) from None

    def of_class(self, cls: str) -> list[Entity]:
        """Return the entities of a class or of one below it."""
        below = [name for name in self.vocabulary.classes if self.vocabulary.is_a(name, cls)]
        nodes = [each for name in below if (each := queries.node(iri.SCHEMA, name))]
        return self._among(self._fetch.found(queries.entities_of(nodes))).of_class(cls) if nodes else []

    def names_like(self, words: Collection[str]) -> Sequence[tuple[str, str]]:
        """Return names, case-folded, that hold any of the words, with the ids they stand for.

        At most `FEW_NAMES` names.
        """
        fragments = [each for word in sorted(set(words)) if word and (each := queries.text(word.casefold()))]
        found: dict[str, str] = {}
        for entity, _, name in self._names(fragments)[0] if fragments else ():
            found.setdefault(name.casefold(), entity)
        return list(found.items())

    def suggest(self, name: str) -> list[str]:
        """Return the labels of up to three entities with a name near this one, nearest first.

        In a graph of many names only those are weighed that share three letters in a row with it.
        """
        named, more = self._names(None)
        if more:
            key = name.casefold()
            pieces = sorted({key[at : at + 3] for at in range(max(len(key) - 2, 1))})
            fragments = [each for piece in pieces if piece.strip() and (each := queries.text(piece))]
            some = self._names(fragments)[0] if fragments else []
            return self._among(iri.ENTITY + entity for entity, _, _ in some).suggest(name)
        return KnowledgeGraph(Content(entities=tuple(_bare(named)))).suggest(name)

    def search(self, text: str) -> list[Entity]:
        """Return the entities whose label, synonym or definition holds every word, best match first."""
        words = []
        for word in text.split():
            spellings = {queries.text(word.lower()), queries.text(word.casefold())}
            words.append(sorted(each for each in spellings if each is not None))
        if not words or not all(words):
            return []
        return self._among(self._fetch.found(queries.entities_that_hold(words))).search(text)

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
        """
        ends = [_ends(subject, object)]
        term = self.vocabulary.relations.get(relation or "")
        if term is not None and term.symmetric and subject != object:
            ends.append(_ends(object, subject))
        found = self._matching(ends, relation, status, source)
        return self._graph_of(found).claims(
            subject=subject, relation=relation, object=object, status=status, source=source
        )

    def about(self, entity: str) -> list[Claim]:
        """Return the claims with the entity as subject, then those with it as object, each once."""
        return self._graph_of(self._matching([_ends(entity, None), _ends(None, entity)])).about(entity)

    def leaving(self, entities: Collection[str], relation: str) -> list[Claim]:
        """Return the claims from any of these entities by a relation or one below it."""
        return self._joining(entities, relation, lambda nodes: (nodes, None)).leaving(entities, relation)

    def entering(self, entities: Collection[str], relation: str) -> list[Claim]:
        """Return the claims to any of these entities by a relation or one below it."""
        return self._joining(entities, relation, lambda nodes: (None, nodes)).entering(entities, relation)

    def neighbours(self, entity: str) -> list[str]:
        """Return the ids of all entities that a live claim joins to this one."""
        node = queries.node(iri.ENTITY, entity)
        found = self._fetch.found(queries.neighbours_of(node)) if node else []
        return sorted({local_name(each, iri.ENTITY) for each in found} - {entity})

    def mappings_of(self, entity: str) -> list[TermMapping]:
        """Return what an entity is called in registries."""
        node = queries.node(iri.ENTITY, entity)
        if node is None:
            return []
        content = self._content([self._fetch.select(queries.mappings_of(node))])
        return KnowledgeGraph(content).mappings_of(entity)

    def _joining(
        self,
        entities: Collection[str],
        relation: str,
        ends: Callable[[Sequence[str]], tuple[Sequence[str] | None, Sequence[str] | None]],
    ) -> KnowledgeGraph:
        nodes = [each for entity in sorted(set(entities)) if (each := queries.node(iri.ENTITY, entity))]
        found = [self._matching([ends(some)], relation) for some in batches(nodes, ENDS)]
        return self._graph_of(chain.from_iterable(found))

    def _matching(
        self,
        ends: Sequence[tuple[Collection[str] | None, Collection[str] | None]],
        relation: str | None = None,
        status: Status | None = None,
        source: str | None = None,
    ) -> list[str]:
        """Return the ids of the claims that match."""
        relations = None
        if relation is not None:
            below = [name for name in self.vocabulary.relations if self.vocabulary.is_below(name, relation)]
            relations = [each for name in below if (each := queries.node(iri.SCHEMA, name))]
        by = None if source is None else queries.node(iri.SOURCE, source) or ""
        nothing = any(nodes is not None and not nodes for pair in ends for nodes in pair)
        if relations == [] or by == "" or nothing:
            return []
        found = self._fetch.found(queries.claims_of(ends, relations, status, by))
        return [local_name(each, iri.CLAIM) for each in found]

    def _graph_of(self, claims: Iterable[str]) -> KnowledgeGraph:
        """Return a graph of these claims alone, under the whole vocabulary."""
        names = sorted(set(claims))
        self._read_claims([name for name in names if name not in self._claims])
        return KnowledgeGraph(
            Content(
                classes=tuple(self.vocabulary.classes.values()),
                relations=tuple(self.vocabulary.relations.values()),
                claims=tuple(self._claims[name] for name in names),
            )
        )

    def _among(self, found: Iterable[str]) -> KnowledgeGraph:
        """Return a graph of these entities alone."""
        names = sorted({local_name(each, iri.ENTITY) for each in found})
        self._read([queries.node(iri.ENTITY, name) for name in names if name not in self._entities])
        entities = tuple(self._entities[name] for name in names if name in self._entities)
        return KnowledgeGraph(Content(classes=tuple(self.vocabulary.classes.values()), entities=entities))

    def _read_claims(self, claims: Sequence[str]) -> None:
        """Fetch claims with their evidence, and the entities and sources that they name."""
        nodes = [each for claim in claims if (each := queries.node(iri.CLAIM, claim))]
        said = list(self._fetch.facts(queries.all_of, nodes))
        said += self._fetch.facts(queries.all_of, pointed(said, EVIDENCE))
        known = {iri.ENTITY + name for name in self._entities}
        known |= {iri.SOURCE + name for name in self.sources.known}
        named = pointed(said, iri.ENTITY, iri.SOURCE, SELECTOR, but=known)
        content = self._content([*said, *self._fetch.facts(queries.facts_of, named)])
        self._claims |= {claim.id: claim for claim in content.claims}
        self._keep(content)

    def _read(self, nodes: Iterable[str | None]) -> None:
        """Fetch entities and sources."""
        self._keep(self._content(self._fetch.facts(queries.facts_of, [node for node in nodes if node])))

    def _keep(self, content: Content) -> None:
        for entity in content.entities:
            # An engine that reasons gives an entity the classes above its own, too.
            other = self._entities.get(entity.id)
            if other is None or self.vocabulary.is_a(entity.cls, other.cls):
                self._entities[entity.id] = entity
        self.sources.known.update((source.id, source) for source in content.sources)

    def _names(self, fragments: Collection[str] | None) -> tuple[list[tuple[str, bool, str]], bool]:
        """Return names that hold any of the fragments, and whether there are more.

        Each is an entity's id, whether it is a synonym, and the name, in this order.
        """
        found = self._fetch.select(queries.names(fragments, FEW_NAMES + 1))
        named = [
            (local_name(value(entity), iri.ENTITY), not value(kind).endswith("label"), value(name))
            for entity, kind, name in found.rows[:FEW_NAMES]
        ]
        return sorted(named), found.truncated or len(found.rows) > FEW_NAMES

    def _content(self, answers: Iterable[Rows]) -> Content:
        try:
            facts = Facts(triple for rows in answers for triple in triples(rows))
            return content_of_facts(facts, self.vocabulary.classes.values())
        except (UnusableFileError, ValueError, LookupError) as error:
            raise UnusableServerError(f"What the server holds is no graph of Myograph's: {error}") from None


class _Sources(Mapping[str, "Source"]):
    """Sources by id; fetched when asked for, all of them when counted or listed."""

    def __init__(self, graph: SparqlGraph) -> None:
        self.known: dict[str, Source] = {}
        self._graph = graph
        self._names: list[str] | None = None

    def __getitem__(self, source: str) -> Source:
        if source not in self.known:
            missing = [name for name in self._names or () if name not in self.known]
            self._graph._read(queries.node(iri.SOURCE, name) for name in {*missing, source})
        return self.known[source]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> list[str]:
        if self._names is None:
            found = self._graph._fetch.found(queries.sources())
            self._names = sorted(local_name(each, iri.SOURCE) for each in found)
        return self._names


def _bare(named: Iterable[tuple[str, bool, str]]) -> Iterator[Entity]:
    """Yield entities with nothing but their names."""
    for entity, rows in groupby(named, key=itemgetter(0)):
        names = [name for _, _, name in rows]
        yield Entity(entity, "", names[0], "", "", tuple(names[1:]))


def _ends(subject: str | None, object_: str | None) -> tuple[Collection[str] | None, Collection[str] | None]:
    """Return the ends of a claim, written for a query; an empty one is no entity at all."""

    def end(name: str | None) -> Collection[str] | None:
        if name is None:
            return None
        node = queries.node(iri.ENTITY, name)
        return [] if node is None else [node]

    return end(subject), end(object_)
