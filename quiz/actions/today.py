"""What can be done in the room that the app opens with."""

from __future__ import annotations

from quiz.actions.action import Action

__all__ = ["ACTIONS", "TITLE"]

TITLE = "Today"
ACTIONS = (
    Action("today.continue", "go_on", "c", "Continue", "Go on with the quiz that was broken off", shown=True),
    Action("today.due", "due", "d", "Today's quiz", "What is due, then what is new", shown=True),
    Action("today.mistakes", "mistakes", "m", "Mistakes", "Go over what was wrong the last time"),
    Action("today.drill", "drill", "k,f5", "Tell apart", "What tells two things apart that you mix up"),
    Action("today.new", "begin", "n", "New quiz", "A quiz of anything in the graph", shown=True),
    Action("today.exam", "exam", "x", "Exam", "Sit an exam: verdicts at its end", shown=True),
    Action("today.write-answers", "take_away", "w", "Write answers", "Write all your answers to a file"),
    Action("today.read-answers", "bring_in", "i", "Read answers", "Add the answers in a file to yours"),
)
