"""Each rule on banks, and the one on sessions, finds what breaks it, and nothing in what does not."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linting.items import CHOICE, ITEMS, TYPED, item
from linting.world import CLAIMS, world

from quiz.item import Bloom, Interaction, Item, Option
from quiz.lint import BANK, RULES, Linter, agents, deterministic
from quiz.lint.duplicates import ALIKE, FEW, near_duplicates
from quiz.words import tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.graph import KnowledgeGraph

POOL = ("red nerve", "blue nerve of it", "green", "dark grey nerve")
MANY = 64


@pytest.fixture(scope="module")
def linter(graph: KnowledgeGraph) -> Linter:
    return Linter(world(graph.content))


def fair(number: int) -> Item:
    """One of a run of items in which each label is key, and each place holds the key, equally often."""
    turn, key = number % len(POOL), number // len(POOL) % len(POOL)
    labels = POOL[turn:] + POOL[:turn]
    made = item(
        "choose-object",
        Interaction.CHOOSE_ONE,
        f"Which one goes to muscle a{number}, joint b{number} and bone c{number}?",
        (f"claim-{number}",),
        bloom=str(Bloom.REMEMBER if number % 2 else Bloom.APPLY),
        options=tuple(Option(label, None, label == POOL[key], "So it is.") for label in labels),
    )
    return replace(made, id=f"item-{number}")


FAIR = [fair(number) for number in range(MANY)]


def each(change: Callable[[Item], Item]) -> list[Item]:
    return [change(one) for one in FAIR]


def key_first(one: Item) -> Item:
    return replace(one, options=tuple(sorted(one.options, key=lambda option: not option.correct)))


def keyed(one: Item, text: str) -> Item:
    """The item with a text before its key's."""
    return replace(
        one,
        options=tuple(
            replace(option, text=f"{text} {option.text}") if option.correct else option
            for option in one.options
        ),
    )


def one_label_right(one: Item) -> Item:
    return replace(one, options=tuple(replace(o, correct=o.text == POOL[0]) for o in one.options))


BREACHES: list[tuple[str, str, list[Item]]] = [
    ("B01", "the key is always first", each(key_first)),
    ("B02", "the key is always longest", each(lambda one: keyed(one, "unusually and remarkably long"))),
    ("B02", "the key is always shortest", each(lambda one: replace(
        one, options=tuple(replace(o, text="it" if o.correct else o.text) for o in one.options)
    ))),
    ("B03", "one word is in every key", each(lambda one: keyed(one, "right"))),
    ("B04", "one label is always the key", each(one_label_right)),
    ("B05", "an item comes twice", [*FAIR, replace(FAIR[3], id="again")]),
    ("B05", "an item comes again in nearly the same words", [
        *FAIR, replace(FAIR[3], id="again", claims=("other",), stem=f"Then {FAIR[3].stem}"),
    ]),
    ("B06", "the key repeats the stem", each(lambda one: keyed(one, one.stem.split()[5]))),
    ("B07", "a claim has no item", FAIR[1:]),
    ("B07", "nearly all is to be remembered", each(lambda one: replace(one, bloom=str(Bloom.REMEMBER)))),
]  # fmt: skip


def askable(items: list[Item]) -> list:  # type: ignore[type-arg]
    return [CLAIMS[0]._replace(id=claim) for one in items for claim in one.claims]


def test_a_fair_bank_breaks_no_rule(linter: Linter) -> None:
    assert linter.bank(FAIR, askable(FAIR)) == []


@pytest.mark.parametrize(
    ("rule", "why", "items"), BREACHES, ids=[f"{rule} {why}" for rule, why, _ in BREACHES]
)
def test_a_breach_is_found(linter: Linter, rule: str, why: str, items: list[Item]) -> None:
    found = [finding for finding in linter.bank(items, askable(FAIR)) if finding.rule == rule]
    assert found, why
    assert all(finding.item in {BANK, "again"} for finding in found)


def test_an_empty_bank_and_a_bank_of_one_break_nothing_but_coverage(linter: Linter) -> None:
    assert linter.bank([]) == []
    assert linter.bank(FAIR[:1], askable(FAIR[:1])) == []
    assert [finding.rule for finding in linter.bank([], askable(FAIR[:2]))] == ["B07", "B07"]


def test_two_builds_that_differ_are_found() -> None:
    assert deterministic(lambda: FAIR) == []
    seeds = iter(range(4))
    (differs,) = deterministic(lambda: [replace(FAIR[0], seed=next(seeds)), *FAIR[1:]])
    assert (differs.rule, differs.item) == ("B08", BANK)
    lengths = iter((3, 4))
    assert [finding.rule for finding in deterministic(lambda: FAIR[: next(lengths)])] == ["B08"]


def test_every_rule_on_banks_has_a_breach_here() -> None:
    """B08 is about two builds and has a test of its own."""
    assert {rule for rule, _, _ in BREACHES} | {"B08"} == {rule for rule in RULES if rule.startswith("B")}


def test_a_session_whose_questions_keep_to_themselves_is_let_pass(linter: Linter) -> None:
    assert (
        linter.hinges([each for each in ITEMS if each.type in ("typed", "cloze", "match", "order-chain")])
        == []
    )


def test_a_stem_that_tells_the_answer_of_another_item_is_found(linter: Linter) -> None:
    telling = replace(
        TYPED, id="telling", stem="Where the gluteus medius has the superior gluteal nerve, what is it?"
    )
    (hinge,) = linter.hinges([telling, CHOICE])
    assert (hinge.rule, hinge.item) == ("L21", "telling")
    assert CHOICE.id in hinge.message


def test_two_items_of_a_session_on_one_claim_are_found(linter: Linter) -> None:
    (hinge,) = linter.hinges([CHOICE, replace(CHOICE, id="again")])
    assert (hinge.rule, hinge.item) == ("L21", "again")


def scores(items: list[Item]) -> dict[str, float]:
    return {agent.name: agent.score for agent in agents(items)}


def test_no_agent_gains_on_a_fair_bank_and_each_is_at_chance_by_place() -> None:
    found = agents(FAIR)
    assert not any(agent.gains for agent in found)
    assert {agent.chance for agent in found} == {0.25}
    assert {agent.name for agent in found} >= {
        "longest", "shortest", "stem-overlap", "convergence", "non-duplicate", "rarest", "commonest",
    }  # fmt: skip
    assert [scores(FAIR)[place] for place in ("first", "second", "third", "fourth", "last")] == [0.25] * 5


def test_each_agent_wins_where_its_cue_is() -> None:
    assert scores(each(key_first))["first"] == 1
    assert scores(each(lambda one: keyed(one, "unusually and remarkably long")))["longest"] == 1
    assert scores(each(lambda one: keyed(one, one.stem.split()[5])))["stem-overlap"] == 1
    assert scores(each(lambda one: keyed(one, one.id)))["rarest"] == 1


def test_an_agent_that_cannot_tell_options_apart_scores_a_share() -> None:
    alike = [replace(one, options=tuple(replace(o, text="abc") for o in one.options)) for one in FAIR[:5]]
    assert scores(alike)["longest"] == scores(alike)["commonest"] == 0.25


def test_items_without_a_single_key_are_not_played() -> None:
    assert agents([TYPED]) == []
    assert agents([replace(FAIR[0], interaction=Interaction.CHOOSE_MANY)]) == []


# No word of grammar, and too few items for a word to be one of their form: those do not count.
WORDS = st.lists(st.sampled_from("bcdefghjklmn"), min_size=1, max_size=8).map(" ".join)
MOST_ITEMS = FEW - 1


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(st.tuples(WORDS, WORDS), min_size=2, max_size=MOST_ITEMS))
def test_comparing_by_rare_words_finds_what_comparing_all_pairs_finds(texts: list[tuple[str, str]]) -> None:
    items = [
        replace(FAIR[0], id=str(place), stem=stem, options=(Option(shown, None, True, ""),))
        for place, (stem, shown) in enumerate(texts)
    ]

    def alike(one: str, other: str) -> bool:
        first, second = set(tokens(one)), set(tokens(other))
        return len(first & second) / len(first | second) >= ALIKE

    expected = {
        (one.id, other.id)
        for one, other in combinations(items, 2)
        if alike(one.stem, other.stem) and alike(one.options[0].text, other.options[0].text)
    }
    assert {(one.id, other.id) for one, other in near_duplicates(items)} == expected


def test_words_of_the_form_that_a_type_shares_do_not_make_items_alike() -> None:
    stems = [f"Which nerve makes the {name} lift the arm, true or false, and why?" for name in "bcdefghj"]
    items = [replace(FAIR[0], id=str(place), stem=stem) for place, stem in enumerate(stems)]
    assert list(near_duplicates(items)) == []
    assert len(list(near_duplicates([*items, replace(items[0], id="again")]))) == 1
