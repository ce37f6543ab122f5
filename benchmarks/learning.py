"""Figures of the planner, losses too, and its part of docs/benchmarks.md.

    python -m benchmarks.learning [--only PART]… [--learners N] [--processes N] [--write]

It prints what it measures, and says on stderr where it is. `--write` puts each part that was measured into
docs/benchmarks.md and leaves the others as they were. `--learners` below 30 is for trying things out.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, stdev
from typing import TYPE_CHECKING

from benchmarks import answerlog
from benchmarks.learners import GUESS, KNOWN, STRANGERS, TRUTHS
from benchmarks.page import prose, put, table
from benchmarks.policies import BASELINES, OURS, POLICIES, Planner, Regime

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from benchmarks.learners import Learner
    from benchmarks.policies import Policy

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
LEARNERS = 30
# What a learner follows from, with its number. Others were used to work the planner out.
SEED = "figures"
AFTER = 30
REGIMES = {
    "200 facts, 60 days, 40 a day": Regime(200, 60, 40),
    "600 facts, 60 days, 40 a day": Regime(600, 60, 40),
    "300 facts, 42 days, 20 a day": Regime(300, 42, 20),
    "600 facts, 180 days, 40 a day": Regime(600, 180, 40),
}
# When the forecast is asked: on the first morning, and half-way.
MOMENTS = {"first day": 0.0, "half-way": 0.5}


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
    """How ours compares, learner by learner, with the best of the others on average."""

    best: str
    difference: float
    half_width: float

    @property
    def mark(self) -> str:
        """Return ✓ where ours is better, ✗ where it is worse, = where the interval leaves it open."""
        if self.difference - self.half_width > 0:
            return "✓"
        return "✗" if self.difference + self.half_width < 0 else "="


def verdict(values: Mapping[str, Sequence[float]]) -> Verdict:
    """Return the verdict on values by policy, each with one value a learner, in one order."""
    best = max(BASELINES, key=lambda name: fmean(values[name]))
    paired = [ours - other for ours, other in zip(values[OURS], values[best], strict=True)]
    return Verdict(best, fmean(paired), half_width(paired))


Runs = dict[tuple[str, str], list[dict[str, Term]]]


def run(truths: Iterable[str], learners: int, processes: int, progress: Callable[[str], None]) -> Runs:
    """Return the terms of all learners, by truth and regime."""
    found: Runs = {}
    with ProcessPoolExecutor(processes) as pool:
        waiting = {
            (truth, name): [pool.submit(terms, truth, regime, number) for number in range(learners)]
            for truth in truths
            for name, regime in REGIMES.items()
        }
        for cell, futures in waiting.items():
            found[cell] = [future.result() for future in futures]
            progress(", ".join(cell))
    return found


def policies(learners: int, processes: int, progress: Callable[[str], None]) -> list[str]:
    runs = run(TRUTHS, learners, processes, progress)
    lines = prose(f"""
        {learners} artificial learners for each truth (`benchmarks/learners.py`), the same ones for every
        policy; no evidence about people. Every policy gives the same number of answers on every day, and
        asks no fact twice on one. It sees right or wrong; who does not know is right in
        {100 * GUESS:.0f} % of cases. Of the facts, {100 * KNOWN:.0f} % are known beforehand.
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
    return [*lines, *_told(runs)]


def strangers(learners: int, processes: int, progress: Callable[[str], None]) -> list[str]:
    runs = run(STRANGERS, learners, processes, progress)
    lines = prose("""
        The same with a kind of learner that was written down when the planner was finished, and was
        not used to change it. *Half-life*: forgetting is exponential; a half-life grows with each
        recall, however long the wait was, and a question that is failed teaches next to nothing.
        What the planner rests on, that spacing pays and that repetition makes up for failing, does
        not hold here.
    """)
    return [*lines, *_told(runs)]


def _told(runs: Runs) -> list[str]:
    lines: list[str] = []
    for title, of in (("on the exam day", _exam), (f"{AFTER} days later", _later)):
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
        told = verdict(values)
        compared = f"{told.mark} {told.difference:+.3f} ± {told.half_width:.3f} ({told.best})"
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


# By name: what measures it, given the number of learners, of processes, and where to report progress.
PARTS: dict[str, Callable[[int, int, Callable[[str], None]], list[str]]] = {
    "policies": policies,
    "strangers": strangers,
    "log": answerlog.section,
}


def main() -> None:
    options = _options()
    began = time.perf_counter()

    def progress(where: str) -> None:
        print(f"{time.perf_counter() - began:6.0f} s  {where}", file=sys.stderr, flush=True)

    for name, measure in PARTS.items():
        if options.only and name not in options.only:
            continue
        lines = measure(options.learners, options.processes, progress)
        print("\n".join([f"## {name}", "", *lines]).strip(), end="\n\n", flush=True)
        if options.write:
            PAGE.write_text(put(PAGE.read_text("utf-8"), f"learning: {name}", lines), "utf-8")
    progress("done")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", action="append", choices=[*PARTS], metavar="PART")
    parser.add_argument("--learners", type=int, default=LEARNERS, metavar="N")
    parser.add_argument("--processes", type=int, default=2, metavar="N")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.learners < 2 or options.processes < 1:
        parser.error("at least 2 learners and 1 process are needed")
    if options.write and options.learners < LEARNERS:
        parser.error(f"what is written rests on at least {LEARNERS} learners")
    return options


if __name__ == "__main__":
    main()
