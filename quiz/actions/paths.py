"""What can be done where causal chains are looked for."""

from __future__ import annotations

from quiz.actions.action import Action

__all__ = ["ACTIONS", "TITLE"]

TITLE = "Paths"
ACTIONS = (
    Action("paths.ends", "ends", "n,f2", "From, to", "Type other things to begin with and to come to",
           shown=True),
    Action("paths.swap", "swap", "x,f6", "Swap", "Look the other way round", shown=True),
    Action("paths.source", "source", "o", "Source", "Show who says it, and what else they say", shown=True),
    Action("paths.down", "matches", "down", "Matches", "To the names that fit what you typed", listed=False),
    Action("paths.back", "back", "escape", "Back", "Leave the line, or go back to where you came from",
           listed=False),
)  # fmt: skip
