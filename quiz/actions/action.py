"""What the app can be told to do, as data: what keys, palette, help and the documentation are made of."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Action"]


class Action(NamedTuple):
    """One thing that can be done in one place of the app.

    `id` is the place, a dot and a name; settings rebind the keys of an id. `does` is what the place is told:
    the name of its method without `action_`, and arguments in brackets. `keys` are separated by commas;
    `vim` are further ones for those who ask for them. `label` is a word or two for the foot of the screen,
    `tip` a phrase for help and palette. `shown` says whether it may stand at the foot, `listed` whether
    the palette offers it: what moves about, it does not.
    """

    id: str
    does: str
    keys: str
    label: str
    tip: str
    vim: str = ""
    shown: bool = False
    listed: bool = True
    display: str | None = None
    priority: bool = False

    @property
    def place(self) -> str:
        """Where it can be done."""
        return self.id.partition(".")[0]
