"""What stands on the screen of an app, as lines of text: read from the picture that the app draws."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App

__all__ = ["on_screen", "whole_screen"]

_TEXT = re.compile(
    r'<text class="[^"]*" x="([\d.]+)"[^>]*clip-path="url\(#[^"]*-line-(\d+)\)">([^<]*)</text>'
)


def on_screen(app: App[Any]) -> list[str]:
    """The lines of the screen from top to bottom, without the blanks at their ends."""
    lines: dict[int, list[tuple[float, str]]] = {}
    for x, line, text in _TEXT.findall(app.export_screenshot()):
        lines.setdefault(int(line), []).append((float(x), html.unescape(text).replace("\xa0", " ")))
    found = []
    for number in range(max(lines, default=-1) + 1):
        parts = sorted(lines.get(number, []))
        line = ""
        for x, text in parts:
            line += " " * (round(x / 12.2) - len(line)) + text
        found.append(line.rstrip())
    return found


def whole_screen(app: App[Any]) -> str:
    """All of the screen as one text: words that were wrapped stand one behind the other."""
    return " ".join(" ".join(on_screen(app)).split())
