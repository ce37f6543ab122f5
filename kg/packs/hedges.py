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

__all__ = ["hedge_in"]

FILE = "cues.yaml"
# “More often” and “less likely” compare: that is what an association says, and no doubt of it.
_COMPARED = frozenset({"more", "less"})


def hedge_in(text: str) -> tuple[str, Modality] | None:
    """Return the first word of a text that hedges it, and how a claim says so.

    >>> hedge_in("A stiff ankle may cause the foot to flatten")
    ('may', <Modality.MAY: 'may'>)
    >>> hedge_in("Runners with a stiff ankle more often have knee pain")
    """
    hedges = _hedges()
    words = re.findall(r"[^\W\d_]+", text)
    for before, word in pairwise(["", *words]):
        if before.casefold() not in _COMPARED and (modality := hedges.get(word.casefold())):
            return word, modality
    return None


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
