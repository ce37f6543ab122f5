"""The parts of a question that may be a question of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.ask.smallwords import DECISIVE, EVERY, NOT, PREPOSITIONS, UNREAD, WH
from kg.ask.words import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.lookup import Lookup

__all__ = ["pieces"]

_STOPS = re.compile(r"[?!:;,—–]|\.(?:\s|$)")
_IT = re.compile(r"\b(it|its|they|their|them)\b", re.IGNORECASE)
_BEGINNINGS = WH | {"how", "why"}
_CONJUNCTIONS = {
    "but", "when", "if", "while", "where", "during", "after", "before", "because", "although", "nor",
    "neither", "unlike", "counting", "excluding", "including",
}  # fmt: skip
_RESTRICTING = DECISIVE | UNREAD | NOT | EVERY | (PREPOSITIONS - {"to"}) | _CONJUNCTIONS


def pieces(graph: Lookup, question: str) -> Iterator[str]:
    """Yield parts that stops and commas set apart, the longest first, then what begins with a question word.

    Where one part is only a name, "it" in the others stands for it.

    >>> import kg
    >>> graph = kg.load()
    >>> list(pieces(graph, "The sartorius, where does it insert?"))
    ['where does The sartorius insert']
    >>> list(pieces(graph, "my teacher wants to know which muscles flex the hip"))
    ['which muscles flex the hip']
    """
    parts = [part.strip() for part in _STOPS.split(question) if part.strip()]
    if len(parts) > 1:
        names = [part for part in parts if _is_name(graph, part)]
        known = names if len(names) == 1 and any(map(_IT.search, parts)) else []
        for part in sorted(parts, key=lambda part: (part in names, -len(part))):
            if _may_be_left([each for each in parts if each != part and each not in known]):
                yield part if part in names or not known else _IT.sub(lambda _: known[0], part)
        return
    words = question.split()
    for place, word in enumerate(words):
        if place and word.casefold() in _BEGINNINGS and _may_be_left(words[:place]):
            yield " ".join(words[place:])


def _may_be_left(parts: Iterable[str]) -> bool:
    """Return whether nothing is in these parts that would narrow the question or turn it round."""
    return all(_RESTRICTING.isdisjoint(tokens(part)) for part in parts)


def _is_name(graph: Lookup, text: str) -> bool:
    plain = re.sub(r"^(the|a|an)\s+", "", text.casefold())
    return any(name == plain for name, _ in graph.names_like([plain]))
