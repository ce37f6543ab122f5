"""What the words of a question may stand for: all from the graph's own labels, synonyms and phrases."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kg.ask.smallwords import ARTICLES, BE, PREPOSITIONS
from kg.ask.words import forms, noun_of, plural, singular, stem, tokens
from kg.model import End, Status, Tier
from kg.vocabulary import ROOT
from kg.wording import source_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.lookup import Lookup
    from kg.model import Phrase

__all__ = ["MAX_NAME", "Lexicon", "Named", "Noun", "Verb"]

# The longest name that is looked for, in words; the longest verb.
MAX_NAME, MAX_VERB = 12, 5
_LOOSE = ARTICLES | PREPOSITIONS
_STATUS_WORDS = {
    Status.ESTABLISHED: ("established", "proven", "proved", "certain", "agreed", "undisputed", "settled"),
    Status.CONTESTED: ("contested", "disputed", "controversial", "debated", "disagreed"),
    Status.REFUTED: ("refuted", "disproved", "disproven", "wrong", "false", "incorrect", "mistaken"),
    Status.REPORTED: ("reported", "unconfirmed", "untested", "unproven"),
    Status.DRAFT: ("draft",),
}
_TIER_WORDS = {
    Tier.STUDY: ("study", "paper", "trial", "research", "researcher", "scientist"),
    Tier.REFERENCE: ("reference", "textbook", "atlas"),
    Tier.POPULAR: ("popular text", "website", "blog"),
    Tier.CURATOR: ("curator",),
}


class Named(NamedTuple):
    """A stretch of the question, up to the word `end`, and what it names: the ids, and how that reads."""

    end: int
    ids: tuple[str, ...]
    text: str = ""


class Verb(NamedTuple):
    """A stretch that is a verb: relations with the subject first, or with the object first.

    `turned` where the words stand in the passive voice, so that what comes first is what the verb is done to.
    `short` where the preposition that belongs to the verb does not follow.
    """

    end: int
    subject_first: tuple[str, ...]
    object_first: tuple[str, ...]
    short: bool = False


class Noun(NamedTuple):
    """A stretch that is a noun for one end of relations: "origin" for the object, "cause" for the subject."""

    end: int
    relations: tuple[str, ...]
    head: End


class _Form:
    """One way to say some relations, without its leading verb "be"."""

    __slots__ = ("copular", "object_first", "subject_first", "words")

    def __init__(self, words: tuple[str, ...], copular: bool) -> None:
        self.words = words
        self.copular = copular
        self.subject_first: list[str] = []
        self.object_first: list[str] = []


class Lexicon:
    """Finds names, verbs and nouns at a place of a question's words. Out of scope: grammar."""

    def __init__(self, graph: Lookup, words: Sequence[str], *, whole: bool = False) -> None:
        """Read what the words may stand for; with `whole`, every name, for words that may be misspelt."""
        self._graph = graph
        self._vocabulary = graph.vocabulary
        self._forms: dict[tuple[tuple[str, ...], bool], _Form] = {}
        self._heads: dict[str, list[_Form]] = defaultdict(list)
        self._nouns: dict[tuple[str, ...], dict[End, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._classes: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._names: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._bags: dict[frozenset[str], list[str]] = defaultdict(list)
        self._seen: dict[tuple[str, ...], list[Named]] = {}
        self._deeds: list[tuple[str, frozenset[str], str]] = []
        self._tiers: dict[tuple[str, ...], Tier] = {
            tuple(stem(word) for word in name.split()): tier
            for tier, names in _TIER_WORDS.items()
            for name in names
        }
        self._statuses = {word: status for status, names in _STATUS_WORDS.items() for word in names}
        self._read_relations()
        self._read_classes()
        self._read_entities(words, whole=whole)

    def _read_relations(self) -> None:
        for relation in self._vocabulary.relations:
            try:
                phrase = self._graph.phrase(relation)
            except KeyError:
                continue
            for verb in (phrase.base, *phrase.asked, self._vocabulary.relations[relation].label):
                self._form(verb).subject_first.append(relation)
            for verb in (*phrase.from_object[:1], *phrase.asked_from_object):
                self._form(verb).object_first.append(relation)
            self._read_nouns(relation, phrase)

    def _form(self, verb: str) -> _Form:
        words = tokens(verb)
        copular = bool(words) and words[0] in BE
        rest = tuple(word for word in words[copular:] if word not in ARTICLES)
        key = rest, copular
        if key not in self._forms:
            form = self._forms[key] = _Form(rest, copular)
            for head in {rest[0], *(() if copular else forms(rest[0]))} if rest else ():
                self._heads[head].append(form)
        return self._forms[key]

    def _read_nouns(self, relation: str, phrase: Phrase) -> None:
        # "The muscle of X" says nothing of a relation that has muscles on both sides.
        kind = None if self._vocabulary.relations[relation].symmetric else phrase.objects
        objects = {*phrase.names, *filter(None, (phrase.values, kind))}
        for end, names in ((End.OBJECT, objects), (End.SUBJECT, set(phrase.subject_names))):
            for name in sorted(names):
                self._nouns[tuple(singular(word) for word in tokens(name))][end].append(relation)

    def _read_classes(self) -> None:
        vocabulary = self._vocabulary
        for cls in vocabulary.classes.values():
            for name in (cls.label, *cls.synonyms) if vocabulary.is_a(cls.id, ROOT) else ():
                for key in {_key(tokens(name)), _key(tokens(plural(name)))}:
                    self._classes[key].append(cls.id)
        for relation in vocabulary.relations.values():
            try:
                phrase = self._graph.phrase(relation.id)
            except KeyError:
                continue
            for noun, cls_id in ((phrase.subjects, relation.domain), (phrase.objects, relation.range)):
                if noun is not None and _key(tokens(noun)) not in self._classes:
                    self._classes[_key(tokens(noun))].append(cls_id)

    def _read_entities(self, words: Sequence[str], *, whole: bool) -> None:
        parts = sorted({word[:5] for word in words if word not in _LOOSE and len(word) > 1})
        for name, entity in self._graph.names_like(parts):
            if not (whole or any(part in name for part in parts)):
                continue
            found = [word for word in tokens(name) if word not in ARTICLES]
            self._add(self._names, tuple(found), entity)
            bag = frozenset(stem(word) for word in found if word not in _LOOSE)
            if entity not in self._bags[bag]:
                self._bags[bag].append(entity)
            for noun in bag:
                if noun.endswith(("ion", "ing")):
                    self._deeds.append((noun, bag - {noun}, entity))

    @cached_property
    def _sources(self) -> dict[tuple[str, ...], list[str]]:
        index: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for source in self._graph.sources.values():
            for name in filter(None, (source.in_sentence, source.label)):
                found = [word for word in tokens(name) if word not in ARTICLES]
                plain = [word for word in found if word not in ("and", "others", "et", "al")]
                authors = [word for word in plain if not word.isdigit()]
                for key in {tuple(found), tuple(plain), tuple(authors)}:
                    self._add(index, key, source.id)
        return index

    @staticmethod
    def _add(index: dict[tuple[str, ...], list[str]], key: tuple[str, ...], value: str) -> None:
        if key and value not in index[key]:
            index[key].append(value)

    @cached_property
    def words(self) -> frozenset[str]:
        """All the words, in any form, of what can be named."""
        return frozenset(self._all_words())

    def _all_words(self) -> Iterator[str]:
        for key in (*self._names, *self._nouns, *self._classes, *self._sources, *self._tiers):
            yield from key
        for form in self._forms.values():
            yield from form.words
            if not form.copular and form.words:
                base = form.words[0]
                stems = (base, base[:-1] + "i") if base.endswith("y") else (base, base.removesuffix("e"))
                yield from (each + ending for each in stems for ending in ("s", "es", "ed", "ing"))
        yield from self._statuses

    def knows(self, word: str) -> bool:
        """Return whether the word, in any form, is part of anything that can be named."""
        return bool({word, stem(word), singular(word)} & self.words) or (
            not forms(word).isdisjoint(self._heads) or any(noun_of(word, noun) for noun, _, _ in self._deeds)
        )

    def entities(self, words: Sequence[str], start: int) -> Iterator[Named]:
        """Yield the entities that are named from this word on, the longest name first."""
        for end in range(min(len(words), start + MAX_NAME), start, -1):
            span = words[start:end]
            if span[-1] in _LOOSE or span[0] in PREPOSITIONS:
                continue
            plain = tuple(word for word in span if word not in ARTICLES)
            found = self._names.get(plain) or self._bags.get(
                frozenset(stem(word) for word in plain if word not in _LOOSE)
            )
            if found:
                yield Named(end, tuple(found), " ".join(span))

    def deeds(self, words: Sequence[str], start: int) -> Iterator[Named]:
        """Yield the entities that a verb with its object stands for: "abduct the hip" is hip abduction."""
        ahead = tuple(words[start : start + MAX_NAME])
        if ahead not in self._seen:
            self._seen[ahead] = list(self._read_deeds(ahead))
        for named in self._seen[ahead]:
            yield named._replace(end=start + named.end)

    def _read_deeds(self, words: Sequence[str]) -> Iterator[Named]:
        for end in range(min(len(words), MAX_NAME), 1, -1):
            span = [stem(word) for word in words[:end] if word not in _LOOSE | {"both"}]
            if words[end - 1] in _LOOSE or len(span) == 1:
                continue
            found = [
                entity
                for noun, rest, entity in self._deeds
                for place, word in enumerate(words[:end])
                if noun_of(word, noun)
                and frozenset(span) - {stem(word)} == rest
                and (place <= 1 or word.endswith("ed"))
            ]
            if not found:
                # "Flex the big toe": at any of its joints.
                found = [
                    entity
                    for noun, rest, entity in self._deeds
                    if noun_of(words[0], noun) and frozenset(span[1:]) and frozenset(span[1:]) < rest
                ]
            if found:
                yield Named(end, tuple(dict.fromkeys(found)), " ".join(words[:end]))

    def classes(self, words: Sequence[str], start: int) -> Iterator[Named]:
        """Yield the classes that are named from this word on, the longest name first."""
        for end in range(min(len(words), start + MAX_VERB), start, -1):
            found = self._classes.get(_key(words[start:end]))
            if found:
                yield Named(end, tuple(found), " ".join(words[start:end]))

    def nouns(self, words: Sequence[str], start: int) -> Iterator[Noun]:
        """Yield the nouns for an end of a relation, the longest first."""
        for end in range(min(len(words), start + MAX_VERB), start, -1):
            key = tuple(singular(word) for word in words[start:end])
            for head, relations in self._nouns.get(key, {}).items():
                yield Noun(end, tuple(relations), head)

    def verbs(self, words: Sequence[str], start: int, *, after_be: bool) -> Iterator[Verb]:
        """Yield the verbs from this word on, longest first; `after_be` where a form of "be" went before."""
        if start >= len(words):
            return
        found = []
        for form in {
            id(each): each for base in forms(words[start]) for each in self._heads.get(base, ())
        }.values():
            found += list(self._match(form, words, start, after_be=after_be))
        merged: dict[tuple[int, bool], tuple[list[str], list[str]]] = {}
        for verb in found:
            sides = merged.setdefault((verb.end, verb.short), ([], []))
            sides[0].extend(verb.subject_first)
            sides[1].extend(verb.object_first)
        for (end, short), (first, last) in sorted(merged.items(), key=lambda row: (-row[0][0], row[0][1])):
            yield Verb(end, tuple(dict.fromkeys(first)), tuple(dict.fromkeys(last)), short)

    @staticmethod
    def _match(form: _Form, words: Sequence[str], start: int, *, after_be: bool) -> Iterator[Verb]:
        head, *rest = form.words
        bases = forms(words[start])
        if form.copular:
            # What follows "be" is no verb to be bent, but may be a noun in the plural.
            if words[start] != head and singular(words[start]) != singular(head):
                return
        elif head not in bases and stem(words[start]) != head:
            return
        place, left = start + 1, list(rest)
        while left and place < len(words) and words[place] in (left[0], *ARTICLES):
            if words[place] == left[0]:
                left.pop(0)
            place += 1
        short = len(left) == 1 and left[0] in PREPOSITIONS
        if short and place < len(words) and words[place] in PREPOSITIONS - {"by"}:
            # "Innervated from": whoever asks may not know which preposition goes with the verb.
            left.pop()
            place, short = place + 1, False
        if left and not short:
            return
        first, last = tuple(form.subject_first), tuple(form.object_first)
        by = place < len(words) and words[place] == "by"
        done = not form.copular and words[start] != head and not words[start].endswith(("s", "ing"))
        if done and not left and (by or after_be):
            yield Verb(place + by, last, first)
        elif not form.copular or after_be or short or done or _participle(head):
            yield Verb(place, first, last, short)

    def sources(self, words: Sequence[str], start: int) -> Iterator[Named]:
        """Yield the sources, or the tiers of them, that are named from this word on, the longest first."""
        for end in range(min(len(words), start + MAX_NAME), start, -1):
            span = tuple(word for word in words[start:end] if word not in ARTICLES)
            found = self._sources.get(span)
            tier = self._tiers.get(tuple(stem(word) for word in span))
            if found:
                names = {source_name(self._graph, source) for source in found}
                yield Named(end, tuple(found), names.pop() if len(names) == 1 else " ".join(words[start:end]))
            elif tier is not None:
                named = (source.id for source in self._graph.sources.values() if source.tier is tier)
                yield Named(end, tuple(named), f"the {plural(str(tier))}")

    def status(self, word: str) -> Status | None:
        """Return the status that a word stands for."""
        return self._statuses.get(word) or self._statuses.get(stem(word))


def _participle(word: str) -> bool:
    """Return whether a word of a phrase with "be" can stand alone after a noun: "nerves supplied by …"."""
    return word.endswith(("ed", "ing"))


def _key(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(singular(word) for word in words)
