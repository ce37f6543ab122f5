"""The options of a single-choice question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from quiz.tui.text import styled

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Choices"]


class Choices(OptionList):
    """Shows numbered options; posts `Chosen` once, and afterwards shows which was right."""

    class Chosen(Message):
        """The student chose the option at `place`, counted from 0."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._texts: Sequence[str] = ()

    def ask(self, texts: Sequence[str]) -> None:
        """Show new options to choose from."""
        self._texts = texts
        self.clear_options()
        self.add_options(
            Option(styled((f"{number}", "bold"), f"   {text}")) for number, text in enumerate(texts, 1)
        )
        self.disabled = False
        self.highlighted = 0
        self.focus()

    def reveal(self, key: int, chosen: int) -> None:
        """Mark the right option and the one chosen: by sign and word, and by colour too."""
        self.clear_options()
        for place, text in enumerate(self._texts):
            number = (f"{place + 1} ", "bold")
            if place == key:
                mine = " (the answer, and yours)" if place == chosen else " (the answer)"
                self.add_option(Option(styled(number, ("✓ ", "$text-success bold"), text, (mine, "bold"))))
            elif place == chosen:
                self.add_option(
                    Option(styled(number, ("✗ ", "$text-error bold"), text, (" (your answer)", "bold")))
                )
            else:
                self.add_option(Option(styled(number, f"  {text}")))
        self.highlighted = None
        self.disabled = True

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Turn a selection into a choice."""
        event.stop()
        self.post_message(self.Chosen(event.option_index))
