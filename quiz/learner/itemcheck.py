"""Whether an item and a response that come from a file are what the rest takes them for."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from quiz.item import Interaction, item_from_view
from quiz.learner.schema import DIGITS

if TYPE_CHECKING:
    from quiz.item import Item

__all__ = ["digest_of", "fault_of", "is_possible", "item_of"]


def digest_of(body: str) -> str:
    """Return the digest that an item is filed under."""
    return hashlib.sha256(body.encode()).hexdigest()[:DIGITS]


def item_of(body: str) -> Item | None:
    """Return the item that a text holds, or None where it is one of another Myograph, or none at all."""
    try:
        view = json.loads(body)
        return item_from_view(view) if isinstance(view, dict) else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def fault_of(body: str) -> str | None:
    """Return why an item would break what asks it, or None.

    One that cannot be read at all does no harm: a session that has it is passed over.
    """
    item = item_of(body)
    if item is None:
        return None
    if not _fits(item, type(item)):
        return "a value in it is of the wrong type"
    if not item.claims:
        return "it names no claim"
    places = range(len(item.options))
    match item.interaction:
        case Interaction.CHOOSE_ONE:
            sound = len(item.keys) == 1
        case Interaction.CHOOSE_MANY:
            sound = bool(item.keys)
        case Interaction.TEXT:
            sound = bool(item.accept) and all(item.accept)
        case Interaction.MATCH:
            keys = [row.key for row in item.rows]
            sound = bool(keys) and len(set(keys)) == len(keys) and all(key in places for key in keys)
            sound = sound and all(len(row.proofs) == len(places) for row in item.rows)
        case Interaction.ORDER:
            sound = sorted(item.order) == list(places) and len(places) > 1
    return None if sound else "it has no right answer that could be given"


def is_possible(interaction: Interaction, response: object) -> bool:
    """Return whether data from JSON may be a response to some item of an interaction."""
    if interaction is Interaction.TEXT:
        return isinstance(response, str)
    if interaction is Interaction.CHOOSE_ONE:
        return _is_place(response)
    return isinstance(response, list) and all(map(_is_place, response))


def _is_place(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1000


def _fits(value: object, hint: Any) -> bool:
    """Return whether a value, and all in it, is of a type as `quiz.item` declares them."""
    if get_origin(hint) is tuple:
        return isinstance(value, tuple) and all(_fits(each, get_args(hint)[0]) for each in value)
    if isinstance(hint, UnionType):
        return any(_fits(value, each) for each in get_args(hint))
    if is_dataclass(hint):
        if not is_dataclass(value) or type(value) is not hint:
            return False
        types = _types(type(value))
        return all(_fits(getattr(value, field.name), types[field.name]) for field in fields(value))
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, hint) and (hint is not str or not isinstance(value, StrEnum))


@cache
def _types(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
