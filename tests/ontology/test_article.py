"""The article's pack: what it holds, what it must not say, and quotes that agree with each other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from kg.model import AskUse, Modality, Stance, Status, Tier

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.model import Claim

ARTICLE = "4fbbd2c40753e9430d24b1ae6fe6877d3f6621e1f3ad576c06186ab3319dcfb9"
NEVER_ASKED = {"04", "14", "27", "28", "51", "58", "75"}
ONLY_AS_ERROR = {"12", "13", "17", "37", "52", "56", "63", "65"}


@pytest.fixture(scope="module")
def claims(graph: KnowledgeGraph) -> list[Claim]:
    return [claim for claim in graph.claims() if claim.source == "article"]


def triple(graph: KnowledgeGraph, name: str) -> tuple[str, str, str]:
    claim = graph.claim(name)
    return claim.subject, claim.relation, claim.object


def test_there_are_73_claims_on_75_passages(claims: list[Claim]) -> None:
    assert len(claims) == 73
    passages = [item for claim in claims for item in claim.evidence if item.stance is Stance.SUPPORTS]
    assert len(passages) == 75
    restated = {claim.id: len(claim.evidence) for claim in claims if len(claim.evidence) > 1}
    assert restated == {"article-c07": 2, "article-c13": 2, "article-c16": 2}


def test_every_claim_keeps_source_words_section_and_span(claims: list[Claim], graph: KnowledgeGraph) -> None:
    for claim in claims:
        for item in claim.evidence:
            assert item.source == "article"
            assert item.quote is not None
            assert len(item.quote.split()) <= 20
            assert item.section in graph.sources["article"].sections
            assert item.start is not None
            assert item.end == item.start + len(item.quote)


def test_quotes_that_overlap_agree_on_every_character(claims: list[Claim], graph: KnowledgeGraph) -> None:
    """Laid at their spans, the quotes never contradict each other: no span can be off by itself."""
    text: dict[int, str] = {}
    for claim in claims:
        for item in claim.evidence:
            assert item.quote is not None
            assert item.start is not None
            for at, char in enumerate(item.quote, item.start):
                assert text.setdefault(at, char) == char, claim.id
    length = graph.sources["article"].length
    assert length is not None
    assert max(text) < length


def test_sections_follow_each_other_as_in_the_text(claims: list[Claim], graph: KnowledgeGraph) -> None:
    order = {name: place for place, name in enumerate(graph.sources["article"].sections)}
    places = sorted(
        (item.start or 0, order[item.section or ""]) for claim in claims for item in claim.evidence
    )
    assert [section for _, section in places] == sorted(section for _, section in places)


def test_with_one_source_a_claim_is_reported_or_refuted(claims: list[Claim]) -> None:
    assert Counter(claim.status for claim in claims) == {Status.REPORTED: 72, Status.REFUTED: 1}


def test_the_muscle_that_helps_itself_is_refuted(graph: KnowledgeGraph) -> None:
    claim = graph.claim("article-c13")
    assert triple(graph, claim.id) == ("gluteus-medius", "actsJointlyWith", "gluteus-medius")
    assert claim.status is Status.REFUTED
    assert claim.ask == (AskUse.ERROR,)


def test_hedges_are_kept(graph: KnowledgeGraph, claims: list[Claim]) -> None:
    expected = {
        "02": "can", "05": "often", "06": "often", "07": "can", "16": "can", "18": "can", "20": "can",
        "25": "can", "29": "can", "31": "is", "34": "is", "36": "may", "37": "often", "38": "often",
        "39": "aim", "46": "aim", "53": "often", "54": "can", "55": "can",
    }  # fmt: skip
    for number, modality in expected.items():
        assert graph.claim(f"article-c{number}").modality is Modality(modality), number
    assert Counter(claim.modality for claim in claims)[Modality.MAY] == 1


def test_what_is_only_taken_for_granted_says_so(claims: list[Claim]) -> None:
    presupposed = {claim.id for claim in claims if any(item.presupposed for item in claim.evidence)}
    assert presupposed == {"article-c07", "article-c08", "article-c55"}


def test_claims_not_to_be_asked_are_kept_and_marked(claims: list[Claim]) -> None:
    assert {claim.id.removeprefix("article-c") for claim in claims if not claim.askable} == NEVER_ASKED
    only_error = {claim.id.removeprefix("article-c") for claim in claims if claim.ask == (AskUse.ERROR,)}
    assert only_error == ONLY_AS_ERROR


def test_tight_and_weak_are_two_states_of_one_muscle(graph: KnowledgeGraph) -> None:
    for state in ("weak-gluteus-medius", "tight-gluteus-medius"):
        (claim,) = graph.claims(subject=state, relation="stateOf")
        assert claim.object == "gluteus-medius"
        assert graph.sources[claim.source].tier is Tier.CURATOR
        assert claim.status is Status.ESTABLISHED
    assert graph.claims(
        subject="weak-gluteus-medius", relation="contrastsWith", object="tight-gluteus-medius"
    )


def test_the_three_mechanisms_are_toward_knee_pain(graph: KnowledgeGraph) -> None:
    objects = {"70": "imbalance", "71": "altered-biomechanics", "72": "reduced-shock-absorption"}
    for number, object_ in objects.items():
        assert triple(graph, f"article-c{number}") == ("tight-gluteus-medius", "actsThrough", object_)
        assert graph.claim(f"article-c{number}").qualifier == "toward knee pain"


def test_pain_is_read_as_knee_pain_and_the_reading_is_kept(graph: KnowledgeGraph) -> None:
    claim = graph.claim("article-c20")
    assert claim.object == "knee-pain"
    assert claim.reading is not None
    assert "read as knee pain" in claim.reading


def test_no_edge_from_stress_to_pain_is_invented(graph: KnowledgeGraph) -> None:
    found = graph.claims(subject="knee-joint-stress", object="knee-pain") + graph.claims(
        subject="knee-pain", object="knee-joint-stress"
    )
    assert {claim.relation for claim in found} == {"contrastsWith"}


def test_what_curators_add_says_so(graph: KnowledgeGraph) -> None:
    for claim in graph.claims():
        assert claim.source in ("article", "curator")
        assert claim.id.startswith("article-c" if claim.source == "article" else "join-")
        if claim.source == "curator":
            assert claim.ask == ()
            assert all(item.note for item in claim.evidence)


def test_every_pair_that_the_article_uses_is_marked_unless_it_is_vague(
    graph: KnowledgeGraph, claims: list[Claim]
) -> None:
    unmarked = {
        (claim.subject, claim.relation)
        for claim in claims
        if not graph.is_complete("article", claim.subject, claim.relation)
    }
    assert unmarked == {
        ("imbalance", "increases"),  # "other joints"
        ("bridge-pose", "stretches"),  # "surrounding muscles"
        ("bridge-pose", "strengthens"),
        ("bridge-pose", "includesMovement"),  # bent knees go without saying
        ("dysfunction-elsewhere", "leadsTo"),  # said of knee pain, not of the dysfunction
        ("gluteal-dysfunction", "leadsTo"),
        ("femoral-internal-rotation", "leadsTo"),  # "pain", without a place
        ("poor-movement-patterns", "leadsTo"),  # only taken for granted
        ("physical-therapist", "recommends"),  # "some specific exercises"
        ("strengthening-exercise", "addresses"),  # "these issues"
        ("targeted-exercise", "crucialFor"),
        ("physical-therapy", "crucialFor"),
        ("exercise-and-therapy", "crucialFor"),
        ("gluteus-medius", "assistsIn"),  # "movement of the legs"
        ("lateral-hip-raise", "assistsIn"),  # "movement of the pelvis"
        ("hip-hike", "improves"),  # "movement"
    }


def test_the_source_is_known_by_the_hash_of_its_text(graph: KnowledgeGraph) -> None:
    source = graph.sources["article"]
    assert source.sha256 == ARTICLE
    assert source.tier is Tier.POPULAR
    assert source.caution is not None
