"""The parts of a question that may be a question of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.ask.smallwords import WH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.lookup import Lookup

__all__ = ["pieces"]

_STOPS = re.compile(r"[?!:;,—–]|\.(?:\s|$)")
_IT = re.compile(r"\b(it|its|they|their|them)\b", re.IGNORECASE)
_BEGINNINGS = WH | {"how", "why"}


def pieces(graph: Lookup, question: str) -> Iterator[str]:
    """Yield parts that stops and commas set apart, the longest first, then what begins with a question word.

    Where one part is only a name, "it" in the others stands for it.

    >>> import kg
    >>> graph = kg.load()
    >>> list(pieces(graph, "The sartorius, where does it insert?"))
    ['where does The sartorius insert', 'The sartorius']
    >>> list(pieces(graph, "my teacher wants to know which muscles flex the hip"))
    ['which muscles flex the hip']
    """
    parts = [part.strip() for part in _STOPS.split(question) if part.strip()]
    if len(parts) > 1:
        names = [part for part in parts if _is_name(graph, part)]
        if len(names) == 1:
            parts = [part if part in names else _IT.sub(lambda _: names[0], part) for part in parts]
        yield from sorted((part for part in parts if part not in names), key=len, reverse=True)
        yield from names
        return
    words = question.split()
    for place, word in enumerate(words):
        if place and word.casefold() in _BEGINNINGS:
            yield " ".join(words[place:])


def _is_name(graph: Lookup, text: str) -> bool:
    plain = re.sub(r"^(the|a|an)\s+", "", text.casefold())
    return any(name == plain for name, _ in graph.names_like([plain]))
