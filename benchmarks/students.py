"""Artificial students with misconceptions: does a bank offer them what they mix up?

This is a regression test of the generator and no evidence about people. The model rewards the misconceptions
that it builds in; it is fixed before the generator, and takes them from the graph by a measure of its own:

- a student has an ability, and each claim a difficulty, both standard normal; the student knows it with
  probability logistic(ability - difficulty), and answers an item right who knows all the claims it rests on;
- who does not know it may take something else for it, one of the three things of the key's class that are
  confused with it most: opposites, then what shares facts or words of the label. The weaker the student, the
  likelier; whoever finds that among the options chooses it;
- all others guess, having ruled out the options of another class with a probability that rises with ability.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from random import Random
from statistics import fmean, pvariance
from typing import TYPE_CHECKING

import kg
from benchmarks.figures import Budget, Found
from benchmarks.page import per_cent, prose, table
from kg.vocabulary import OPPOSITE_OF
from quiz.bank import build
from quiz.item import Interaction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.figures import Setting
    from kg.graph import KnowledgeGraph
    from quiz.item import Item

__all__ = [
    "Analysis",
    "Confusions",
    "Question",
    "analyse",
    "any_options",
    "fillers",
    "measure",
    "question_of",
    "same_class",
    "sit",
    "spearman",
]

STUDENTS, ITEMS, REPEATS = 400, 60, 6
# The test that is compared: single facts, so that nothing but the options differs.
COMPARED = ("choose-object", "choose-subject")
ESTIMATED = 300
LEAST_RHO = 0.5
GROUP = 0.27
CONFUSED_WITH = 3
OPPOSITES, A_WORD, A_FACT = 3.0, 1.0, 0.5


@dataclass(frozen=True, slots=True)
class Question:
    """What the model sees of a single choice: the claims to know, and the options with the key first."""

    claims: tuple[str, ...]
    key: str
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Figures over a test: share right, mean corrected point-biserial and upper-lower index, and KR-20."""

    right: float
    biserial: float
    discrimination: float
    kr20: float


def question_of(item: Item) -> Question:
    """Return a single choice among entities as the model sees it. Raises `ValueError` for any other."""
    entities = [option.entity for option in item.options]
    if None in entities:
        raise ValueError(item.id)
    named = [entity for entity in entities if entity is not None]
    wrong = tuple(entity for place, entity in enumerate(named) if place != item.key)
    return Question(tuple(claim for claim in item.claims if claim not in item.given), named[item.key], wrong)


def fillers(graph: KnowledgeGraph, question: Question) -> frozenset[str]:
    """Return all that stands in the key's place, by the first claim's relation or one above or below it."""
    asked, vocabulary = graph.claim(question.claims[0]), graph.vocabulary
    given = asked.subject if question.key == asked.object else asked.object
    return frozenset(
        claim.object if claim.subject == given else claim.subject
        for claim in (*graph.claims(subject=given), *graph.claims(object=given))
        if claim.live
        and (
            vocabulary.is_below(claim.relation, asked.relation)
            or vocabulary.is_below(asked.relation, claim.relation)
        )
    )


def any_options(rng: Random, graph: KnowledgeGraph, question: Question) -> Question:
    """Return the question with as many wrong options, drawn from all that the graph holds."""
    return _redrawn(rng, question, graph.entities, fillers(graph, question))


def same_class(rng: Random, graph: KnowledgeGraph, question: Question) -> Question:
    """Return the question with as many wrong options, drawn from the key's class."""
    cls = graph.entity(question.key).cls
    pool = [entity.id for entity in graph.entities.values() if entity.cls == cls]
    return _redrawn(rng, question, pool, fillers(graph, question))


def _redrawn(rng: Random, question: Question, pool: Iterable[str], true: frozenset[str]) -> Question:
    others = [entity for entity in pool if entity != question.key and entity not in true]
    return replace(question, wrong=tuple(rng.sample(others, min(len(question.wrong), len(others)))))


class Confusions:
    """What is taken for what, by the graph alone. Shares no code with the likeness that the engine uses."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._facts: dict[str, set[tuple[str, str, bool]]] = defaultdict(set)
        self._with: dict[tuple[str, str, bool], list[str]] = defaultdict(list)
        self._opposite: dict[str, set[str]] = defaultdict(set)
        self._members: dict[str, list[str]] = defaultdict(list)
        for entity in graph.entities.values():
            self._members[entity.cls].append(entity.id)
        for claim in graph.claims():
            if claim.live:
                self._facts[claim.subject].add((claim.relation, claim.object, True))
                self._facts[claim.object].add((claim.relation, claim.subject, False))
            if claim.relation == OPPOSITE_OF:
                self._opposite[claim.subject].add(claim.object)
                self._opposite[claim.object].add(claim.subject)
        self._found: dict[str, list[str]] = {}

    def of_class(self, entity: str) -> str:
        """Return the class of an entity."""
        return self._graph.entity(entity).cls

    def with_(self, key: str) -> list[str]:
        """Return what of its class is confused with an entity, most of all first."""
        if key not in self._found:
            scores = {
                other: score
                for other in self._members[self.of_class(key)]
                if other != key and (score := self._score(key, other)) > 0
            }
            self._found[key] = sorted(scores, key=lambda other: (-scores[other], other))
        return self._found[key]

    def _score(self, one: str, other: str) -> float:
        words = [set(self._graph.entity(each).label.split()) for each in (one, other)]
        return (
            OPPOSITES * (other in self._opposite[one])
            + A_WORD * len(words[0] & words[1])
            + A_FACT * len(self._facts[one] & self._facts[other])
        )

    def tempting(self, question: Question) -> list[str]:
        """Return what students take for the key: what is most confused with it and is not right as well."""
        true = fillers(self._graph, question)
        return [other for other in self.with_(question.key) if other not in true][:CONFUSED_WITH]


def sit(
    rng: Random,
    questions: Sequence[Question],
    confusions: Confusions,
    students: int,
    *,
    spread: float = 1.0,
) -> list[list[bool]]:
    """Return who answers what right: a row a student, a column a question.

    `spread` is the deviation of the claims' own difficulties.
    """
    hardness = {claim: rng.gauss(0, spread) for each in questions for claim in sorted(each.claims)}
    tempting = [confusions.tempting(each) for each in questions]
    same = [
        [option for option in each.wrong if confusions.of_class(option) == confusions.of_class(each.key)]
        for each in questions
    ]
    answers = []
    for _ in range(students):
        ability = rng.gauss(0, 1)
        answers.append(
            [
                _right(rng, ability, each, [hardness[claim] for claim in each.claims], lures, akin)
                for each, lures, akin in zip(questions, tempting, same, strict=True)
            ]
        )
    return answers


def _right(
    rng: Random, ability: float, question: Question, hardness: list[float], lures: list[str], akin: list[str]
) -> bool:
    # The same number of draws whatever comes of them, so that tests with other options differ in these alone.
    draws = [rng.random() for _ in hardness]
    confused, which, eliminates, guess = (rng.random() for _ in range(4))
    if all(draw < _logistic(ability - hard) for draw, hard in zip(draws, hardness, strict=True)):
        return True
    if lures and confused < _logistic(-ability):
        lure = lures[int(which * len(lures))]
        if lure in question.wrong:
            return False
    left = akin if eliminates < _logistic(ability) else question.wrong
    return guess < 1 / (1 + len(left))


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def analyse(answers: Sequence[Sequence[bool]]) -> Analysis:
    """Return the classical figures of a test, items taken out of the total that they are held against."""
    totals = [sum(row) for row in answers]
    columns = list(zip(*answers, strict=True))
    ranked = sorted(range(len(answers)), key=lambda student: totals[student])
    size = max(1, round(GROUP * len(ranked)))
    lower, upper = ranked[:size], ranked[-size:]
    shares = [fmean(column) for column in columns]
    number, variance = len(columns), pvariance(totals)
    explained = sum(share * (1 - share) for share in shares)
    return Analysis(
        fmean(shares),
        fmean(
            _correlation(
                [float(right) for right in column],
                [total - right for total, right in zip(totals, column, strict=True)],
            )
            for column in columns
        ),
        fmean(
            fmean(column[each] for each in upper) - fmean(column[each] for each in lower)
            for column in columns
        ),
        number / (number - 1) * (1 - explained / variance) if variance else 0.0,
    )


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the rank correlation, with the mean rank for ties.

    >>> spearman([1, 2, 3], [10, 20, 20]) > 0.8, spearman([1, 2, 3], [3, 2, 1])
    (True, -1.0)
    """
    return _correlation(_ranks(one), _ranks(other))


def _ranks(values: Sequence[float]) -> list[float]:
    counts = Counter(values)
    first, at = {}, 0
    for value in sorted(counts):
        first[value] = at
        at += counts[value]
    return [first[value] + (counts[value] - 1) / 2 for value in values]


def _correlation(one: Sequence[float], other: Sequence[float]) -> float:
    mean_one, mean_other = fmean(one), fmean(other)
    both = sum((a - mean_one) * (b - mean_other) for a, b in zip(one, other, strict=True))
    spread = math.sqrt(sum((a - mean_one) ** 2 for a in one) * sum((b - mean_other) ** 2 for b in other))
    return both / spread if spread else 0.0


def measure(setting: Setting) -> Found:
    """Let the students sit all tests, and return the table."""
    setting.progress("students")
    repeats, graph = setting.pick(REPEATS, 1), kg.load()
    playable = [
        (item, question_of(item))
        for item in build(graph, 1).items
        if item.interaction is Interaction.CHOOSE_ONE and all(option.entity for option in item.options)
    ]
    confusions = Confusions(graph)
    chance, alike = (_estimated(playable, confusions, spread, repeats) for spread in (1.0, 0.0))
    lines = [
        *prose(
            f"""
            {STUDENTS} artificial students, {ITEMS} items, {repeats} repeats; three tests on the same
            claims, with as many wrong options each. A regression test of the generator, and no evidence
            about people: the model, told in `benchmarks/students.py`, rewards whoever offers the
            misconceptions that it builds in.
            """
        ),
        *_compared(graph, confusions, [each for item, each in playable if item.type in COMPARED], repeats),
        "",
        *prose(
            f"""
            The estimate of difficulty against the share of these students who fail, over {ESTIMATED}
            items of all single choices among things, {repeats} repeats: Spearman’s ρ is {chance:.2f}
            (at least .5) where claims differ in difficulty by chance, which no estimate can know, as
            much as students do in ability; and {alike:.2f} where they are all alike.
            """
        ),
    ]
    what = "rank correlation of the estimate of difficulty with the artificial students who fail"
    wanted = f"at least {LEAST_RHO}"
    budget = Budget(what, chance, LEAST_RHO, f"{chance:.2f}", wanted, at_least=True, aim=True)
    return Found(lines, [budget], seeds="`students`, `sit`, `estimate`, each with the repeat")


def _compared(
    graph: KnowledgeGraph, confusions: Confusions, pool: Sequence[Question], repeats: int
) -> list[str]:
    options: dict[str, Callable[[Random, Question], Question]] = {
        "anything, by chance": lambda rng, each: any_options(rng, graph, each),
        "of the class, by chance": lambda rng, each: same_class(rng, graph, each),
        "ours": lambda _, each: each,
    }
    rows = []
    for name, redraw in options.items():
        found, offered = [], 0
        for repeat in range(repeats):
            rng = Random(f"students {repeat}")
            test = [redraw(rng, each) for each in rng.sample(pool, ITEMS)]
            offered += sum(not set(each.wrong).isdisjoint(confusions.tempting(each)) for each in test)
            found.append(analyse(sit(Random(f"sit {repeat}"), test, confusions, STUDENTS)))
        rows.append([name, per_cent(offered, ITEMS * repeats), *_means(found)])
    head = [
        "wrong options", "items that offer a misconception", "right", "point-biserial", "upper − lower 27 %",
        "KR-20",
    ]  # fmt: skip
    return table(head, rows)


def _means(found: Sequence[Analysis]) -> list[str]:
    return [
        f"{fmean(each):.3f}"
        for each in (
            [one.right for one in found],
            [one.biserial for one in found],
            [one.discrimination for one in found],
            [one.kr20 for one in found],
        )
    ]


def _estimated(
    playable: Sequence[tuple[Item, Question]], confusions: Confusions, spread: float, repeats: int
) -> float:
    """Return the mean rank correlation of the items' estimated difficulty with the share that fails them."""
    found = []
    for repeat in range(repeats):
        rng = Random(f"estimate {repeat}")
        drawn = rng.sample(playable, min(ESTIMATED, len(playable)))
        answers = sit(rng, [each for _, each in drawn], confusions, STUDENTS, spread=spread)
        failed = [1 - fmean(column) for column in zip(*answers, strict=True)]
        found.append(spearman([item.difficulty for item, _ in drawn], failed))
    return fmean(found)
