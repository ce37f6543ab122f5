"""The one gate from data to screen: text that came from data is no markup, and no word to the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

if TYPE_CHECKING:
    from rich.text import Text

__all__ = ["Part", "cell", "plain", "styled"]

# Text, or text and its style.
Part = str | tuple[str, str]


def plain(text: str) -> Content:
    r"""Return text as it is, whatever brackets it holds, but for what would control the terminal.

    >>> plain("by [Your Name]").plain
    'by [Your Name]'
    >>> plain("knee\n\x1b[2J").plain
    'knee\n\ufffd[2J'
    """
    return Content(_seen(text))


def styled(*parts: Part) -> Content:
    """Return parts joined; a part with a style is a pair of text and style.

    >>> styled(("Right. ", "bold"), "[b]no markup[/b]").plain
    'Right. [b]no markup[/b]'
    """
    return Content.assemble(
        *(_seen(part) if isinstance(part, str) else (_seen(part[0]), part[1]) for part in parts)
    )


def cell(text: str) -> Text:
    r"""Return text for a table or a tree, which take another kind: on one line, and as it is else.

    >>> cell("[/foo]\n[Your Name]").plain
    '[/foo] [Your Name]'
    """
    from rich.text import Text

    from kg.showable import one_line

    return Text(one_line(text), no_wrap=True, overflow="ellipsis")


def _seen(text: str) -> str:
    """Return text without what Textual would hand on to the terminal as it is."""
    if text.replace("\n", "").isprintable():
        return text
    from kg.showable import harmless

    return harmless(text)
