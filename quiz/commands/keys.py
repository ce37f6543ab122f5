"""`myograph keys`: every key of the app, what it does, and the id by which it is bound to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.commands.options import json_option, print_json, print_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.settings import Settings

__all__ = ["key_lines", "keys", "keys_view"]


@click.command()
@json_option
def keys(as_json: bool) -> None:
    """List the keys of the app. To have others, name the id in settings.yaml (`myograph locate`)."""
    from quiz.settings import read_settings

    settings = read_settings()
    if as_json:
        print_json(keys_view(settings))
    else:
        print_lines(key_lines(settings))


def keys_view(settings: Settings) -> list[dict[str, Any]]:
    """Return all actions as plain data for JSON, in order of place."""
    from quiz.actions import keys_of, of, titles

    return [
        {
            "id": action.id,
            "place": title,
            "keys": keys_of(action, settings.keys, vim=settings.vim).split(","),
            "label": action.label,
            "does": action.tip,
        }
        for place, title in titles().items()
        for action in of(place)
    ]


def key_lines(settings: Settings) -> Iterator[str]:
    """Yield the keys, what they do and their ids, place by place."""
    from quiz.actions import keys_of, of, titles
    from quiz.keys import shown_keys

    for number, (place, title) in enumerate(titles().items()):
        yield from ([""] if number else [])
        yield title
        for action in of(place):
            pressed = shown_keys(keys_of(action, settings.keys, vim=settings.vim))
            yield f"  {pressed:<14}  {action.tip} [{action.id}]"
