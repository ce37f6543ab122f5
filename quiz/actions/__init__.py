"""All actions of the app by place: one registry feeds keys, palette, help, settings and documentation.

A place is a screen or a kind of widget. Adding one is adding a file here whose `ACTIONS` are its own.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from quiz.actions.action import Action

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PLACES", "Action", "all_actions", "keys_of", "of", "rebound", "titles"]

PLACES = tuple(sorted(module.name for module in iter_modules(__path__) if module.name != "action"))


@cache
def of(place: str) -> tuple[Action, ...]:
    """Return the actions of a place.

    >>> [action.keys for action in of("lists") if action.id == "lists.down"]
    ['down']
    """
    found: tuple[Action, ...] = import_module(f"quiz.actions.{place}").ACTIONS
    return found


def titles() -> dict[str, str]:
    """Return what each place is called, in the order in which help and documentation tell of them."""
    named = {place: import_module(f"quiz.actions.{place}").TITLE for place in PLACES}
    first = ("app", "go")
    return {place: named[place] for place in (*first, *(each for each in PLACES if each not in first))}


@cache
def all_actions() -> Mapping[str, Action]:
    """Return all actions by id."""
    return {action.id: action for place in PLACES for action in of(place)}


def keys_of(action: Action, chosen: Mapping[str, str], *, vim: bool) -> str:
    """Return the keys of an action: those chosen for its id or its own, and vim's where they are wanted."""
    own = chosen.get(action.id, action.keys)
    return f"{own},{action.vim}" if vim and action.vim and action.id not in chosen else own


def rebound(chosen: Mapping[str, str], *, vim: bool) -> dict[str, str]:
    """Return the keys by id of all actions whose keys are not their own."""
    found = {action.id: keys_of(action, chosen, vim=vim) for action in all_actions().values()}
    return {name: keys for name, keys in found.items() if keys != all_actions()[name].keys}
