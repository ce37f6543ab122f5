"""The figures of item analysis: worked by hand, and against girth and SciPy.

Both are imported in the tests that ask them: it takes half a second, and every worker reads this file.
"""

from __future__ import annotations

import math
from random import Random

import pytest

from quiz.results.analysis import analysed
from quiz.results.figures import Interval, alpha, correlation, feldt, fisher, wilson
from quiz.results.sheet import Sheet

# Five learners by four questions, each of which tells one learner more from the rest.
STAIRS = [[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]]


def sheet_of(rows: list[list[float | None]]) -> Sheet:
    sheet = Sheet("table of scores", given=False)
    for number, row in enumerate(rows):
        learner = sheet.learner(f"learner {number}")
        for question, score in enumerate(row):
            column = sheet.column(str(question), str(question))
            if score is not None:
                column.put(learner, None, score)
    for column in sheet.columns.values():
        column.fill(len(rows))
    return sheet


def scores_of(seed: int, learners: int, questions: int, *, gaps: float = 0.0) -> list[list[float | None]]:
    """Return scores of 0 and 1 by learners who differ, some of them not put all questions."""
    random = Random(seed)
    rows: list[list[float | None]] = []
    for _ in range(learners):
        able = random.gauss(0, 1)
        chances = [1 / (1 + math.exp(question / 4 - 1 - able)) for question in range(questions)]
        rows.append(
            [None if random.random() < gaps else float(random.random() < chance) for chance in chances]
        )
    return rows


def test_five_learners_by_hand() -> None:
    found = analysed(sheet_of(STAIRS))  # type: ignore[arg-type]
    assert [question.share.value for question in found.questions] == [0.8, 0.6, 0.4, 0.2]
    # Sums 4, 3, 2, 1, 0: mean 2, squares of the distances 4 + 1 + 0 + 1 + 4 = 10, variance 10 / 5 = 2.
    # Sum of p q: .16 + .24 + .24 + .16 = .8. KR-20 = 4 / 3 * (1 - .8 / 2) = .8.
    assert found.whole
    assert found.reliability is not None
    assert found.reliability.value == pytest.approx(0.8)
    # Question 1: scores 1 1 1 1 0, rests 3 2 1 0 0. Products 6 - 5 * .8 * 1.2 = 1.2; squares .8 and
    # 14 - 5 * 1.44 = 6.8. r = 1.2 / sqrt(.8 * 6.8) = 1.2 / 2.3324 = .5145.
    # Question 2: scores 1 1 1 0 0, rests 3 2 1 1 0. 6 - 5 * .6 * 1.4 = 1.8; 1.2 and 15 - 9.8 = 5.2.
    # r = 1.8 / sqrt(1.2 * 5.2) = 1.8 / 2.4980 = .7206. Questions 3 and 4 are 2 and 1 upside down.
    by_hand = [0.5145, 0.7206, 0.7206, 0.5145]
    values = [question.discrimination.value for question in found.questions if question.discrimination]
    assert values == pytest.approx(by_hand, abs=5e-5)
    # Fisher, n = 5: z = atanh(.5145) = .5689, half 1.9600 / sqrt(2) = 1.3859; tanh(-.8170), tanh(1.9548).
    first = found.questions[0].discrimination
    assert first is not None
    assert first.interval == pytest.approx((-0.6734, 0.9607), abs=5e-4)
    # Wilson, 4 of 5: z^2 = 3.8415; middle .8 + .38415 = 1.18415; half 1.96 * sqrt(.032 + .038415) = .5201;
    # both by 1 + .7683: .6640 / 1.7683 = .3755 and 1.7042 / 1.7683 = .9638.
    assert found.questions[0].share.interval == pytest.approx((0.3755, 0.9638), abs=5e-5)
    # Means 1, .75, .5, .25, 0: variance (.25 + .0625) * 2 / 4 = .15625, deviation .3953.
    assert (found.mean, found.deviation) == (pytest.approx(0.5), pytest.approx(0.3953, abs=5e-5))
    # Feldt: 1 - .2 * F(4, 12) at .975, 4.1212, and at .025, .1143.
    assert found.reliability.interval == pytest.approx((0.1758, 0.9771), abs=5e-5)


def test_parts_of_points_by_hand() -> None:
    # Sums 1.5, 1, .5: variance 1/6. Each question: scores .5 or 1, 0: variances of (1, .5, 0) 1/6 and of
    # (.5, .5, .5) 0. Alpha = 2 * (1 - (1/6) / (1/6)) = 0.
    found = analysed(sheet_of([[1, 0.5], [0.5, 0.5], [0, 0.5]]))
    assert not found.whole
    assert found.reliability is not None
    assert found.reliability.value == pytest.approx(0, abs=1e-12)
    # What does not vary goes with nothing.
    assert [question.discrimination for question in found.questions] == [None, None]


@pytest.mark.parametrize("seed", range(4))
def test_girth_says_the_same(seed: int) -> None:
    import numpy as np
    from girth.common import cronbach_alpha
    from girth.utilities import classical_test_statistics

    rows = scores_of(seed, 60 + 40 * seed, 5 + 7 * seed)
    found = analysed(sheet_of(rows))
    theirs = classical_test_statistics(np.array(rows, dtype=int).T, 0, 1)
    assert [question.share.value for question in found.questions] == pytest.approx(theirs["Mean"])
    assert [
        question.discrimination and question.discrimination.value for question in found.questions
    ] == pytest.approx(theirs["Item-Score Correlation"])
    assert found.reliability is not None
    assert found.reliability.value == pytest.approx(cronbach_alpha(np.array(rows, dtype=int).T))


def test_girth_says_the_same_where_not_everyone_was_put_everything() -> None:
    import numpy as np
    from girth.common import cronbach_alpha
    from girth.utilities import INVALID_RESPONSE, classical_test_statistics

    rows = scores_of(7, 80, 12, gaps=0.2)
    found = analysed(sheet_of(rows))
    marked = np.array([[INVALID_RESPONSE if score is None else int(score) for score in row] for row in rows])
    theirs = classical_test_statistics(marked.T, 0, 1)
    assert [question.answers for question in found.questions] == list(theirs["Item Counts"])
    assert [question.share.value for question in found.questions] == pytest.approx(theirs["Mean"])
    assert [
        question.discrimination and question.discrimination.value for question in found.questions
    ] == pytest.approx(theirs["Item-Score Correlation"])
    # Reliability is of those who were put all.
    whole = [row for row in rows if None not in row]
    assert found.complete == len(whole) > 1
    assert found.reliability is not None
    assert found.reliability.value == pytest.approx(cronbach_alpha(np.array(whole, dtype=int).T))


def test_scipy_says_the_same_of_intervals() -> None:
    from scipy import stats

    random = Random(5)
    for number in (1, 2, 29, 30, 400):
        for right in {0, 1, number // 3, number}:
            theirs = stats.binomtest(right, number).proportion_ci(method="wilson")
            assert wilson(right / number, number) == pytest.approx((theirs.low, theirs.high))
    for number in (4, 30, 500):
        one = [random.random() for _ in range(number)]
        other = [value + random.gauss(0, 0.4) for value in one]
        pearson = stats.pearsonr(one, other)
        found = correlation(one, other)
        assert found == pytest.approx(pearson.statistic)
        interval = pearson.confidence_interval(0.95)
        assert fisher(pearson.statistic, number) == pytest.approx((interval.low, interval.high))
        taken = [int(value > min(one)) for value in one]
        assert correlation(taken, other) == pytest.approx(stats.pointbiserialr(taken, other).statistic)
    for learners, questions in ((2, 2), (5, 4), (30, 20), (300, 60), (100_000, 30)):
        for value in (-0.5, 0.0, 0.8):
            freedom = learners - 1, (learners - 1) * (questions - 1)
            bounds = [1 - (1 - value) * stats.f.ppf(share, *freedom) for share in (0.975, 0.025)]
            assert feldt(value, learners, questions) == pytest.approx(bounds)


def test_where_there_is_no_figure() -> None:
    assert correlation([1.0], [1.0]) is None
    assert correlation([1.0, 1.0], [0.0, 1.0]) is None
    assert fisher(0.5, 3) is None
    assert fisher(1.0, 40) == Interval(1.0, 1.0)
    assert alpha([[1.0, 0.0]]) is None
    assert alpha([[1.0], [0.0]]) is None
    assert alpha([[1.0, 0.0], [0.0, 1.0]]) is None
