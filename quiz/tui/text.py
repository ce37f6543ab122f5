"""The one gate from data to screen: text that came from data is never read as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

if TYPE_CHECKING:
    from rich.text import Text

__all__ = ["cell", "plain", "styled"]


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


def cell(text: str, style: str = "") -> Text:
    r"""Return text for a table or a tree, which take another kind: on one line, and as it is else.

    >>> cell("[/foo]\n[Your Name]").plain
    '[/foo] [Your Name]'
    """
    from rich.text import Text

    from kg.drawing import one_line

    return Text(one_line(text), style, no_wrap=True, overflow="ellipsis")
