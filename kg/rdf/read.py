"""Triples as the model: the way back from an exported graph."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph

from kg import iri
from kg.errors import UnusableFileError
from kg.model import (
    AskUse,
    Claim,
    CompletenessMark,
    Content,
    End,
    Entity,
    Evidence,
    Mapping,
    Measure,
    Modality,
    Pack,
    Source,
    Stance,
    Status,
    Tier,
)
from kg.nesting import MAX_DEPTH, is_deep_turtle
from kg.packs.cache import no_collection
from kg.packs.registries import MATCHES, REGISTRIES
from kg.rdf.terms import PREFIXES, Facts, local, myo, named, vocabulary_of
from kg.rdf.write import SIDES, evidence_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import NamedNode, Triple

    from kg.model import EntityClass, Phrase

__all__ = ["content_from_triples", "content_of_facts", "each_parsed", "parse"]

FORMATS = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
}


def parse(data: bytes, form: str, file: str) -> list[Triple]:
    """Return the triples of Turtle or N-Triples; `file` names it in the error.

    Raises `UnusableFileError` with the place where the syntax breaks.
    """
    return list(each_parsed(data, form, file))


def each_parsed(data: bytes, form: str, file: str) -> Iterator[Triple]:
    """Yield what `parse` returns as it is read, for what is large. Raises as it does, once it gets there."""
    if is_deep_turtle(data):
        raise UnusableFileError(f"{file}: triples stand within triples, more than {MAX_DEPTH} levels deep.")
    try:
        for quad in pyoxigraph.parse(data, format=FORMATS[form]):
            yield quad.triple
    except SyntaxError as error:
        raise UnusableFileError(f"{file}: {error.msg}") from None


def content_from_triples(triples: Iterable[Triple], phrases: tuple[Phrase, ...]) -> Content:
    """Return the content that `kg.rdf.write` made these triples from.

    `phrases` are not part of the RDF and are handed through. Direct edges are not read: they follow
    from the claims.
    """
    with no_collection():
        facts = Facts(triples)
        classes, relations = vocabulary_of(facts)
        content = content_of_facts(facts, classes)
    return replace(content, classes=tuple(classes), relations=tuple(relations), phrases=phrases)


def content_of_facts(facts: Facts, classes: Iterable[EntityClass]) -> Content:
    """Return what the facts tell of all but the vocabulary; entities are of these classes.

    Facts of a part of a graph will do, as long as all is there of each claim, entity and so on that they name
    the type of.
    """
    kinds = {
        cls.id: myo(cls.id)
        for cls in classes
        if any(facts.of_type(myo(cls.id))) and not _is_bookkeeping(cls.id)
    }
    return Content(
        packs=tuple(_pack(facts, subject) for subject in facts.of_type(myo("Pack"))),
        sources=tuple(_source(facts, subject) for subject in facts.of_type(myo("Source"))),
        entities=tuple(
            _entity(facts, subject, cls) for cls, node in kinds.items() for subject in facts.of_type(node)
        ),
        claims=tuple(_claim(facts, subject) for subject in facts.of_type(myo("Claim"))),
        marks=tuple(_mark(facts, subject) for subject in facts.of_type(myo("CompletenessMark"))),
        mappings=tuple(_mappings(facts)),
    )


_BOOKKEEPING = {"Claim", "CompletenessMark", "Evidence", "Pack", "Relation", "Source"}
_VALUES = {"AskUse", "EvidenceKind", "Modality", "Sign", "SourceTier", "Stance", "Status"}


def _is_bookkeeping(cls: str) -> bool:
    return cls in _BOOKKEEPING | _VALUES


def _pack(facts: Facts, subject: str) -> Pack:
    return Pack(
        name=subject.removeprefix(iri.PACK),
        version=facts.text(subject, myo("packVersion")) or "",
        title=_label(facts, subject),
        source=_one(facts, subject, myo("packSource"), iri.SOURCE),
        curator=_one(facts, subject, myo("packCurator"), iri.SOURCE),
        requires=facts.locals(subject, myo("requires"), iri.PACK),
    )


def _source(facts: Facts, subject: str) -> Source:
    numbered = [text.partition(". ") for text in facts.texts(subject, myo("sectionName"))]
    sections = tuple(name for number, _, name in sorted(numbered, key=lambda part: int(part[0])))
    return Source(
        id=subject.removeprefix(iri.SOURCE),
        label=_label(facts, subject),
        tier=Tier(_one(facts, subject, myo("sourceTier"), iri.SCHEMA + "tier-")),
        citation=facts.text(subject, named("dcterms:bibliographicCitation")) or "",
        pack=_one(facts, subject, myo("inPack"), iri.PACK),
        url=facts.text(subject, myo("webAddress")),
        licence=facts.text(subject, myo("licence")),
        in_sentence=facts.text(subject, myo("inSentence")),
        caution=facts.text(subject, myo("caution")),
        quote_licence=facts.text(subject, myo("quoteLicence")),
        sha256=facts.text(subject, myo("sha256")),
        length=_number(facts.text(subject, myo("textLength"))),
        words=_number(facts.text(subject, myo("wordCount"))),
        sections=sections,
    )


def _entity(facts: Facts, subject: str, cls: str) -> Entity:
    return Entity(
        id=subject.removeprefix(iri.ENTITY),
        cls=cls,
        label=_label(facts, subject),
        definition=facts.text(subject, named("skos:definition")) or "",
        pack=_one(facts, subject, myo("inPack"), iri.PACK),
        synonyms=tuple(facts.texts(subject, named("skos:altLabel"))),
        in_sentence=facts.text(subject, myo("inSentence")),
        plural=facts.text(subject, myo("plural")) == "true",
        vague=facts.text(subject, myo("vague")) == "true",
    )


def _mark(facts: Facts, subject: str) -> CompletenessMark:
    return CompletenessMark(
        source=_one(facts, subject, myo("markedSource"), iri.SOURCE),
        subject=_one(facts, subject, myo("markedSubject"), iri.ENTITY),
        relation=_one(facts, subject, myo("markedRelation"), iri.SCHEMA),
        curator=_one(facts, subject, myo("markedBy"), iri.SOURCE),
        pack=_one(facts, subject, myo("inPack"), iri.PACK),
    )


def _claim(facts: Facts, subject: str) -> Claim:
    name = subject.removeprefix(iri.CLAIM)
    sides = {
        node.value: side for side, predicate in SIDES.items() for node in facts.nodes(subject, predicate)
    }
    evidence = [evidence_iri(name, position) for position in range(1, len(sides) + 1)]
    value, unit = facts.text(subject, myo("measuredValue")), facts.text(subject, myo("unit"))
    return Claim(
        id=name,
        subject=_one(facts, subject, myo("subject"), iri.ENTITY),
        relation=_one(facts, subject, myo("predicate"), iri.SCHEMA),
        object=_one(facts, subject, myo("object"), iri.ENTITY),
        modality=Modality(_one(facts, subject, myo("modality"), iri.SCHEMA + "modality-")),
        status=Status(_one(facts, subject, myo("status"), iri.SCHEMA + "status-")),
        source=_one(facts, subject, myo("assertedBy"), iri.SOURCE),
        pack=_one(facts, subject, myo("inPack"), iri.PACK),
        ask=tuple(AskUse(name) for name in facts.locals(subject, myo("askAs"), iri.SCHEMA + "ask-")),
        qualifier=facts.text(subject, myo("qualifier")),
        degree=facts.text(subject, myo("degree")),
        reading=facts.text(subject, myo("reading")),
        reads_from=End.OBJECT if facts.text(subject, myo("readsFromObject")) == "true" else End.SUBJECT,
        derived_from=facts.locals(subject, myo("derivedFrom"), iri.CLAIM),
        contradicts=facts.locals(subject, myo("contradicts"), iri.CLAIM),
        searched=facts.text(subject, myo("searched")),
        measure=None if value is None or unit is None else Measure(value, unit),
        evidence=tuple(_evidence(facts, node, *sides[node]) for node in evidence),
    )


def _evidence(facts: Facts, subject: str, stance: Stance, indirect: bool) -> Evidence:
    selectors = [node.value for node in facts.nodes(subject, named("oa:hasSelector"))]
    quotes = [text for node in selectors if (text := facts.text(node, named("oa:exact"))) is not None]
    starts = [
        number for node in selectors if (number := _number(facts.text(node, named("oa:start")))) is not None
    ]
    ends = [
        number for node in selectors if (number := _number(facts.text(node, named("oa:end")))) is not None
    ]
    return Evidence(
        source=_one(facts, subject, named("oa:hasSource"), iri.SOURCE),
        stance=stance,
        kind=_one(facts, subject, myo("evidenceKind"), iri.SCHEMA + "kind-"),
        quote=next(iter(quotes), None),
        start=next(iter(starts), None),
        end=next(iter(ends), None),
        section=facts.text(subject, myo("section")),
        presupposed=facts.text(subject, myo("presupposed")) == "true",
        note=facts.text(subject, myo("note")),
        figure=facts.text(subject, myo("figure")),
        reread=facts.text(subject, myo("reread")) == "true",
        indirect=indirect,
        finding=facts.text(subject, myo("finding")),
    )


def _mappings(facts: Facts) -> Iterator[Mapping]:
    """Yield the matches of our terms with those of registries; our own values' matches with ECO are none."""
    predicates = {match: named(f"skos:{match}") for match in MATCHES}
    for subject in facts.subjects():
        for prefix in ("id", "myo"):
            if not subject.startswith(PREFIXES[prefix]):
                continue
            term = f"{prefix}:{subject.removeprefix(PREFIXES[prefix])}"
            for match, predicate in predicates.items():
                for node in facts.nodes(subject, predicate):
                    for registry, (namespace, _) in REGISTRIES.items():
                        name = local(node, namespace)
                        if name is not None:
                            yield Mapping(term, match, f"{registry}:{name}")


def _label(facts: Facts, subject: str) -> str:
    return facts.text(subject, named("rdfs:label")) or re.sub(r".*/", "", subject)


def _one(facts: Facts, subject: str, predicate: NamedNode, namespace: str) -> str:
    found = local(facts.node(subject, predicate), namespace)
    if found is None:
        raise UnusableFileError(f"<{subject}> has no {predicate.value} within {namespace}.")
    return found


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)
