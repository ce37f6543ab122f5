"""A thing in the middle, what points at it on the left and what it points to on the right, as a drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.widget import Widget

from kg.fit import folded, padded
from quiz.tui.bindings import bindings
from quiz.tui.columns import Column
from quiz.tui.statuses import STYLES
from quiz.tui.text import styled
from quiz.tui.widgets.walking import Highlighted, Recentre

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.content import Content
    from textual.events import Click, MouseScrollDown, MouseScrollUp

    from kg.ego import Edge, Ego
    from quiz.tui.columns import Line

__all__ = ["EgoDrawing"]

LEFT, RIGHT = "left", "right"
_TURNED = {LEFT: RIGHT, RIGHT: LEFT}
# What a line from all edges of a side to the box looks like, by the arms it has in a cell.
_JOINTS = {
    "ud": "│", "udl": "┤", "udr": "├", "udlr": "┼", "dl": "┐", "dr": "┌", "dlr": "┬", "ul": "┘", "ur": "└",
    "ulr": "┴", "lr": "─", "l": "─", "r": "─",
}  # fmt: skip
_LINE = "$text-muted"
# By the word for the doubt, which is that of the status.
_VERB = {"": "$text-accent"} | {str(status): style for status, style in STYLES.items()}
_QUIET = "$text-muted"
_HERE = {
    True: "$block-cursor-foreground on $block-cursor-background bold",
    False: "$block-cursor-blurred-foreground on $block-cursor-blurred-background bold",
}
_Part = tuple[str, str]


class EgoDrawing(Widget, can_focus=True):
    """Draws a neighbourhood and lets the learner move about in it. Posts `Highlighted` and `Recentre`."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("drawing")

    def __init__(self) -> None:
        super().__init__(id="drawing")
        self._ego: Ego | None = None
        self._side: str | None = None
        self._at = {LEFT: 0, RIGHT: 0}
        self._columns: dict[str, Column] = {}
        self._laid_out = 0
        self._rows: dict[str, list[int | None]] = {}

    def show(self, ego: Ego, edge: Edge | None = None) -> None:
        """Draw another neighbourhood, with an edge of it highlighted, or the middle."""
        self._ego, self._side, self._columns = ego, None, {}
        self._at = {LEFT: 0, RIGHT: 0}
        for side in (LEFT, RIGHT):
            if edge is not None and edge in self._edges(side):
                self._side, self._at[side] = side, self._edges(side).index(edge)
        self.refresh()

    @property
    def edge(self) -> Edge | None:
        """The edge that is highlighted; None in the middle."""
        return None if self._side is None else self._edges(self._side)[self._at[self._side]]

    def _edges(self, side: str) -> tuple[Edge, ...]:
        return () if self._ego is None else self._ego.left if side == LEFT else self._ego.right

    def _look_at(self, side: str | None, place: int = 0) -> None:
        """Highlight an edge, or the middle, where there is one."""
        if side is not None:
            if not self._edges(side):
                return
            self._at[side] = min(max(place, 0), len(self._edges(side)) - 1)
        self._side = side
        self.refresh()
        self.post_message(Highlighted(self.edge))

    def action_move(self, by: int) -> None:
        """Move along a side; from the middle, into the right one, or into the left where that is empty."""
        if self._side is not None:
            self._look_at(self._side, self._at[self._side] + by)
        else:
            side = RIGHT if self._edges(RIGHT) else LEFT
            self._look_at(side, self._at[side])

    def action_turn(self, pages: int) -> None:
        """Move along a side by as much as is in view."""
        self.action_move(pages * max(self.size.height // 2, 1))

    def action_end(self, end: int) -> None:
        """Move to an end of a side."""
        self.action_move(end * max(len(self._edges(LEFT)), len(self._edges(RIGHT))))

    def action_side(self, side: str) -> None:
        """Move to a side, by way of the middle."""
        if self._side == _TURNED[side]:
            self._look_at(None)
        elif self._side is None:
            self._look_at(side, self._at[side])

    def action_go_there(self) -> None:
        """Put what is highlighted into the middle."""
        if self.edge is not None:
            self.post_message(Recentre(self.edge.other))

    def on_focus(self) -> None:
        """Show that keys move here."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that they do not."""
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Highlight what was clicked; go there where it was highlighted before."""
        side = LEFT if event.x < self._side_width else RIGHT
        if self._side_width <= event.x < self.size.width - self._side_width:
            self._look_at(None)
            return
        rows = self._rows.get(side, [])
        number = rows[event.y] if event.y < len(rows) else None
        if number is None:
            return
        if (side, number) == (self._side, self._at[side]):
            self.action_go_there()
        else:
            self._look_at(side, number)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Move down the side under the mouse."""
        self._scroll(event.x, 1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Move up the side under the mouse."""
        self._scroll(event.x, -1)

    def _scroll(self, x: int, by: int) -> None:
        side = LEFT if x < self.size.width // 2 else RIGHT
        self._look_at(side, self._at[side] + by)

    @property
    def _side_width(self) -> int:
        # A fifth is for the box; it has two edges, and on either side of it two cells hold the lines to it.
        return max((self.size.width - self.size.width // 5 - 7) // 2, 4)

    @property
    def _box_width(self) -> int:
        """How wide the box is, without its edges."""
        return max(self.size.width - 2 * self._side_width - 6, 1)

    def render(self) -> Content:
        """Return the drawing."""
        if self._ego is None or self.size.height < 2:
            return styled("")
        if self._laid_out != self._side_width or not self._columns:
            self._laid_out = self._side_width
            self._columns = {
                side: Column(self._edges(side), self._side_width, right=side == RIGHT)
                for side in (LEFT, RIGHT)
            }
        height = self.size.height - 1
        box = self._box(height)
        middle = next(row for row, part in enumerate(box) if part) + sum(map(bool, box)) // 2
        left, right = (self._column(side, height, middle) for side in (LEFT, RIGHT))
        parts: list[_Part] = [*left[0], (" " * (self.size.width - 2 * self._side_width), ""), *right[0]]
        for row in range(height):
            parts += [("\n", ""), *left[row + 1]]
            parts.append((box[row], self._box_style) if box[row] else (" " * (self._box_width + 2), ""))
            parts += right[row + 1]
        return styled(*parts)

    @property
    def _box_style(self) -> str:
        return _HERE[self.has_focus] if self._side is None else "bold"

    def _box(self, height: int) -> list[str]:
        """Return the box in the middle, an empty line for each line above and below it."""
        assert self._ego is not None
        width = self._box_width
        most = max(height - 2, 1)
        label = folded(self._ego.label, width, most)
        kind = folded(f"({self._ego.kind})", width, 2)
        lines = [*label, *(kind if len(label) + len(kind) <= most else [])]
        rows = [f"║{padded(line, width)}║" for line in lines]
        box = [f"╔{'═' * width}╗", *rows, f"╚{'═' * width}╝"] if height > 2 else rows
        above = (height - len(box)) // 2
        return ["" for _ in range(above)] + box + ["" for _ in range(height - above - len(box))]

    def _column(self, side: str, height: int, middle: int) -> list[list[_Part]]:
        """Return the lines of a side with what joins them to the box; the first tells how much there is."""
        right = side == RIGHT
        here = self._at[side] if self._side == side else None
        shown = self._columns[side].shown(height, here)
        edges = len(self._edges(side))
        counted = f"{edges} from here" if right else f"{edges} to here"
        top = f"{counted} · ↑ {shown.above} more" if shown.above else counted
        lines: list[Line | None] = list(shown.lines)
        lines += [None] * (shown.below > 0)
        above = (height - len(lines)) // 2
        lines = [None] * above + lines + [None] * (height - above - len(lines))
        self._rows[side] = [None, *(None if line is None else line.edge for line in lines)]
        heads = [
            row for row, line in enumerate(lines) if line is not None and line.edge is None and line.opens
        ]
        found = [[(padded(top, self._side_width, right=not right), _QUIET)]]
        for row, line in enumerate(lines):
            text = self._line(line, side, here)
            if shown.below and row == above + len(shown.lines):
                text = [(padded(f"↓ {shown.below} more", self._side_width, right=not right), _QUIET)]
            joint = (_joint(row, heads, middle, right=right), _LINE) if edges else ("  ", "")
            found.append([joint, *text] if right else [*text, joint])
        return found

    def _line(self, line: Line | None, side: str, here: int | None) -> list[_Part]:
        width, right = self._side_width, side == RIGHT
        if line is None:
            return [(" " * width, "")]
        if line.edge is None:
            return [(padded(line.text, width, right=not right), _VERB[line.doubt])]
        marked = line.edge == here
        sign = "  " if not (marked and line.opens) else "» " if right else " «"
        space = " " * (width - 2 - cell_len(line.text + line.quiet))
        style, quiet = (_HERE[self.has_focus],) * 2 if marked else ("", _QUIET)
        words = [(line.text, style), (line.quiet, quiet)]
        return [(sign, style), *words, (space, "")] if right else [(space, ""), *words, (sign, style)]


def _joint(row: int, heads: list[int], middle: int, *, right: bool) -> str:
    """Return two cells of the line that joins the verbs of a side to the box."""
    first, last = min([*heads, middle]), max([*heads, middle])
    arms = ("u" if first < row <= last else "") + ("d" if first <= row < last else "")
    outward, inward = row in heads, row == middle
    arms += ("l" if (inward if right else outward) else "") + ("r" if (outward if right else inward) else "")
    sign = _JOINTS.get(arms, " ")
    return ("─" if inward else " ") + sign if right else sign + ("─" if inward else " ")
