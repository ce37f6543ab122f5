"""What the rules stand on: families of words, near names, tests of chance, and queries to the graph."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linting.world import world
from rapidfuzz.distance import OSA

from kg.model import End
from quiz.lint.facts import Facts
from quiz.lint.statistics import binomial_p, chi_square_p, fisher_p
from quiz.near import NearNames
from quiz.words import grade_level, roots, stem_of, tokens

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

FAMILIES = [
    "abduct abducts abductor abductors abduction",
    "flex flexes flexor flexors flexion flexing",
    "extend extensor extension extending",
    "rotate rotates rotator rotators rotation",
    "femur femoral",
    "glutes gluteal gluteus",
    "injury injuries injure",
    "weak weakness weaken",
    "muscle muscles",
    "phalanx phalanges",
]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_of_words_has_one_root(family: str) -> None:
    assert len({stem_of(word) for word in family.split()}) == 1


def test_families_stay_apart() -> None:
    assert len({stem_of(family.split()[0]) for family in FAMILIES}) == len(FAMILIES)
    assert stem_of("medius") != stem_of("minimus") != stem_of("maximus")
    assert stem_of("abduction") != stem_of("adduction")


def test_function_words_are_no_content() -> None:
    assert roots("According to which of these can it be so?") == frozenset()


@given(st.text(max_size=60))
def test_tokens_hold_letters_and_digits_alone(text: str) -> None:
    for word in tokens(text):
        assert word.replace("'", "").replace("’", "").replace("_", "").isalnum() or not word.isascii()


def test_longer_sentences_and_words_read_harder() -> None:
    easy, hard = ["the", "hip", "is", "weak"], ["innervation", "characteristically", "predominates"]
    assert grade_level(easy, 1) < grade_level(easy * 5, 1)
    assert grade_level(easy, 1) < grade_level(hard, 1)
    assert grade_level([], 1) == 0


LETTERS = st.text(alphabet="abc ", min_size=1, max_size=12)


@settings(max_examples=300, deadline=None)
@given(names=st.lists(LETTERS, max_size=12), text=LETTERS, wrong=st.integers(0, 3))
def test_near_names_are_those_that_measuring_every_name_finds(
    names: list[str], text: str, wrong: int
) -> None:
    expected = {name for name in names if OSA.distance(text, name) <= wrong}
    assert set(NearNames(names, wrong).near(text)) == expected


@given(hits=st.integers(0, 20), more=st.integers(0, 20), chance=st.floats(0.05, 0.95))
def test_a_binomial_p_is_the_sum_over_outcomes_no_likelier(hits: int, more: int, chance: float) -> None:
    tries = hits + more
    odds = [math.comb(tries, n) * chance**n * (1 - chance) ** (tries - n) for n in range(tries + 1)]
    expected = sum(each for each in odds if each <= odds[hits] * (1 + 1e-6))
    assert binomial_p(hits, tries, chance) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("hits", [0, 900, 1180, 1250, 1251, 1300, 2000, 5000])
def test_a_binomial_p_of_many_tries_is_that_of_scipy(hits: int) -> None:
    stats = pytest.importorskip("scipy.stats")
    expected = stats.binomtest(hits, 5000, 0.25).pvalue
    assert binomial_p(hits, 5000, 0.25) == pytest.approx(expected, rel=1e-6)


@given(st.integers(0, 8), st.integers(0, 8), st.integers(0, 8), st.integers(0, 8))
def test_a_fisher_p_is_the_sum_over_tables_no_likelier(a: int, b: int, c: int, d: int) -> None:
    one, other, total = a + b, a + c, a + b + c + d

    def odds(both: int) -> float:
        return math.comb(one, both) * math.comb(total - one, other - both) / math.comb(total, other)

    tables = [odds(both) for both in range(max(0, one + other - total), min(one, other) + 1)]
    expected = sum(each for each in tables if each <= odds(a) * (1 + 1e-6))
    assert fisher_p(a, one, other, total) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("freedom", "critical"), [(1, 3.841), (2, 5.991), (3, 7.815), (4, 9.488), (5, 11.070)]
)
def test_chi_square_agrees_with_the_printed_tables(freedom: int, critical: float) -> None:
    assert chi_square_p(critical, freedom) == pytest.approx(0.05, abs=1e-4)
    assert chi_square_p(0.0, freedom) == pytest.approx(1)


@pytest.fixture(scope="module")
def facts(graph: KnowledgeGraph) -> Facts:
    return Facts(world(graph.content))


def test_values_are_those_of_live_claims_in_scope(facts: Facts) -> None:
    assert facts.values("stiff-ankle", "leadsTo", End.OBJECT, None) == {"altered-stride", "back-pain"}
    assert facts.values("stiff-ankle", "influences", End.OBJECT, "leaflet") == {"altered-stride", "back-pain"}
    assert facts.values("stiff-ankle", "leadsTo", End.OBJECT, "book") == frozenset()
    assert "back-pain" not in facts.values("weak-arch", "leadsTo", End.OBJECT, None)


def test_reach_follows_chains_within_the_scope(facts: Facts) -> None:
    assert facts.reach("weak-arch", "leaflet") == {"fallen-foot", "higher-load", "turned-knee", "toe-pain"}
    assert facts.reach("weak-arch", "atlas") == frozenset()


def test_the_longest_name_is_the_one_that_is_named(facts: Facts) -> None:
    named, left = facts.named(tokens("By the Book, glutes and the superior gluteal nerve meet."))
    assert named == ["gluteal-muscles", "superior-gluteal-nerve"]
    assert left == ["by", "it", "it", "and", "the", "it", "meet"]


def test_what_may_be_taken_for_a_relation_is_of_its_group_and_not_its_opposite(graph: KnowledgeGraph) -> None:
    taken = Facts(graph).taken_for("activates")
    assert {"targets", "strengthens", "worksOn"} <= set(taken)
    assert "performs" not in taken
    assert {"increases", "influences"} <= set(Facts(graph).taken_for("leadsTo"))
    assert "reduces" not in Facts(graph).taken_for("leadsTo")
