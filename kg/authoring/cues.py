"""The words by which running text tells a claim, from ontology/cues.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import ontology
from kg.ask.smallwords import PREPOSITIONS
from kg.model import Modality
from kg.packs.yamlnodes import ListNode, MappingNode, ScalarNode, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.model import Phrase
    from kg.packs.yamlnodes import Node

__all__ = ["Cues", "read_cues"]

FILE = "cues.yaml"

# What ends a speech, and within how many words and signs stands who said it.
_SPEECH_ENDS = frozenset({",", "”", '"'})
_AFTER_SPEECH = 4


@dataclass(frozen=True, slots=True)
class Cues:
    """Cue words, each group as the comments in cues.yaml tell.

    `asked` and `asked_from_object` hold verbs by relation; `deeds` the relation of a noun; `states` the state
    that a word tells; `hedges` how sure a word is; `stand_ins` the class of a noun that stands for a thing,
    and `kinds` that of a name which ends in a noun.
    """

    asked: Mapping[str, tuple[str, ...]]
    asked_from_object: Mapping[str, tuple[str, ...]]
    deeds: Mapping[str, str]
    frames: frozenset[str]
    degrees: frozenset[str]
    more: frozenset[str]
    less: frozenset[str]
    states: Mapping[str, str]
    hedges: Mapping[str, Modality]
    passed: frozenset[str]
    weights: frozenset[str]
    prepositions: frozenset[str]
    sets: frozenset[str]
    denied: frozenset[str]
    others: frozenset[str]
    openers: frozenset[str]
    pronouns: frozenset[str]
    stand_ins: Mapping[str, str]
    kinds: Mapping[str, str]
    around: frozenset[str]
    vague: frozenset[str]

    def spoken(self, after: Sequence[str]) -> bool:
        """Return whether words are what others say by those after them: "“…,” says my coach"."""
        return not _SPEECH_ENDS.isdisjoint(after[:2]) and not self.others.isdisjoint(after[:_AFTER_SPEECH])

    def enriched(self, phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
        """Return phrases with these verbs among what may be said instead."""
        return tuple(
            phrase._replace(
                asked=(*phrase.asked, *self.asked.get(phrase.relation, ())),
                asked_from_object=(
                    *phrase.asked_from_object,
                    *self.asked_from_object.get(phrase.relation, ()),
                ),
            )
            for phrase in phrases
        )


@cache
def read_cues() -> Cues:
    """Return the bundled cue words."""
    text = (Path(ontology.__path__[0]) / FILE).read_text("utf-8")
    root = _mapping(read_yaml(text, FILE))
    verbs = {relation: _mapping(node) for relation, node in _mapping(root["verbs"]).items()}
    states = _lists(root["states"])
    return Cues(
        asked={name: _texts(keys["asked"]) for name, keys in verbs.items() if "asked" in keys},
        asked_from_object={
            name: _texts(keys["asked_from_object"])
            for name, keys in verbs.items()
            if "asked_from_object" in keys
        },
        deeds=_turned(_lists(root["deeds"])),
        frames=_words(root["frames"]),
        degrees=_words(root["degrees"]),
        more=_words(root["more"]),
        less=_words(root["less"]),
        states=_turned({state: (state, *others) for state, others in states.items()}),
        hedges={
            word: Modality(name)
            for name, node in reversed(_mapping(root["hedges"]).items())
            for word in _words(node)
        },
        passed=_words(root["passed"]),
        weights=_words(root["weights"]),
        prepositions=_words(root["prepositions"]) | PREPOSITIONS,
        sets=_words(root["sets"]),
        denied=_words(root["denied"]) | _words(root["left_open"]),
        others=_words(root["others"]),
        openers=_words(root["openers"]),
        pronouns=_words(root["pronouns"]),
        stand_ins=_turned(_lists(root["stand_ins"])),
        kinds={word: cls for cls, words in _mapping(root["kinds"]).items() for word in sorted(_words(words))},
        around=_words(root["around"]),
        vague=_words(root["vague"]),
    )


def _mapping(node: Node) -> dict[str, Node]:
    assert isinstance(node, MappingNode)
    return {key.text: value for key, value in node.pairs}


def _texts(node: Node) -> tuple[str, ...]:
    assert isinstance(node, ListNode)
    return tuple(item.text for item in node.items if isinstance(item, ScalarNode))


def _lists(node: Node) -> dict[str, tuple[str, ...]]:
    return {name: _texts(value) for name, value in _mapping(node).items()}


def _words(node: Node) -> frozenset[str]:
    assert isinstance(node, ScalarNode)
    return frozenset(node.text.split())


def _turned(lists: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the name of the list that each word stands in; the first where it stands in two."""
    found: dict[str, str] = {}
    for name, words in lists.items():
        for word in words:
            found.setdefault(word, name)
    return found
