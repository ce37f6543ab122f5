"""A text's title and its headings, told by their form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.cleaned import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["BULLET", "MAX_TITLE", "headings", "lines_of", "title_of"]

MAX_TITLE = 120
# A longer line is a sentence that lacks its full stop.
MAX_HEADING_WORDS = 12
MAX_HEADING = 100
# Far more than any article has; a text whose every line looks like a heading is no article.
MAX_HEADINGS = 60
_MARKS = re.compile(r"^[#=*_>\s]+|[#=*_\s]+$")
# What a list item begins with.
BULLET = re.compile(r"\s*(?:[-*+•–—·▪◦‣]|\(?\d{1,3}[.)])\s+")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,})\s*$")


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each line starts and the line, with its end."""
    at = 0
    for line in text.splitlines(keepends=True):
        yield at, line
        at += len(line)


def title_of(text: str) -> str:
    """Return the first line that has words, without its marks; "" where none has.

    >>> title_of("\\ufeff\\n## Happy ankles ##\\n\\nAnkles carry us.")
    'Happy ankles'
    """
    for line in text.splitlines():
        title = cleaned(_MARKS.sub("", cleaned(line)))
        if any(char.isalnum() for char in title):
            if len(title) <= MAX_TITLE:
                return title
            return title[:MAX_TITLE].rsplit(" ", 1)[0] + "…"
    return ""


def headings(text: str) -> tuple[str, ...]:
    """Return the headings after the first line, each once, as they end their lines.

    A heading is a short line of its own without a full stop, marked or after an empty line, and not the last.

    >>> headings("Ankles\\n\\nWhy they hurt\\nThey carry us.\\n\\n## Rest ##\\n\\nIt helps.")
    ('Why they hurt', 'Rest ##')
    """
    lines = [line.strip().lstrip("\ufeff") for line in text.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    first = next((place for place, line in enumerate(lines) if line), len(lines))
    found: dict[str, None] = {}
    for place in range(first + 1, len(lines) - 1):
        line = lines[place]
        marked = line.startswith("#") or bool(_UNDERLINE.match(lines[place + 1]) and line)
        if not (marked or not lines[place - 1]) or not _short(line):
            continue
        name = line.lstrip("#=*_> \t")
        # Only what a pack can hold as it stands, so that the line still ends with it.
        if name and name == cleaned(name) and (marked or _begins(name)):
            found[name] = None
        if len(found) == MAX_HEADINGS:
            break
    return tuple(found)


def _short(line: str) -> bool:
    return (
        0 < len(line) <= MAX_HEADING
        and len(line.split()) <= MAX_HEADING_WORDS
        and not line.endswith((".", ",", ";", ":", "。", "，", "…"))
        and any(char.isalpha() for char in line)
        and not BULLET.match(line)
    )


def _begins(name: str) -> bool:
    """Return whether a line begins as a heading does, and not as the rest of a wrapped sentence."""
    return not name[0].islower() and (name[0].isalnum() or name[0] in "“\"'‘¿")
