"""What can be done everywhere."""

from __future__ import annotations

from quiz.actions.action import Action

__all__ = ["ACTIONS", "TITLE"]

TITLE = "Everywhere"
ACTIONS = (
    Action("app.help", "help", "f1,question_mark", "Help", "What can be done here, and by which keys",
           shown=True),
    Action("app.palette", "command_palette", "ctrl+p", "Commands", "Every action by its name", listed=False,
           priority=True),
    Action("app.export", "export", "f4", "Export", "Write the graph, or a part of it, to a file"),
    Action("app.theme", "change_theme", "f12", "Theme", "Choose other colours: light, dark, high contrast …"),
    Action("app.quit", "quit", "q", "Quit", "Leave; every answer is kept", shown=True),
    Action("app.quit-now", "quit_now", "ctrl+q", "Quit", "Leave, also where letters type", listed=False,
           priority=True),
)  # fmt: skip
