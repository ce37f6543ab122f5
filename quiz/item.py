"""What a question is made of."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

__all__ = ["Interaction", "Item", "Option", "Proof", "ProofKind", "item_from_view", "item_view"]


class Interaction(StrEnum):
    """What the student does. Widgets, line mode, grading and exports know interactions, not types."""

    CHOOSE_ONE = "choose-one"


class ProofKind(StrEnum):
    """The allowed ways to prove that an option is wrong; absence in an open source is none of them."""

    CLOSED_SCOPE = "closed-scope"
    DISJOINT_CLASS = "disjoint-class"


@dataclass(frozen=True, slots=True)
class Proof:
    """Why the statement `subject relation object` is wrong in the item's scope.

    For `CLOSED_SCOPE`, `source` is marked complete for the subject and for `ground`, the relation or
    one above it. For `DISJOINT_CLASS`, `ground` is the class that the relation asks for at that end,
    and the option's own class is disjoint with it.
    """

    kind: ProofKind
    subject: str
    relation: str
    object: str
    ground: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One option: an entity as the student reads it, and why it is right or wrong."""

    text: str
    entity: str
    correct: bool
    why: str
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One question with its options in the order shown.

    `scope` is the source named in the stem, or None where the graph proves the answer without one.
    `difficulty` is an estimate from 0 (easy) to 1 (hard), made from the options alone.
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

    @property
    def key(self) -> int:
        """The place of the one right option, counted from 0."""
        return next(place for place, option in enumerate(self.options) if option.correct)


def item_view(item: Item) -> dict[str, Any]:
    """Return the item as plain data for JSON; `item_from_view` reads it back."""
    return asdict(item)


def item_from_view(view: dict[str, Any]) -> Item:
    """Return the item that `item_view` wrote. Raises `KeyError`, `TypeError` or `ValueError` on any other."""
    options = []
    for row in view["options"]:
        proof = row["proof"]
        typed = None if proof is None else Proof(**(proof | {"kind": ProofKind(proof["kind"])}))
        options.append(Option(**(row | {"proof": typed})))
    return Item(
        **(
            view
            | {
                "interaction": Interaction(view["interaction"]),
                "options": tuple(options),
                "claims": tuple(view["claims"]),
                "explanation": tuple(view["explanation"]),
            }
        )
    )
