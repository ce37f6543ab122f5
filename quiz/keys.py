"""Which keys there are, and which of the learner's choices get in each other's way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quiz.actions import PLACES, keys_of, of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quiz.actions import Action

__all__ = ["ROOMS", "clashes", "is_key", "shown_keys"]

# The places that stand side by side: from each of them the keys of `go` lead to the others.
ROOMS = ("today", "build", "explore", "paths", "ask", "progress", "sources")
# Keys that every terminal sends, with or without Ctrl, Shift and Alt before them.
_NAMED = (
    "up|down|left|right|home|end|pageup|pagedown|insert|delete|backspace|enter|escape|tab|space|f[1-9]|f1[0-9]"
    "|f2[0-4]|comma|slash"
)
_KEY = re.compile(rf"(?:(?:ctrl|shift|alt)\+)*(?:{_NAMED}|[a-z0-9])|[^\s,\x00-\x1f]|[a-z]+(?:_[a-z]+)+")

_NAMES = {
    "escape": "Esc", "enter": "Enter", "space": "Space", "backspace": "Backspace", "up": "↑", "down": "↓",
    "left": "←", "right": "→", "pageup": "Page up", "pagedown": "Page down", "home": "Home", "end": "End",
    "tab": "Tab", "slash": "/", "question_mark": "?", "comma": ",",
}  # fmt: skip


def is_key(text: str) -> bool:
    """Return whether a text names a key: a letter or sign, or a name such as ctrl+z, f5 or question_mark.

    >>> is_key("h"), is_key("?"), is_key("ctrl+z"), is_key("f5"), is_key("hyper+z"), is_key("")
    (True, True, True, True, False, False)
    """
    return _KEY.fullmatch(text) is not None


def clashes(chosen: Mapping[str, str], *, vim: bool) -> Iterator[tuple[str, str, str]]:
    """Yield each key that two actions would have where both can be done, and the ids of the two.

    Only where one of the two was given the key by choice: what is so by default is meant.
    """
    for place in PLACES:
        taken: dict[str, Action] = {}
        for action in (action for each in (place, *_beside(place), "app") for action in of(each)):
            for key in keys_of(action, chosen, vim=vim).split(","):
                first = taken.setdefault(key, action)
                usual = key in first.keys.split(",") and key in action.keys.split(",")
                if first.id != action.id and not usual and {first.id, action.id} & chosen.keys():
                    yield key, first.id, action.id


def _beside(place: str) -> tuple[str, ...]:
    """Return the places whose keys work at the same time as those of a place."""
    if place in ("quiz", "exam"):
        return ("answer",)
    if place not in ROOMS:
        return ()
    return ("go", "lists", *{"explore": ("drawing",), "build": ("form",)}.get(place, ()))


def shown_keys(keys: str) -> str:
    """Return keys as people write them.

    >>> shown_keys("enter,space"), shown_keys("f1,question_mark"), shown_keys("ctrl+z")
    ('Enter, Space', 'F1, ?', 'Ctrl+Z')
    """
    return ", ".join(_shown(key) for key in keys.split(","))


def _shown(key: str) -> str:
    *held, last = key.split("+") if len(key) > 1 else [key]
    name = _NAMES.get(last) or (last.upper() if held or (last[0] == "f" and last[1:].isdigit()) else last)
    return "+".join([*(each.capitalize() for each in held), name])
