"""OWL: the export keeps to the OWL 2 DL profile and is consistent, and planted contradictions show."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from programs import needs

from kg.graph import KnowledgeGraph
from kg.rdf import to_turtle
from kg.rdf.serialise import all_triples

CLIENTS = Path(__file__).parents[1] / "clients"
# Each program is soon over: to look for what could be made faster would take longer than it saves.
SHORT = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
CONTRADICTIONS = {
    "two disjoint types": "id:knee-pain a myo:Muscle .",
    "an end outside its domain": "id:knee-pain myo:memberOf id:gluteal-muscles .",
    "an irreflexive relation to itself": "id:femur myo:contrastsWith id:femur .",
    "a claim that is an entity": "claim:article-c18 a myo:Symptom .",
}

pytestmark = [
    needs("javac"),
    pytest.mark.skipif(find_spec("owlready2") is None, reason="owlready2 is not installed"),
]


@pytest.fixture(scope="module")
def part(graph: KnowledgeGraph, few: KnowledgeGraph) -> KnowledgeGraph:
    """A part of the bundled graph that holds all that the contradictions speak of."""
    held = {entity.id for entity in few.content.entities} | {"gluteal-muscles", "femur"}
    entities = tuple(entity for entity in graph.content.entities if entity.id in held)
    return KnowledgeGraph(replace(few.content, entities=entities))


def test_the_part_is_a_part_of_the_whole(graph: KnowledgeGraph, part: KnowledgeGraph) -> None:
    """What contradicts the part contradicts the whole: in OWL more axioms take no conclusion back."""
    assert set(all_triples(part)) < set(all_triples(graph))


@pytest.fixture(scope="module")
def verdicts(
    graph: KnowledgeGraph, part: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    """What the OWL API and HermiT, inside owlready2, print for the export and for each contradiction.

    Each contradiction is planted in a part of the graph, which is quicker to reason over.
    """
    spec = find_spec("owlready2")
    assert spec is not None
    assert spec.origin is not None
    jars = Path(spec.origin).parent
    folder = tmp_path_factory.mktemp("owl")
    classpath = ":".join(
        str(path)
        for path in (
            folder,
            jars / "hermit",
            jars / "hermit" / "HermiT.jar",
            jars / "pellet" / "owlapi-distribution-3.4.3-bin.jar",
        )
    )
    # There is nothing in the folder: HermiT, whose sources lie beside it, is not compiled again.
    compiler = ["javac", *(f"-J{option}" for option in SHORT), "-sourcepath", folder, "-nowarn"]
    subprocess.run(
        [*compiler, "-cp", classpath, "-d", folder, CLIENTS / "OwlCheck.java"],
        check=True,
        capture_output=True,
    )
    texts = {"": to_turtle(graph).decode()}
    small = to_turtle(part).decode()
    texts |= {name: f"{small}\n{line}\n" for name, line in CONTRADICTIONS.items()}
    files = []
    for number, text in enumerate(texts.values()):
        files.append(folder / f"{number}.ttl")
        files[-1].write_text(text, "utf-8")
    printed = subprocess.run(
        ["java", *SHORT, "-cp", classpath, "OwlCheck", *files],
        check=True,
        capture_output=True,
        text=True,
        timeout=200,
    ).stdout
    parts = re.split(r"(?<=consistent)\n", printed.strip() + "\n")
    return {name: part.splitlines() for name, part in zip(texts, parts, strict=False)}


def test_the_export_keeps_to_the_profile_and_is_consistent(verdicts: dict[str, list[str]]) -> None:
    (line,) = verdicts[""]  # no violation, no class without a possible member
    match = re.fullmatch(r"axioms (\d+) consistent", line)
    assert match is not None
    assert int(match[1]) > 5_000


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_planted_contradiction_is_caught(verdicts: dict[str, list[str]], name: str) -> None:
    assert re.fullmatch(r"axioms \d+ inconsistent", verdicts[name][-1])
