"""What can be done in an exam, besides answering."""

from __future__ import annotations

from quiz.actions.action import Action

__all__ = ["ACTIONS", "TITLE"]

TITLE = "In an exam"
ACTIONS = (
    Action("exam.next", "move(1)", "n,right,f8", "Next", "The next question", vim="l", shown=True),
    Action("exam.previous", "move(-1)", "p,left,f7", "Previous", "The previous question", vim="h"),
    Action("exam.flag", "flag", "f,f6", "Flag", "Flag it to come back to, or not", shown=True),
    Action("exam.hand-in", "done", "f9,ctrl+s", "Hand in", "Hand the exam in", shown=True),
    Action("exam.unsure", "unsure", "s,f3", "Not sure", "Say that you are not sure"),
    Action("exam.home", "home", "escape", "Leave", "Leave for now; the time runs on"),
    Action("exam.page-up", "scroll(-1)", "pageup", "Page up", "Show what is above", vim="ctrl+b",
           listed=False),
    Action("exam.page-down", "scroll(1)", "pagedown", "Page down", "Show what is below", vim="ctrl+f",
           listed=False),
)  # fmt: skip
