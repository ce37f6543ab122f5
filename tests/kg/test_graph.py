"""Look-ups, and the views of the graph agreeing with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rdflib

from kg import iri
from kg.errors import NoSuchEntityError
from kg.model import Status
from kg.paths import causal_chains

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


@pytest.mark.parametrize(
    "name", ["gluteal-muscles", "gluteal muscles", "GLUTES", "  glutei ", "Gluteal  Muscles"]
)
def test_an_entity_is_found_by_id_label_or_synonym(graph: KnowledgeGraph, name: str) -> None:
    assert graph.find(name).id == "gluteal-muscles"


def test_a_near_miss_is_answered_with_a_suggestion(graph: KnowledgeGraph) -> None:
    with pytest.raises(NoSuchEntityError, match="Did you mean “gluteus medius”") as caught:
        graph.find("gluteus medus")
    assert caught.value.exit_code == 1


def test_what_nothing_resembles_gets_no_suggestion(graph: KnowledgeGraph) -> None:
    with pytest.raises(NoSuchEntityError) as caught:
        graph.find("zzzzqqq")
    assert caught.value.suggestions == ()


def test_search_puts_exact_names_first(graph: KnowledgeGraph) -> None:
    assert next(entity.id for entity in graph.search("knee")) == "knee-joint"
    assert "knee-pain" in [entity.id for entity in graph.search("pain knee")]
    assert graph.search("") == []
    assert graph.search("[Your Name]") == []


def test_claims_match_everything_given(graph: KnowledgeGraph) -> None:
    found = graph.claims(subject="tight-gluteus-medius", relation="influences", source="article")
    assert {claim.relation for claim in found} == {"leadsTo", "actsThrough"}
    refuted = [claim for claim in graph.claims() if claim.status is Status.REFUTED]
    assert graph.claims(status=Status.REFUTED) == refuted
    assert graph.claim("article-c13") in refuted
    assert graph.claims(status=Status.REFUTED, source="article") == [graph.claim("article-c13")]
    assert graph.claims(subject="knee-pain", object="knee-pain") == []
    assert graph.claims(source="article", object="knee-pain", relation="leadsTo") == [
        graph.claim(name)
        for name in ("article-c05", "article-c06", "article-c07", "article-c20", "article-c55")
    ]


def test_claims_are_found_by_whoever_bears_on_them(graph: KnowledgeGraph) -> None:
    """A source is found by what it asserts and by what it says for or against the claims of others."""
    found = {claim.id for claim in graph.claims(source="pohl-2015")}
    assert found == {
        claim.id
        for claim in graph.claims()
        if "pohl-2015" in {claim.source, *(item.source for item in claim.evidence)}
    }
    assert {"article-c15", "article-c29", "finding-nerve-block-weakness-raises-knee-moment"} <= found


def test_the_ends_of_a_symmetric_relation_may_be_given_either_way(graph: KnowledgeGraph) -> None:
    def ids(**ends: str) -> list[str]:
        return [claim.id for claim in graph.claims(relation="antagonistOf", **ends)]

    soleus = ids(subject="soleus")
    assert soleus == ids(object="soleus")
    assert "antagonist-extensor-hallucis-longus-soleus" in soleus
    assert "antagonist-soleus-tibialis-anterior" in soleus
    assert ids(subject="tibialis-anterior", object="soleus") == ["antagonist-soleus-tibialis-anterior"]
    assert len(ids()) == len(set(ids()))


def test_neighbours_leave_out_what_is_refuted(graph: KnowledgeGraph) -> None:
    near = graph.neighbours("gluteus-medius")
    assert "gluteus-medius" not in near
    assert {"pelvis", "weak-gluteus-medius", "tight-gluteus-medius", "gluteal-muscles"} <= set(near)


def test_a_mark_on_influences_covers_what_stands_below(graph: KnowledgeGraph) -> None:
    assert graph.is_complete("article", "weak-gluteus-medius", "leadsTo")
    assert not graph.is_complete("article", "weak-gluteus-medius", "stateOf")
    assert not graph.is_complete("curator", "weak-gluteus-medius", "leadsTo")


def test_networkx_holds_each_claim_as_one_edge(graph: KnowledgeGraph) -> None:
    view = graph.to_networkx()
    assert set(view) == set(graph.entities)
    assert {key for _, _, key in view.edges(keys=True)} == {claim.id for claim in graph.claims()}
    edge = view.edges["tight-gluteus-medius", "imbalance", "article-c70"]
    assert edge == {
        "claim": "article-c70",
        "relation": "actsThrough",
        "status": "reported",
        "modality": "can",
        "source": "article",
        "supported_by": "article",
        "disputed_by": "",
        "qualifier": "toward knee pain",
        "sign": "raises",
    }
    edge = view.edges["weak-gluteus-medius", "femoral-internal-rotation", "article-c18"]
    assert (edge["supported_by"], edge["disputed_by"]) == ("article", "schmitz-2014")  # the rest is indirect
    edge = view.edges[
        "side-lying-hip-abduction",
        "gluteus-medius",
        "side-lying-hip-abduction-emg-gluteus-medius-distefano-2009",
    ]
    assert (edge["value"], edge["unit"]) == ("81", "%MVIC")
    assert view.nodes["knee-pain"]["type"] == "Symptom"


def test_the_views_agree_on_who_says_what(graph: KnowledgeGraph) -> None:
    """Plain indexes, NetworkX and SPARQL on rdflib give the same claims, with subject, object, status."""
    indexes = {
        (claim.id, claim.subject, claim.relation, claim.object, str(claim.status)) for claim in graph.claims()
    }
    network = {
        (key, subject, data["relation"], object_, data["status"])
        for subject, object_, key, data in graph.to_networkx().edges(keys=True, data=True)
    }
    rows = graph.to_rdf().query(
        f"""PREFIX myo: <{iri.SCHEMA}>
        SELECT ?claim ?subject ?relation ?object ?status WHERE {{
            ?claim a myo:Claim ; myo:subject ?subject ; myo:predicate ?relation ;
                   myo:object ?object ; myo:status ?status .
        }}"""
    )
    names = (iri.CLAIM, iri.ENTITY, iri.SCHEMA, iri.ENTITY, iri.SCHEMA + "status-")
    rdf = {
        tuple(str(value).removeprefix(name) for value, name in zip(row, names, strict=True)) for row in rows
    }
    assert indexes == network == rdf


def test_the_chain_from_weakness_to_pain(graph: KnowledgeGraph) -> None:
    (chain,) = causal_chains(graph, "weak-gluteus-medius", "knee-pain")
    assert chain.nodes == ("weak-gluteus-medius", "femoral-internal-rotation", "knee-pain")
    assert [[claim.id for claim in step] for step in chain.steps] == [["article-c18"], ["article-c20"]]


def test_the_chains_that_the_article_gives(graph: KnowledgeGraph) -> None:
    def nodes(start: str, end: str) -> list[tuple[str, ...]]:
        return [chain.nodes for chain in causal_chains(graph, start, end)]

    assert ("weak-gluteus-medius", "imbalance", "knee-joint-stress") in nodes(
        "weak-gluteus-medius", "knee-joint-stress"
    )
    assert ("tight-gluteus-medius", "altered-alignment", "knee-joint-stress") in nodes(
        "tight-gluteus-medius", "knee-joint-stress"
    )
    assert nodes("tight-glutes", "injury") == [
        ("tight-glutes", "reduced-shock-absorption", "knee-joint-force", "injury")
    ]


def test_no_chain_goes_from_stress_to_pain(graph: KnowledgeGraph) -> None:
    assert causal_chains(graph, "knee-joint-stress", "knee-pain") == []
    assert causal_chains(graph, "knee-pain", "knee-pain") == []


def test_every_entity_of_the_mission_is_there_and_linked(graph: KnowledgeGraph) -> None:
    linked = {end for claim in graph.claims() for end in (claim.subject, claim.object)}
    assert linked == set(graph.entities)
    for wanted in ("Muscle", "Dysfunction", "Mechanism", "Exercise"):
        assert any(entity.cls == wanted for entity in graph.entities.values())


def test_to_rdf_is_an_rdflib_graph(graph: KnowledgeGraph) -> None:
    view = graph.to_rdf()
    assert isinstance(view, rdflib.Graph)
    assert dict(view.namespaces())["myo"] == rdflib.URIRef(iri.SCHEMA)
