"""Write the keys in docs/app.md from the registry of actions: python docs/make_app.py.

A test holds the page against what this writes, so that the two cannot drift apart.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quiz.actions import of, titles
from quiz.keys import shown_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).with_name("app.md")
# What stands below it is made.
MARK = "<!-- keys -->\n"


def page() -> str:
    """Return the page as it stands, with the tables as they should be."""
    return PAGE.read_text("utf-8").partition(MARK)[0] + MARK + "".join(_tables())


def _tables() -> Iterator[str]:
    for place, title in titles().items():
        yield f"\n### {title}\n\n| keys | what they do | id |\n|---|---|---|\n"
        for action in of(place):
            keys = shown_keys(action.keys) + (f"; vim: {shown_keys(action.vim)}" if action.vim else "")
            yield f"| {keys} | {action.tip} | `{action.id}` |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
