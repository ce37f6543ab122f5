"""Names of RDF terms, and the vocabulary read from schema.ttl."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg import iri
from kg.model import EntityClass, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple

__all__ = [
    "PREFIXES",
    "RDF_TYPE",
    "TWIN",
    "Facts",
    "local",
    "myo",
    "named",
    "read_vocabulary",
    "vocabulary_of",
]

PREFIXES = {
    "bibo": "http://purl.org/ontology/bibo/",
    "bibostatus": "http://purl.org/ontology/bibo/status/",
    "claim": iri.CLAIM,
    "dcterms": "http://purl.org/dc/terms/",
    "evidence": iri.BASE + "evidence/",
    "id": iri.ENTITY,
    "mark": iri.MARK,
    "myo": iri.SCHEMA,
    "oa": "http://www.w3.org/ns/oa#",
    "obo": "http://purl.obolibrary.org/obo/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pack": iri.PACK,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "selector": iri.BASE + "selector/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "source": iri.SOURCE,
    "vann": "http://purl.org/vocab/vann/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TWIN = "claimed"


@cache
def named(curie: str) -> NamedNode:
    """Return the node of a prefixed name.

    >>> named("rdfs:label")
    <NamedNode value=http://www.w3.org/2000/01/rdf-schema#label>
    """
    prefix, _, name = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + name)


@cache
def myo(name: str) -> NamedNode:
    """Return the node of a term of the vocabulary."""
    return NamedNode(iri.SCHEMA + name)


def local(node: object, namespace: str) -> str | None:
    """Return what follows `namespace` in the node's IRI, or None where it does not begin with it."""
    if isinstance(node, NamedNode) and node.value.startswith(namespace):
        return node.value[len(namespace) :]
    return None


RDF_TYPE = named("rdf:type")


class Facts:
    """Triples by subject and predicate, objects in the order of their text.

    They are kept as flat as may be, each IRI once: of a graph of a million claims there are thirty million.
    Out of scope: blank nodes, and the language or datatype of a literal.
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        # Each subject's predicates and objects by turns; a literal is its text.
        self._by_subject: dict[str, list[NamedNode | str]] = {}
        self._by_type: dict[NamedNode, set[str]] = defaultdict(set)
        self._near: tuple[str, dict[NamedNode, list[NamedNode | str]]] = ("", {})
        same: dict[NamedNode, NamedNode] = {}
        for triple in triples:
            node, object_ = triple.subject, triple.object
            if not isinstance(node, NamedNode) or not isinstance(object_, NamedNode | Literal):
                continue
            subject, predicate = node.value, triple.predicate
            if isinstance(object_, NamedNode):
                value: NamedNode | str = same.setdefault(object_, object_)
                if predicate == RDF_TYPE:
                    self._by_type[object_].add(subject)
            else:
                value = object_.value
            facts = self._by_subject.get(subject)
            if facts is None:
                facts = self._by_subject[subject] = []
            facts += (same.setdefault(predicate, predicate), value)

    def subjects(self) -> Iterator[str]:
        """Yield the IRIs of all subjects, in the order in which they came."""
        yield from self._by_subject

    def of_type(self, kind: NamedNode) -> list[str]:
        """Return the IRIs of all subjects of a type, in order."""
        return sorted(self._by_type.get(kind, ()))

    def _objects(self, subject: str, predicate: NamedNode) -> list[NamedNode | str]:
        if self._near[0] != subject:  # many questions are asked of one subject after another
            flat = iter(self._by_subject.get(subject, ()))
            found: dict[NamedNode, list[NamedNode | str]] = {}
            for name, value in zip(flat, flat, strict=True):
                assert isinstance(name, NamedNode)
                found.setdefault(name, []).append(value)
            self._near = subject, found
        return self._near[1].get(predicate, [])

    def nodes(self, subject: str, predicate: NamedNode) -> list[NamedNode]:
        """Return the objects that are IRIs, in order."""
        found = [node for node in self._objects(subject, predicate) if isinstance(node, NamedNode)]
        return sorted(found, key=lambda node: node.value) if len(found) > 1 else found

    def texts(self, subject: str, predicate: NamedNode) -> list[str]:
        """Return the texts of the objects that are literals, in order."""
        return sorted(text for text in self._objects(subject, predicate) if isinstance(text, str))

    def node(self, subject: str, predicate: NamedNode) -> NamedNode | None:
        """Return the first object that is an IRI."""
        return next(iter(self.nodes(subject, predicate)), None)

    def text(self, subject: str, predicate: NamedNode) -> str | None:
        """Return the first object that is a literal, as text."""
        return next(iter(self.texts(subject, predicate)), None)

    def locals(self, subject: str, predicate: NamedNode, namespace: str) -> tuple[str, ...]:
        """Return the local names of the objects within a namespace, in order."""
        found = (local(node, namespace) for node in self.nodes(subject, predicate))
        return tuple(name for name in found if name is not None)


def read_vocabulary(triples: Iterable[Triple]) -> tuple[list[EntityClass], list[Relation]]:
    """Return the classes and relations that the triples of schema.ttl declare."""
    return vocabulary_of(Facts(triples))


def vocabulary_of(facts: Facts) -> tuple[list[EntityClass], list[Relation]]:
    """Return the classes and relations that are declared among the facts."""
    classes = [_class(facts, subject) for subject in facts.of_type(named("owl:Class")) if _ours(subject)]
    properties = [subject for subject in facts.of_type(named("owl:ObjectProperty")) if _ours(subject)]
    twins = {_name(subject) for subject in properties}
    inverses = {
        node.value: _name(subject)
        for subject in properties
        for node in facts.nodes(subject, named("owl:inverseOf"))
    }
    relations = [
        _relation(facts, subject, inverses.get(subject))
        for subject in properties
        if _twin_name(_name(subject)) in twins
    ]
    return classes, relations


def _ours(subject: str) -> bool:
    return subject.startswith(iri.SCHEMA)


def _name(subject: str) -> str:
    return subject.removeprefix(iri.SCHEMA)


def _twin_name(name: str) -> str:
    return TWIN + name[:1].upper() + name[1:]


def _class(facts: Facts, subject: str) -> EntityClass:
    return EntityClass(
        id=_name(subject),
        label=facts.text(subject, named("rdfs:label")) or _name(subject),
        definition=facts.text(subject, named("skos:definition")) or "",
        parents=facts.locals(subject, named("rdfs:subClassOf"), iri.SCHEMA),
        disjoint_with=facts.locals(subject, named("owl:disjointWith"), iri.SCHEMA),
        synonyms=tuple(facts.texts(subject, named("skos:altLabel"))),
    )


def _relation(facts: Facts, subject: str, inverse: str | None) -> Relation:
    name = _name(subject)
    kinds = {node.value for node in facts.nodes(subject, RDF_TYPE)}
    above = facts.locals(subject, named("rdfs:subPropertyOf"), iri.SCHEMA)
    sign = facts.locals(subject, myo("sign"), iri.SCHEMA)
    never = facts.text(subject, myo("neverReflexive")) == "true"
    vary = facts.text(subject, myo("listsVary")) == "true"
    return Relation(
        id=name,
        label=facts.text(subject, named("rdfs:label")) or name,
        definition=facts.text(subject, named("skos:definition")) or "",
        domain=next(iter(facts.locals(subject, named("rdfs:domain"), iri.SCHEMA)), "Entity"),
        range=next(iter(facts.locals(subject, named("rdfs:range"), iri.SCHEMA)), "Entity"),
        twin=_twin_name(name),
        parents=tuple(parent for parent in above if parent != _twin_name(name)),
        inverse=inverse,
        sign=sign[0].removeprefix("sign-") if sign else None,
        claimable=myo("Relation").value in kinds,
        symmetric=named("owl:SymmetricProperty").value in kinds,
        irreflexive=never or named("owl:IrreflexiveProperty").value in kinds,
        transitive=named("owl:TransitiveProperty").value in kinds,
        functional=named("owl:FunctionalProperty").value in kinds,
        lists_vary=vary,
    )
