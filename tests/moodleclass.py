"""A class that answered in Moodle: its reports, with summaries worded and shuffled as Moodle does it."""

from __future__ import annotations

import csv
import io
import math
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from quiz.item import Interaction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.item import Item

__all__ = ["PEOPLE", "Summaries", "attempt", "responses", "table"]

PEOPLE = ["Last name", "First name", "Email address", "State", "Started on", "Completed", "Time taken"]


class Summaries(NamedTuple):
    """What Moodle writes of a question that was put to one learner."""

    question: str
    right: str
    wrong: str


def attempt(item: Item, random: Random) -> Summaries:
    """Return the summaries of one attempt at an item, its options shuffled for this learner."""
    options = list(item.options)
    random.shuffle(options)
    texts = [option.text for option in options]
    match item.interaction:
        case Interaction.CHOOSE_ONE | Interaction.CHOOSE_MANY:
            key = [option.text for option in options if option.correct]
            wrong = random.choice([option.text for option in options if not option.correct])
            return Summaries(f"{item.stem}: {'; '.join(texts)}", "; ".join(key), wrong)
        case Interaction.MATCH:
            rows = list(item.rows)
            random.shuffle(rows)
            keys = [item.options[row.key].text for row in rows]
            names = [row.text for row in rows]
            swapped = [keys[1], keys[0], *keys[2:]]
            pairs = [
                "; ".join(f"{name} -> {text}" for name, text in zip(names, given, strict=True))
                for given in (keys, swapped)
            ]
            return Summaries(f"{item.stem} {{{'; '.join(names)}}} -> {{{'; '.join(texts)}}}", *pairs)
        case Interaction.ORDER:
            order = [item.options[place].text for place in item.order]
            return Summaries(f"{item.stem}: {'; '.join(texts)}", "; ".join(order), "; ".join(reversed(order)))
        case Interaction.TEXT if "__" in item.stem:  # a field in the text
            return Summaries(f"{item.stem} _____", f"part 1: {item.accept[0]}", "part 1: no idea")
        case Interaction.TEXT:
            return Summaries(item.stem, item.accept[0], "no idea")


def responses(items: Sequence[Item], learners: int, seed: int, *, questions: bool = True) -> str:
    """Return a report of responses of learners who differ in how much they know."""
    random = Random(seed)
    names = ["Question", "Response", "Right answer"] if questions else ["Response", "Right answer"]
    header = [
        *PEOPLE,
        "Grade/10.00",
        *(f"{name} {place}" for place in range(1, len(items) + 1) for name in names),
    ]
    rows = []
    for number in range(learners):
        able = random.gauss(0, 1.5)
        row = [
            f"L{number}",
            f"F{number}",
            f"s{number}@example.org",
            "Finished",
            "1 May",
            "1 May",
            "9 mins",
            "5",
        ]
        for place, item in enumerate(items):
            made = attempt(item, random)
            right = random.random() < 1 / (1 + math.exp(4 * place / len(items) - 2 - able))
            row += [made.question] if questions else []
            row += [made.right if right else made.wrong, made.right]
        rows.append(row)
    return table([header, *rows])


def table(rows: Sequence[Sequence[str]], separator: str = ",") -> str:
    """Return rows as CSV."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()
