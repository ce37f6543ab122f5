"""What the graph is measured on: files in a folder, and what is asked of them, the same for every side."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING, Any

import kg
from benchmarks.shaped import shaped
from kg import iri
from kg.model import Content
from kg.packs.cache import content_to_json
from kg.rdf import to_ntriples, to_turtle
from kg.vocabulary import INFLUENCES, INNERVATED_BY, PERFORMS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.graph import KnowledgeGraph

__all__ = [
    "ASKED",
    "JOIN",
    "MODEL",
    "NTRIPLES",
    "PLAN",
    "RDFLIB_MOST",
    "SEARCH",
    "TURTLE",
    "WORDS",
    "between",
    "make",
]

SEED = 1
MODEL, WORDS, TURTLE, NTRIPLES = "graph.json", "vocabulary.json", "graph.ttl", "graph.nt"
PLAN = "plan.json"
# The largest graph that rdflib is given: it takes some 1,300 bytes a triple, and there are thirty a claim.
RDFLIB_MOST = 100_000
# How many of each are asked for in a pass, and how many passes there are.
ASKED = {"look up": 200, "two hops": 50, "chain": 20, "search": 5, "ask": 5}
# Chains of three or four steps; in a small graph there may be only shorter ones.
STEPS = (3, 2, 1)
MOST_STEPS = 4
CHAIN_TRIES = 2_000
OA = "http://www.w3.org/ns/oa#"
HEAD = f"""
PREFIX myo: <{iri.SCHEMA}>
PREFIX oa: <{OA}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
JOIN = f"""{HEAD}
SELECT ?claim ?quote ?label WHERE {{
    ?selector oa:exact ?quote .
    ?evidence oa:hasSelector ?selector .
    ?claim myo:supportedBy ?evidence .
    ?claim myo:status myo:status-reported .
    ?claim myo:predicate ?relation .
    ?claim myo:subject ?subject .
    ?claim myo:object ?object .
    ?evidence oa:hasSource ?source .
    ?source rdfs:label ?label .
}}
"""
# Of several ways to put it, the fastest in Oxigraph; to rdflib they are all one.
SEARCH = f"""{HEAD}
SELECT DISTINCT ?entity WHERE {{
    {{ ?entity skos:definition ?definition ; rdfs:label ?text }}
    UNION {{ ?entity skos:definition ?definition ; skos:altLabel ?text }}
    UNION {{ ?entity skos:definition ?text }}
    FILTER (CONTAINS(LCASE(STR(?text)), "WORD"))
    FILTER (STRSTARTS(STR(?entity), "{iri.ENTITY}"))
}}
"""


def make(folder: Path, claims: int) -> None:
    """Write a graph of so many claims as model and as RDF, and what is asked of it."""
    graph = shaped(kg.load(), claims, SEED)
    (folder / PLAN).write_text(json.dumps(_plan(graph)), "utf-8")
    (folder / MODEL).write_text(content_to_json(graph.content), "utf-8")
    whole = graph.content
    words = Content(classes=whole.classes, relations=whole.relations, phrases=whole.phrases)
    (folder / WORDS).write_text(content_to_json(words), "utf-8")
    (folder / TURTLE).write_bytes(to_turtle(graph))
    if claims <= RDFLIB_MOST:
        (folder / NTRIPLES).write_bytes(to_ntriples(graph))


def _plan(graph: KnowledgeGraph) -> dict[str, Any]:
    rng = Random(SEED)
    names = list(graph.entities)
    moves = sorted({claim.object for claim in graph.claims(relation=PERFORMS)})
    words = sorted({word for name in names for word in graph.entity(name).label.casefold().split()})
    relations = sorted(name for name in graph.vocabulary.relations if graph.vocabulary.causal(name))
    return {
        "claims": len(graph.claims()),
        "look up": rng.choices(names, k=ASKED["look up"]),
        "two hops": rng.choices(moves, k=ASKED["two hops"]),
        "chain": _ends(graph, rng),
        "search": rng.choices([word for word in words if word.isalpha()], k=ASKED["search"]),
        "ask": _plain(graph, rng),
        "causal": [graph.vocabulary.relations[name].twin for name in relations],
        "twins": [graph.vocabulary.relations[name].twin for name in (PERFORMS, INNERVATED_BY)],
    }


def _plain(graph: KnowledgeGraph, rng: Random) -> list[str]:
    """Return questions in plain words, each about another muscle where there are so many."""
    subjects = sorted({claim.subject for claim in graph.claims(relation=INNERVATED_BY) if claim.live})
    chosen = rng.sample(subjects, min(ASKED["ask"], len(subjects)))
    return [f"Which nerve supplies the {graph.entity(name).label}?" for name in chosen]


def _ends(graph: KnowledgeGraph, rng: Random) -> list[list[str]]:
    """Return pairs of entities that three or four causal steps lead from one to the other."""
    starts = sorted({claim.subject for claim in graph.claims(relation=INFLUENCES) if claim.live})
    for fewest in STEPS:
        pairs = [
            pair for start in rng.choices(starts, k=CHAIN_TRIES) for pair in _apart(graph, start, fewest)
        ]
        if pairs:
            return rng.choices(pairs, k=ASKED["chain"])
    raise ValueError("The graph's causal claims make no chains.")


def _apart(graph: KnowledgeGraph, start: str, fewest: int) -> Iterator[list[str]]:
    """Yield the start with each entity that is at least so many causal steps from it."""
    seen, level = {start}, [start]
    for step in range(1, MOST_STEPS + 1):
        level = sorted({claim.object for claim in graph.leaving(level, INFLUENCES) if claim.live} - seen)
        seen.update(level)
        if step >= fewest:
            yield from ([start, end] for end in level)


def between(plan: dict[str, Any], ends: list[str]) -> str:
    """Return the query for all that lies on causal chains between two entities, the last one included."""
    start, end = (f"<{iri.entity_iri(name)}>" for name in ends)
    steps = "|".join(f"myo:{name}" for name in plan["causal"])
    return f"{HEAD} SELECT DISTINCT ?node WHERE {{ {start} ({steps})+ ?node . ?node ({steps})* {end} }}"
