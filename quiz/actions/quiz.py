"""What can be done while a quiz asks, besides answering."""

from __future__ import annotations

from quiz.actions.action import Action

__all__ = ["ACTIONS", "TITLE"]

TITLE = "In a quiz"
ACTIONS = (
    Action("quiz.next", "next", "enter,space", "Next", "Go on to the next question", shown=True),
    Action("quiz.hint", "hint", "h,f2", "Hint", "Half the way; right then counts half", shown=True),
    Action("quiz.unsure", "unsure", "s,f3", "Not sure", "Say that you are not sure", shown=True),
    Action("quiz.undo", "undo", "u", "Undo", "Take the answer back", shown=True),
    Action("quiz.undo-last", "undo_last", "ctrl+z", "Undo", "Take the last answer back, even now"),
    Action("quiz.graph", "graph", "g", "In graph", "Show in the graph what it was about", shown=True),
    Action("quiz.source", "source", "o", "Source", "Show who says it, and what else they say"),
    Action("quiz.report", "report", "w", "Wrong?", "Say that this question is wrong", shown=True),
    Action("quiz.suspend", "suspend", "x", "Not again", "Do not ask this again"),
    Action("quiz.home", "home", "escape", "Back", "Leave for now; the quiz waits"),
    Action("quiz.page-up", "scroll(-1)", "pageup", "Page up", "Show what is above", vim="ctrl+b",
           listed=False),
    Action("quiz.page-down", "scroll(1)", "pagedown", "Page down", "Show what is below", vim="ctrl+f",
           listed=False),
)  # fmt: skip
