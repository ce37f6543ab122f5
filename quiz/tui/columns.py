"""One side of a neighbourhood as lines of a column that scrolls: a verb, and under it what it joins."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.fit import cut, folded
from quiz.tui.edges import heading, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.ego import Edge

__all__ = ["Column", "Line"]

# A label or a verb takes so many lines at most.
MOST = 2
MARK = 2


class Line(NamedTuple):
    """A line of a column: `edge` is the number of the edge that is named on it, None where a verb stands.

    `opens` is set on the first line of a verb or a name. `quiet` is what narrows the edge, after `text`.
    `doubt` is the word for a status that is not plain, on all lines of such a verb.
    """

    text: str
    edge: int | None
    opens: bool
    quiet: str = ""
    doubt: str = ""


class Shown(NamedTuple):
    """The lines of a column that fit, and how many edges there are above and below them."""

    lines: list[Line]
    above: int
    below: int


class Column:
    """The edges of one side, laid out in so many cells; edges of the same verb and standing share a head."""

    def __init__(self, edges: Sequence[Edge], width: int, *, right: bool) -> None:
        self.right = right
        self._lines: list[Line] = []
        self._heads: list[Line] = []
        self._head_of: list[int] = []
        self._place: list[tuple[int, int]] = []
        self._top = 0
        last = None
        for number, edge in enumerate(edges):
            head = heading(edge, right=right)
            if (edge.relation, head) != last:
                last = (edge.relation, head)
                self._heads.append(Line(cut(head, width), None, True, doubt=edge.doubt))
                self._add([Line(text, None, False, doubt=edge.doubt) for text in folded(head, width, MOST)])
            begun = len(self._lines)
            self._add(_name(edge, number, width - MARK))
            self._place.append((begun, len(self._lines) - 1))

    def _add(self, lines: list[Line]) -> None:
        self._lines += [lines[0]._replace(opens=True), *lines[1:]]
        self._head_of += [len(self._heads) - 1] * len(lines)

    def __len__(self) -> int:
        return len(self._lines)

    def shown(self, height: int, highlighted: int | None) -> Shown:
        """Return what fits into so many lines, moved just so far that the highlighted edge is in view.

        A verb stays in view as long as something under it is. Where not all fits, the last line is left free.
        """
        if len(self) <= height:
            self._top = 0
            return Shown(self._lines, 0, 0)
        room = height - 1
        if highlighted is not None:
            first, last = self._place[highlighted]
            self._top = max(min(self._top, first - 1), last - room + 1)
        self._top = max(0, min(self._top, len(self) - room))
        lines = self._lines[self._top : self._top + room]
        above = sum(last < self._top for _, last in self._place)
        if lines[0].edge is not None or not lines[0].opens:
            hidden = lines[0].edge
            lines[0] = self._heads[self._head_of[self._top]]
            if hidden is not None and self._place[hidden][1] == self._top:
                above += 1
        below = sum(first >= self._top + room for first, _ in self._place)
        return Shown(lines, above, below)


def _name(edge: Edge, number: int, width: int) -> list[Line]:
    """Return the lines that name the other end of an edge; what narrows it is quiet where it fits."""
    label, quiet = named(edge)
    lines = folded(label + quiet, width, MOST)
    found = []
    left = len(label)
    for text in lines:
        own = text[: max(left, 0)]
        left -= len(text) + 1
        found.append(Line(own, number, False, text[len(own) :]))
    return found
