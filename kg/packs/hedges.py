"""Words that make a statement weaker or deny it, from ontology/cues.yaml, held against the claims on it."""

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

    from kg.packs.yamlnodes import Node

__all__ = ["denial_in", "hedge_below"]

FILE = "cues.yaml"
# “More often” and “less likely” compare: that is what an association says, and no doubt of it.
_COMPARED = frozenset({"more", "less"})
# “Not only” denies nothing, nor does “no longer than a week”, or “no. 2”.
_NO_DENIAL = frozenset({"only", "longer", "matter", "doubt"})


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


def denial_in(text: str) -> str | None:
    """Return the first word by which a text denies what it speaks of, or None.

    >>> denial_in("no evidence that a clicking shoulder hurts"), denial_in("isn't caused by rest")
    ('no', "isn't")
    >>> denial_in("not only weakens the hip"), denial_in("no longer than a week"), denial_in("less pain")
    (None, None, None)
    """
    denied = _words("denied")
    words: list[str] = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text)
    for word, following in pairwise([*words, ""]):
        plain = word.casefold().replace("’", "'")
        if (plain in denied or plain.endswith("n't")) and following.casefold() not in _NO_DENIAL:
            return word
    return None


@cache
def _groups() -> Mapping[str, Node]:
    root = read_yaml((Path(ontology.__path__[0]) / FILE).read_text("utf-8"), FILE)
    assert isinstance(root, MappingNode)
    return {key.text: value for key, value in root.pairs}


@cache
def _words(group: str) -> frozenset[str]:
    words = _groups()[group]
    assert isinstance(words, ScalarNode)
    return frozenset(words.text.split())


@cache
def _hedges() -> Mapping[str, Modality]:
    groups = _groups()["hedges"]
    assert isinstance(groups, MappingNode)
    return {
        word: Modality(name.text)
        for name, value in reversed(groups.pairs)
        if isinstance(value, ScalarNode)
        for word in value.text.split()
    }
