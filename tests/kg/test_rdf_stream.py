"""RDF is written and read subject by subject: the same bytes, without ever holding all triples."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from kg import iri
from kg.errors import UnusableFileError
from kg.graph import KnowledgeGraph
from kg.rdf import content_from_triples, parse, serialise, to_ntriples, to_turtle, write
from kg.rdf.read import each_parsed
from kg.rdf.serialise import all_triples, each_triple, write_turtle

if TYPE_CHECKING:
    from kg.model import Claim

# One id is often the beginning of another; "-" and "." come before the ">" that ends an IRI, letters after.
NESTED = ("a", "a-1", "a-1-1", "a-10", "a-2", "a.b", "ab", "a1", "A")


@pytest.fixture(scope="module")
def nested(few: KnowledgeGraph) -> KnowledgeGraph:
    """A graph of claims whose ids are beginnings of each other, and so those of their evidence."""
    claims: list[Claim] = []
    for name in NESTED:
        claims += [
            each._replace(id=f"{name}{suffix}") for each, suffix in zip(few.claims(), ("", "z"), strict=True)
        ]
    return KnowledgeGraph(replace(few.content, claims=tuple(claims)))


def test_ids_that_begin_alike_stand_in_order(nested: KnowledgeGraph) -> None:
    """Sorting all triples at once is another way to the same bytes."""
    triples = all_triples(nested)
    Random(1).shuffle(triples)
    assert to_turtle(nested) == write_turtle(triples)
    subjects = list(dict.fromkeys(str(triple.subject) for triple in each_triple(nested)))
    assert subjects == sorted(subjects)
    assert sum(subject.startswith(f"<{iri.CLAIM}") for subject in subjects) == 2 * len(NESTED)


@pytest.mark.parametrize("at_a_time", [1, 7, 100_000])
def test_lines_of_ntriples_stand_in_order_wherever_a_part_ends(
    nested: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, at_a_time: int
) -> None:
    monkeypatch.setattr(serialise, "AT_A_TIME", at_a_time)
    whole = pyoxigraph.serialize(all_triples(nested), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert whole is not None
    assert to_ntriples(nested) == b"".join(sorted(whole.splitlines(keepends=True)))


def test_no_triple_comes_twice(graph: KnowledgeGraph, nested: KnowledgeGraph) -> None:
    for each in (graph, nested):
        triples = all_triples(each)
        assert len(triples) == len(set(triples))


def test_claims_are_made_into_triples_one_after_another(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All triples of a million claims at once took more memory than a large machine has."""
    made = []

    def counted(graph: KnowledgeGraph, claim: Claim) -> str:
        made.append(claim.id)
        return claim.id

    monkeypatch.setattr(write, "statement", counted)
    seen: set[str] = set()
    for triple in each_triple(graph):
        if str(triple.subject).startswith(f"<{iri.CLAIM}"):
            seen.add(str(triple.subject))
            assert len(made) == len(seen)
    assert len(made) == len(graph.claims())


def test_the_order_of_triples_does_not_matter_to_who_reads_them(few: KnowledgeGraph) -> None:
    triples = all_triples(few)
    Random(2).shuffle(triples)
    again = KnowledgeGraph(content_from_triples(triples, few.content.phrases))
    assert to_turtle(again) == to_turtle(few)
    assert again.claims() == few.claims()
    assert again.entities == few.entities


def test_what_is_read_as_it_comes_is_what_is_read_at_once(few: KnowledgeGraph) -> None:
    data = to_turtle(few)
    assert list(each_parsed(data, "turtle", "test")) == parse(data, "turtle", "test")


def test_broken_syntax_is_told_once_it_is_reached() -> None:
    triples = each_parsed(b"<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b>", "turtle", "broken.ttl")
    with pytest.raises(UnusableFileError, match=r"broken\.ttl"):
        list(triples)
