"""A neighbourhood as a tree: one branch goes back to what points at a thing, one on to what it points to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import Tree

from kg.fit import cut
from quiz.tui.bindings import bindings
from quiz.tui.edges import in_tree
from quiz.tui.text import cell
from quiz.tui.widgets.branches import Branches
from quiz.tui.widgets.walking import Highlighted, Recentre

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType
    from textual.widgets.tree import TreeNode

    from kg.ego import Edge, Ego

__all__ = ["EdgeTree"]

# The cells of the sign that opens a line, and of the scroll bar.
MARKS = 4
LEAST = 20


class EdgeTree(Branches):
    """Opens a step at a time; `around` finds what is around a thing. Posts `Highlighted` and `Recentre`."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("drawing", "go-there", "left", "right")

    def __init__(self, around: Callable[[str], Ego]) -> None:
        super().__init__("", id="tree")
        self.auto_expand = False
        self.guide_depth = 2
        self._around = around
        self._edges: dict[int, tuple[Edge, bool]] = {}
        self._words: dict[TreeNode[str], str] = {}
        self._clicked: TreeNode[str] | None = None

    def show(self, ego: Ego, edge: Edge | None = None) -> None:
        """Show another neighbourhood, with an edge of it highlighted, or the top."""
        self.clear()
        self._edges, self._words, self._clicked = {}, {}, None
        self.root.data = ego.entity
        self._label(self.root, f"{ego.label} ({ego.kind})")
        at = self.root
        for right, edges, words in ((False, ego.left, "to here"), (True, ego.right, "from here")):
            if edges:
                side = self.root.add(cell(f"{len(edges)} {words}"), expand=True)
                nodes = [self._add(side, each, right=right) for each in edges]
                at = nodes[edges.index(edge)] if edge in edges else at
        self.root.expand()
        self.call_after_refresh(self.move_cursor, at)

    def _add(self, parent: TreeNode[str], edge: Edge, *, right: bool) -> TreeNode[str]:
        words = in_tree(edge, right=right)
        seen = edge.other in _above(parent)[0]
        node = parent.add("", edge.other, allow_expand=not seen)
        self._edges[node.id] = (edge, right)
        self._label(node, f"↩ seen above: {words}" if seen else words)
        return node

    def _label(self, node: TreeNode[str], words: str) -> None:
        """Name a node, cut to what the tree is wide."""
        self._words[node] = words
        depth = len(_above(node)[1]) - 1
        room = self.outer_size.width - self.guide_depth * depth - MARKS
        node.set_label(cell(cut(words, max(room, LEAST))))

    def on_resize(self) -> None:
        """Cut the names anew."""
        for node, words in self._words.items():
            self._label(node, words)

    @property
    def edge(self) -> Edge | None:
        """The edge that is highlighted; None at the top and on the name of a side."""
        found = None if self.cursor_node is None else self._edges.get(self.cursor_node.id)
        return found[0] if found else None

    @on(Tree.NodeExpanded)
    def load(self, event: Tree.NodeExpanded[str]) -> None:
        """Find what is one step further, the first time that a branch is opened."""
        event.stop()
        found = self._edges.get(event.node.id)
        if found is None or event.node.children or event.node.data is None:
            return
        around, right = self._around(event.node.data), found[1]
        further = around.right if right else around.left
        for edge in further:
            self._add(event.node, edge, right=right)
        event.node.allow_expand = bool(further)

    @on(Tree.NodeHighlighted)
    def looked_at(self, event: Tree.NodeHighlighted[str]) -> None:
        """Say what is highlighted."""
        event.stop()
        if self.root.data is not None:
            self.post_message(Highlighted(self.edge))

    @on(Tree.NodeSelected)
    def clicked(self, event: Tree.NodeSelected[str]) -> None:
        """Go where the learner clicked a second time."""
        event.stop()
        if event.node is self._clicked:
            self.action_go_there()
        self._clicked = event.node

    def action_go_there(self) -> None:
        """Put what is highlighted at the top."""
        edge = self.edge
        if edge is not None:
            self.post_message(Recentre(edge.other))

    def action_side(self, side: str) -> None:
        """Open a branch or go into it; close it or go out of it."""
        node = self.cursor_node
        if node is None:
            return
        if side == "right" and node.allow_expand and not node.is_expanded:
            node.expand()
        elif side == "right" and node.children:
            self.move_cursor(node.children[0])
        elif side == "left" and node.is_expanded and node is not self.root:
            node.collapse()
        elif side == "left" and node.parent is not None:
            self.move_cursor(node.parent)


def _above(node: TreeNode[str]) -> tuple[set[str], list[TreeNode[str]]]:
    """Return the ids of what a node shows and of all that stands above it, and the nodes themselves."""
    nodes, above = [node], node.parent
    while above is not None:
        nodes.append(above)
        above = above.parent
    return {each.data for each in nodes if each.data is not None}, nodes
