"""What can be done where the graph, or a part of it, is written to a file."""

from __future__ import annotations

from quiz.actions.action import Action

__all__ = ["ACTIONS", "TITLE"]

TITLE = "Export"
ACTIONS = (
    Action("export.write", "write", "f5", "Write", "Write the file", shown=True),
    Action("export.copy", "copy", "f3", "Copy command", "Copy the command that writes the same", shown=True),
    Action("export.help", "help", "f1", "Help", "What can be done here, and by which keys", shown=True,
           listed=False),
    Action("export.leave", "leave", "escape", "Back", "Back, with nothing more written", shown=True,
           listed=False),
)  # fmt: skip
