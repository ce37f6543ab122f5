"""Things that a text speaks of and the graph does not know, each as an entity for a person to describe."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from kg.ask.smallwords import ARTICLES
from kg.ask.words import singular, stem, tokens
from kg.authoring.cues import read_cues
from kg.authoring.ids import free, slug
from kg.authoring.phrases import Phrases
from kg.authoring.remarks import TO_FILL_IN
from kg.authoring.sentences import words_of
from kg.authoring.shape import Shape
from kg.authoring.units import INCLUDES_MOVEMENT, Kind, Units
from kg.cleaned import cleaned
from kg.graph import KnowledgeGraph
from kg.model import Entity
from kg.vocabulary import ANATOMICAL_ENTITY, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.authoring.phrases import Phrase
    from kg.authoring.sentences import Sentence
    from kg.authoring.units import Unit
    from kg.vocabulary import Vocabulary

__all__ = ["NOT_DESCRIBED", "before_preposition", "named", "proposed", "with_things"]

NOT_DESCRIBED = f"{TO_FILL_IN} what it is, in a sentence."
# Far more than an article needs.
MAX_PROPOSED = 200
_NAME = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*(?: [^\W_]+(?:[-'’][^\W_]+)*)*")
_YOUR = re.compile(r" (?:your|my|our|their|his|her|its) ")
# What ends so is no plural, though it ends in an s: "pelvis", "psoas", "biceps".
SINGULAR_ENDINGS = ("ss", "us", "is", "psoas", "ceps")
DYSFUNCTION, MECHANISM, MUSCULATURE = "Dysfunction", "Mechanism", "Musculature"
MUSCLE, MUSCLE_GROUP = "Muscle", "MuscleGroup"
EXERCISE, OF_A_DOING = "Exercise", ("ing", "ion")
# A rotation may be a movement of a joint, an exercise, or what somebody wants to be able to do.
OF_MANY_USES = ("JointMovement", "Equipment", MECHANISM, "Outcome")


class _Spoken(NamedTuple):
    """A name as it stands in the text, with the article before it.

    `told` is the class that its words tell, or ""; `asked` are those that its verb may be about, of which
    `wanted` fits best.
    """

    label: str
    article: str
    told: str
    asked: tuple[str, ...]
    wanted: str

    @property
    def plural(self) -> bool:
        """Whether it takes a verb in the plural."""
        words = before_preposition(self.label.lower().split())
        head = words[0] if words[0].endswith("ing") else words[-1]
        return head.endswith("s") and not head.endswith(SINGULAR_ENDINGS)


def with_things(graph: KnowledgeGraph, things: Sequence[Entity]) -> KnowledgeGraph:
    """Return a graph that knows these things, too."""
    if not things:
        return graph
    return KnowledgeGraph(replace(graph.content, entities=(*graph.content.entities, *things)))


def named(name: str, wanted: str, graph: KnowledgeGraph) -> Entity:
    """Return a thing of this name, with its article if it has one, for a person to describe.

    Its class is a guess: what its words tell, where that is a class below `wanted`, else `wanted`.
    """
    article, _, rest = name.partition(" ")
    if article.lower() not in ARTICLES or not rest:
        article, rest = "", name
    words = rest.lower().split()
    head = singular(before_preposition(words)[-1])
    cues = read_cues()
    told = DYSFUNCTION if len(words) > 1 and words[0] in cues.states else cues.kinds.get(head, "")
    if told and not graph.vocabulary.is_a(told, wanted):
        told = ""
    spoken = _Spoken(rest, article.lower(), told, (wanted,), wanted)
    return Entity(
        free(slug(rest), graph.entities),
        _class_of([spoken], graph.vocabulary),
        rest,
        NOT_DESCRIBED,
        "",
        in_sentence=f"{spoken.article} {rest}" if article else None,
        plural=spoken.plural,
    )


def proposed(text: str, graph: KnowledgeGraph, sentences: Sequence[Sentence]) -> list[Entity]:
    """Return what the text seems to name beside its verbs and the graph has no name for.

    Classes are guesses, by the words of a name and by what its verb asks for. Definitions are left open.
    """
    finder = Units(graph, read_cues(), words_of(sentences))
    found: dict[tuple[str, ...], list[_Spoken]] = {}
    for sentence in sentences:
        if len(found) >= MAX_PROPOSED:
            break
        if not sentence.question:
            for spoken in _Proposing(text, graph, finder, sentence).names():
                found.setdefault(tuple(map(stem, tokens(spoken.label))), []).append(spoken)
    taken = {name.casefold() for entity in graph.entities.values() for name in entity.names}
    known: set[str] = set(graph.entities)
    things = []
    for each in found.values():
        first = each[0]
        if first.label.casefold() not in taken and (name := slug(first.label)):
            known.add(name := free(name, known))
            cls = _class_of(each, graph.vocabulary)
            article = first.article or _article_of(first, cls, graph.vocabulary)
            in_sentence = f"{article} {first.label}" if article else None
            things.append(
                Entity(
                    name, cls, first.label, NOT_DESCRIBED, "", in_sentence=in_sentence, plural=first.plural
                )
            )
    return things


def _class_of(spoken: Sequence[_Spoken], vocabulary: Vocabulary) -> str:
    """Return the class that a name tells, if its verbs take it; else the one that they ask for."""
    told = spoken[0].told
    fits = any(vocabulary.is_a(told, asked) for each in spoken for asked in each.asked) if told else False
    if told and (fits or told not in OF_MANY_USES):
        cls = told
    else:
        cls = next((each.wanted for each in spoken if each.wanted != ROOT), told or ROOT)
    if cls in (MUSCULATURE, MUSCLE):
        return MUSCLE_GROUP if spoken[0].plural else MUSCLE
    return cls


def _article_of(spoken: _Spoken, cls: str, vocabulary: Vocabulary) -> str:
    """Return the article of a name that stands without one, as at the head of an item of a list.

    An exercise has one, "the bird dog", but where its name is of a doing: "band eversion", "heel raising".
    """
    first, *_, head = (words := before_preposition(spoken.label.split()))[0], words[-1]
    exercise = vocabulary.is_a(cls, EXERCISE) and not spoken.plural
    return "the" if exercise and not (first.endswith("ing") or head.endswith(OF_A_DOING)) else ""


def before_preposition(words: Sequence[str]) -> list[str]:
    """Return the words of a name up to "of" and its like, of which the last is its noun."""
    ends = read_cues().prepositions
    return list(takewhile(lambda word: word.lower() not in ends, words)) or list(words)


class _Proposing:
    """The names in one sentence that the graph does not know."""

    def __init__(self, text: str, graph: KnowledgeGraph, finder: Units, sentence: Sentence) -> None:
        self._text = text
        self._vocabulary = graph.vocabulary
        self._graph = graph
        self._cues = finder.cues
        self._words = sentence.words
        self._units = finder.read(sentence.words)
        self._phrases = Phrases(Shape(self._units, finder.cues), finder.cues)

    def names(self) -> Iterator[_Spoken]:
        """Yield them in the order in which their verbs stand."""
        for phrase in self._phrases.head():
            exercise = self._vocabulary.relations[INCLUDES_MOVEMENT].domain
            yield from self._unknown(phrase, (exercise,), exercise)
        for place, unit in enumerate(self._units):
            if unit.before or unit.after:
                yield from self._beside(place, unit)

    def _beside(self, place: int, cue: Unit) -> Iterator[_Spoken]:
        """Yield what stands before and after a verb."""
        before = self._phrases.before(place)
        after = self._phrases.after(place) if cue.kind is Kind.CUE else []
        relations = self._vocabulary.relations
        asked = [(relations[name].domain, relations[name].range) for name in cue.before]
        asked += [(relations[name].range, relations[name].domain) for name in cue.after]
        wanted = self._wanted(
            asked, self._told(before[-1]) if before else "", self._told(after[0]) if after else ""
        )
        for side, phrases in enumerate((before, after)):
            for phrase in phrases:
                yield from self._unknown(phrase, tuple(each[side] for each in asked), wanted[side])

    def _wanted(self, asked: Sequence[tuple[str, str]], first: str, second: str) -> tuple[str, str]:
        """Return the classes of what stands before and after a verb, by the relation that says most of both.

        `first` and `second` are what is known of them, or "".
        """
        is_a = self._vocabulary.is_a
        fitting = [
            each
            for each in asked
            if (not first or is_a(first, each[0])) and (not second or is_a(second, each[1]))
        ]
        return max(fitting or asked, key=self._depth)

    def _depth(self, classes: tuple[str, str]) -> int:
        is_a = self._vocabulary.is_a
        return sum(is_a(cls, upper) for cls in classes for upper in self._vocabulary.classes)

    def _told(self, phrase: Phrase) -> str:
        """Return the class that a name tells by itself: that of what it names, or by its words; else ""."""
        units = self._units[phrase.start : phrase.end]
        if self._is_known(units):
            return self._graph.entity(units[-1].entity).cls
        if len(units) > 1 and units[0].form in self._cues.states:
            return DYSFUNCTION
        words = [word.form for word in self._words[units[0].first : units[-1].last]]
        head = before_preposition(words)
        if head[0].endswith("ing"):
            # "Strengthening the rotator cuff" is what the first word says, and so is "looking down".
            return self._cues.kinds.get(head[0], self._cues.kinds.get(singular(head[-1]), MECHANISM))
        told = self._cues.kinds.get(singular(head[-1]), "")
        if head[0].endswith("ed") and told and self._vocabulary.is_a(told, ANATOMICAL_ENTITY):
            # "An overloaded tendon" is no part of the body, but what has become of one.
            return DYSFUNCTION
        return told

    def _is_known(self, units: Sequence[Unit]) -> bool:
        """Return whether a name is the graph's own, however it is described: "severe knee pain"."""
        *leading, last = units
        more = self._cues.states.keys() | self._cues.prepositions
        return last.thing and all(unit.kind is Kind.WORD and unit.form not in more for unit in leading)

    def _unknown(self, phrase: Phrase, asked: tuple[str, ...], wanted: str) -> Iterator[_Spoken]:
        """Yield a name as the text has it, where the graph does not know it and a pack can hold it."""
        units = self._units[phrase.start : phrase.end]
        if self._is_known(units):
            return
        first, last = self._words[units[0].first], self._words[units[-1].last - 1]
        label = _YOUR.sub(" the ", " ".join(self._text[first.start : last.end].split()))
        if first is self._words[0] and (label[1:].islower() or label == label.title()):
            # As a sentence or the head of a list item begins.
            label = label.lower()
        if not _NAME.fullmatch(label) or label != cleaned(unicodedata.normalize("NFC", label)):
            return
        before = self._words[units[0].first - 1].form if units[0].first else ""
        article = before if before in ("a", "an") else "the" if before in ARTICLES else ""
        yield _Spoken(label, article, self._told(phrase), asked, wanted)
