"""What the planner gains beside other ways to choose what is asked: losses, too."""

from __future__ import annotations

import math
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import TYPE_CHECKING

from benchmarks.figures import DRAW, LOSS, WIN, Found, Match
from benchmarks.learners import GUESS, KNOWN, STRANGERS, TRUTHS
from benchmarks.page import prose, table
from benchmarks.policies import BASELINES, OURS, POLICIES, Planner, Regime

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from benchmarks.figures import Setting
    from benchmarks.learners import Learner
    from benchmarks.policies import Policy

LEARNERS, QUICK = 30, 2
# What a learner follows from, with its number. Others were used to work the planner out.
SEED = "figures"
AFTER = 30
REGIMES = {
    "200 facts, 60 days, 40 a day": Regime(200, 60, 40),
    "600 facts, 60 days, 40 a day": Regime(600, 60, 40),
    "300 facts, 42 days, 20 a day": Regime(300, 42, 20),
    "600 facts, 180 days, 40 a day": Regime(600, 180, 40),
}
QUICK_REGIMES = {"40 facts, 12 days, 8 a day": Regime(40, 12, 8)}
# When the forecast is asked: on the first morning, and half-way.
MOMENTS = {"first day": 0.0, "half-way": 0.5}
# Why ours is behind, by truth: of DSR, where the exam is over.
WHY = {
    "half-life": "spacing pays nothing there, a failed question teaches nothing, and ours rests on both",
    "DSR": "ours plans for the exam day, not for what comes after",
    "ACT-R, real time": "hardly anything lasts there; to ask each fact equally often is nearly all there is",
}


@dataclass(frozen=True, slots=True)
class Term:
    """What one learner knew after a term: mean true recall on the exam day and 30 days later.

    `forecasts` holds what the planner foresaw: mean, low and high, by moment; empty for the others.
    """

    exam: float
    later: float
    forecasts: Mapping[str, tuple[float, float, float]]


def term(learner: Learner, policy: Policy, regime: Regime) -> Term:
    """Let a learner study by a policy until the exam. Raises `ValueError` where a day is not filled."""
    forecasts = {}
    for day in range(regime.days):
        for moment, share in MOMENTS.items():
            if isinstance(policy, Planner) and day == int(share * regime.days):
                told = policy.forecast(day)
                forecasts[moment] = told.recall, told.low, told.high
        asked = policy.choose(day)
        if len(set(asked)) != regime.answers or len(asked) != regime.answers:
            raise ValueError(f"{type(policy).__name__} asks {len(asked)} on day {day}, not {regime.answers}")
        for fact in asked:
            policy.told(fact, day, right=learner.ask(fact, day))
    exam, later = (
        fmean(learner.recall(fact, regime.days + after) for fact in range(regime.facts))
        for after in (0, AFTER)
    )
    return Term(exam, later, forecasts)


def terms(truth: str, regime: Regime, number: int, seed: str = SEED) -> dict[str, Term]:
    """Return the terms of one learner, lived through once by each policy."""
    seed, kind = f"{seed} {number}", {**TRUTHS, **STRANGERS}[truth]
    return {
        name: term(kind(regime.facts, seed), policy(regime, seed), regime)
        for name, policy in POLICIES.items()
    }


def half_width(values: Sequence[float]) -> float:
    """Return half the width of the 95 % interval of the mean, by Student's distribution.

    >>> round(half_width([0.0] * 15 + [1.0] * 15), 3)
    0.19
    """
    normal, free = 1.959964, len(values) - 1
    # The first two terms of the quantile's expansion: good to 0.3 % from ten values on.
    student = normal + (normal**3 + normal) / (4 * free)
    student += (5 * normal**5 + 16 * normal**3 + 3 * normal) / (96 * free**2)
    return student * stdev(values) / math.sqrt(len(values))


@dataclass(frozen=True, slots=True)
class Verdict:
    """How ours compares with another, learner by learner: the mean difference and half its interval."""

    other: str
    difference: float
    half_width: float

    @property
    def mark(self) -> str:
        """Return ✓ where ours is better, ✗ where it is worse, = where the interval leaves it open."""
        if self.difference - self.half_width > 0:
            return WIN
        return LOSS if self.difference + self.half_width < 0 else DRAW

    @property
    def told(self) -> str:
        """Return the difference with half its interval."""
        return f"{self.difference:+.3f} ± {self.half_width:.3f}"


def verdict(values: Mapping[str, Sequence[float]], other: str) -> Verdict:
    """Return how ours compares with another, by values by policy: one a learner, in one order."""
    paired = [ours - theirs for ours, theirs in zip(values[OURS], values[other], strict=True)]
    return Verdict(other, fmean(paired), half_width(paired))


def best_other(values: Mapping[str, Sequence[float]]) -> str:
    """Return which of the others is the best on average."""
    return max(BASELINES, key=lambda name: fmean(values[name]))


Runs = dict[tuple[str, str], list[dict[str, Term]]]


def run(truths: Iterable[str], setting: Setting) -> Runs:
    """Return the terms of all learners, by truth and regime."""
    found: Runs = {}
    learners, regimes = setting.pick(LEARNERS, QUICK), setting.pick(REGIMES, QUICK_REGIMES)
    with ProcessPoolExecutor(setting.processes) as pool:
        waiting = {
            (truth, name): [pool.submit(terms, truth, regime, number) for number in range(learners)]
            for truth in truths
            for name, regime in regimes.items()
        }
        for cell, futures in waiting.items():
            found[cell] = [future.result() for future in futures]
            setting.progress(", ".join(cell))
    return found


def policies(setting: Setting) -> Found:
    """Measure what the planner gains with the kinds of learners that it was built for."""
    runs = run(TRUTHS, setting)
    lines = prose(f"""
        {setting.pick(LEARNERS, QUICK)} artificial learners for each truth (`benchmarks/learners.py`),
        the same ones for every policy; no evidence about people. Every policy gives the same number of
        answers on every day, and asks no fact twice on one. It sees right or wrong; who does not know is
        right in {100 * GUESS:.0f} % of cases. Of the facts, {100 * KNOWN:.0f} % are known beforehand.
    """)
    lines += prose("""
        *DSR*: difficulty, stability and retrievability as in FSRS-6, with parameters of their own for each
        learner and an ease for each fact. *ACT-R*: activation after Pavlik and Anderson (2005) with their
        constants; between study days time runs at 0.025 of its speed, as theirs does. *ACT-R, real time*: the
        same without that, where hardly anything lasts.
    """)
    lines += prose(f"""
        The planner is not told which one it faces. It holds FSRS's default parameters and sets them right by
        the answers (`quiz/learner/pace.py`). It was worked out and tuned on other learners of all three
        truths: those of the seeds `dev` and `tune`; here they are those of `{SEED}`. So it has not seen these
        learners, but it was built with their kinds in view.
    """)
    return Found(
        [*lines, *_told(runs)], [], list(_matches(runs)), f"`{SEED}`, with the number of the learner"
    )


def strangers(setting: Setting) -> Found:
    """Measure the same with a kind of learner that it was not built for."""
    runs = run(STRANGERS, setting)
    lines = prose("""
        The same with a kind of learner that was written down when the planner was finished, and was
        not used to change it. *Half-life*: forgetting is exponential; a half-life grows with each
        recall, however long the wait was, and a question that is failed teaches next to nothing.
        What the planner rests on, that spacing pays and that repetition makes up for failing, does
        not hold here.
    """)
    return Found(
        [*lines, *_told(runs)], [], list(_matches(runs)), f"`{SEED}`, with the number of the learner"
    )


def _told(runs: Runs) -> list[str]:
    lines: list[str] = []
    for title, of in SEEN.items():
        lines += prose(f"""
            Mean true recall {title} ± half the 95 % interval; the best in bold. The last column compares ours
            with the best of the others, learner by learner: ✓ better, = within the interval, ✗ worse.
        """)
        lines += [*_recall_table(runs, of), ""]
    lines += prose("""
        What the planner foresaw for the exam day, as of the first morning and of the one half-way: the mean,
        and for how many learners what came lay within the range that was told (nine in ten are wanted).
    """)
    return [*lines, *_forecast_table(runs)]


def _exam(one: Term) -> float:
    return one.exam


def _later(one: Term) -> float:
    return one.later


SEEN: dict[str, Callable[[Term], float]] = {"on the exam day": _exam, f"{AFTER} days later": _later}


def _matches(runs: Runs) -> Iterable[Match]:
    """Yield how ours did beside each of the others: for each kind of learner, regime and moment."""
    for (truth, regime), learners in runs.items():
        for when, of in SEEN.items():
            values = {name: [of(learner[name]) for learner in learners] for name in POLICIES}
            for name in BASELINES:
                compared = verdict(values, name)
                what = f"{truth}, {regime}, {when}"
                why = "" if (truth, of) == ("DSR", _exam) else WHY.get(truth, "")
                yield Match(name, what, compared.mark, compared.told, why)


def _recall_table(runs: Runs, of: Callable[[Term], float]) -> list[str]:
    rows = []
    for (truth, regime), learners in runs.items():
        values = {name: [of(learner[name]) for learner in learners] for name in POLICIES}
        means = {name: fmean(each) for name, each in values.items()}
        top = max(means.values())
        cells = []
        for name, mean in means.items():
            bold = "**" if mean == top else ""
            cells.append(f"{bold}{mean:.3f}{bold} ± {half_width(values[name]):.3f}")
        told = verdict(values, best_other(values))
        compared = f"{told.mark} {told.told} ({told.other})"
        rows.append([truth, regime, *cells, compared])
    return table(["truth", "regime", *POLICIES, "ours − best other"], rows)


def _forecast_table(runs: Runs) -> list[str]:
    rows = []
    for (truth, regime), learners in runs.items():
        ours = [learner[OURS] for learner in learners]
        cells = []
        for moment in MOMENTS:
            told = [each.forecasts[moment] for each in ours]
            inside = sum(low <= each.exam <= high for each, (_, low, high) in zip(ours, told, strict=True))
            cells += [f"{fmean(mean for mean, *_ in told):.3f}", f"{inside} of {len(ours)}"]
        rows.append([truth, regime, f"{fmean(each.exam for each in ours):.3f}", *cells])
    heads = [head for moment in MOMENTS for head in (f"foreseen, {moment}", "in range")]
    return table(["truth", "regime", "came", *heads], rows)
