"""How the status of a claim follows from its evidence, case by case, and what never moves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Evidence, Source, Stance, Status, Tier
from kg.status import (
    AUTHOR_STATEMENT,
    CURATOR_INFERENCE,
    DEFINITION,
    DERIVATION,
    HYPOTHESIS,
    KINDS,
    REFERENCE_STATEMENT,
    SELF_CONTRADICTION,
    STUDY_KINDS,
    SYSTEMATIC_REVIEW,
    status_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

TRIAL = "randomised-trial"
# What counts without being read again in its source: it has none, or it is the claim's own.
UNREAD = {DEFINITION, DERIVATION, SELF_CONTRADICTION}
TIERS = {
    "leaflet": Tier.POPULAR,
    "atlas": Tier.REFERENCE,
    "textbook": Tier.REFERENCE,
    "trial": Tier.STUDY,
    "cohort": Tier.STUDY,
    "review": Tier.STUDY,
    "curator": Tier.CURATOR,
}
SOURCES = {name: Source(name, name, tier, "A text.", "ankles") for name, tier in TIERS.items()}
EITHER = pytest.mark.parametrize("anatomical", [True, False])


def item(source: str, kind: str, *, against: bool = False, reread: bool = True) -> Evidence:
    return Evidence(source, Stance.DISPUTES if against else Stance.SUPPORTS, kind, reread=reread)


def status(*evidence: Evidence, anatomical: bool = False, follows: bool = False) -> Status:
    return status_of(evidence, SOURCES, anatomical=anatomical, follows=follows)


SAID = item("leaflet", AUTHOR_STATEMENT, reread=False)
ATLAS = item("atlas", REFERENCE_STATEMENT)
REVIEW = item("review", SYSTEMATIC_REVIEW)
STUDY = item("trial", TRIAL)
OTHER_STUDY = item("cohort", "prospective-cohort")
NOT_ATLAS = item("textbook", REFERENCE_STATEMENT, against=True)
NOT_REVIEW = item("review", SYSTEMATIC_REVIEW, against=True)
NOT_STUDY = item("trial", TRIAL, against=True)
NOT_OTHER_STUDY = item("cohort", "prospective-cohort", against=True)
DEFINED = item("curator", DEFINITION, reread=False)
DERIVED = item("curator", DERIVATION, reread=False)


@EITHER
def test_what_only_its_source_says_is_reported(anatomical: bool) -> None:
    assert status(SAID, anatomical=anatomical) is Status.REPORTED
    assert status(anatomical=anatomical) is Status.REPORTED


def test_one_reference_settles_anatomy_and_nothing_else() -> None:
    assert status(ATLAS, anatomical=True) is Status.ESTABLISHED
    assert status(ATLAS, NOT_ATLAS, anatomical=True) is Status.CONTESTED
    assert status(SAID, NOT_ATLAS, anatomical=True) is Status.REFUTED
    assert status(ATLAS) is Status.REPORTED
    assert status(SAID, NOT_ATLAS) is Status.REPORTED


@EITHER
def test_a_systematic_review_is_strong_by_itself(anatomical: bool) -> None:
    assert status(SAID, REVIEW, anatomical=anatomical) is Status.ESTABLISHED
    assert status(SAID, NOT_REVIEW, anatomical=anatomical) is Status.REFUTED
    assert status(STUDY, NOT_REVIEW, anatomical=anatomical) is Status.CONTESTED


@pytest.mark.parametrize("kind", sorted(STUDY_KINDS))
def test_two_studies_are_needed_to_establish_or_refute(kind: str) -> None:
    one, two = item("trial", kind), item("cohort", kind)
    assert status(SAID, one) is Status.REPORTED
    assert status(SAID, one, two) is Status.ESTABLISHED
    one, two = item("trial", kind, against=True), item("cohort", kind, against=True)
    assert status(SAID, one) is Status.CONTESTED
    assert status(SAID, one, two) is Status.REFUTED


def test_two_findings_of_one_study_are_one_study() -> None:
    assert status(SAID, STUDY, item("trial", "laboratory-experiment")) is Status.REPORTED
    assert status(SAID, NOT_STUDY, item("trial", "simulation", against=True)) is Status.CONTESTED


@pytest.mark.parametrize(
    ("support", "dispute"),
    [
        ([STUDY], [NOT_OTHER_STUDY]),
        ([STUDY, OTHER_STUDY], [item("review", TRIAL, against=True)]),
        ([REVIEW], [NOT_STUDY]),
        ([STUDY], [NOT_REVIEW]),
        ([REVIEW], [NOT_STUDY, NOT_OTHER_STUDY]),
        ([DEFINED], [NOT_STUDY]),
    ],
)
def test_anything_that_counts_on_either_side_is_contested(
    support: list[Evidence], dispute: list[Evidence]
) -> None:
    assert status(*support, *dispute) is Status.CONTESTED
    assert status(*dispute, *support) is Status.CONTESTED


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("leaflet", AUTHOR_STATEMENT),
        ("leaflet", SYSTEMATIC_REVIEW),
        ("leaflet", TRIAL),
        ("trial", "narrative-review"),
        ("trial", "consensus-statement"),
        ("trial", "case-series"),
        ("trial", HYPOTHESIS),
        ("trial", AUTHOR_STATEMENT),
        ("trial", REFERENCE_STATEMENT),
        ("curator", CURATOR_INFERENCE),
        ("curator", HYPOTHESIS),
    ],
)
@EITHER
def test_opinions_case_series_and_popular_pages_count_for_nothing(
    source: str, kind: str, anatomical: bool
) -> None:
    """However often they say it, and though they were read again."""
    others = [item("cohort" if source == "trial" else source, kind)] * 2
    assert status(item(source, kind), *others, anatomical=anatomical) is Status.REPORTED
    assert status(SAID, item(source, kind, against=True), anatomical=anatomical) is Status.REPORTED
    assert status(REVIEW, item(source, kind, against=True), anatomical=anatomical) is Status.ESTABLISHED


@pytest.mark.parametrize(
    ("evidence", "anatomical"), [([ATLAS], True), ([REVIEW], False), ([STUDY, OTHER_STUDY], False)]
)
def test_what_was_not_read_again_does_not_count(evidence: list[Evidence], anatomical: bool) -> None:
    assert status(*evidence, anatomical=anatomical) is Status.ESTABLISHED
    unread = [item(each.source, each.kind, reread=False) for each in evidence]
    assert status(*unread, anatomical=anatomical) is Status.REPORTED
    against = [item(each.source, each.kind, against=True, reread=False) for each in evidence]
    assert status(SAID, *against, anatomical=anatomical) is Status.REPORTED


@EITHER
def test_a_source_that_contradicts_itself_is_refuted_whatever_speaks_for_it(anatomical: bool) -> None:
    clash = item("leaflet", SELF_CONTRADICTION, against=True, reread=False)
    assert status(SAID, clash, anatomical=anatomical) is Status.REFUTED
    assert status(ATLAS, REVIEW, clash, anatomical=anatomical) is Status.REFUTED


@EITHER
def test_what_holds_by_definition_is_established(anatomical: bool) -> None:
    assert status(DEFINED, anatomical=anatomical) is Status.ESTABLISHED


@EITHER
def test_a_derivation_holds_only_where_it_follows(anatomical: bool) -> None:
    assert status(DERIVED, anatomical=anatomical, follows=True) is Status.ESTABLISHED
    assert status(DERIVED, anatomical=anatomical) is Status.REPORTED
    assert status(SAID, anatomical=anatomical, follows=True) is Status.REPORTED


def some(
    kinds: Sequence[str], reread: st.SearchStrategy[bool], indirect: st.SearchStrategy[bool]
) -> st.SearchStrategy[Evidence]:
    return st.builds(
        Evidence,
        source=st.sampled_from(sorted(SOURCES)),
        stance=st.sampled_from(Stance),
        kind=st.sampled_from(kinds),
        reread=reread,
        indirect=indirect,
    )


ANY = some(sorted(KINDS), st.booleans(), st.booleans())
# A definition, a derivation and a self-contradiction are not read again anywhere; they may still be indirect.
IDLE = some(sorted(KINDS - UNREAD), st.just(False), st.booleans()) | some(
    sorted(KINDS), st.booleans(), st.just(True)
)


@given(st.lists(ANY, max_size=5), st.lists(IDLE, max_size=5), st.booleans(), st.booleans(), st.randoms())
def test_what_was_not_read_again_or_is_indirect_moves_nothing(
    evidence: list[Evidence], idle: list[Evidence], anatomical: bool, follows: bool, chance: object
) -> None:
    before = status(*evidence, anatomical=anatomical, follows=follows)
    more = [*evidence, *idle]
    chance.shuffle(more)  # type: ignore[attr-defined]
    assert status(*more, anatomical=anatomical, follows=follows) is before


@given(st.lists(ANY, max_size=6), st.booleans(), st.booleans())
def test_the_order_of_the_evidence_does_not_matter(
    evidence: list[Evidence], anatomical: bool, follows: bool
) -> None:
    found = status(*evidence, anatomical=anatomical, follows=follows)
    assert status(*reversed(evidence), anatomical=anatomical, follows=follows) is found
    assert found is not Status.DRAFT
