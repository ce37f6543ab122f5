"""Checks: each one can fail."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg import check as checks
from kg.check import check_all
from kg.files import bundled_packs
from kg.graph import KnowledgeGraph
from kg.rdf import edges
from kg.rdf.shapes import violations

if TYPE_CHECKING:
    from kg.check import Check


def faults(found: list[Check]) -> dict[str, list[str]]:
    return {check.name: [str(fault) for fault in check.faults] for check in found if check.faults}


@pytest.fixture(scope="module")
def bundled() -> list[Check]:
    return check_all(bundled_packs())


def test_the_bundled_packs_have_no_fault(bundled: list[Check]) -> None:
    assert faults(bundled) == {}


def test_every_check_looked_at_something(bundled: list[Check]) -> None:
    assert [check.name for check in bundled if check.count == 0] == []
    assert {"status", "quotes", "edges", "shapes", "turtle round trip"} <= {check.name for check in bundled}


def test_quotes_are_proved_against_the_text(pack_text: str, source_text: str) -> None:
    found = check_all([("ankles.yaml", pack_text)], [("copy.txt", source_text.encode())])
    (check,) = [check for check in found if check.name == "quotes in copy.txt"]
    assert (check.count, check.faults) == (1, [])


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("quote: can lead to toe", "quote: can lead to uncle", "is not in the text", ""),
        ("span: [19, 34]", "span: [14, 29]", "does not stand at 14 to 29", "It stands at [19, 34]."),
    ],
)
def test_a_quote_that_is_not_in_the_text_is_told(
    pack_text: str, source_text: str, old: str, new: str, message: str, hint: str
) -> None:
    found = check_all([("ankles.yaml", pack_text.replace(old, new))], [("copy.txt", source_text.encode())])
    told = [fault for check in found for fault in check.faults if message in fault.message]
    assert len(told) == 1
    assert told[0].file == "ankles.yaml"
    assert told[0].line > 0
    assert hint in told[0].hint


def test_a_text_that_no_source_has_is_told(pack_text: str, source_text: str) -> None:
    found = check_all([("ankles.yaml", pack_text)], [("copy.txt", source_text.upper().encode())])
    assert "No source has this text" in faults(found)["quotes in copy.txt"][0]


def test_a_quote_under_another_heading_is_told(pack_text: str, source_text: str) -> None:
    import hashlib

    text = "Ankles\nNothing.\nKnees\nA weak arch can lead to toe pain, they say.\n"
    start = text.index("can lead")
    spoilt = (
        pack_text.replace("[19, 34]", f"[{start}, {start + 15}]")
        .replace("sections: [Ankles]", "sections: [Ankles, Knees]")
        .replace(f"length: {len(source_text)}", f"length: {len(text)}")
        .replace("words: 11", f"words: {len(text.split())}")
    )
    digest = pack_text[pack_text.index("sha256: ") + 8 :][:64]
    spoilt = spoilt.replace(digest, hashlib.sha256(text.encode()).hexdigest())
    found = check_all([("ankles.yaml", spoilt)], [("copy.txt", text.encode())])
    (message,) = faults(found)["quotes in copy.txt"]
    assert "does not stand under “Ankles”" in message


def test_quoting_half_of_a_source_is_a_fault(pack_text: str) -> None:
    spoilt = pack_text.replace("words: 11", "words: 8")
    assert spoilt != pack_text
    assert "hold 4 of its 8 words" in faults(check_all([("ankles.yaml", spoilt)]))["quoted share"][0]
    assert "quoted share" not in faults(
        check_all([("ankles.yaml", pack_text.replace("words: 11", "words: 9"))])
    )


def test_overlapping_quotes_count_once(pack_text: str) -> None:
    more = "      - {quote: lead to toe pain, span: [23, 39], section: Ankles}\ncomplete:"
    spoilt = pack_text.replace("complete:", more).replace("words: 11", "words: 10")
    assert "hold 5 of its 10 words" in faults(check_all([("ankles.yaml", spoilt)]))["quoted share"][0]


def test_saying_the_same_twice_is_a_fault(pack_text: str) -> None:
    block = pack_text[pack_text.index("  ankles-1:") : pack_text.index("complete:")]
    again = pack_text.replace("complete:", block.replace("ankles-1", "ankles-2") + "complete:")
    (message,) = faults(check_all([("ankles.yaml", again)]))["said once"]
    assert "Claim ankles-2 says the same as ankles-1." in message
    narrower = again.replace(
        "modality: can\n    status", "modality: can\n    qualifier: at night\n    status", 1
    )
    assert narrower != again
    assert "said once" not in faults(check_all([("ankles.yaml", narrower)]))


def test_edges_without_a_claim_are_found(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check of edges fails when the writer writes one too many, and when it leaves one out."""
    expected = edges.expected(graph)
    missing = next(iter(sorted(expected)))
    monkeypatch.setattr(edges, "found", lambda graph: expected - {missing} | {("a", "leadsTo", "b")})
    messages = [fault.message for fault in checks._edges(graph).faults]
    assert messages == [f"The edge {' '.join(missing)} is missing.", "The edge a leadsTo b has no claim."]


def test_the_shapes_see_a_broken_graph(graph: KnowledgeGraph, few: KnowledgeGraph) -> None:
    claim = few.claim("article-c18")
    content = replace(few.content, entities=(*few.content.entities, graph.entity("exercise-band")))
    count, messages = violations(KnowledgeGraph(content))
    assert (count > 100, messages) == (True, [])
    broken = claim._replace(object="exercise-band")
    claims = tuple(broken if other.id == claim.id else other for other in content.claims)
    _, messages = violations(KnowledgeGraph(replace(content, claims=claims)))
    assert any(
        message.endswith("/exercise-band: The object of a claim by “leads to” is of the class Condition.")
        for message in messages
    )
    unevidenced = claim._replace(evidence=())
    claims = tuple(unevidenced if other.id == claim.id else other for other in content.claims)
    _, messages = violations(KnowledgeGraph(replace(content, claims=claims)))
    assert [message for message in messages if "at least one piece of evidence" in message]
