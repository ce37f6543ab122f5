"""The article's pack: what it holds, what it must not say, and quotes that agree with each other.

Its claims are those that it makes in its own pack; its passages are its own evidence. Others bear on its
claims too, and decide how they stand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest

from kg.model import AskUse, Modality, Stance, Status, Tier
from kg.status import HYPOTHESIS, SELF_CONTRADICTION, status_of

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.model import Claim, Evidence

ARTICLE = "4fbbd2c40753e9430d24b1ae6fe6877d3f6621e1f3ad576c06186ab3319dcfb9"
NEVER_ASKED = {"04", "14", "27", "28", "51", "58", "75"}
ONLY_AS_ERROR = {"12", "13", "17", "37", "52", "56", "63", "65"}
# What its headings say of three exercises; the pack of exercises holds it.
HEADINGS = ("article-c52-kind", "article-c56-kind", "article-c63-kind")
# How a claim stands by what others found; all the rest is reported.
STANDING = {
    Status.ESTABLISHED: {"11"},  # three references, read again, name the action
    Status.CONTESTED: {
        "15",  # against it alone one experiment with the nerve numbed
        "18",  # against it alone one cross-sectional study; the rest is indirect
        "20",  # against it alone one prospective cohort; the rest is indirect
        "73",  # against it alone one trial that was read again, a second that was not
    },
    Status.REFUTED: {"13"},  # it contradicts itself
}


@pytest.fixture(scope="module")
def claims(graph: KnowledgeGraph) -> list[Claim]:
    return [claim for claim in graph.claims() if claim.pack == "article" and claim.source == "article"]


@pytest.fixture(scope="module")
def own(graph: KnowledgeGraph) -> list[Evidence]:
    """All evidence that the article gives, the headings of three exercises among it."""
    return [item for claim in graph.claims() for item in claim.evidence if item.source == "article"]


def triple(graph: KnowledgeGraph, name: str) -> tuple[str, str, str]:
    claim = graph.claim(name)
    return claim.subject, claim.relation, claim.object


def test_there_are_73_claims_on_75_passages(claims: list[Claim]) -> None:
    assert len(claims) == 73
    own = {claim.id: [item for item in claim.evidence if item.source == "article"] for claim in claims}
    passages = [item for items in own.values() for item in items if item.stance is Stance.SUPPORTS]
    assert len(passages) == 75
    restated = {name: len(items) for name, items in own.items() if len(items) != 1}
    assert restated == {"article-c07": 2, "article-c13": 2, "article-c16": 2}
    against = [(name, item.kind) for name, items in own.items() for item in items if item not in passages]
    assert against == [("article-c13", SELF_CONTRADICTION)]


def test_every_claim_keeps_source_words_section_and_span(own: list[Evidence], graph: KnowledgeGraph) -> None:
    assert len(own) == 75 + 1 + len(HEADINGS)
    for item in own:
        assert item.quote is not None
        assert len(item.quote.split()) <= 20
        assert item.section in graph.sources["article"].sections
        assert item.start is not None
        assert item.end == item.start + len(item.quote)


def test_quotes_that_overlap_agree_on_every_character(own: list[Evidence], graph: KnowledgeGraph) -> None:
    """Laid at their spans, the quotes never contradict each other: no span can be off by itself."""
    text: dict[int, str] = {}
    for item in own:
        assert item.quote is not None
        assert item.start is not None
        for at, char in enumerate(item.quote, item.start):
            assert text.setdefault(at, char) == char, item
    length = graph.sources["article"].length
    assert length is not None
    assert max(text) < length


def test_sections_follow_each_other_as_in_the_text(own: list[Evidence], graph: KnowledgeGraph) -> None:
    order = {name: place for place, name in enumerate(graph.sources["article"].sections)}
    places = sorted((item.start or 0, order[item.section or ""]) for item in own)
    assert [section for _, section in places] == sorted(section for _, section in places)


def test_what_others_say_is_told_in_our_own_words(claims: list[Claim], graph: KnowledgeGraph) -> None:
    """Only the article is quoted; of the others there is what bears on the claim; no curator weighs in."""
    others = [item for claim in claims for item in claim.evidence if item.source != "article"]
    assert len(others) > 30
    for item in others:
        assert graph.sources[item.source].tier is not Tier.CURATOR
        assert (item.quote, item.start, item.end, item.section) == (None, None, None, None)
        assert item.note or not item.indirect  # what is only near says what it is about


def test_claims_stand_as_others_found(claims: list[Claim]) -> None:
    found: dict[Status, set[str]] = defaultdict(set)
    for claim in claims:
        found[claim.status].add(claim.id.removeprefix("article-c"))
    assert len(found.pop(Status.REPORTED)) == 67
    assert found == STANDING


def test_without_the_others_a_claim_is_reported_or_refuted(
    claims: list[Claim], graph: KnowledgeGraph
) -> None:
    """The article by itself establishes nothing."""
    alone = Counter(
        status_of(
            [item for item in claim.evidence if item.source == "article"],
            graph.sources,
            anatomical=graph.vocabulary.anatomical(claim.relation),
        )
        for claim in claims
    )
    assert alone == {Status.REPORTED: 72, Status.REFUTED: 1}


def test_what_the_headings_say_of_three_exercises_is_only_an_error_to_find(graph: KnowledgeGraph) -> None:
    found = [claim for claim in graph.claims() if claim.source == "article" and claim.pack != "article"]
    assert tuple(claim.id for claim in found) == HEADINGS
    for claim in found:
        assert claim.pack == "exercises"
        assert claim.relation == "exampleOf"
        assert claim.ask == (AskUse.ERROR,)
        assert claim.status is Status.REPORTED
        assert [item.source for item in claim.evidence if item.stance is Stance.SUPPORTS] == ["article"]
        assert any(item.stance is Stance.DISPUTES for item in claim.evidence)


def test_the_muscle_that_helps_itself_is_refuted(graph: KnowledgeGraph) -> None:
    claim = graph.claim("article-c13")
    assert triple(graph, claim.id) == ("gluteus-medius", "actsJointlyWith", "gluteus-medius")
    assert claim.status is Status.REFUTED
    assert claim.ask == (AskUse.ERROR,)
    (partner,) = [item for item in claim.evidence if item.source != "article"]
    assert (partner.source, partner.stance) == ("wikipedia-gluteus-minimus", Stance.DISPUTES)


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
    """A curator joins terms, derives antagonists, and puts up a question that only others answer."""
    for claim in graph.claims():
        kind = claim.id.partition("-")[0]
        assert (claim.source == "article") == claim.id.startswith("article-c")
        assert (graph.sources[claim.source].tier is Tier.CURATOR) == (claim.source == "curator")
        if claim.source != "curator":
            assert kind not in ("join", "antagonist")
            continue
        assert kind in ("join", "antagonist", "finding")
        by_curator = [item for item in claim.evidence if item.source == "curator"]
        assert all(item.note for item in by_curator)
        assert len(by_curator) == 1
        if kind == "finding":
            assert by_curator[0].kind == HYPOTHESIS
            assert claim.status is not Status.ESTABLISHED
            others = [item for item in claim.evidence if item not in by_curator]
            assert others
            assert all(graph.sources[item.source].tier is Tier.STUDY for item in others)
        else:
            assert claim.evidence == tuple(by_curator)
            assert claim.ask == ((AskUse.FACT,) if claim.derived_from else ())
            assert (kind == "antagonist") == (claim.derived_from != ())


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
