"""The texts of the queries that `SparqlGraph` asks, in plain SPARQL 1.1.

Whatever comes from data or from a user goes into a query through `node` or `text` only.

All ask for rows. CONSTRUCT would fit, but Virtuoso 7.2.5 ends its answer at the server's limit without
saying so; where it ends rows, it says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg import iri
from kg.model import Status
from kg.packs.registries import MATCHES
from kg.rdf.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

__all__ = [
    "TERMS",
    "all_of",
    "claims_of",
    "entities_called",
    "entities_of",
    "entities_that_hold",
    "facts_of",
    "mappings_of",
    "names",
    "neighbours_of",
    "node",
    "page",
    "sources",
    "text",
]

_HEAD = "".join(
    f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in ("myo", "oa", "owl", "rdf", "rdfs", "skos")
)
_SIDES = (
    "FILTER (?side IN (myo:supportedBy, myo:disputedBy, myo:indirectlySupportedBy, myo:indirectlyDisputedBy))"
)
# What there is to know of an entity, a source or a selector.
_FACTS = (
    "rdf:type", "rdfs:label", "skos:definition", "skos:altLabel", "myo:inPack", "myo:inSentence",
    "myo:plural", "myo:vague", "myo:sourceTier", "<http://purl.org/dc/terms/bibliographicCitation>",
    "myo:webAddress", "myo:licence", "myo:caution", "myo:quoteLicence", "myo:sha256", "myo:textLength",
    "myo:wordCount", "myo:sectionName", "oa:exact", "oa:start", "oa:end",
)  # fmt: skip
_IN_ENTITIES = f'FILTER (STRSTARTS(STR(?found), "{iri.ENTITY}"))'
_FACT = "?subject ?predicate ?object"

TERMS = f"""{_HEAD}SELECT {_FACT} WHERE {{
  ?subject rdf:type ?kind . FILTER (?kind IN (owl:Class, owl:ObjectProperty))
  FILTER (STRSTARTS(STR(?subject), "{iri.SCHEMA}"))
  ?subject ?predicate ?object .
}}"""


def node(namespace: str, name: str) -> str | None:
    """Return the IRI of an id, written for a query; None where no IRI can hold it.

    >>> node("https://w3id.org/myograph/id/", "knee-pain")
    '<https://w3id.org/myograph/id/knee-pain>'
    >>> node("https://w3id.org/myograph/id/", "x> . DROP ALL #")
    """
    try:
        return str(NamedNode(namespace + name)) if name else None
    except ValueError:
        return None


def text(value: str) -> str | None:
    r"""Return a text as an expression; None where it has a control character, which no name has.

    Engines disagree on what `"\\u0022"` is: to some the escape of a backslash goes first, others take it for
    a quotation mark in disguise. So the two are kept apart.

    >>> print(text('a "b" \\ c'))
    "a \"b\" \\ c"
    >>> print(text("\\u0022"))
    CONCAT("\\", "u0022")
    """
    if re.search(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", value):
        return None
    parts = [str(Literal(part)) for part in re.split(r"(?<=\\)(?=[uU])", value)]
    return parts[0] if len(parts) == 1 else f"CONCAT({', '.join(parts)})"


def _values(variable: str, nodes: Iterable[str]) -> str:
    return f"VALUES {variable} {{ {' '.join(nodes)} }}"


def page(query: str, after: str | None, size: int) -> str:
    """Return a query for `?found`, narrowed to so many of them in order, from after the IRI `after` on.

    An offset would do, but Virtuoso counts it against how many rows it is ready to sort.
    """
    later = "" if after is None else f" FILTER (STR(?found) > {text(after)})"
    return f"{query.rstrip()[:-1]}{later} }} ORDER BY STR(?found) LIMIT {size}"


def _found(body: str) -> str:
    return f"{_HEAD}SELECT DISTINCT ?found WHERE {{ {body} }}"


def claims_of(
    ends: Sequence[tuple[Collection[str] | None, Collection[str] | None]],
    relations: Collection[str] | None,
    status: Status | None,
    source: str | None,
) -> str:
    """Return a query for claims that begin and end as one pair of `ends` says, and match the rest.

    Ends, relations and the source are written for a query; None stands for any.
    """
    sides = [
        " ".join(_end(name, nodes) for name, nodes in zip(("subject", "object"), pair, strict=True) if nodes)
        for pair in ends
    ]
    parts = ["?found rdf:type myo:Claim ."]
    if len(sides) == 1:
        parts.append(sides[0])
    elif all(sides):
        parts.append(" UNION ".join(f"{{ {side} }}" for side in sides))
    if relations is not None:
        parts.append(f"?found myo:predicate ?relation . FILTER (?relation IN ({', '.join(relations)}))")
    if status is not None:
        parts.append(f"?found myo:status myo:status-{status.value} .")
    if source is not None:
        bears = f"?found ?side ?item . {_SIDES} ?item oa:hasSource {source}"
        parts.append(f"{{ ?found myo:assertedBy {source} }} UNION {{ {bears} }}")
    return _found(" ".join(parts))


def _end(name: str, nodes: Collection[str]) -> str:
    if len(nodes) == 1:
        return f"?found myo:{name} {next(iter(nodes))} ."
    return f"{_values(f'?{name}', nodes)} ?found myo:{name} ?{name} ."


def all_of(nodes: Collection[str]) -> str:
    """Return a query for all that is said of claims and evidence.

    One query could follow a claim to its evidence, but Virtuoso 7.2.5 takes seconds to follow a few.
    """
    return f"{_HEAD}SELECT {_FACT} WHERE {{ {_values('?subject', nodes)} ?subject ?predicate ?object }}"


def facts_of(nodes: Collection[str]) -> str:
    """Return a query for what is to be known of entities, sources and selectors.

    An entity's many edges to others are left out.
    """
    return (
        f"{_HEAD}SELECT {_FACT} WHERE {{ {_values('?subject', nodes)} "
        f"?subject ?predicate ?object . FILTER (?predicate IN ({', '.join(_FACTS)})) }}"
    )


def entities_called(names: Collection[str], ids: Collection[str]) -> str:
    """Return a query for entities with one of these names, in small letters, or one of these IRIs.

    Both are written for a query.
    """
    by_name = (
        f"{{ ?found rdfs:label|skos:altLabel ?name . FILTER (LCASE(STR(?name)) IN ({', '.join(names)})) }}"
    )
    by_id = f"{{ {_values('?found', ids)} ?found rdfs:label ?name }}"
    return _found(f"{' UNION '.join([by_name] * bool(names) + [by_id] * bool(ids))} {_IN_ENTITIES}")


def entities_of(classes: Collection[str]) -> str:
    """Return a query for the entities of any of these classes."""
    return _found(f"?found rdf:type ?class . FILTER (?class IN ({', '.join(classes)})) {_IN_ENTITIES}")


def entities_that_hold(words: Collection[Collection[str]]) -> str:
    """Return a query for entities with a name or a definition that holds every word, in some spelling."""
    holds = " && ".join(
        "(" + " || ".join(f"CONTAINS(LCASE(STR(?name)), {word})" for word in spellings) + ")"
        for spellings in words
    )
    return _found(f"?found rdfs:label|skos:altLabel|skos:definition ?name . FILTER ({holds}) {_IN_ENTITIES}")


def names(fragments: Collection[str] | None, limit: int, *, beyond_ascii: bool = False) -> str:
    """Return a query for names (`?found`, `?kind`, `?name`) that hold any of the fragments; None for all.

    `beyond_ascii` asks only for names with a letter of which LCASE may make something else than Unicode does.
    """
    fits = ""
    if fragments is not None:
        held = " || ".join(f"CONTAINS(LCASE(STR(?name)), {fragment})" for fragment in fragments)
        fits = f"FILTER ({held})"
    if beyond_ascii:
        fits += ' FILTER (REGEX(STR(?name), "[^ -~]"))'
    return (
        f"{_HEAD}SELECT DISTINCT ?found ?kind ?name WHERE {{ ?found ?kind ?name . "
        f"FILTER (?kind IN (rdfs:label, skos:altLabel)) {_IN_ENTITIES} {fits} }} LIMIT {limit}"
    )


def neighbours_of(entity: str) -> str:
    """Return a query for the entities that a live claim joins to this one."""
    dead = ", ".join(f"myo:status-{status.value}" for status in (Status.REFUTED, Status.DRAFT))
    return _found(
        f"{{ ?claim myo:subject {entity} ; myo:object ?found ; myo:status ?status }} UNION "
        f"{{ ?claim myo:object {entity} ; myo:subject ?found ; myo:status ?status }} "
        f"FILTER (?status NOT IN ({dead}))"
    )


def sources() -> str:
    """Return a query for all sources."""
    return _found("?found rdf:type myo:Source .")


def mappings_of(entity: str) -> str:
    """Return a query for what is said of an entity's matches in registries."""
    matches = ", ".join(f"skos:{match}" for match in sorted(MATCHES))
    return (
        f"{_HEAD}SELECT {_FACT} WHERE {{ {_values('?subject', [entity])} "
        f"?subject ?predicate ?object . FILTER (?predicate IN ({matches})) }}"
    )
