"""What the lists of the progress room hold: topics and relations, what is mixed up, what is weak."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kg.fit import cut, padded
from kg.inwords import counted
from kg.showable import one_line
from quiz.charts import interval
from quiz.inwords import ago, known, times
from quiz.tui.widgets.listed import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.graph import KnowledgeGraph
    from quiz.learner.confusions import Confusion, Contrast
    from quiz.learner.progress import Leech, Progress, Row
    from quiz.tui.text import Part

__all__ = ["CLAIM", "ENTITY", "MIXED", "RELATION", "SOURCE", "mastery", "mixed", "weak"]

# What the id of a line begins with: it says what the rest is the id of.
ENTITY, SOURCE, RELATION, CLAIM, MIXED = "entity:", "source:", "relation:", "claim:", "mixed:"
_OF_KIND = {"Source": SOURCE, "Relation": RELATION}

# Columns of an interval in words, and of how many claims are asked, due and learned.
WORDS, ASKED, DUE, LEARNED = 19, 9, 5, 8
SHORTEST, LONGEST = 10, 24
# From so many columns on, what is due and learned stands in columns of its own.
WIDE = 66


def mastery(told: Progress) -> list[Entry]:
    """Return the topics, then the relations, each with how much of it is known."""
    begun = [row for row in told.relations if row.standing.asked]
    entries = [_head("Topic"), *map(_of_row, told.topics)]
    if begun:
        entries += [_head("Relation"), *map(_of_row, begun)]
    left = [one_line(row.topic.label) for row in told.relations if not row.standing.asked]
    if left:
        entries.append(_note(f"Relations not begun: {', '.join(left)}."))
    return entries


def _note(words: str) -> Entry:
    return Entry(None, lambda _: [(words, "$text-muted")])


def _head(name: str) -> Entry:
    return Entry(None, partial(_drawn_head, name))


def _drawn_head(name: str, width: int) -> list[Part]:
    label, line = _widths(width)
    words = padded(name, label) + " " + padded("known, 0 to 100 %", line + 1 + WORDS)
    words += padded("asked", ASKED, right=True)
    if width >= WIDE:
        words += padded("due", DUE, right=True) + padded("learned", LEARNED, right=True)
    return [(words, "bold")]


def _widths(width: int) -> tuple[int, int]:
    """Return the columns of a label and of the interval beside it."""
    rest = width - 2 - WORDS - ASKED - (DUE + LEARNED if width >= WIDE else 0)
    line = min(max(rest // 3, SHORTEST), LONGEST)
    return max(rest - line, 1), line


def _of_row(row: Row) -> Entry:
    return Entry(_id(row), partial(_drawn_row, row), _row_words(row))


def _id(row: Row) -> str:
    return _OF_KIND.get(row.topic.kind, ENTITY) + row.topic.id


def _drawn_row(row: Row, width: int) -> list[Part]:
    label, line = _widths(width)
    standing = row.standing
    parts: list[Part] = [padded(one_line(row.topic.label), label), " "]
    if standing.low is None or standing.share is None or standing.high is None:
        parts.append(("·" * line, "$text-muted"))
    else:
        parts.append(interval(standing.low, standing.share, standing.high, line))
    words = known(standing.low, standing.high)
    if standing.mastered:
        mark = "✓ mastered"
        parts += [f" {words} ", (mark, "$text-success"), " " * (WORDS - len(words) - 1 - len(mark))]
    else:
        parts.append(f" {padded(words, WORDS)}")
    parts.append(padded(f"{standing.asked}/{standing.total}", ASKED, right=True))
    if width >= WIDE:
        parts.append(f"{row.due:>{DUE},}{row.learned:>{LEARNED},}")
    return parts


def _row_words(row: Row) -> str:
    standing = row.standing
    words = f"{one_line(row.topic.label)}: {standing.asked:,} of {counted(standing.total, 'claim')} asked, "
    words += f"{row.due:,} due, {row.learned:,} learned. "
    if standing.share is None:
        words += "Not enough answers yet to tell how much you know."
    else:
        words += f"{known(standing.low, standing.high)} known, most likely {100 * standing.share:.0f} %."
    return words + (" Mastered." if standing.mastered else "")


def mixed(graph: KnowledgeGraph, told: Progress, apart: Mapping[tuple[str, str], Contrast]) -> list[Entry]:
    """Return the pairs that were mixed up, with what tells the two apart."""
    if not told.confusions:
        return [_note("Nothing is mixed up, as far as your answers show.")]
    return [
        Entry(
            MIXED + str(place),
            partial(_drawn_pair, each, _labels(graph, each), told.today),
            "\n".join(map(one_line, apart[each.pair].words)),
        )
        for place, each in enumerate(told.confusions)
    ]


def _labels(graph: KnowledgeGraph, confusion: Confusion) -> str:
    return " and ".join(one_line(graph.entity(name).label) for name in confusion.pair)


def _drawn_pair(confusion: Confusion, labels: str, today: int, width: int) -> list[Part]:
    often = times(confusion.times)
    if confusion.cleared:
        sign, state, style = "✓", "cleared up since", "$text-success"
    else:
        sign, state, style = "✗", f"last {ago(today - confusion.last_day)}", "$text-warning"
    label = max(width - 2 - 12 - 18, 1)
    return [(f"{sign} ", style), padded(labels, label), padded(often, 12, right=True), f"  {cut(state, 16)}"]


def weak(graph: KnowledgeGraph, told: Progress) -> list[Entry]:
    """Return what is surely below the line, and the claims that were forgotten again and again."""
    return [*_weak(graph, told)]


def _weak(graph: KnowledgeGraph, told: Progress) -> Iterator[Entry]:
    if told.weak:
        yield _head("Weak spots")
        yield from map(_of_row, told.weak)
    else:
        yield _note("No topic is surely weak.")
    if told.leeches:
        yield Entry(None, lambda _: [("Forgotten again and again", "bold")])
    for leech in told.leeches:
        yield Entry(
            CLAIM + leech.claim,
            partial(_drawn_leech, leech),
            "\n".join(map(one_line, _leech_words(graph, leech))),
        )
    if told.suspended:
        yield _note(f"{counted(told.suspended, 'claim')} set aside; myograph suspend --list tells which.")


def _drawn_leech(leech: Leech, width: int) -> list[Part]:
    often = times(leech.lapses)
    return [padded(one_line(leech.explanation[0]), max(width - len(often) - 1, 1)), f" {often}"]


def _leech_words(graph: KnowledgeGraph, leech: Leech) -> Iterator[str]:
    yield from leech.explanation[:2]
    if leech.taken is not None:
        yield f"Confused with: {graph.entity(leech.taken).label}."
    if leech.words is not None:
        yield f"What tells them apart: {leech.words}"
    elif leech.fact is not None:
        yield leech.fact
    yield leech.advice
