"""What can be done where questions are asked."""

from __future__ import annotations

from quiz.actions.action import Action

__all__ = ["ACTIONS", "TITLE"]

TITLE = "Ask"
ACTIONS = (
    Action("ask.line", "line", "n,f2", "Question", "Type another question", shown=True),
    Action("ask.run", "run", "f5", "Run", "Ask what is typed", shown=True),
    Action("ask.turn", "turn", "f3", "Words, SPARQL", "Turn between plain words and SPARQL; both are kept",
           shown=True),
    Action("ask.save", "save", "w,f9", "Save", "Write the answer to a file: CSV, JSON or Turtle", shown=True),
    Action("ask.copy", "copy", "c", "Copy", "Send the table to the terminal's clipboard"),
    Action("ask.source", "source", "o", "Source", "Show who says it, and what else they say"),
    *(
        Action(f"ask.sort-{column}", f"sort({column})", str(column), "Sort",
               f"Sort by column {column}; once more: the other way", listed=False)
        for column in range(1, 10)
    ),
    Action("ask.earlier", "earlier", "up", "Earlier", "Bring back what was asked before", listed=False),
    Action("ask.later", "later", "down", "Later", "What was asked after that; then the answers",
           listed=False),
    Action("ask.back", "back", "escape", "Back", "Stop waiting; leave the line; or go back", listed=False),
)  # fmt: skip
