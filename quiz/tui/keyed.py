"""An app whose keys the learner may have chosen, and which of them type where text can be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App

from quiz.actions import of, rebound
from quiz.tui.bindings import bindings, types

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.binding import BindingType
    from textual.notifications import SeverityLevel

    from quiz.settings import Settings

__all__ = ["KeyedApp", "chosen_keys", "typed"]


class KeyedApp(App[None]):
    """An app with the actions that are everywhere; `chosen` are the keys by id that are not as usual."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app"), *bindings("go")]

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.chosen: dict[str, str] = {}
        if settings.keys or settings.vim:
            self.chosen = rebound(settings.keys, vim=settings.vim)
            self.set_keymap(self.chosen)

    async def action_quit_now(self) -> None:
        """Leave, also where letters type."""
        await self.action_quit()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Tell something in a corner, without what Textual would hand on to the terminal as it is."""
        from kg.showable import harmless

        super().notify(harmless(message), title=title, severity=severity, timeout=timeout, markup=markup)

    def possible(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether an action can be done now; None greys it out."""
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer nothing by a key that types while something is typed, and what is `possible` else."""
        typing = self.focused is not None and self.focused.check_consume_key("a", "a")
        return (
            False
            if typing and action in typed(("app", "go"), self.chosen)
            else self.possible(action, parameters)
        )


def chosen_keys(app: App[Any]) -> Mapping[str, str]:
    """Return the keys that the learner chose for an app, by id."""
    return app.chosen if isinstance(app, KeyedApp) else {}


def typed(places: Iterable[str], chosen: Mapping[str, str]) -> set[str]:
    """Return what is done by keys alone that type: it cannot be done by them while something is typed.

    >>> sorted(typed(["today"], {"today.new": "f5", "today.exam": "x,f6"}))
    ['bring_in', 'due', 'go_on', 'mistakes', 'take_away']
    """
    found: dict[str, bool] = {}
    for action in (action for place in places for action in of(place)):
        name = action.does.partition("(")[0]
        keys = chosen.get(action.id, action.keys).split(",")
        found[name] = found.get(name, True) and all(map(types, keys))
    return {name for name, only in found.items() if only}
