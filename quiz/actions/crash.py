"""What can be done after the app fell over a fault of its own."""

from __future__ import annotations

from quiz.actions.action import Action

__all__ = ["ACTIONS", "TITLE"]

TITLE = "After a crash"
ACTIONS = (
    Action("crash.go-on", "go_on", "r,enter", "Go on", "Go on where you were", shown=True, listed=False),
)
