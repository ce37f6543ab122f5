"""The first questions of a quiz that is being made, how many there are, and the command for the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from kg.showable import one_line
from quiz.tui.text import plain, styled
from quiz.tui.widgets.lists import Pane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from quiz.tailored import Preview
    from quiz.tui.text import Part

__all__ = ["Questions"]

SHOWN = 20


class Questions(Pane):
    """A page that scrolls."""

    def compose(self) -> ComposeResult:
        """Yield the page."""
        yield Static(plain("Loading the graph …"), id="found")

    def show(self, found: Preview, whole: bool, seed: str, commands: Sequence[str]) -> None:
        """Show what was found; `whole` says whether that is as many as were wanted."""
        sign, style = ("✓", "$text-success") if whole else ("!", "$text-warning")
        parts: list[Part] = [(f"{sign} {found.told}", style), f" Seed {seed}.\n\n"]
        for number, item in enumerate(found.items[:SHOWN], 1):
            parts += [
                (f"{number}  {one_line(item.stem)}\n", "bold"),
                (f"   {item.type} · {item.bloom} · difficulty {item.difficulty:.2f}\n", "$text-muted"),
            ]
        if len(found.items) > SHOWN:
            parts.append(f"… and {len(found.items) - SHOWN} more.\n")
        parts += ["\nThe same as a command:\n", ("\n".join(commands), "$text-accent")]
        self._update(*parts)

    def show_fault(self, told: str) -> None:
        """Show why nothing can be found."""
        self._update((f"✗ {one_line(told)}", "$text-error"))

    def _update(self, *parts: Part) -> None:
        self.query_one("#found", Static).update(styled(*parts))
        self.scroll_home(animate=False)
