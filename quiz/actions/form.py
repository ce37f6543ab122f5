"""What can be done in the lines of a form."""

from __future__ import annotations

from quiz.actions.action import Action

__all__ = ["ACTIONS", "TITLE"]

TITLE = "In forms"
ACTIONS = (
    Action("form.up", "line_up", "up", "Up", "The line above", listed=False),
    Action("form.down", "line_down", "down", "Down", "The line below", listed=False),
    Action("form.next", "turn(1)", "right,space,enter", "Next", "The next choice", vim="l", listed=False),
    Action("form.previous", "turn(-1)", "left", "Previous", "The choice before", vim="h", listed=False),
    Action("form.tick", "select", "space", "Tick", "Choose the line, or take it back", listed=False),
)
