"""What others read in the same file: rdflib in RDF, fastobo in OBO; and which claims follow."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

import fastobo
import rdflib
from foreigngraphs import OBO, jsonld, lower_limb, obo, turtle
from rdflib.namespace import OWL, RDF, RDFS

from kg.files import mappings_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.foreign.claims import Imported
    from kg.graph import KnowledgeGraph

    Triples = set[tuple[str, str, str]]

SEED, TERMS, RELATIONS = 9, 300, 700
IS_A, OBSOLETE = "is_a", "obsolete"


def by_rdflib(data: bytes, form: str) -> Triples:
    """Return the triples between named terms, `is_a` links and `relation some class` among them."""
    graph = rdflib.Graph().parse(data=data, format=form)
    found = set()
    for subject, predicate, value in graph:
        if predicate in (RDF.type, RDFS.subClassOf) and str(value).startswith(OBO):
            found.add((_short(subject), IS_A, _short(value)))
        elif (value, RDF.type, OWL.Restriction) in graph:
            relation, filler = graph.value(value, OWL.onProperty), graph.value(value, OWL.someValuesFrom)
            found.add((_short(subject), _short(relation), _short(filler)))
        elif predicate == OWL.deprecated:
            found.add((_short(subject), IS_A, OBSOLETE))
        elif str(predicate).startswith(OBO) and str(value).startswith(OBO):
            found.add((_short(subject), _short(predicate), _short(value)))
    return found


def by_fastobo(data: bytes) -> Triples:
    document = fastobo.loads(data.decode())
    names = {
        str(frame.id): str(clause.xref.id)
        for frame in document
        if isinstance(frame, fastobo.typedef.TypedefFrame)
        for clause in frame
        if isinstance(clause, fastobo.typedef.XrefClause)
    }
    found = set()
    for frame in document:
        for clause in frame if isinstance(frame, fastobo.term.TermFrame) else ():
            if isinstance(clause, fastobo.term.IsAClause):
                found.add((str(frame.id), IS_A, str(clause.term)))
            elif isinstance(clause, fastobo.term.RelationshipClause):
                found.add((str(frame.id), names[str(clause.typedef)], str(clause.term)))
            elif isinstance(clause, fastobo.term.IsObsoleteClause):
                found.add((str(frame.id), IS_A, OBSOLETE))
    return found


def _short(node: Any) -> str:
    return str(node).removeprefix(OBO).replace("_", ":", 1)


def expected(triples: Triples, graph: KnowledgeGraph) -> Triples:
    """Return the claims that may be asked of these triples, with our names for ends that have one."""
    rows = list(
        csv.DictReader((line for line in mappings_text().splitlines() if line[0] != "#"), delimiter="\t")
    )
    ours = {row["object_id"]: row["subject_id"] for row in rows if row["predicate_id"] != "skos:broadMatch"}
    same = {
        row["object_id"]: row["subject_id"].removeprefix("id:")
        for row in rows
        if row["predicate_id"] == "skos:exactMatch"
    }

    def above(term: str) -> set[str]:
        reached: set[str] = set()
        further = {term}
        while further:
            reached |= further
            further = {o for s, p, o in triples if p == IS_A and s in further} - reached
        return reached

    def is_a(term: str, wanted: str) -> bool:
        classes = (
            [graph.entity(same[term]).cls]
            if term in same
            else [
                ours[each].removeprefix("myo:")
                for each in above(term)
                if ours.get(each, "").startswith("myo:")
            ]
        )
        return any(graph.vocabulary.is_a(cls, wanted) for cls in classes)

    def stands(term: str) -> bool:
        is_class = ours.get(term, "").startswith("myo:")
        return not is_class and (term, IS_A, OBSOLETE) not in triples and is_a(term, "Entity")

    found: Triples = set()
    for subject, predicate, object_ in sorted(triples):
        relation = ours.get(predicate, "").removeprefix("myo:")
        if relation not in graph.vocabulary.relations or not (stands(subject) and stands(object_)):
            continue
        term = graph.vocabulary.relations[relation]
        key = same.get(subject, subject), relation, same.get(object_, object_)
        ends = key[0] != key[2] and (not term.symmetric or key[::-1] not in found)
        if ends and is_a(subject, term.domain) and is_a(object_, term.range):
            found.add(key)
    held = {(claim.subject, claim.relation, claim.object) for claim in graph.claims() if not claim.qualifier}
    return found - held


def asked(found: Imported) -> Triples:
    """Return the claims that may be asked, with new things by the identifier that their definition tells."""
    named = {each.id: re.findall(r"\((\S+)\)\.$", each.definition)[0] for each in found.entities}
    return {
        (named.get(each.subject, each.subject), each.relation, named.get(each.object, each.object))
        for each in found.claims
        if each.ask
    }


def test_the_claims_are_those_that_others_read_there(
    take: Callable[..., Imported], graph: KnowledgeGraph
) -> None:
    foreign = lower_limb(SEED, TERMS, RELATIONS)
    files = {"turtle": turtle(foreign), "jsonld": jsonld(foreign), "obo": obo(foreign)}
    judged = [
        by_rdflib(files["turtle"], "turtle"), by_rdflib(files["jsonld"], "json-ld"), by_fastobo(files["obo"]),
    ]  # fmt: skip
    assert judged[0] == judged[1] == judged[2]
    wanted = expected(judged[0], graph)
    assert len(wanted) > RELATIONS // 4
    assert {relation for _, relation, _ in wanted} == {
        "partOf", "hasOrigin", "hasInsertion", "innervatedBy", "antagonistOf",
    }  # fmt: skip
    made = {form: take(data, form, graph) for form, data in files.items()}
    for found in made.values():
        assert asked(found) == wanted
        assert {claim.status for claim in found.claims} == {"reported"}
    assert made["turtle"].claims == made["jsonld"].claims == made["obo"].claims
    assert made["turtle"].entities == made["jsonld"].entities == made["obo"].entities
