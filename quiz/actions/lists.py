"""Moving about in lists, tables, trees and pages."""

from __future__ import annotations

from quiz.actions.action import Action

__all__ = ["ACTIONS", "TITLE"]

TITLE = "In lists, tables and pages"
ACTIONS = (
    Action("lists.up", "cursor_up", "up", "Up", "One line up", vim="k", listed=False),
    Action("lists.down", "cursor_down", "down", "Down", "One line down", vim="j", listed=False),
    Action("lists.first", "first", "home", "First", "The first line", listed=False),
    Action("lists.last", "last", "end", "Last", "The last line", vim="G", listed=False),
    Action("lists.page-up", "page_up", "pageup", "Page up", "One page up", vim="ctrl+b", listed=False),
    Action("lists.page-down", "page_down", "pagedown", "Page down", "One page down", vim="ctrl+f",
           listed=False),
)  # fmt: skip
