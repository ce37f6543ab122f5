"""Words that make a statement weaker, from ontology/cues.yaml: a claim is no stronger than its quote."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import ontology
from kg.model import Modality
from kg.packs.yamlnodes import MappingNode, ScalarNode, read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["hedge_below"]

FILE = "cues.yaml"
# “More often” and “less likely” compare: that is what an association says, and no doubt of it.
_COMPARED = frozenset({"more", "less"})


# What says less than each. What is meant to do something need not be able to, nor the other way round.
_LESS = {
    Modality.IS: frozenset(Modality) - {Modality.IS},
    Modality.OFTEN: frozenset({Modality.CAN, Modality.MAY}),
    Modality.CAN: frozenset({Modality.MAY}),
    Modality.MAY: frozenset[Modality](),
    Modality.AIM: frozenset[Modality](),
}


def hedge_below(claimed: Modality, text: str) -> tuple[str, Modality] | None:
    """Return the first word by which a text says less than is claimed, and how a claim says so.

    None where the text has a word for what is claimed, too.

    >>> hedge_below(Modality.IS, "A stiff ankle may cause the foot to flatten")
    ('may', <Modality.MAY: 'may'>)
    >>> hedge_below(Modality.CAN, "Rest may help")
    ('may', <Modality.MAY: 'may'>)
    >>> hedge_below(Modality.CAN, "Rest could help, and may be enough")
    >>> hedge_below(Modality.IS, "Runners with a stiff ankle more often have knee pain")
    """
    hedges = _hedges()
    words = re.findall(r"[^\W\d_]+", text)
    found = [
        (word, hedges[word.casefold()])
        for before, word in pairwise(["", *words])
        if before.casefold() not in _COMPARED and word.casefold() in hedges
    ]
    if any(modality is claimed for _, modality in found):
        return None
    return next((hedge for hedge in found if hedge[1] in _LESS[claimed]), None)


@cache
def _hedges() -> Mapping[str, Modality]:
    root = read_yaml((Path(ontology.__path__[0]) / FILE).read_text("utf-8"), FILE)
    assert isinstance(root, MappingNode)
    (groups,) = [value for key, value in root.pairs if key.text == "hedges"]
    assert isinstance(groups, MappingNode)
    return {
        word: Modality(name.text)
        for name, value in reversed(groups.pairs)
        if isinstance(value, ScalarNode)
        for word in value.text.split()
    }
