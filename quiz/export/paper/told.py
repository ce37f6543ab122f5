"""What is told of an item once it is answered, beside the explanation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quiz.item import Interaction
from quiz.typenames import TYPE_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quiz.export import Facts
    from quiz.item import Item

__all__ = ["Verdict", "kept_with", "sources", "verdicts"]


class Verdict(NamedTuple):
    """An option with its place, whether it is right (None where that is not what is asked), and why."""

    place: int
    text: str
    right: bool | None
    why: str


def verdicts(item: Item) -> list[Verdict]:
    """Return what is told of each option: of those to match or to order, what the explanation leaves out."""
    if item.interaction in (Interaction.CHOOSE_ONE, Interaction.CHOOSE_MANY):
        return [
            Verdict(place, option.text, option.correct, option.why)
            for place, option in enumerate(item.options)
        ]
    return [
        Verdict(place, option.text, None, option.why)
        for place, option in enumerate(item.options)
        if option.why and option.why not in item.explanation
    ]


def sources(item: Item, facts: Mapping[str, Facts]) -> list[str]:
    """Return the sources that assert the claims of an item, each once."""
    known = (facts[claim] for claim in item.claims if claim in facts)
    return list(dict.fromkeys(fact.citation or fact.source for fact in known))


def kept_with(item: Item, facts: Mapping[str, Facts]) -> list[tuple[str, str]]:
    """Return what a question is filed under, each with its name, from its level to its id."""
    known = [facts[claim] for claim in item.claims if claim in facts]
    kind = TYPE_NAMES[item.type].words if item.type in TYPE_NAMES else item.type
    rows = (
        ("Level", [item.bloom]),
        ("Type", [kind]),
        ("Topics", [topic for fact in known for topic in fact.topics]),
        ("Status", [fact.status for fact in known]),
        ("Claims", list(item.claims)),
        ("Question", [item.id]),
    )
    return [(name, ", ".join(dict.fromkeys(values))) for name, values in rows if values]
