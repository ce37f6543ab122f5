"""What the first room tells of the day, in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from kg.inwords import counted
from quiz.charts import bar, columns
from quiz.inwords import WEEKDAYS, known, short_day
from quiz.limits import DEFAULT_NUMBER
from quiz.tui.text import styled
from quiz.tui.widgets.lists import Pane

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.app import ComposeResult

    from kg.graph import KnowledgeGraph
    from quiz.learner.outlook import Outlook
    from quiz.learner.planner import Plan
    from quiz.tui.text import Part

__all__ = ["Facts", "ahead", "holds"]

BAR = 20
# So many weak spots are named.
NAMED = 3
# How high the columns of what comes due are, and how wide each is.
HIGH, WIDE = 6, 4

Lines = list[list["Part"]]


class Facts(Pane):
    """Lines that scroll where there is no room for all of them."""

    def compose(self) -> ComposeResult:
        """Yield the lines."""
        yield Static(id="lines")

    def tell_day(self, answered: int, planned: int) -> None:
        """Tell what is known before the graph is there."""
        self._show([_bar(answered, planned)])

    def tell_fault(self, words: str) -> None:
        """Tell why there is nothing to tell."""
        self._show([[("✗ ", "$text-error bold"), words]])

    def tell(self, seen: Outlook, labels: tuple[str, ...], keys: Mapping[str, str]) -> None:
        """Tell all; `labels` are of what is mixed up, and `keys` what is pressed for each action."""
        lines = _day(seen, labels, keys) if seen.progress.answers else _welcome(seen.plan, keys)
        self._show([*lines])

    def _show(self, lines: Lines) -> None:
        parts = [part for line in lines for part in (*line, "\n")]
        self.query_one("#lines", Static).update(styled(*parts[:-1]))


def _welcome(plan: Plan, keys: Mapping[str, str]) -> Iterator[list[Part]]:
    """Yield what this is and how to begin, to who has answered nothing yet."""
    yield [("Welcome. ", "bold"), "Myograph asks about muscles, their disorders and exercises."]
    yield ["Each answer shows who says so, in which words, and how sure that is."]
    yield ["Three ways to begin:"]
    yield _way(keys["today.due"], f"what the plan puts first: up to {plan.answers_per_day} questions a day")
    yield _way(keys["today.new"], f"a quiz of {DEFAULT_NUMBER} questions on anything in the graph")
    yield _way(keys["go.explore"], "no question yet: look around in the graph")


def _way(key: str, words: str) -> list[Part]:
    return [(f"  {key}  ", "$text-accent bold"), words]


def _day(seen: Outlook, labels: tuple[str, ...], keys: Mapping[str, str]) -> Iterator[list[Part]]:
    from kg.showable import one_line

    made, told = seen.plan, seen.progress
    yield _bar(made.answered_today, made.answers_per_day)
    yield _fact("Due", _due(seen, keys))
    current, longest = told.streak
    yield _fact(
        "Streak",
        f"{counted(current, 'study day')}, longest {longest:,}. One day off a week does not end it.",
    )
    if made.exam_day is not None:
        yield _fact("Exam", _exam(made))
    if seen.topics:
        yield _fact("Next", f"{', '.join(map(one_line, seen.topics))}.")
    if told.weak:
        names = [one_line(row.topic.label) for row in told.weak]
        more = f", and {len(names) - NAMED} more" if len(names) > NAMED else ""
        yield _fact("Weak", f"{', '.join(names[:NAMED])}{more}.")
    if labels:
        more = f", and {counted(seen.mixed_up - 1, 'other pair')}" if seen.mixed_up > 1 else ""
        yield _fact("Mixed up", f"{' and '.join(labels)}{more}.")


def _fact(name: str, words: str) -> list[Part]:
    return [(f"{name}: ", "bold"), words]


def _bar(answered: int, planned: int) -> list[Part]:
    drawn = bar(answered, planned, BAR)
    if answered >= planned:
        return [drawn, (" ✓ ", "$text-success bold"), f"All done for today: {answered} of {planned} answers."]
    return [drawn, f" {answered} of {planned} answers today"]


def _due(seen: Outlook, keys: Mapping[str, str]) -> str:
    """Return what is due, or what there is instead."""
    made = seen.plan
    if made.due:
        return f"{made.due:,} now, {made.due_this_week:,} within a week."
    if seen.next_due is None:
        words = "nothing."
    else:
        days = seen.next_due - made.day
        words = (
            f"nothing. Next on {short_day(seen.next_due)}, {'tomorrow' if days == 1 else f'in {days} days'}."
        )
    if made.first:
        words += f" {keys['today.due']} asks what is new."
    return words


def _exam(made: Plan) -> str:
    """Return when the exam is, what share is known then, likely, and how much has been asked by then."""
    assert made.exam_day is not None
    left = made.days_left or 0
    words = f"{short_day(made.exam_day)}, {'tomorrow' if left == 1 else f'in {left} days'}"
    expected = made.expected
    if expected is None:
        return f"{words}."
    words += f": {100 * expected.recall:.0f} % known ({known(expected.low, expected.high)})"
    return f"{words}, {expected.reached:,} of {expected.claims:,} asked."


def ahead(seen: Outlook) -> list[str]:
    """Return what comes due a day, for where there is room to show it; nothing before the first answer."""
    told = seen.progress
    if not told.answers:
        return []
    days = range(told.today, told.today + len(told.forecast))
    names = [WEEKDAYS[(day - 1) % len(WEEKDAYS)] for day in days]
    return ["Due a day:", *columns(told.forecast, [names], WIDE * len(days), HIGH)]


def holds(graph: KnowledgeGraph) -> str:
    """Return how much the graph holds, and which sources are asked from."""
    from kg.model import AskUse
    from kg.showable import one_line

    claims = graph.claims()
    marked = {mark.source for mark in graph.marks}
    asked = {claim.source for claim in claims if AskUse.ATTRIBUTED in claim.ask} & marked
    sources = sorted(one_line(graph.sources[source].label) for source in asked)
    return (
        f"The graph: {len(graph.entities)} things, {len(claims):,} claims. Asked from: {', '.join(sources)}."
    )
