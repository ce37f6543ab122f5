"""Moving about in a drawing of a neighbourhood, or in the tree that stands for it."""

from __future__ import annotations

from quiz.actions.action import Action

__all__ = ["ACTIONS", "TITLE"]

TITLE = "In a drawing or its tree"
ACTIONS = (
    Action("drawing.go-there", "go_there", "enter", "Go there", "Put what is highlighted into the middle",
           shown=True, listed=False),
    Action("drawing.up", "move(-1)", "up", "Up", "The one above", vim="k", listed=False),
    Action("drawing.down", "move(1)", "down", "Down", "The one below", vim="j", listed=False),
    Action("drawing.left", "side('left')", "left", "Left", "To the middle, to the left; in a tree: close",
           vim="h", listed=False),
    Action("drawing.right", "side('right')", "right", "Right", "To the middle, to the right; in a tree: open",
           vim="l", listed=False),
    Action("drawing.page-up", "turn(-1)", "pageup", "Page up", "Several up", vim="ctrl+b", listed=False),
    Action("drawing.page-down", "turn(1)", "pagedown", "Page down", "Several down", vim="ctrl+f",
           listed=False),
    Action("drawing.first", "end(-1)", "home", "First", "The first one", listed=False),
    Action("drawing.last", "end(1)", "end", "Last", "The last one", vim="G", listed=False),
)  # fmt: skip
