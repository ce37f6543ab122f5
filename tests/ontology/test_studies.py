"""What studies found: only what was read again counts, and no figure is told of another's study."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest

from kg.model import Modality, Stance, Status, Tier
from kg.status import (
    DEFINITION,
    SELF_CONTRADICTION,
    STUDY_KINDS,
    status_of,
)

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.model import Claim, Evidence

# What counts without being read again: it has no source to read again, or it is the claim's own text.
BY_ITSELF = (DEFINITION, SELF_CONTRADICTION)
TIGHT = "tight-gluteus-medius"
PERCENT_OF_EFFORT = "%MVIC"


@pytest.fixture(scope="module")
def measured(graph: KnowledgeGraph) -> list[Claim]:
    return [claim for claim in graph.claims() if claim.measure is not None]


def status_by(graph: KnowledgeGraph, claim: Claim, evidence: list[Evidence]) -> Status:
    anatomical = graph.vocabulary.anatomical(claim.relation)
    return status_of(evidence, graph.sources, anatomical=anatomical)


def test_only_what_was_read_again_moves_a_status(graph: KnowledgeGraph) -> None:
    """Every claim stands as it would without all that was not read again or is only near it."""
    left_out = 0
    for claim in graph.claims():
        if claim.derived_from:
            continue
        counting = [
            item
            for item in claim.evidence
            if (item.reread and not item.indirect) or (item.kind in BY_ITSELF and not item.indirect)
        ]
        left_out += len(claim.evidence) - len(counting)
        assert status_by(graph, claim, counting) is claim.status, claim.id
    assert left_out > 300


def test_what_was_not_read_again_would_move_a_status_if_it_counted(graph: KnowledgeGraph) -> None:
    """So the test above is no idle one."""

    moved = [
        claim.id
        for claim in graph.claims()
        if not claim.derived_from
        and status_by(graph, claim, [item._replace(reread=True, indirect=False) for item in claim.evidence])
        is not claim.status
    ]
    assert {"article-c07", "article-c57", "finding-hip-over-free-activity"} <= set(moved)


def test_a_finding_is_established_by_a_review_or_two_studies(graph: KnowledgeGraph) -> None:
    """Worked out afresh, for what is no claim of anatomy."""
    found = [
        claim
        for claim in graph.claims(status=Status.ESTABLISHED)
        if not graph.vocabulary.anatomical(claim.relation)
        and graph.sources[claim.source].tier is not Tier.CURATOR
    ]
    assert len(found) >= 10
    for claim in found:
        direct = [item for item in claim.evidence if item.reread and not item.indirect]
        studies = {item.source for item in direct if item.kind in STUDY_KINDS}
        assert len(studies) >= 2 or any(item.kind == "systematic-review" for item in direct), claim.id
        assert all(item.stance is Stance.SUPPORTS for item in direct), claim.id
        assert all(graph.sources[item.source].tier is Tier.STUDY for item in direct), claim.id


def test_no_figure_at_second_hand_is_told(graph: KnowledgeGraph) -> None:
    """A page gave 57 to 59 for the pelvic drop, another 27 for the lateral band walk, as of others."""
    gone = {
        "pelvic-drop-exercise": {"57-59", "57", "58", "59"},
        "hip-hike": {"57-59", "57", "58", "59"},
        "lateral-band-walk": {"27"},
    }
    for subject, values in gone.items():
        claims = graph.claims(subject=subject)
        assert claims
        for claim in claims:
            assert claim.measure is None or claim.measure.value not in values, claim.id
            for item in claim.evidence:
                words = f"{item.figure} {item.note} {item.quote}".replace("–", "-").replace("%", " ").split()
                assert not values & set(words), claim.id


def test_a_finding_tells_a_result_and_not_how_it_bears(graph: KnowledgeGraph) -> None:
    """“On the effect, not on the aim: …” gave the answer away; “Women while running.” was no result."""
    verdict = re.compile(
        r"support|contradict|disput|refut|statement|claim|article|near|indirect|instead|which (?:is|are) not"
        r"|, not |does not count|no cause|^(?:on|about|measured|seen) ",
        re.IGNORECASE,
    )
    told = [item for claim in graph.claims() for item in claim.evidence if item.finding]
    assert len(told) > 90
    for item in told:
        assert item.finding is not None
        found = verdict.search(item.finding)
        assert found is None, (item.finding, found)
        assert item.finding[0].isupper(), item.finding
        assert item.finding.endswith("."), item.finding
        assert len(item.finding.split()) >= 10, item.finding
        assert item.reread, item.finding
        assert graph.sources[item.source].tier is Tier.STUDY, item.finding


def test_words_of_a_finding_bear_in_one_way_wherever_they_stand(graph: KnowledgeGraph) -> None:
    bearings: dict[str, set[str]] = defaultdict(set)
    for claim in graph.claims():
        for item in claim.evidence:
            if item.finding:
                bearings[item.finding.casefold()].add("near" if item.indirect else str(item.stance))
    assert [words for words, sides in bearings.items() if len(sides) > 1] == []


def test_what_is_only_near_says_what_else_it_is_about(graph: KnowledgeGraph) -> None:
    """It is the reason given to who took it for evidence."""
    for claim in graph.claims():
        for item in claim.evidence:
            assert item.note or not (item.finding and item.indirect), claim.id


def test_a_measured_value_belongs_to_one_study(measured: list[Claim], graph: KnowledgeGraph) -> None:
    assert len(measured) >= 60
    for claim in measured:
        assert graph.sources[claim.source].tier is Tier.STUDY, claim.id
        (item,) = claim.evidence
        assert item.source == claim.source, claim.id
        assert item.stance is Stance.SUPPORTS, claim.id
        assert not item.indirect, claim.id
        assert claim.modality is Modality.IS, claim.id
        assert claim.derived_from == ()


def test_a_measured_value_belongs_to_one_variant(measured: list[Claim]) -> None:
    said = Counter((claim.source, claim.subject, claim.object, claim.qualifier) for claim in measured)
    assert {key: count for key, count in said.items() if count > 1} == {}


def test_muscle_activity_is_measured_in_percent_of_the_greatest_effort(
    measured: list[Claim], graph: KnowledgeGraph
) -> None:
    """Every claim of activity has a value of its own, for a muscle, and none of another unit."""
    assert {claim.id for claim in graph.claims(relation="activates")} == {
        claim.id for claim in measured if claim.measure and claim.measure.unit == PERCENT_OF_EFFORT
    }
    for claim in graph.claims(relation="activates"):
        assert graph.entity(claim.subject).cls == "Exercise"
        assert graph.entity(claim.object).cls == "Muscle"
    units = {claim.measure.unit for claim in measured if claim.relation != "activates" and claim.measure}
    assert PERCENT_OF_EFFORT not in units


def test_values_of_different_studies_stand_side_by_side(graph: KnowledgeGraph) -> None:
    """For one exercise and muscle they differ twofold; none is merged or dropped."""
    values = {
        claim.source: claim.measure.value
        for claim in graph.claims(
            subject="side-lying-hip-abduction", relation="activates", object="gluteus-medius"
        )
        if claim.measure
    }
    assert values == {
        "distefano-2009": "81",
        "ekstrom-2007": "<45",
        "ijspt-2014-table2": "42-81",
        "macaskill-2014": "99.9",
    }


def test_nothing_tests_tightness(graph: KnowledgeGraph) -> None:
    """What studies say near the article's claims of a tight muscle is indirect, and so they are reported."""
    claims = [claim for claim in graph.claims(subject=TIGHT) if claim.source == "article"]
    assert [claim.id.removeprefix("article-c") for claim in claims] == ["07", "29", "30", "70", "71", "72"]
    for claim in claims:
        assert claim.status is Status.REPORTED, claim.id
        others = [item for item in claim.evidence if item.source != "article"]
        assert all(item.indirect and item.note for item in others), claim.id
    assert sum(len(claim.evidence) > 1 for claim in claims) >= 3


def test_what_was_looked_for_in_vain_is_told(graph: KnowledgeGraph) -> None:
    for claim in graph.claims(subject=TIGHT):
        if claim.source == "article" and claim.object in ("knee-pain", "altered-alignment"):
            assert claim.searched is not None, claim.id
            assert "none tests tightness" in claim.searched
    for claim in graph.claims():
        if claim.searched is not None:
            assert not any(
                item.reread and not item.indirect and graph.sources[item.source].tier is Tier.STUDY
                for item in claim.evidence
            ), claim.id


def test_indirect_evidence_says_what_it_is_about(graph: KnowledgeGraph) -> None:
    indirect = [(claim, item) for claim in graph.claims() for item in claim.evidence if item.indirect]
    assert len(indirect) > 40
    for claim, item in indirect:
        assert item.note, claim.id


def test_a_claim_is_laid_to_a_source_that_makes_it(graph: KnowledgeGraph) -> None:
    """Whoever is said to say so supports it, and does so on the very claim."""
    unsaid = {
        claim.id: claim.source
        for claim in graph.claims()
        if not any(
            item.source == claim.source and item.stance is Stance.SUPPORTS and not item.indirect
            for item in claim.evidence
        )
    }
    assert unsaid == {}


def test_a_question_that_the_curator_puts_up_is_no_answer(graph: KnowledgeGraph) -> None:
    """It stands against what a study found, or else is reported and never asked in a quiz."""
    asked = [claim for claim in graph.claims(source="curator") if claim.id.startswith("finding-")]
    assert len(asked) >= 15
    for claim in asked:
        assert [item.source for item in claim.evidence if item.kind == "hypothesis"] == ["curator"], claim.id
        against = [
            item
            for item in claim.evidence
            if item.stance is Stance.DISPUTES
            and item.reread
            and not item.indirect
            and item.kind in {*STUDY_KINDS, "systematic-review"}
        ]
        assert all(graph.sources[item.source].tier is Tier.STUDY for item in against), claim.id
        if against:
            assert claim.status in (Status.CONTESTED, Status.REFUTED), claim.id
        else:
            assert (claim.status, claim.ask) == (Status.REPORTED, ()), claim.id
