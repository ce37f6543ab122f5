"""Answering a question, whatever its kind."""

from __future__ import annotations

from quiz.actions.action import Action

__all__ = ["ACTIONS", "TITLE"]

TITLE = "Answering"
ACTIONS = (
    Action("answer.1", "digit(1)", "1", "Answer", "Pick an option by its number", shown=True, listed=False,
           display="1 2 …"),
    *(
        Action(f"answer.{number}", f"digit({number})", str(number), "Answer", f"Pick option {number}",
               listed=False)
        for number in range(2, 10)
    ),
    Action("answer.up", "move(-1)", "up", "Up", "Highlight the line above", vim="k", listed=False),
    Action("answer.down", "move(1)", "down", "Down", "Highlight the line below", vim="j", listed=False),
    Action("answer.pick", "pick", "space", "Pick", "Pick the highlighted line", listed=False),
    Action("answer.take-back", "take_back", "backspace", "Take back", "Take back what was put last",
           listed=False, display="⌫"),
    Action("answer.hand-in", "hand_in", "enter", "Hand in", "Hand in your answer", shown=True, listed=False),
    Action("answer.hand-in-text", "submit", "enter", "Hand in", "Hand in what you typed", shown=True,
           listed=False),
)  # fmt: skip
