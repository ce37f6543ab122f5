"""Draft claims: what a text seems to say of things that the graph knows, each with the words that bear it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from kg.ask.words import forms
from kg.authoring.cues import read_cues
from kg.authoring.proposing import proposed, with_things
from kg.authoring.reading import WEAKEST_FIRST, Reader, Why
from kg.authoring.sections import headings
from kg.authoring.sentences import sentences, words_of
from kg.authoring.units import MODALS, Kind, Units, verb_words
from kg.checks.quotes import MAX_QUOTED_SHARE, SourceText, word_spans
from kg.cleaned import cleaned
from kg.model import End, Modality, Source, Tier
from kg.packs.format import MAX_QUOTE_WORDS
from kg.vocabulary import EXAMPLE_OF, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.authoring.reading import Saying
    from kg.authoring.sentences import Sentence
    from kg.graph import KnowledgeGraph
    from kg.model import Entity, Phrase

__all__ = ["MAX_READ", "Draft", "Drafting", "Passage", "Unread", "draft", "draft_with_things"]

LEADS_TO, INCREASES, REDUCES = "leadsTo", "increases", "reduces"
# So much of a text is read for drafts, in code points: that of a book of 150 pages.
MAX_READ = 300_000
# So many passages of one claim are enough to judge it by.
MAX_PASSAGES = 5
# So many words of a sentence show which it is.
OPENING = 6
# What is told of these is advice.
PERSONS = ("you", "we", "i", "they")
# What brings nothing about, though a relation takes anything as its subject.
PASSIVE = ("AttachmentSite", "Region", "SpinalRoot", "Population", "Profession", "Heading", "Equipment")


class Passage(NamedTuple):
    """Words of the text that bear a claim: `text[start:end] == quote`; `line` counts from 1."""

    quote: str
    start: int
    end: int
    section: str | None
    line: int


class Draft(NamedTuple):
    """A claim that the text seems to make."""

    subject: str
    relation: str
    object: str
    modality: Modality
    passages: tuple[Passage, ...]
    degree: str = ""
    presupposed: bool = False
    reads_from: End = End.SUBJECT


class Unread(NamedTuple):
    """A cue of which no draft was made: its line, how its sentence begins, its words, and why."""

    line: int
    opening: str
    words: str
    why: Why


class Drafting(NamedTuple):
    """What was found in a text.

    `named` counts the entities that the graph knows; `things` are those that it does not know and drafts are
    about; `dropped` counts the drafts that quoted too much.
    """

    sections: tuple[str, ...]
    sentences: int
    named: Counter[str]
    drafts: tuple[Draft, ...]
    unread: tuple[Unread, ...]
    dropped: int
    things: tuple[Entity, ...] = ()


def draft(text: str, graph: KnowledgeGraph) -> Drafting:
    """Return draft claims of a text, in the order in which it makes them.

    A claim that is made twice is one draft with two passages and the weaker hedge. What the text denies,
    asks or lays in the mouth of others is no draft, but is listed among what was not read. Of a text longer
    than MAX_READ only the beginning is read.
    """
    names = headings(text)
    all_sentences = list(sentences(text[:MAX_READ], names))
    return _Drafter(text, graph, names, words_of(all_sentences)).drafting(all_sentences)


def draft_with_things(text: str, graph: KnowledgeGraph) -> Drafting:
    """Return draft claims of a text as `draft` does, also about things that the graph does not know.

    What such things are called and of which class they are is a guess, for a person to judge.
    """
    things = proposed(text, graph, list(sentences(text[:MAX_READ], headings(text))))
    found = draft(text, with_things(graph, things))
    needed = {end for each in found.drafts for end in (each.subject, each.object)}
    return found._replace(
        named=Counter({name: number for name, number in found.named.items() if name in graph.entities}),
        things=tuple(each for each in things if each.id in needed),
    )


class _Drafter:
    def __init__(
        self, text: str, graph: KnowledgeGraph, names: tuple[str, ...], words: Iterable[str]
    ) -> None:
        self._text = text
        self._graph = graph
        self._vocabulary = graph.vocabulary
        self._names = names
        source = Source("", "", Tier.POPULAR, "", "", sections=names)
        self._copy = SourceText(text, source)
        self._units = Units(graph, read_cues(), words)
        self._ways = {phrase.relation: _heads(phrase) for phrase in graph.content.phrases}
        self._drafts: dict[tuple[str, str, str], Draft] = {}
        self._unread: list[Unread] = []

    def drafting(self, all_sentences: Sequence[Sentence]) -> Drafting:
        """Read the sentences and return what was found."""
        reader = Reader(self._units)
        for sentence in all_sentences:
            sayings = reader.read(sentence)
            for saying in sayings:
                self._take(sentence, saying)
            if not sayings and not sentence.question:
                self._note_verb(sentence)
        kept = list(_within_share(self._drafts.values(), len(self._text.split())))
        return Drafting(
            self._names,
            len(all_sentences),
            reader.named,
            tuple(kept),
            tuple(self._unread),
            len(self._drafts) - len(kept),
        )

    def _take(self, sentence: Sentence, saying: Saying) -> None:
        made = False
        why = saying.why
        fits = () if why is not None else self._fitting(saying)
        for subject, relation, object_, last in fits:
            passage = self._passage(sentence, saying, last)
            if passage is not None:
                made = True
                turned = relation not in saying.cue.before and saying.cue.kind is Kind.CUE
                self._add(subject, relation, object_, saying, passage, turned=turned)
        joined = bool(saying.subjects) and bool(saying.objects) and saying.cue.kind is Kind.CUE
        if not made and (why in (None, Why.UNKNOWN) or joined):
            words = sentence.words
            start = words[saying.cue.first].start
            cue = self._text[start : words[saying.cue.last - 1].end]
            self._note(sentence, start, cue, why or Why.UNKNOWN)

    def _note_verb(self, sentence: Sentence) -> None:
        """Note what a sentence without a cue says that something can or may do."""
        words = sentence.words
        for place, word in enumerate(words[1:-1], 1):
            if word.form in MODALS and words[place - 1].form not in PERSONS:
                verb = words[place + 1]
                self._note(sentence, word.start, self._text[word.start : verb.end], Why.VERB)

    def _note(self, sentence: Sentence, start: int, cue: str, why: Why) -> None:
        words = sentence.words
        opening = self._text[words[0].start : words[min(OPENING, len(words)) - 1].end]
        opening = f"{cleaned(opening)}{' …' if len(words) > OPENING else ''}"
        self._unread.append(Unread(self._line(start, sentence), opening, cleaned(cue), why))

    def _add(
        self, subject: str, relation: str, object_: str, saying: Saying, passage: Passage, *, turned: bool
    ) -> None:
        key, modality = (subject, relation, object_), saying.modality
        found = self._drafts.get(key)
        if found is None:
            hedged = turned and modality is not Modality.IS and not saying.granted
            hedged = hedged and bool(self._graph.phrase(relation).from_object)
            end = End.OBJECT if hedged else End.SUBJECT
            self._drafts[key] = Draft(*key, modality, (passage,), saying.degree, saying.granted, end)
        elif len(found.passages) < MAX_PASSAGES and not any(
            _within(passage, each) for each in found.passages
        ):
            weaker = next(each for each in WEAKEST_FIRST if each in (modality, found.modality))
            self._drafts[key] = found._replace(modality=weaker, passages=(*found.passages, passage))

    # Which relation

    def _fitting(self, saying: Saying) -> list[tuple[str, str, str, int]]:
        """Return subject, relation and object for the first reading of which any fits."""
        for reading in saying.subjects:
            found = [
                (*best, last)
                for before in reading
                for after, last in saying.objects
                if (best := self._best(saying, before, after)) is not None
            ]
            if found:
                return found
        return []

    def _best(self, saying: Saying, before: str, after: str) -> tuple[str, str, str] | None:
        """Return the relation that fits best, with its ends."""
        if before == after:
            return None
        straight = saying.cue.before
        if LEADS_TO in straight:
            # "Cause" is a word for both; of a quantity it is said which way it goes.
            straight = ({"more": INCREASES, "less": REDUCES}.get(saying.grows, LEADS_TO),)
        ranked = [
            (self._rank(saying.cue.form, relation), relation, *ends)
            for relation, ends in (
                *((relation, (before, after)) for relation in straight),
                *((relation, (after, before)) for relation in saying.cue.after),
            )
            if self._fits(ends[0], relation, ends[1])
        ]  # fmt: skip
        if not ranked:
            return None
        _, relation, subject, object_ = min(ranked)
        return subject, relation, object_

    def _rank(self, form: str, relation: str) -> tuple[bool, int, int]:
        """Return how far a relation is from a verb: its own verb first, then what says most of its ends."""
        term = self._vocabulary.relations[relation]
        depth = sum(self._depth(cls) for cls in (term.domain, term.range))
        ways = self._ways.get(relation, ())
        place = next((place for place, way in enumerate(ways) if way in forms(form)), len(ways))
        return place > 0, -depth, place

    def _depth(self, cls: str) -> int:
        return sum(self._vocabulary.is_a(cls, upper) for upper in self._vocabulary.classes)

    def _fits(self, subject: str, relation: str, object_: str) -> bool:
        term = self._vocabulary.relations[relation]
        first, second = self._graph.entity(subject).cls, self._graph.entity(object_).cls
        is_a = self._vocabulary.is_a
        if not (is_a(first, term.domain) and is_a(second, term.range)):
            return False
        if relation == EXAMPLE_OF:
            return self._vocabulary.akin(first, second)
        if term.domain == ROOT and self._vocabulary.causal(relation):
            return not any(is_a(first, cls) for cls in PASSIVE)
        return True

    # The words that bear it

    def _passage(self, sentence: Sentence, saying: Saying, last: int) -> Passage | None:
        """Return the words from the verb to the other end, as far as they stand on one line."""
        words = sentence.words[saying.first : max(last, saying.cue.last)]
        cue = sentence.words[saying.cue.first]
        return self._quote(words[0].start, words[-1].end, cue.start, sentence) if words else None

    def _quote(self, start: int, end: int, cue: int, sentence: Sentence) -> Passage | None:
        # A quote stands on one line: of a wrapped sentence it is the part with the verb.
        piece_start, at = start, start
        for piece in self._text[start:end].splitlines(keepends=True):
            piece_start, at = at, at + len(piece)
            if at > cue:
                break
        raw = self._text[piece_start : min(at, end)]
        quote = raw.strip()
        start = piece_start + len(raw) - len(raw.lstrip())
        if len(quote.split()) > MAX_QUOTE_WORDS or not _quotable(quote):
            return None
        line = self._line(start, sentence)
        return Passage(quote, start, start + len(quote), self._copy.section_at(start), line)

    def _line(self, start: int, sentence: Sentence) -> int:
        """Return the line of a place in a sentence."""
        return sentence.line + len(self._text[sentence.words[0].start : start + 1].splitlines()) - 1


def _heads(phrase: Phrase) -> list[str]:
    """Return the first words of the ways to say a relation, its own verb first."""
    ways = (phrase.base, *phrase.asked, *phrase.from_object[:1], *phrase.asked_from_object)
    return [words[0] for words in map(verb_words, ways) if words]


def _within(passage: Passage, other: Passage) -> bool:
    return other.start <= passage.start and passage.end <= other.end


def _quotable(quote: str) -> bool:
    """Return whether a pack can hold the words exactly as they stand."""
    return (
        bool(quote)
        and unicodedata.normalize("NFC", quote) == quote
        and all(unicodedata.category(char)[0] != "C" for char in quote)
    )


def _within_share(drafts: Iterable[Draft], words: int) -> Iterator[Draft]:
    """Yield drafts as long as their quotes, laid over each other, hold no more than is allowed."""
    quoted: set[int] = set()
    for each in drafts:
        more = {at for passage in each.passages for at, _ in word_spans(passage.quote, passage.start)}
        if len(quoted | more) < words * MAX_QUOTED_SHARE:
            quoted |= more
            yield each
