"""Graphs of somebody else's, made by hand or by chance, in the three formats that are read."""

from __future__ import annotations

import json
from collections import defaultdict
from random import Random
from typing import NamedTuple

__all__ = ["NAMES", "Foreign", "iri", "jsonld", "lower_limb", "obo", "turtle"]

OBO = "http://purl.obolibrary.org/obo/"
# What OBO files call the relations.
NAMES = {
    "BFO:0000050": "part_of",
    "RO:0002372": "has_muscle_origin",
    "RO:0002373": "has_muscle_insertion",
    "RO:0002005": "innervated_by",
    "RO:0002568": "has_muscle_antagonist",
    "RO:0002202": "develops_from",
}
CLASSES = {
    "UBERON:0001630": "muscle organ",
    "UBERON:0001474": "bone element",
    "UBERON:0005913": "zone of bone organ",
    "UBERON:0001021": "nerve",
    "UBERON:0000982": "skeletal joint",
    "UBERON:0000475": "organism subdivision",
    "UBERON:0000043": "tendon",
}
KNOWN = {
    "UBERON:0001371": ("gluteus medius", "UBERON:0001630"),
    "UBERON:0001370": ("gluteus maximus", "UBERON:0001630"),
    "UBERON:0001273": ("ilium", "UBERON:0001474"),
    "UBERON:0000981": ("femur", "UBERON:0001474"),
    "UBERON:0002503": ("greater trochanter", "UBERON:0005913"),
    "UBERON:0001322": ("sciatic nerve", "UBERON:0001021"),
    "UBERON:0001486": ("hip joint", "UBERON:0000982"),
}


class Foreign(NamedTuple):
    """A graph: labels, exact synonyms and obsolescence by term, `is_a` links, and other triples."""

    labels: dict[str, str]
    kinds: list[tuple[str, str]]
    triples: list[tuple[str, str, str]]
    synonyms: dict[str, list[str]] = {}  # noqa: RUF012 - never changed
    obsolete: frozenset[str] = frozenset()


def lower_limb(seed: int, terms: int, relations: int) -> Foreign:
    """Return a graph of the shape of UBERON's lower limb, as many terms and relations as asked."""
    rng = Random(seed)
    labels, kinds = dict(CLASSES), [(each, "UBERON:0000465") for each in CLASSES]
    labels["UBERON:0000465"] = "material anatomical entity"
    held: dict[str, list[str]] = {cls: [] for cls in CLASSES}
    for term, (label, cls) in KNOWN.items():
        labels[term] = label
        kinds.append((term, cls))
        held[cls].append(term)
    synonyms = {}
    while len(labels) < terms:
        term = f"UBERON:{8_000_000 + len(labels):07}"
        cls = rng.choice(list(CLASSES))
        labels[term] = f"{rng.choice(['left', 'deep', 'third', 'lateral'])} {CLASSES[cls]} {len(labels)}"
        # One in three is a kind of another of its class; one in ten of no class at all.
        above = rng.choice(held[cls]) if held[cls] and rng.random() < 0.3 else cls
        kinds.append((term, above if rng.random() < 0.9 else "CL:0000000"))
        held[cls].append(term)
        synonyms[term] = [f"{CLASSES[cls]} no. {len(labels)}"] if rng.random() < 0.5 else []
    triples: set[tuple[str, str, str]] = set()
    every = sorted(labels)
    muscles, bones = held["UBERON:0001630"], held["UBERON:0001474"] + held["UBERON:0005913"]
    while len(triples) < relations:
        relation = rng.choice(list(NAMES))
        subject, object_ = rng.choice(every), rng.choice(every)
        if relation.startswith("RO:") and relation != "RO:0002202" and rng.random() < 0.9:
            objects = {"RO:0002005": held["UBERON:0001021"], "RO:0002568": muscles}.get(relation, bones)
            subject, object_ = rng.choice(muscles), rng.choice(objects)
        triples.add((subject, relation, object_))
    return Foreign(labels, kinds, sorted(triples), synonyms, frozenset(rng.sample(every, terms // 100)))


def iri(curie: str) -> str:
    """Return the IRI of a short identifier of an OBO ontology."""
    return OBO + curie.replace(":", "_", 1)


def obo(foreign: Foreign, names: dict[str, str] = NAMES) -> bytes:
    """Return a graph as OBO, each relation by the name that the file itself gives it."""
    lines, kinds, triples = ["format-version: 1.4", "ontology: made-up", ""], *_by_term(foreign)
    for term in _terms(foreign):
        lines += ["[Term]", f"id: {term}"]
        if term in foreign.labels:
            lines.append(f"name: {_escaped(foreign.labels[term])}")
        lines += [f'synonym: "{_escaped(each)}" EXACT []' for each in foreign.synonyms.get(term, ())]
        lines += [f"is_a: {kind} ! above" for kind in kinds[term]]
        lines += [
            f'relationship: {names.get(relation, relation)} {object_} {{source="made up"}} ! there'
            for relation, object_ in triples[term]
        ]
        lines += ["is_obsolete: true"] * (term in foreign.obsolete) + [""]
    for relation, name in names.items():
        lines += ["[Typedef]", f"id: {name}", f"name: {name.replace('_', ' ')}", f"xref: {relation}", ""]
    return "\n".join(lines).encode()


def turtle(foreign: Foreign) -> bytes:
    """Return a graph as Turtle, its relations as OWL has them: a class is a kind of `relation some class`."""
    lines = [
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .",
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
        "@prefix oio: <http://www.geneontology.org/formats/oboInOwl#> .",
    ]
    for term in _terms(foreign):
        lines.append(f"<{iri(term)}> a owl:Class .")
        if term in foreign.labels:
            lines.append(f"<{iri(term)}> rdfs:label {_quoted(foreign.labels[term])}@en .")
        for each in foreign.synonyms.get(term, ()):
            lines.append(f"<{iri(term)}> oio:hasExactSynonym {_quoted(each)} .")
        if term in foreign.obsolete:
            lines.append(f"<{iri(term)}> owl:deprecated true .")
    lines += [f"<{iri(term)}> rdfs:subClassOf <{iri(kind)}> ." for term, kind in foreign.kinds]
    lines += [
        f"<{iri(subject)}> rdfs:subClassOf [ a owl:Restriction ; owl:onProperty <{iri(relation)}> ; "
        f"owl:someValuesFrom <{iri(object_)}> ] ."
        for subject, relation, object_ in foreign.triples
    ]
    return "\n".join(lines).encode()


def jsonld(foreign: Foreign) -> bytes:
    """Return a graph as JSON-LD, its relations as plain triples between things."""
    nodes, kinds, triples = [], *_by_term(foreign)
    for term in _terms(foreign):
        node: dict[str, object] = {"@id": term, "@type": kinds[term]}
        if term in foreign.labels:
            node["label"] = foreign.labels[term]
        node["exact"] = foreign.synonyms.get(term, [])
        if term in foreign.obsolete:
            node["owl:deprecated"] = True
        for relation, object_ in triples[term]:
            node.setdefault(relation, []).append({"@id": object_})  # type: ignore[attr-defined]
        nodes.append(node)
    prefixes = {term.partition(":")[0] for term in (*_terms(foreign), *NAMES)}
    prefixes |= {kind.partition(":")[0] for _, kind in foreign.kinds}
    context = {prefix: {"@id": f"{OBO}{prefix}_", "@prefix": True} for prefix in sorted(prefixes)} | {
        "owl": "http://www.w3.org/2002/07/owl#",
        "label": "http://www.w3.org/2000/01/rdf-schema#label",
        "exact": "http://www.geneontology.org/formats/oboInOwl#hasExactSynonym",
    }
    return json.dumps({"@context": context, "@graph": nodes}).encode()


def _terms(foreign: Foreign) -> list[str]:
    return sorted(
        {*foreign.labels, *(term for term, _ in foreign.kinds), *(each[0] for each in foreign.triples)}
    )


def _by_term(foreign: Foreign) -> tuple[dict[str, list[str]], dict[str, list[tuple[str, str]]]]:
    kinds: dict[str, list[str]] = defaultdict(list)
    triples: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for term, kind in foreign.kinds:
        kinds[term].append(kind)
    for subject, relation, object_ in foreign.triples:
        triples[subject].append((relation, object_))
    return kinds, triples


def _escaped(text: str) -> str:
    for letter in '\\"!{}':
        text = text.replace(letter, "\\" + letter)
    return text.replace("\n", "\\n")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
