"""What a class mixes up, on the graph."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from quiz.grade import grade
from quiz.learner.confusions import Contrasts, Mixup, Names, confused
from quiz.learner.outcome import mixed_up
from quiz.results.ours import response_of
from quiz.session import Answer

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.learner.confusions import Confusion
    from quiz.results.sheet import Column, Sheet

__all__ = ["ClassMixup", "class_mixups"]

# So many pairs are told, the most frequent ones.
MOST = 20


class ClassMixup(NamedTuple):
    """Two things that a class takes for each other, and sentences on what tells them apart."""

    confusion: Confusion
    apart: tuple[str, ...]


def class_mixups(graph: KnowledgeGraph, sheet: Sheet) -> list[ClassMixup]:
    """Return what was taken for what in questions of ours, the most frequent pair first."""
    times: Counter[tuple[str, str]] = Counter()
    for column in sheet.columns.values():
        times.update(_mixed_up(column))
    # One day stands for all: nobody of the class has forgotten more than another.
    rows = [Mixup(right, taken, 0, number, 0) for (right, taken), number in sorted(times.items())]
    found = confused(rows, Names(graph), 0)[:MOST]
    if not found:
        return []
    contrasts = Contrasts(graph)
    return [ClassMixup(each, contrasts.contrast(each.pair).words) for each in found]


def _mixed_up(column: Column) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    if column.item is None:
        return found
    given = Counter(column.codes)
    for response, code in column.responses.items():
        meant = response_of(column.item, response)
        if meant is not None:
            graded = grade(column.item, meant)
            if isinstance(meant, str) and graded.score:
                continue  # who names the group for its member has not mixed them up
            for pair in mixed_up(column.item, Answer(0, meant, graded.score, graded.right, 0)):
                found[pair] += given[code]
    return found
