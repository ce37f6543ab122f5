"""Mappings: every row has its reasons, and what is not understood is told with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib.namespace import SKOS

from kg import iri
from kg.faults import FaultLog
from kg.files import mappings_text
from kg.packs.mappings import read_mappings
from kg.packs.registries import REGISTRIES, object_iri
from kg.rdf.terms import PREFIXES

if TYPE_CHECKING:
    from kg.faults import Fault
    from kg.graph import KnowledgeGraph

TEXT = mappings_text()
FEMUR = "id:femur\tfemur\tskos:exactMatch\tUBERON:0000981\tfemur\tsemapv:ManualMappingCuration"


@pytest.fixture(scope="module")
def terms(graph: KnowledgeGraph) -> set[str]:
    return {
        *(f"id:{name}" for name in graph.entities),
        *(f"myo:{name}" for name in graph.vocabulary.relations),
        *(f"myo:{name}" for name in graph.vocabulary.classes),
    }


def faults(text: str, terms: set[str]) -> list[Fault]:
    log = FaultLog()
    read_mappings(text, "mappings.sssom.tsv", terms, log)
    return log.faults


def test_every_bundled_row_is_justified_by_a_person(graph: KnowledgeGraph, terms: set[str]) -> None:
    assert faults(TEXT, terms) == []
    assert len(graph.mappings) == sum(line.startswith(("id:", "myo:")) for line in TEXT.splitlines())
    for mapping in graph.mappings:
        assert mapping.justification == "semapv:ManualMappingCuration"
        assert mapping.author
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", mapping.date)


def test_the_header_names_the_namespaces_that_the_code_uses() -> None:
    named = dict(re.findall(r"^#  (\w+): (\S+)$", TEXT, re.MULTILINE))
    assert {prefix: named[prefix] for prefix in REGISTRIES} == {
        prefix: namespace for prefix, (namespace, _) in REGISTRIES.items()
    }
    assert (named["id"], named["myo"]) == (PREFIXES["id"], PREFIXES["myo"])


def test_snomed_is_left_out(graph: KnowledgeGraph) -> None:
    assert "SCTID" not in REGISTRIES
    assert not any(
        "SCT" in mapping.object or "snomed" in mapping.object.casefold() for mapping in graph.mappings
    )


SPOILT = [
    ("UBERON:0000981", "SCTID:71341001", 4, "of no registry that we know", "Known registries: BFO, FMA"),
    ("UBERON:0000981", "UBERON:981", 4, "does not look like an identifier of UBERON", ""),
    (
        "id:femur\tfemur\tskos:exactMatch",
        "id:femurr\tfemur\tskos:exactMatch",
        1,
        "no term “id:femurr”",
        "id:femur",
    ),
    ("skos:exactMatch\tUBERON:0000981", "skos:sameMatch\tUBERON:0000981", 3, "no kind of match", ""),
    (FEMUR, FEMUR.replace("Manual", "Lexical"), 6, "no justification that we accept", "a person"),
    (FEMUR + "\tThe Myograph team", FEMUR + "\t ", 7, "needs its author", ""),
    (
        FEMUR + "\tThe Myograph team\t2026-11-23",
        FEMUR + "\tThe Myograph team\tlately",
        8,
        "is no date",
        "2026",
    ),
    (FEMUR + "\tThe Myograph team\t2026-11-23", FEMUR, 1, "has 6 values, not 8", "tabs"),
]


@pytest.mark.parametrize(("old", "new", "place", "message", "hint"), SPOILT)
def test_a_spoilt_row_is_told_with_line_and_column(
    terms: set[str], old: str, new: str, place: int, message: str, hint: str
) -> None:
    spoilt = TEXT.replace(old, new, 1)
    assert spoilt != TEXT
    (fault,) = faults(spoilt, terms)
    line = next(number for number, text in enumerate(spoilt.splitlines(), 1) if text not in TEXT.splitlines())
    row = spoilt.splitlines()[line - 1].split("\t")
    assert (fault.file, fault.line) == ("mappings.sssom.tsv", line)
    assert fault.column == 1 + sum(len(value) + 1 for value in row[: place - 1])
    assert message in fault.message
    assert hint in fault.hint


def test_exact_matches_are_one_to_one(terms: set[str]) -> None:
    row = FEMUR + "\tThe Myograph team\t2026-11-23\n"
    two_objects = TEXT + row.replace("0000981", "0000982")
    two_subjects = TEXT + row.replace("id:femur", "id:pelvis")
    for spoilt in (two_objects, two_subjects):
        (fault,) = faults(spoilt, terms)
        assert "not one to one" in fault.message
        assert fault.line == len(TEXT.splitlines()) + 1


def test_other_columns_are_refused(terms: set[str]) -> None:
    (fault,) = faults(TEXT.replace("mapping_date", "date"), terms)
    assert "The columns should be: subject_id" in fault.message


def test_mappings_are_in_the_export_too(graph: KnowledgeGraph) -> None:
    view = graph.to_rdf()
    femur = rdflib.URIRef(iri.entity_iri("femur"))
    expected = {rdflib.URIRef(object_iri(name)) for name in ("UBERON:0000981", "FMA:9611", "MESH:D005269")}
    assert set(view.objects(femur, SKOS.exactMatch)) == expected
