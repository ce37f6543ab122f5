"""One item of each interaction, made by hand, and how any item is answered right or wrong by keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quiz.item import Interaction, Item, Option, Row

if TYPE_CHECKING:
    from quiz.grade import Response

__all__ = [
    "ALL",
    "CHOOSE_MANY",
    "CHOOSE_ONE",
    "MATCH",
    "ORDER",
    "TEXT",
    "decorated",
    "keys",
    "right",
    "typed",
    "wrong",
]


def _option(text: str, why: str, *, correct: bool = False) -> Option:
    return Option(text, text.replace(" ", "-"), correct, why)


def _item(interaction: Interaction, stem: str, options: tuple[Option, ...] = ()) -> Item:
    return Item(
        id=f"item-{interaction}",
        type=f"some-{interaction}",
        interaction=interaction,
        bloom="remember",
        difficulty=0.5,
        stem=stem,
        scope=None,
        options=options,
        claims=(f"claim-{interaction}",),
        explanation=("The anatomy reference says so in one sentence.", "How sure: established."),
        seed=1,
    )


CHOOSE_ONE = _item(
    Interaction.CHOOSE_ONE,
    "Which nerve supplies gluteus medius?",
    (
        _option("inferior gluteal nerve", "It supplies gluteus maximus."),
        _option("superior gluteal nerve", "It supplies gluteus medius.", correct=True),
        _option("femoral nerve", "It supplies the quadriceps."),
    ),
)

# Three are right.
CHOOSE_MANY = _item(
    Interaction.CHOOSE_MANY,
    "Which muscles does the superior gluteal nerve supply?",
    (
        _option("gluteus medius", "The nerve supplies gluteus medius.", correct=True),
        _option("gluteus maximus", "The inferior gluteal nerve supplies it."),
        _option("gluteus minimus", "The nerve supplies gluteus minimus.", correct=True),
        _option("tensor fasciae latae", "The nerve supplies tensor fasciae latae.", correct=True),
        _option("piriformis", "The nerve to piriformis supplies it."),
    ),
)

TEXT = replace(
    _item(Interaction.TEXT, "Which muscle holds the pelvis level when the other foot is lifted?"),
    accept=("gluteus medius", "glute med"),
    close=("gluteal muscles",),
    also_claimed=("gluteus minimus",),
    forgiven=2,
)

MATCH = replace(
    _item(
        Interaction.MATCH,
        "Which nerve supplies which muscle?",
        (
            _option(
                "superior gluteal nerve", "The superior gluteal nerve supplies gluteus medius.", correct=True
            ),
            _option("femoral nerve", "The femoral nerve supplies rectus femoris.", correct=True),
            _option(
                "inferior gluteal nerve", "The inferior gluteal nerve supplies gluteus maximus.", correct=True
            ),
        ),
    ),
    rows=(
        Row("gluteus maximus", "gluteus-maximus", 2, (None, None, None)),
        Row("gluteus medius", "gluteus-medius", 0, (None, None, None)),
        Row("rectus femoris", "rectus-femoris", 1, (None, None, None)),
    ),
)

ORDER = replace(
    _item(
        Interaction.ORDER,
        "In which order does one lead to the next?",
        (
            _option("pelvic drop", "Weakness lets the pelvis drop.", correct=True),
            _option("knee pain", "The strain on the knee hurts.", correct=True),
            _option("weak gluteus medius", "Weakness lets the pelvis drop.", correct=True),
            _option("knee valgus", "The drop lets the knee fall inwards.", correct=True),
        ),
    ),
    order=(2, 0, 3, 1),
)

ALL = (CHOOSE_ONE, CHOOSE_MANY, TEXT, MATCH, ORDER)


def decorated(item: Item, words: str) -> Item:
    """Return the item with words put behind everything that a student reads or may type."""
    return replace(
        item,
        stem=f"{item.stem} {words}",
        options=tuple(replace(option, text=f"{option.text} {words}", why=words) for option in item.options),
        rows=tuple(replace(row, text=f"{row.text} {words}") for row in item.rows),
        accept=tuple(f"{answer} {words}" for answer in item.accept),
        close=tuple(f"{answer} {words}" for answer in item.close),
        also_claimed=tuple(f"{answer} {words}" for answer in item.also_claimed),
        explanation=(words,),
    )


def right(item: Item) -> Response:
    """Return the right response to any item."""
    match item.interaction:
        case Interaction.CHOOSE_ONE:
            return item.key
        case Interaction.CHOOSE_MANY:
            return item.keys
        case Interaction.TEXT:
            return item.accept[0]
        case Interaction.MATCH:
            return tuple(row.key for row in item.rows)
        case Interaction.ORDER:
            return item.order


def wrong(item: Item) -> Response:
    """Return a response to any item that is worth nothing."""
    places = [place for place, option in enumerate(item.options) if not option.correct]
    match item.interaction:
        case Interaction.CHOOSE_ONE:
            return places[0]
        case Interaction.CHOOSE_MANY:
            return tuple(places)
        case Interaction.TEXT:
            return "nothing of the kind"
        case Interaction.MATCH:
            keys = [row.key for row in item.rows]
            return (*keys[1:], keys[0])
        case Interaction.ORDER:
            return tuple(reversed(item.order))


def keys(response: Response) -> list[str]:
    """Return the keys that hand a response in. A single choice needs no Enter."""
    if isinstance(response, int):
        return [str(response + 1)]
    if isinstance(response, str):
        return [*response, "enter"]
    return [*(str(place + 1) for place in response), "enter"]


def typed(response: Response) -> str:
    """Return the line that gives a response in line mode."""
    if isinstance(response, str):
        return response
    places = (response,) if isinstance(response, int) else response
    return " ".join(str(place + 1) for place in places)
