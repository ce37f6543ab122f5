"""Which widget asks which interaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.item import Interaction

if TYPE_CHECKING:
    from quiz.item import Item
    from quiz.tui.widgets.asking import Asking

__all__ = ["asking"]


def asking(item: Item) -> Asking:
    """Return a widget that asks the item. Each is imported when it is first needed."""
    match item.interaction:
        case Interaction.CHOOSE_ONE:
            from quiz.tui.widgets.choose_one import ChooseOne

            return ChooseOne(item)
        case Interaction.CHOOSE_MANY:
            from quiz.tui.widgets.choose_many import ChooseMany

            return ChooseMany(item)
        case Interaction.TEXT:
            from quiz.tui.widgets.typed import Typed

            return Typed(item)
        case Interaction.MATCH:
            from quiz.tui.widgets.matching import Matching

            return Matching(item)
        case Interaction.ORDER:
            from quiz.tui.widgets.ordering import Ordering

            return Ordering(item)
    raise AssertionError(item.interaction)
