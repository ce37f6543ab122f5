"""What a question is made of."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from kg.proof import Proof, ProofKind

__all__ = [
    "Bloom",
    "Interaction",
    "Item",
    "Option",
    "Row",
    "item_from_view",
    "item_view",
]


class Interaction(StrEnum):
    """What the student does. Widgets, line mode, grading and exports know interactions, not types."""

    CHOOSE_ONE = "choose-one"
    CHOOSE_MANY = "choose-many"
    TEXT = "text"
    MATCH = "match"
    ORDER = "order"


class Bloom(StrEnum):
    """Levels of Bloom's taxonomy, as the Blooming Anatomy Tool reads them; "create" is out of reach."""

    REMEMBER = "remember"
    UNDERSTAND = "understand"
    APPLY = "apply"
    ANALYSE = "analyse"
    EVALUATE = "evaluate"


@dataclass(frozen=True, slots=True)
class Option:
    """One option as the student reads it, and why it is right or wrong.

    `entity` is the id of the entity or source that it names, or None where it is a statement. `claim` is the
    claim that a right option of several stands for.
    """

    text: str
    entity: str | None
    correct: bool
    why: str
    proof: Proof | None = None
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One left-hand side of a matching question.

    `key` is the place of its option among the item's options; `proofs` holds, for each option in the order
    shown, why it does not belong here, and None at `key`.
    """

    text: str
    entity: str
    key: int
    proofs: tuple[Proof | None, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One question with its options in the order shown.

    `id` begins with that of the first of its claims. `scope` is the source named in the stem, or None where
    the graph proves the answer without one.
    `difficulty` is an estimate from 0 (easy) to 1 (hard), made from likeness, path length and type alone.
    `claims` are those that the item tests, the one that its memory hangs on first; `given` are those of
    them that the stem tells. What the student does decides which of the rest is used:

    - choose one, choose many: `options`, those that are `correct` being the key;
    - text: `accept`, the answers taken as right, the one to show first; `close`, names of what the answer is
      directly a part of or has as one of few parts, half right; `also_claimed`, names of what is claimed in
      its place as well and is not asked for, half right, too; `ruled_out`, such names that the letters of a
      gap rule out, worth nothing, but no error of fact; and `forgiven`, how many wrong letters are forgiven
      (optimal string alignment distance);
    - match: `rows`, each to be given one of `options`; each option belongs to exactly one row;
    - order: `options` as shown, and `order`, their places in the right order. The proof of an option says
      why it cannot come before the one that it follows; the first has none.
    """

    id: str
    type: str
    interaction: Interaction
    bloom: str
    difficulty: float
    stem: str
    scope: str | None
    options: tuple[Option, ...]
    claims: tuple[str, ...]
    explanation: tuple[str, ...]
    seed: int
    accept: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    forgiven: int = 0
    rows: tuple[Row, ...] = ()
    order: tuple[int, ...] = ()
    given: tuple[str, ...] = ()
    also_claimed: tuple[str, ...] = ()
    ruled_out: tuple[str, ...] = ()

    @property
    def half_right(self) -> tuple[str, ...]:
        """What may be typed and is half right."""
        return self.close + self.also_claimed

    @property
    def key(self) -> int:
        """The place of the one right option of a single choice, counted from 0."""
        return next(place for place, option in enumerate(self.options) if option.correct)

    @property
    def keys(self) -> tuple[int, ...]:
        """The places of all right options, counted from 0."""
        return tuple(place for place, option in enumerate(self.options) if option.correct)

    @property
    def question(self) -> str:
        """What is asked: the stem; where what stands below it is part of the question, the item's id."""
        shown = self.rows or self.order or any(option.entity is None for option in self.options)
        return self.id if shown else self.stem

    @property
    def answer(self) -> str:
        """The right answer in words, on one line."""
        match self.interaction:
            case Interaction.TEXT:
                return self.accept[0]
            case Interaction.MATCH:
                return "; ".join(f"{row.text}: {self.options[row.key].text}" for row in self.rows)
            case Interaction.ORDER:
                return " → ".join(self.options[place].text for place in self.order)
            case _:
                return "; ".join(self.options[place].text for place in self.keys)


def item_view(item: Item) -> dict[str, Any]:
    """Return the item as plain data for JSON; `item_from_view` reads it back."""
    return asdict(item) | {"answer": item.answer}


def item_from_view(view: dict[str, Any]) -> Item:
    """Return the item that `item_view` wrote. Raises `KeyError`, `TypeError` or `ValueError` on any other."""
    rows = [Row(**(row | {"proofs": tuple(map(_proof, row["proofs"]))})) for row in view.get("rows", ())]
    tuples = ("claims", "explanation", "accept", "close", "order", "given", "also_claimed", "ruled_out")
    return Item(
        **(
            {name: value for name, value in view.items() if name != "answer"}
            | {name: tuple(view.get(name, ())) for name in tuples}
            | {
                "interaction": Interaction(view["interaction"]),
                "options": tuple(
                    Option(**(row | {"proof": _proof(row["proof"])})) for row in view["options"]
                ),
                "rows": tuple(rows),
            }
        )
    )


def _proof(row: dict[str, Any] | None) -> Proof | None:
    if row is None:
        return None
    typed = {"kind": ProofKind(row["kind"]), "witnesses": tuple(row.get("witnesses", ()))}
    return Proof(**(row | typed))
