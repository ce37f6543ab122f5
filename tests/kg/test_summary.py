"""A thing in a few lines: what was found, what is only near, and what was looked for in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.model import Stance, Status, Tier
from kg.summary import MAX_TOLD, summary_lines
from kg.wording import sentence, source_name, statement

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

NOTHING = "nothing that tests it."


def told(graph: KnowledgeGraph, name: str) -> dict[str, list[str]]:
    """Return each line of the summary that is no item, with the items below it."""
    found: dict[str, list[str]] = {}
    for line in summary_lines(graph, graph.find(name)):
        if line.startswith("- "):
            found[list(found)[-1]].append(line.removeprefix("- "))
        else:
            assert line not in found
            found[line] = []
    return found


def test_of_tightness_it_says_that_nothing_tests_it(graph: KnowledgeGraph) -> None:
    lines = told(graph, "tight gluteus medius")
    assert lines[f"Found for it: {NOTHING}"] == []
    assert lines[f"Found against it: {NOTHING}"] == []
    near = lines["Found near it, which counts neither for nor against:"]
    assert len(near) == 5
    for words, source in (
        ("On trigger points, which are not tightness", "Roach and others 2013"),
        (
            "no risk factor for patellofemoral pain. On weakness, which is not tightness",
            "Neal and others 2019",
        ),
        ("dropped no further in walking than before. On weakness, which is not", "Pohl and others 2015"),
        ("On strength, which is not tightness", "Burnet and Pidcoe 2009"),
    ):
        assert any(words in item and item.endswith(f"({source}).") for item in near), words
    searched = [line for line in lines if line.startswith("Looked for")]
    assert len(searched) == 1
    assert searched[0].endswith("none tests tightness of the gluteus medius.")


def test_of_weakness_it_names_what_was_found_against_it(graph: KnowledgeGraph) -> None:
    lines = told(graph, "weak gluteus medius")
    (against,) = lines["Found against it:"]
    assert against == (
        "A weak gluteus medius can lead to femoral internal rotation (Schmitz and others 2014: In two "
        "groups of 19, strength of hip abduction did not go with how hip and pelvis moved in running)."
    )
    assert lines[f"Found for it: {NOTHING}"] == []
    near = lines["Found near it, which counts neither for nor against:"]
    names = ("Radzak and Stickley 2020", "Schmitz and others 2014", "Willy and Davis 2011")
    assert len(near) == len(names)
    assert all(item.endswith(f"({name}).") for item, name in zip(near, names, strict=True))
    assert lines["Contested:"] == ["A weak gluteus medius can lead to femoral internal rotation."]
    assert not any(line.startswith("Looked for") for line in lines)


@pytest.mark.parametrize("name", ["tight gluteus medius", "weak gluteus medius", "gluteus medius", "femur"])
def test_the_last_line_counts_every_claim_by_status(graph: KnowledgeGraph, name: str) -> None:
    claims = graph.about(graph.find(name).id)
    (last,) = list(summary_lines(graph, graph.find(name)))[-1:]
    assert last.startswith(f"In all: {len(claims)} claims, ")
    for status in Status:
        count = sum(claim.status is status for claim in claims)
        assert (f"{count} {status}" in last.removesuffix(".").split(", ")) == (count > 0)


def test_what_nobody_says_anything_of_is_only_counted(graph: KnowledgeGraph) -> None:
    """Where no text is held that speaks of a thing, there is nothing to be for or against."""
    assert [line.partition(":")[0] for line in summary_lines(graph, graph.find("femur"))] == ["In all"]


def test_indirect_evidence_is_never_told_as_found(graph: KnowledgeGraph) -> None:
    """For every thing in the graph; and a list is cut short with the number that is left out."""
    cut = 0
    for entity in graph.entities.values():
        lines = told(graph, entity.id)
        direct = {
            (
                item.stance,
                sentence(statement(graph, claim)).removesuffix("."),
                source_name(graph, item.source),
            )
            for claim in graph.about(entity.id)
            for item in claim.evidence
            if not item.indirect and graph.sources[item.source].tier in (Tier.STUDY, Tier.REFERENCE)
        }
        for stance, head in ((Stance.SUPPORTS, "Found for it:"), (Stance.DISPUTES, "Found against it:")):
            for item in lines.get(head, []):
                known = any(
                    side is stance and item.startswith(f"{said} (") and source in item
                    for side, said, source in direct
                )
                assert known or item.startswith("And "), (entity.id, item)
        for items in lines.values():
            assert len(items) <= MAX_TOLD + 1
            if len(items) == MAX_TOLD + 1:
                cut += 1
                assert items[-1].startswith("And ")
                assert items[-1].endswith(" more, below.")
    assert cut > 0
