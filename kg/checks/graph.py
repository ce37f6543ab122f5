"""Checks of the graph that packs make together, and of the RDF that it is written as."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from kg.faults import Fault
from kg.vocabulary import OPPOSITE_OF, PERFORMS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from kg.packs.reader import PackReader, Place

__all__ = [
    "Found",
    "check_edges",
    "check_ontology",
    "check_opposites",
    "check_repeated",
    "check_shapes",
    "check_turtle",
    "held",
    "part_of",
]

# The name of a check, how many things it looked at, and what it found.
Found = tuple[str, int, list[Fault]]
_OUR_FAULT = "The packs read well, so the fault is Myograph's own: please report it."


def part_of(graph: KnowledgeGraph, packs: Collection[str]) -> KnowledgeGraph:
    """Return what these packs hold, with all that it rests on."""
    from kg.part import part

    kept: set[str] = set()
    waiting = [claim.id for claim in graph.claims() if claim.pack in packs]
    while waiting:
        name = waiting.pop()
        if name not in kept:
            kept.add(name)
            claim = graph.claim(name)
            waiting += [*claim.derived_from, *claim.contradicts]
    entities = [entity.id for entity in graph.entities.values() if entity.pack in packs]
    return part(graph, [graph.claim(name) for name in sorted(kept)], entities)


def _place_of(reader: PackReader, claim: Claim) -> Place:
    """Return where a claim was written; one that was derived stands with the first it follows from."""
    written = claim.id if ("claim", claim.id) in reader.places else claim.derived_from[0]
    return reader.places["claim", written]


def _is_bundled(reader: PackReader, claim: Claim) -> bool:
    from kg.files import bundled_packs

    return _place_of(reader, claim).file in {file for file, _ in bundled_packs()}


def _own_last(one: Claim, other: Claim, reader: PackReader) -> tuple[Claim, Claim]:
    """Return two claims so that the second is one's own where only one of them is: nobody mends the other."""
    swapped = _is_bundled(reader, other) and not _is_bundled(reader, one)
    return (other, one) if swapped else (one, other)


def held(graph: KnowledgeGraph, subject: str, relation: str, object_: str) -> Claim | None:
    """Return the claim of a graph that says just this, which `check_repeated` takes once only; else None.

    One by a relation below it says more than this, and what one study measured says something else.
    """
    found = graph.claims(subject=subject, relation=relation, object=object_)
    alike = (each for each in found if each.live and each.qualifier is None and each.measure is None)
    return next((each for each in alike if each.relation == relation), None)


def check_repeated(graph: KnowledgeGraph, reader: PackReader) -> Found:
    """Find live claims that say the same thing."""
    name, faults = "said once", []
    seen: dict[tuple[str | None, ...], Claim] = {}
    claims = graph.claims()
    for claim in claims:
        # What was measured is a fact of one study and is never merged with that of another.
        study = claim.source if claim.measure is not None else None
        key = (claim.subject, claim.relation, claim.object, claim.qualifier, study)
        first = seen.setdefault(key, claim)
        if first is not claim and claim.live and first.live:
            hint = "Make one claim of the two, with the evidence of both."
            one, other = _own_last(first, claim, reader)
            place = _place_of(reader, other)
            if _is_bundled(reader, one) and not _is_bundled(reader, other):
                hint = f"Pack {one.pack} holds it already: delete this one, or narrow it with a qualifier."
            faults.append(place.fault(name, f"Claim {other.id} says the same as {one.id}.", hint))
    return name, len(claims), faults


def check_opposites(graph: KnowledgeGraph, reader: PackReader) -> Found:
    """Find live claims of which two cannot both hold and neither says that they clash.

    One thing both raises and lowers another; or one muscle, with the same qualifier, performs two opposite
    movements.
    """
    name, count = "clashes marked", 0
    faults: list[Fault] = []
    relations = graph.vocabulary.relations
    signed = [claim for claim in graph.claims() if claim.live and relations[claim.relation].sign]
    by_ends: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in signed:
        count += 1
        for other in by_ends[claim.subject, claim.object]:
            if relations[other.relation].sign != relations[claim.relation].sign:
                faults += _unmarked(name, claim, other, reader)
        by_ends[claim.subject, claim.object].append(claim)
    opposite = {(claim.subject, claim.object) for claim in graph.claims(relation=OPPOSITE_OF) if claim.live}
    actions: dict[tuple[str, str | None], list[Claim]] = defaultdict(list)
    for claim in graph.claims(relation=PERFORMS):
        if claim.live:
            count += 1
            actions[claim.subject, claim.qualifier].append(claim)
    for alike in actions.values():
        for one, other in combinations(alike, 2):
            if not opposite.isdisjoint({(one.object, other.object), (other.object, one.object)}):
                faults += _unmarked(name, other, one, reader)
    return name, count, faults


def _unmarked(check: str, claim: Claim, other: Claim, reader: PackReader) -> list[Fault]:
    """Return the fault of two claims that clash, unless one of them says so."""
    if other.id in claim.contradicts or claim.id in other.contradicts:
        return []
    other, claim = _own_last(other, claim, reader)
    message = f"Claims {other.id} and {claim.id} say the opposite of each other."
    hint = f"If both stand in their sources, write contradicts: [{other.id}]."
    if other.pack not in _within(reader, claim.pack):
        hint += f" That needs {other.pack} among what {claim.pack} requires."
    return [_place_of(reader, claim).fault(check, message, hint)]


def _within(reader: PackReader, pack: str) -> set[str]:
    """Return a pack and all that it requires, straight or through others."""
    found, waiting = set[str](), [pack]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(reader.packs[name].requires)
    return found


def check_edges(graph: KnowledgeGraph) -> Found:
    """Find where the direct edges of the RDF are not exactly those that its claims call for.

    The edges are read back with a query, so that a fault of the writer shows.
    """
    from kg.rdf import edges

    expected, found = edges.expected(graph), edges.found(graph)
    odd = [(edge, "is missing") for edge in sorted(expected - found)]
    odd += [(edge, "has no claim") for edge in sorted(found - expected)]
    faults = [
        Fault("edges", "graph", 0, 0, f"The edge {' '.join(edge)} {what}.", _OUR_FAULT) for edge, what in odd
    ]
    return "edges", len(found), faults


def check_turtle(graph: KnowledgeGraph) -> Found:
    """Find whether the Turtle, read back and written again, is other bytes."""
    from kg.graph import KnowledgeGraph
    from kg.rdf import content_from_triples, parse, to_turtle

    name, data = "turtle round trip", to_turtle(graph)
    content = content_from_triples(parse(data, "turtle", "export"), graph.content.phrases)
    message = "What is read back is not what was written."
    same = data == to_turtle(KnowledgeGraph(content))
    faults = [] if same else [Fault(name, "graph", 0, 0, message, _OUR_FAULT)]
    return name, data.count(b"\n"), faults


def check_shapes(graph: KnowledgeGraph) -> Found:
    """Find what in the RDF breaks a shape."""
    from kg.rdf.shapes import violations

    count, messages = violations(graph)
    hint = "Mend it where its pack says so; if that is in order, please report this."
    return "shapes", count, [Fault("shapes", "graph", 0, 0, message, hint) for message in messages]


def check_ontology(graph: KnowledgeGraph) -> Iterator[Found]:
    """Hold the vocabulary and the export against the checklist of a published ontology."""
    from kg.files import schema_bytes
    from kg.rdf.serialise import all_triples
    from kg.rdf.vocabulary_checks import check_triples, check_vocabulary

    yield from check_vocabulary(schema_bytes().decode())
    yield from check_triples(all_triples(graph))
