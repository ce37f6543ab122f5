"""What stands in the place of a screen that does not fit."""

from __future__ import annotations

from textual.widgets import Static

from quiz.tui.text import plain

__all__ = ["MIN_HEIGHT", "MIN_WIDTH", "SmallNotice"]

MIN_WIDTH = 60
MIN_HEIGHT = 18


class SmallNotice(Static):
    """Says how large the terminal is and how large it has to be; the style sheet shows it when it must."""

    def on_mount(self) -> None:
        """Say so from the start."""
        self._tell()

    def on_resize(self) -> None:
        """Say so again when the size has changed."""
        self._tell()

    def _tell(self) -> None:
        size = self.app.size
        self.update(
            plain(
                f"This terminal is {size.width}×{size.height}.\n"
                f"Myograph needs {MIN_WIDTH}×{MIN_HEIGHT}.\n\n"
                "Make it larger: nothing is lost.\n"
                "Or leave with q and run\n"
                "myograph quiz --plain"
            )
        )
