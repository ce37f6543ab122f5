"""What can be done while walking through the graph."""

from __future__ import annotations

from quiz.actions.action import Action

__all__ = ["ACTIONS", "TITLE"]

TITLE = "Explore"
ACTIONS = (
    Action("explore.search", "search", "slash", "Search", "Find a thing by its name, or by words about it",
           shown=True, display="/"),
    Action("explore.page", "page", "v", "Page", "Show the page alone, or what it stands beside again",
           shown=True),
    Action("explore.quiz", "quiz", "d", "Quiz", "Begin a quiz about what is in the middle", shown=True),
    Action("explore.source", "source", "o", "Source", "Show who says what is highlighted, and what else"),
    Action("explore.next", "match(1)", "n", "Next match", "The next thing that was found"),
    Action("explore.previous", "match(-1)", "N", "Previous match", "The thing that was found before it"),
    Action("explore.step-back", "step_back", "backspace", "Step back", "Back to where you came from"),
    Action("explore.copy", "copy", "c", "Copy IRI", "Send the IRI to the terminal's clipboard"),
    Action("explore.paths", "paths", "w", "Where it leads", "What this leads to, step by step"),
    Action("explore.to-list", "to_list", "down", "Into the list", "From the line into what was found",
           listed=False),
    Action("explore.back", "back", "escape", "Back", "Leave the search, then the room", listed=False),
)  # fmt: skip
