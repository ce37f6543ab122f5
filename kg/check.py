"""Checks over packs, graph and RDF; each counts what it looked at and lists every fault."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING

from kg.faults import Fault, did_you_mean
from kg.files import bundled_packs
from kg.graph import KnowledgeGraph
from kg.loading import content_of, read_bundled_mappings, read_packs
from kg.vocabulary import OPPOSITE_OF, PERFORMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import Claim, Evidence, Source
    from kg.pack import PackReader, Place

__all__ = ["MAX_QUOTED_SHARE", "Check", "check_all"]

# Quotes from a source are there as evidence, not as a copy of it.
MAX_QUOTED_SHARE = 0.5

READING = (
    "yaml", "keys", "types", "text", "ids", "names", "references", "domain and range", "reflexive",
    "status", "evidence", "quotes", "marks", "phrases", "mappings",
)  # fmt: skip


@dataclass(slots=True)
class Check:
    """One check: its name, how many things it looked at, and what it found."""

    name: str
    count: int = 0
    faults: list[Fault] = field(default_factory=list)


def check_all(
    texts: Sequence[tuple[str, str]], source_texts: Sequence[tuple[str, bytes]] = ()
) -> list[Check]:
    """Return every check over packs, given as file names and texts, and over the graph they make.

    `source_texts` are copies of sources, as file names and bytes; a source is known by its SHA-256.
    Checks of the graph are left out where the packs cannot be read.
    """
    reader, phrases = read_packs(texts)
    bundled = tuple(texts[: len(bundled_packs())]) == bundled_packs()
    mappings = read_bundled_mappings(reader) if bundled else ()
    found: dict[str, list[Fault]] = defaultdict(list)
    for fault in reader.log.faults:
        found[fault.check].append(fault)
    checks = [
        Check(name, len(texts) if name == "yaml" else reader.log.counts[name], found[name])
        for name in READING
    ]
    checks += [_source_text(reader, name, data) for name, data in source_texts]
    if not reader.log.faults:
        graph = KnowledgeGraph(replace(content_of(reader, phrases), mappings=mappings))
        checks += [
            _quoted_share(reader),
            _repeated(graph, reader),
            _edges(graph),
            _turtle(graph),
            _shapes(graph),
            _opposites(graph, reader),
            *_ontology(graph),
        ]
    return checks


def _quotes(reader: PackReader, source: str) -> Iterable[tuple[Claim, int, Evidence]]:
    for claim in reader.claims.values():
        for position, item in enumerate(claim.evidence):
            if item.source == source and item.quote is not None:
                yield claim, position, item


def _place_of(reader: PackReader, claim: Claim) -> Place:
    """Return where a claim was written; one that was derived stands with the first it follows from."""
    written = claim.id if (claim.id, 0) in reader.places else claim.derived_from[0]
    return reader.places[written, 0]


def _fault(check: str, place: Place, message: str, hint: str = "") -> Fault:
    return Fault(check, place.file, place.line, place.column, message, hint)


def _source_text(reader: PackReader, name: str, data: bytes) -> Check:
    """Prove every quote in a copy of its source: at its span, under its section."""
    check = Check(f"quotes in {name}")
    digest = hashlib.sha256(data).hexdigest()
    source = next((known for known in reader.sources.values() if known.sha256 == digest), None)
    if source is None:
        hashes = ", ".join(
            f"{known.id} {known.sha256[:8]}…" for known in reader.sources.values() if known.sha256
        )
        message = f"No source has this text (SHA-256 {digest[:8]}…)."
        check.faults.append(Fault(check.name, name, 0, 0, message, f"Known texts: {hashes or 'none'}."))
        return check
    text = data.decode("utf-8", errors="replace")
    counted = [("length", source.length, len(text)), ("words", source.words, len(text.split()))]
    check.faults += [
        Fault(check.name, name, 0, 0, f"Source {source.id} says {key}: {said}; its text has {number}.")
        for key, said, number in counted
        if said is not None and said != number
    ]
    for claim, position, item in _quotes(reader, source.id):
        check.count += 1
        assert item.start is not None
        place = reader.places[claim.id, position]
        if text[item.start : item.end] != item.quote:
            check.faults.append(_fault(check.name, place, *_misquoted(text, item)))
        elif item.section is not None and _section_at(text, source, item.start) != item.section:
            message = f"“{item.quote}” does not stand under “{item.section}”."
            check.faults.append(_fault(check.name, place, message))
    return check


def _misquoted(text: str, item: Evidence) -> tuple[str, str]:
    assert item.quote is not None
    starts = [at for at in range(len(text)) if text.startswith(item.quote, at)]
    if not starts:
        near = did_you_mean(item.quote, [line.strip() for line in text.replace(".", "\n").splitlines()])
        return f"“{item.quote}” is not in the text.", near or "Copy the words exactly, case and dashes too."
    spans = " or ".join(f"[{at}, {at + len(item.quote)}]" for at in starts[:3])
    return f"“{item.quote}” does not stand at {item.start} to {item.end}.", f"It stands at {spans}."


def _section_at(text: str, source: Source, position: int) -> str | None:
    """Return the last section whose heading, a line that ends with its name, comes before `position`."""
    found, best, at = None, -1, 0
    for line in text.splitlines(keepends=True):
        if at > position:
            break
        for name in source.sections:
            if line.rstrip("\n").endswith(name) and at > best:
                found, best = name, at
        at += len(line)
    return found


def _quoted_share(reader: PackReader) -> Check:
    """Fail where the quotes of a source, laid over each other, hold half of its words or more."""
    check = Check("quoted share")
    for source in reader.sources.values():
        if source.words is None:
            continue
        check.count += 1
        covered: set[int] = set()
        words = 0
        spans = sorted({(item.start, item.end, item.quote) for _, _, item in _quotes(reader, source.id)})
        for start, _, quote in spans:
            assert start is not None
            assert quote is not None
            at = start
            for word in quote.split():
                at = start + quote.index(word, at - start)
                if at not in covered:
                    words += 1
                covered.update(range(at, at + len(word)))
                at += len(word)
        if words >= source.words * MAX_QUOTED_SHARE:
            message = f"The quotes of source {source.id} hold {words} of its {source.words} words."
            check.faults.append(
                Fault(check.name, source.pack, 0, 0, message, "Quote fewer words; the limit is under half.")
            )
    return check


def _repeated(graph: KnowledgeGraph, reader: PackReader) -> Check:
    """Fail where two live claims say the same thing."""
    check = Check("said once")
    seen: dict[tuple[str | None, ...], Claim] = {}
    for claim in graph.claims():
        check.count += 1
        # What was measured is a fact of one study and is never merged with that of another.
        study = claim.source if claim.measure is not None else None
        key = (claim.subject, claim.relation, claim.object, claim.qualifier, study)
        first = seen.setdefault(key, claim)
        if first is not claim and claim.live and first.live:
            message = f"Claim {claim.id} says the same as {first.id}."
            hint = "Make one claim of the two, with the evidence of both."
            check.faults.append(_fault(check.name, _place_of(reader, claim), message, hint))
    return check


def _opposites(graph: KnowledgeGraph, reader: PackReader) -> Check:
    """Fail where two live claims cannot both hold and neither says that they clash.

    One thing both raises and lowers another; or one muscle, with the same qualifier, performs two opposite
    movements.
    """
    check = Check("clashes marked")
    relations = graph.vocabulary.relations
    signed = [claim for claim in graph.claims() if claim.live and relations[claim.relation].sign]
    by_ends: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in signed:
        check.count += 1
        for other in by_ends[claim.subject, claim.object]:
            if relations[other.relation].sign != relations[claim.relation].sign:
                check.faults += _unmarked(claim, other, reader)
        by_ends[claim.subject, claim.object].append(claim)
    opposite = {(claim.subject, claim.object) for claim in graph.claims(relation=OPPOSITE_OF) if claim.live}
    actions: dict[tuple[str, str | None], list[Claim]] = defaultdict(list)
    for claim in graph.claims(relation=PERFORMS):
        if claim.live:
            check.count += 1
            actions[claim.subject, claim.qualifier].append(claim)
    for alike in actions.values():
        for one, other in combinations(alike, 2):
            if not opposite.isdisjoint({(one.object, other.object), (other.object, one.object)}):
                check.faults += _unmarked(other, one, reader)
    return check


def _unmarked(claim: Claim, other: Claim, reader: PackReader) -> list[Fault]:
    """Return the fault of two claims that clash, unless one of them says so."""
    if other.id in claim.contradicts or claim.id in other.contradicts:
        return []
    message = f"Claims {other.id} and {claim.id} say the opposite of each other."
    hint = f"If both stand in their sources, write contradicts: [{other.id}]."
    return [_fault("clashes marked", _place_of(reader, claim), message, hint)]


def _ontology(graph: KnowledgeGraph) -> list[Check]:
    """Hold the vocabulary and the export against the checklist of a published ontology."""
    from kg.files import schema_bytes
    from kg.rdf.serialise import all_triples
    from kg.rdf.vocabulary_checks import check_triples, check_vocabulary

    found = [*check_vocabulary(schema_bytes().decode()), *check_triples(all_triples(graph))]
    return [Check(name, count, faults) for name, count, faults in found]


def _edges(graph: KnowledgeGraph) -> Check:
    """Fail where the direct edges of the RDF are not exactly those that its claims call for.

    The edges are read back with a query, so that a fault of the writer shows.
    """
    from kg.rdf import edges

    check = Check("edges")
    expected = edges.expected(graph)
    found = edges.found(graph)
    check.count = len(found)
    check.faults = [
        Fault(check.name, "graph", 0, 0, f"The edge {' '.join(edge)} is missing.")
        for edge in sorted(expected - found)
    ] + [
        Fault(check.name, "graph", 0, 0, f"The edge {' '.join(edge)} has no claim.")
        for edge in sorted(found - expected)
    ]
    return check


def _turtle(graph: KnowledgeGraph) -> Check:
    """Fail where the Turtle, read back and written again, is not the same bytes."""
    from kg.rdf import content_from_triples, parse, to_turtle

    data = to_turtle(graph)
    again = to_turtle(
        KnowledgeGraph(content_from_triples(parse(data, "turtle", "export"), graph.content.phrases))
    )
    check = Check("turtle round trip", data.count(b"\n"))
    if data != again:
        check.faults.append(Fault(check.name, "graph", 0, 0, "What is read back is not what was written."))
    return check


def _shapes(graph: KnowledgeGraph) -> Check:
    from kg.rdf.shapes import violations

    count, messages = violations(graph)
    return Check("shapes", count, [Fault("shapes", "graph", 0, 0, message) for message in messages])
