"""What can be done where the learner sees how far they are."""

from __future__ import annotations

from quiz.actions.action import Action

__all__ = ["ACTIONS", "TITLE"]

TITLE = "Progress"
ACTIONS = (
    Action("progress.mastery", "section('mastery')", "1", "Sections", "How much of each topic you know",
           shown=True, display="1 2 …"),
    Action("progress.calendar", "section('calendar')", "2", "Calendar", "Your answers, day by day"),
    Action("progress.forecast", "section('forecast')", "3", "Forecast", "What comes due in the next days"),
    Action("progress.mixed", "section('mixed')", "4", "Mixed up", "What you take for what"),
    Action("progress.weak", "section('weak')", "5", "Weak", "What you know least, or keep forgetting"),
    Action("progress.next", "step(1)", "right", "Next", "The next section", vim="l", listed=False),
    Action("progress.previous", "step(-1)", "left", "Previous", "The section before", vim="h", listed=False),
    Action("progress.topic", "topic", "slash", "Topic", "Only what is about one thing", shown=True,
           display="/"),
    Action("progress.wider", "wider", "backspace", "Wider", "Back to what the topic was chosen from",
           shown=True, display="⌫"),
    Action("progress.drill", "drill", "d", "Tell apart", "Questions on what tells the two apart", shown=True),
    Action("progress.aside", "aside", "x", "Set aside", "Do not ask this claim again", shown=True),
    Action("progress.back", "back", "escape", "Back", "Back to Today", listed=False),
)  # fmt: skip
