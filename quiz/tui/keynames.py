"""Which key to name where a text tells what to press."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quiz.actions import all_actions
from quiz.keys import shown_keys
from quiz.tui.keyed import chosen_keys

if TYPE_CHECKING:
    from textual.app import App

__all__ = ["named_key"]


def named_key(app: App[Any], action: str) -> str:
    """Return the first key of an action, given by its id, as people write it."""
    keys = chosen_keys(app).get(action, all_actions()[action].keys)
    return shown_keys(keys.split(",")[0])
