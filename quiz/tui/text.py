"""The one gate from data to screen: text that came from data is never read as markup."""

from __future__ import annotations

from textual.content import Content

__all__ = ["plain", "styled"]


def plain(text: str) -> Content:
    """Return text as it is, whatever brackets it holds.

    >>> plain("by [Your Name]").plain
    'by [Your Name]'
    """
    return Content(text)


def styled(*parts: str | tuple[str, str]) -> Content:
    """Return parts joined; a part with a style is a pair of text and style.

    >>> styled(("Right. ", "bold"), "[b]no markup[/b]").plain
    'Right. [b]no markup[/b]'
    """
    return Content.assemble(*parts)
