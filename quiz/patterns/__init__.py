"""Question types, one module each: what it needs in the graph and how it is asked.

A pattern is a function `items(workshop) -> Iterator[Item]`; it yields items of one interaction. The order is
that in which a bank is made: types for which few claims will do first, cloze last, as it is asked of what is
left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.patterns import (
    analogy,
    choose_many,
    choose_object,
    choose_subject,
    cloze,
    disagreement,
    exercise_goal,
    match,
    mechanism,
    odd_one_out,
    order_chain,
    spot_error,
    true_false,
    typed,
    vignette,
    weigh_evidence,
    why_chain,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quiz.item import Item
    from quiz.workshop import Workshop

__all__ = ["FILLING", "PATTERNS"]

PATTERNS: dict[str, Callable[[Workshop], Iterator[Item]]] = {
    pattern.TYPE: pattern.items
    for pattern in (
        order_chain,
        why_chain,
        mechanism,
        exercise_goal,
        choose_many,
        true_false,
        typed,
        match,
        odd_one_out,
        analogy,
        vignette,
        spot_error,
        disagreement,
        choose_object,
        choose_subject,
        weigh_evidence,
        cloze,
    )
}

# The type that asks what no other one can.
FILLING = cloze.TYPE
