"""Sending text to the terminal's clipboard; no terminal tells whether it took it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.widget import Widget

__all__ = ["send"]

# A terminal takes about so many bytes.
MOST = 70_000


def send(widget: Widget, text: str, what: str = "") -> None:
    """Send text, and say so, naming `what` it is where that is given; or say why it cannot be sent.

    What is pasted may be pasted into a terminal: nothing is left in it that would control one.
    """
    from kg.showable import harmless

    text = harmless(text)
    if len(text.encode("utf-8", "replace")) > MOST:
        told = "That is more than a terminal's clipboard takes: save it to a file."
        widget.notify(told, severity="warning", markup=False)
    else:
        widget.app.copy_to_clipboard(text)
        told = f": {what}" if what else "."
        widget.notify(f"Sent to the terminal's clipboard{told}", markup=False)
