"""Checks of the vocabulary as a published ontology: its header, terms, literals.

Each check looks at schema.ttl or at the whole export and says where in schema.ttl a fault stands.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from kg import iri
from kg.faults import Fault
from kg.packs.registries import MATCHES, REGISTRIES
from kg.rdf.read import parse
from kg.rdf.terms import PREFIXES, TWIN, Facts, myo, named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Triple

__all__ = ["CHECKS", "check_triples", "check_vocabulary"]

FILE = "schema.ttl"
ONTOLOGY = iri.BASE + "schema"
HEADER = (
    "dcterms:title", "dcterms:description", "dcterms:license", "dcterms:creator", "dcterms:publisher",
    "dcterms:created", "dcterms:issued", "dcterms:bibliographicCitation", "owl:versionIRI", "owl:versionInfo",
    "vann:preferredNamespacePrefix", "vann:preferredNamespaceUri", "dcterms:source", "bibo:status",
)  # fmt: skip
# Every term of another vocabulary that we use; a new one is added here on purpose or is a slip of the pen.
FOREIGN = {
    *HEADER, "bibostatus:draft", "oa:TextPositionSelector", "oa:TextQuoteSelector", "oa:end", "oa:exact",
    "oa:hasSelector", "oa:hasSource", "oa:start", "obo:ECO_0000303", "obo:ECO_0000304",
    "obo:ECO_0000305", "obo:IAO_0000115",
    "owl:AnnotationProperty", "owl:Class", "owl:DatatypeProperty", "owl:FunctionalProperty",
    "owl:IrreflexiveProperty", "owl:NamedIndividual", "owl:ObjectProperty", "owl:Ontology",
    "owl:SymmetricProperty", "owl:TransitiveProperty", "owl:disjointWith", "owl:inverseOf", "rdf:type",
    "rdfs:Literal", "rdfs:domain", "rdfs:label", "rdfs:range", "rdfs:subClassOf", "rdfs:subPropertyOf",
    "skos:altLabel", "skos:broadMatch", "skos:closeMatch", "skos:definition", "skos:exactMatch",
    "skos:narrowMatch", "skos:relatedMatch", "xsd:boolean", "xsd:date", "xsd:integer",
    "xsd:string",
}  # fmt: skip
PROPERTIES = ("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty")
NAMES = {"class": r"[A-Z][A-Za-z]*", "property": r"[a-z][A-Za-z0-9]*", "individual": r"[a-z]+(-[a-z]+)*"}
# Spelt so by rdflib and Oxigraph alike, so that no reader changes them.
CANONICAL = {
    "xsd:boolean": r"true|false",
    "xsd:integer": r"0|-?[1-9]\d*",
    "xsd:date": r"\d{4}-\d\d-\d\d",
    "xsd:string": r"(?s).*",
    "rdf:langString": r"(?s).*",
}
# Literals that are names or codes and in no language.
CODES = {
    "vann:preferredNamespacePrefix", "vann:preferredNamespaceUri", "owl:versionInfo", "myo:packVersion",
    "myo:sha256", "myo:measuredValue", "myo:unit", "myo:webAddress",
}  # fmt: skip

Found = tuple[int, list[Fault]]


class _Schema:
    """schema.ttl as text and as facts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.triples = parse(text.encode(), "turtle", FILE)
        self.facts = Facts(self.triples)
        self.classes = self._ours("owl:Class")
        self.properties = [term for kind in PROPERTIES for term in self._ours(kind)]
        self.individuals = self._ours("owl:NamedIndividual")
        self.terms = [*self.classes, *self.properties, *self.individuals]

    def _ours(self, kind: str) -> list[str]:
        return [term for term in self.facts.of_type(named(kind)) if term.startswith(iri.SCHEMA)]

    def fault(self, check: str, term: str, message: str, hint: str = "") -> Fault:
        """Return a fault at the line where the term is defined."""
        name = term.replace(iri.SCHEMA, "myo:")
        found = re.search(rf"^<?{re.escape(name)}>? ", self.text, re.MULTILINE)
        line = self.text[: found.start()].count("\n") + 1 if found else 1
        return Fault(check, FILE, line, 1, f"{name} {message}", hint)

    def count(self, term: str, predicate: str) -> int:
        """Return the number of objects of a predicate."""
        node = named(predicate)
        return len(self.facts.nodes(term, node)) + len(self.facts.texts(term, node))


def _header(schema: _Schema) -> Found:
    faults = [
        schema.fault("ontology header", ONTOLOGY, f"lacks {wanted} in the header.", f"Give it one {wanted}.")
        for wanted in HEADER
        if schema.count(ONTOLOGY, wanted) != 1
    ]
    return len(HEADER), faults


def _labels(schema: _Schema) -> Found:
    faults = []
    seen: Counter[str] = Counter()
    for term in schema.terms:
        labels = schema.facts.texts(term, named("rdfs:label"))
        seen.update(labels)
        if len(labels) != 1:
            faults.append(schema.fault("labels", term, f"has {len(labels)} labels.", "Give it exactly one."))
        elif labels[0] != " ".join(labels[0].split()):
            faults.append(schema.fault("labels", term, "has a label with stray white space."))
        elif seen[labels[0]] > 1:
            faults.append(schema.fault("labels", term, f"has a label that another has: “{labels[0]}”."))
        elif re.search(r"\b(other|misc|unknown)\b", labels[0]):
            faults.append(schema.fault("labels", term, "is a term for the rest.", "Name what it holds."))
    return len(schema.terms), faults


def _definitions(schema: _Schema) -> Found:
    faults = []
    seen: dict[str, str] = {}
    for term in schema.terms:
        both = [schema.facts.texts(term, named(name)) for name in ("skos:definition", "obo:IAO_0000115")]
        if len(both[0]) != 1 or both[0] != both[1]:
            hint = "Give it one skos:definition and the same as obo:IAO_0000115."
            faults.append(schema.fault("definitions", term, "is not defined once and alike.", hint))
            continue
        text = both[0][0]
        if not (text[0].isupper() and text.endswith(".")) or text.rstrip(".").casefold() == _label(
            schema, term
        ):
            faults.append(
                schema.fault("definitions", term, "has a definition that is no sentence of its own.")
            )
        elif (first := seen.setdefault(text, term)) != term:
            faults.append(
                schema.fault("definitions", term, f"has the definition of {first.rsplit('#')[-1]}.")
            )
    return len(schema.terms), faults


def _label(schema: _Schema, term: str) -> str:
    return (schema.facts.text(term, named("rdfs:label")) or "").casefold()


def _names(schema: _Schema) -> Found:
    faults = []
    for kind, terms in (
        ("class", schema.classes),
        ("property", schema.properties),
        ("individual", schema.individuals),
    ):
        for term in terms:
            if not re.fullmatch(NAMES[kind], term.removeprefix(iri.SCHEMA)):
                faults.append(schema.fault("term names", term, f"is no name for a {kind}."))
    return len(schema.terms), faults


def _ends(schema: _Schema) -> Found:
    properties = [
        term
        for kind in ("owl:ObjectProperty", "owl:DatatypeProperty")
        for term in schema.facts.of_type(named(kind))
        if term.startswith(iri.SCHEMA)
    ]
    faults = [
        schema.fault(
            "one domain, one range", term, f"has {schema.count(term, end)} of {end}.", "Give it one."
        )
        for term in properties
        for end in ("rdfs:domain", "rdfs:range")
        if schema.count(term, end) != 1
    ]
    return len(properties), faults


def _cycles(schema: _Schema) -> Found:
    faults = []
    for terms, above in ((schema.classes, "rdfs:subClassOf"), (schema.properties, "rdfs:subPropertyOf")):
        for term in terms:
            seen: set[str] = set()
            waiting = [node.value for node in schema.facts.nodes(term, named(above))]
            while waiting:
                current = waiting.pop()
                if current == term:
                    hint = f"Take away one {above} of the circle."
                    faults.append(schema.fault("no circles", term, f"stands above itself by {above}.", hint))
                    break
                if current not in seen:
                    seen.add(current)
                    waiting += [node.value for node in schema.facts.nodes(current, named(above))]
    return len(schema.classes) + len(schema.properties), faults


def _siblings(schema: _Schema) -> Found:
    children: dict[str, list[str]] = {}
    for cls in schema.classes:
        for parent in schema.facts.nodes(cls, named("rdfs:subClassOf")):
            children.setdefault(parent.value, []).append(cls)
    pairs = [(one, two) for group in children.values() for one in group for two in group if one < two]
    disjoint = named("owl:disjointWith")
    faults = [
        schema.fault(
            "siblings apart", one, f"is not declared disjoint with myo:{two.removeprefix(iri.SCHEMA)}."
        )
        for one, two in pairs
        if NamedNode(two) not in schema.facts.nodes(one, disjoint)
        and NamedNode(one) not in schema.facts.nodes(two, disjoint)
    ]
    return len(pairs), faults


def _twins(schema: _Schema) -> Found:
    relations = schema.facts.of_type(myo("Relation"))
    faults = []
    for term in relations:
        name = term.removeprefix(iri.SCHEMA)
        twin = TWIN + name[:1].upper() + name[1:]
        if myo(twin) not in schema.facts.nodes(term, named("rdfs:subPropertyOf")):
            hint = f"Declare myo:{twin} and make myo:{name} a sub-property of it."
            faults.append(schema.fault("twins", term, "is not below its twin.", hint))
    return len(relations), faults


def _signs(schema: _Schema) -> Found:
    """Every relation below myo:influences has one sign, and no other has any."""

    def causal(term: str) -> bool:
        above = [node.value for node in schema.facts.nodes(term, named("rdfs:subPropertyOf"))]
        return myo("influences").value in above or any(causal(upper) for upper in above)

    relations = schema.facts.of_type(myo("Relation"))
    faults = [
        schema.fault("signs", term, "lacks a sign." if causal(term) else "has a sign but is not causal.")
        for term in relations
        if schema.count(term, "myo:sign") != int(causal(term))
    ]
    return len(relations), faults


CHECKS: dict[str, Callable[[_Schema], Found]] = {
    "ontology header": _header,
    "labels": _labels,
    "definitions": _definitions,
    "term names": _names,
    "one domain, one range": _ends,
    "no circles": _cycles,
    "siblings apart": _siblings,
    "twins": _twins,
    "signs": _signs,
}


def check_vocabulary(text: str) -> Iterator[tuple[str, int, list[Fault]]]:
    """Yield each check of schema.ttl: its name, how much it looked at, its faults."""
    schema = _Schema(text)
    for name, check in CHECKS.items():
        yield (name, *check(schema))


def check_triples(triples: Iterable[Triple]) -> Iterator[tuple[str, int, list[Fault]]]:
    """Yield the checks that every triple of the export has to pass: terms, literals, blank nodes."""
    known = list(triples)
    defined = {triple.subject for triple in known}
    foreign = {named(name) for name in FOREIGN}
    ours = tuple(
        PREFIXES[prefix] for prefix in ("claim", "evidence", "id", "mark", "pack", "selector", "source")
    )
    terms: list[str] = []
    literals: list[str] = []
    blanks: list[str] = []
    for triple in known:
        for node in (triple.subject, triple.predicate, triple.object):
            if isinstance(node, BlankNode):
                blanks.append(f"{triple} has a blank node.")
            elif isinstance(node, Literal):
                literals += _literal(triple.predicate, node)
            elif isinstance(node, NamedNode) and node not in foreign and not _external(triple, node):
                minted = node.value.startswith((*ours, iri.SCHEMA)) or node.value.startswith(ONTOLOGY)
                if not minted:
                    terms.append(f"{node} is of another vocabulary and not on the list of terms we use.")
                elif node not in defined and not node.value.startswith(ONTOLOGY + "/"):
                    terms.append(f"{node} is used but defined nowhere.")
    for name, messages in (("known terms", terms), ("literals", literals), ("no blank nodes", blanks)):
        yield name, len(known), [Fault(name, "export", 0, 0, message) for message in sorted(set(messages))]


def _external(triple: Triple, node: NamedNode) -> bool:
    """Return whether the node is a licence or a term of a known registry, named for its own sake."""
    if node != triple.object:
        return False
    matches = {named(f"skos:{match}") for match in MATCHES}
    registered = node.value.startswith(tuple(namespace for namespace, _ in REGISTRIES.values()))
    return triple.predicate == named("dcterms:license") or (triple.predicate in matches and registered)


def _literal(predicate: NamedNode, node: Literal) -> Iterator[str]:
    kinds = {named(name): pattern for name, pattern in CANONICAL.items()}
    pattern = kinds.get(node.datatype)
    if pattern is None or not re.fullmatch(pattern, node.value):
        yield f"{node} is not in canonical spelling."
    elif node.datatype == named("xsd:string") and predicate not in {named(name) for name in CODES}:
        yield f"{node} is a text without a language."
