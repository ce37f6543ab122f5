"""What can be done where a quiz or a paper of one's own is made."""

from __future__ import annotations

from quiz.actions.action import Action

__all__ = ["ACTIONS", "TITLE"]

# Each has a key that types nothing, as most lines of the form are typed in.
TITLE = "Build"
ACTIONS = (
    Action("build.start", "start", "f5", "Start", "Take the quiz, or sit the exam", shown=True),
    Action("build.save", "save", "f6,w", "Save", "Save it as a course file", shown=True),
    Action("build.paper", "paper", "f7,x", "Paper", "Write a paper for other programs", shown=True),
    Action("build.preview", "turn_over", "f8,v", "Preview", "Go to the questions, or back to the form",
           shown=True),
    Action("build.again", "again", "f9,n", "Others", "Other questions: another seed by chance"),
    Action("build.copy", "copy", "f3,c", "Copy command", "Copy the command that does the same"),
    Action("build.back", "back", "escape", "Back", "Back to where you came from", listed=False),
)  # fmt: skip
