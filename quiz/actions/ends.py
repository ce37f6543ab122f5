"""What can be done at the end of a quiz or an exam, and where something is asked in between."""

from __future__ import annotations

from quiz.actions.action import Action

__all__ = ["ACTIONS", "TITLE"]

TITLE = "At the end, and in between"
ACTIONS = (
    Action("ends.retry", "retry", "r", "Ask again", "Ask again what was missed", shown=True),
    Action("ends.new", "again", "n", "New quiz", "Begin another quiz", shown=True),
    Action("ends.home", "home", "escape,enter", "Back", "Back to where you came from", shown=True),
    Action("ends.yes", "decide(True)", "y", "Yes", "Do it", shown=True, listed=False),
    Action("ends.no", "decide(False)", "n,escape", "No", "Do not", shown=True, listed=False),
    Action("ends.leave", "leave", "escape", "Back", "Back, with nothing done", shown=True, listed=False),
)
