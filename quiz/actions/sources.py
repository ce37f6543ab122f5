"""What can be done where the sources are."""

from __future__ import annotations

from quiz.actions.action import Action

__all__ = ["ACTIONS", "TITLE"]

TITLE = "Sources"
ACTIONS = (
    Action("sources.search", "search", "slash", "Search", "Show only sources with these words", shown=True,
           display="/"),
    Action("sources.claims", "turn_over", "v", "Claims", "To the source and its claims, or back",
           shown=True),
    Action("sources.copy", "copy", "c", "Copy citation", "Send the citation to the terminal's clipboard",
           shown=True),
    Action("sources.next", "match(1)", "n", "Next", "The next source that was found", listed=False),
    Action("sources.previous", "match(-1)", "N", "Previous", "The source that was found before it",
           listed=False),
    Action("sources.back", "back", "escape", "Back", "Leave the search, the claims, then the room",
           listed=False),
)  # fmt: skip
