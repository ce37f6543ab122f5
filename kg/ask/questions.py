"""The kinds of question: which of them the words are, and what is wanted then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.lists import Lists
from kg.ask.smallwords import (
    ABOUT,
    ANYONE,
    APART,
    ARTICLES,
    ASKING,
    AUXILIARIES,
    BE,
    BOTH,
    CLAIMS,
    COMMON,
    LINKED,
    LINKING,
    LINKS,
    PREPOSITIONS,
    SAYING,
    WH,
)  # fmt: skip
from kg.ask.tree import About, Chains, Clause, Compared, Either, Kind, Meaning, Said, Thing, Whether, Which
from kg.model import End

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.ask.lexicon import Lexicon
    from kg.ask.tree import Term
    from kg.lookup import Lookup
    from kg.model import Status

__all__ = ["readings"]

# A question of more words than this is not read: no one asks it in one breath.
MAX_WORDS = 60

_Wanted = Which | Whether | Chains | Compared | About | Said
_Read = tuple[_Wanted, int]


def readings(graph: Lookup, lexicon: Lexicon, words: Sequence[str]) -> Iterator[Meaning]:
    """Yield what a question may mean, the likeliest first; nothing where no reading takes in every word."""
    if len(words) > MAX_WORDS:
        return
    while words[-2:] in (["for", "me"], ["for", "us"]):
        words = words[:-2]
    for ordered in _orders(graph, lexicon, words):
        for scoped, sources, said_by in _scopes(lexicon, ordered):
            plain, status = _without_status(lexicon, scoped)
            ways = [(scoped, None)] + ([(plain, status)] if status is not None else [])
            for way, narrowed in ways:
                for found in _Questions(graph, lexicon, way).meanings():
                    yield Meaning(
                        found.wanted,
                        sources or found.sources,
                        said_by or found.said_by,
                        found.status or narrowed,
                    )


def _orders(graph: Lookup, lexicon: Lexicon, words: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words as they are, and with what stands before the question put after it."""
    yield list(words)
    if words and words[0] in PREPOSITIONS:
        for _, end in _Questions(graph, lexicon, words).simple(1):
            if end < len(words) and words[end] in WH | {"how"}:
                yield [*words[end:], *words[:end]]


def _scopes(
    lexicon: Lexicon, words: Sequence[str]
) -> Iterator[tuple[list[str], tuple[str, ...], str | None]]:
    """Yield the words as they are, and without a source that narrows the whole question."""
    yield list(words), (), None
    for place in range(len(words)):
        if words[place : place + 2] == ["according", "to"]:
            start = place + 2
        elif words[place] in ("in", "by", "per", "from", "does", "do"):
            start = place + 1
        else:
            continue
        for named in lexicon.sources(words, start):
            saying = named.end < len(words) and words[named.end] in SAYING
            end = named.end + saying
            if words[place] in ("does", "do") and not saying:
                continue
            that = end < len(words) and words[end] == "that"
            yield [*words[:place], *words[end + that :]], named.ids, named.text


def _without_status(lexicon: Lexicon, words: Sequence[str]) -> tuple[list[str], Status | None]:
    found = [status for word in words if (status := lexicon.status(word)) is not None]
    return [word for word in words if lexicon.status(word) is None], found[0] if found else None


class _Questions(Lists):
    """Readers of whole questions, tried in order; the first that takes in every word wins."""

    def meanings(self) -> Iterator[Meaning]:
        """Yield each reading that takes in every word."""
        start = self._begin()
        readers: tuple[Callable[[int], Iterator[_Read | tuple[Meaning, int]]], ...] = (
            self._chains, self._compared, self.said, self.who, self.standing, self._counted, self._whether,
            self.with_status, self.listed, self.which, self.in_place, self._described, self._stated,
            self.keywords,
        )  # fmt: skip
        for reader in readers:
            for wanted, end in reader(start):
                if self.skip(end) == len(self.words):
                    yield wanted if isinstance(wanted, Meaning) else Meaning(wanted)

    def _begin(self) -> int:
        """Return the place after what only asks to be told."""
        start = self.skip(0)
        start = self.skip(start, frozenset({"got"}))
        whom = self.word(start + 1)
        if self.word(start) in ("can", "could", "would", "do", "did") and whom in ANYONE | {"you", "we"}:
            start = self.skip(start + 2)
        start = self.skip(start, frozenset({"like", "to"}))
        while self.word(start) in ASKING and self.word(start + 1) not in ("", "between"):
            start = self.skip(start + 1)
        return start

    # How one thing leads to another

    def _chains(self, place: int) -> Iterator[_Read]:
        start = self.skip(place, ARTICLES)
        manner = self.run(
            start, "how", "why", "by what mechanism", "through what mechanism", "in what way", "in which way"
        )
        if manner is not None:
            yield from self._led(manner)
        if self.word(start) in ("trace", "follow"):
            yield from self._from_to(self.skip(start + 1, frozenset({"from"})))
        if self.word(start) == "causal":
            start += 1
        if self.word(start) in WH and self.word(start + 1) in BE:
            start = self.skip(start + 2, ARTICLES)
        elif self.word(start) in BE:
            start = self.skip(start + 1, ARTICLES | {"there"})
        if self.word(start) == "causal":
            start += 1
        if self.word(start) in LINKS:
            yield from self._from_to(start + 1 + (self.word(start + 1) in ("from", "between")))
        if self.word(start) in WH and self.word(start + 1) in LINKING:
            yield from self._from_to(start + 2)

    def _led(self, place: int) -> Iterator[_Read]:
        start = self.skip(place)
        while self.word(start) in AUXILIARIES | BE:
            start = self.skip(start + 1)
        if self.run(start, "get from", "come from", "go from") is not None:
            yield from self._from_to(start + 2)
        for statement, end in self.statement(start):
            clause = statement.clause
            if clause is None or clause.denied or not isinstance(statement.term, Thing):
                continue
            causal = all(map(self.vocabulary.causal, clause.relations))
            if isinstance(clause.other, Thing) and causal:
                ends = statement.term.entity, clause.other.entity
                turned = ends if clause.head is End.SUBJECT else ends[::-1]
                yield Chains(*turned, clause.relations), end
        for first, after in self.simple(start):
            if isinstance(first, Thing) and self.word(self.skip(after)) in LINKED:
                linked = self.skip(after) + 1
                if self.word(linked) in ("to", "with"):
                    for second, end in self.simple(linked + 1):
                        if isinstance(second, Thing):
                            yield Chains(first.entity, second.entity), end
        for pair, end in self._several(start):
            if len(pair) == 2 and self.word(end) in LINKED:
                yield Chains(*pair), end + 1

    def _from_to(self, place: int) -> Iterator[_Read]:
        for first, before in self.simple(place):
            after = self.skip(before, frozenset({"all", "the", "way"}))
            if self.word(after) in ("to", "and", "with"):
                for second, end in self.simple(after + 1):
                    if isinstance(first, Thing) and isinstance(second, Thing):
                        yield Chains(first.entity, second.entity), end

    # What several things share, and how they differ

    def _several(self, place: int) -> Iterator[tuple[tuple[str, ...], int]]:
        """Yield two or more entities: joined by "and", or by what compares them."""
        for term, end in self.term(place):
            if isinstance(term, Either) and all(isinstance(each, Thing) for each in term.terms):
                yield tuple(each.entity for each in term.terms if isinstance(each, Thing)), end
            elif isinstance(term, Thing):
                after = self.skip(end, BE | AUXILIARIES)
                if self.word(after) in ("with", "to", "from", "versus", "vs", "than"):
                    for other, last in self.simple(after + 1):
                        if isinstance(other, Thing):
                            yield (term.entity, other.entity), last

    def _compared(self, place: int) -> Iterator[_Read]:
        signs = set(self.words[place:]) & (COMMON | APART)
        if not signs:
            return
        yield from self._kind_in_common(place)
        shared = True if signs & COMMON else None if signs & BOTH else False
        between = {"how", "between", "in", "to", "of", "from", "are", "there", "with", "respects", "respect"}
        loose = WH | BE | AUXILIARIES | ARTICLES | COMMON | APART | between | {"anything", "something"}
        plain = [word for word in self.words[place:] if word not in COMMON | APART]
        # "How does A differ from B" and "A versus B" become "A and B".
        text = " ".join(plain)
        joined = self._joined_by(place)
        inner = _Questions(self.graph, self.lexicon, joined)
        start = inner.skip(0, loose)
        for entities, end in inner._several(start):
            if inner.skip(end, loose) == len(inner.words) and len(set(entities)) > 1 and text:
                yield Compared(entities, shared), len(self.words)

    def _kind_in_common(self, place: int) -> Iterator[_Read]:
        """Yield "which spinal roots are common to A and B", "which nerves do A and B share"."""
        for named in self.lexicon.classes(self.words, self.skip(place, WH | ARTICLES)):
            start = self.skip(named.end, BE | AUXILIARIES | COMMON | {"to", "by", "between"})
            for entities, end in self._several(start):
                both = Either(tuple(Thing(entity) for entity in entities), every=True)
                for clause in self.ways(named.ids[0], both):
                    yield Which(Kind(named.ids[0], (clause,))), self.skip(end, COMMON | {"have", "in"})

    def _joined_by(self, place: int) -> list[str]:
        """Return the words with what stands between two compared things as one "and"."""
        found: list[str] = []
        for word in self.words[place:]:
            if word in ("versus", "vs", "resemble", "resembles"):
                found.append("and")
            elif word not in COMMON | APART:
                found.append(word)
        return found

    # Counts, truths, lists

    def _counted(self, place: int) -> Iterator[_Read | tuple[Meaning, int]]:
        start = self.run(
            self.skip(place, ARTICLES), "how many", "what number of", "number of", "count of", "count",
            "what is the number of",
        )  # fmt: skip
        if start is None:
            return
        if self.word(start) in CLAIMS:
            for meaning, end in (*self.standing(start), *self.said(start)):
                if isinstance(meaning.wanted, Said):
                    yield meaning._replace(wanted=meaning.wanted._replace(counted=True)), end
        for wanted, end in self.asked_for(start):
            yield Which(wanted, counted=True), end

    def _whether(self, place: int) -> Iterator[_Read]:
        if self.word(place) not in BE | AUXILIARIES:
            return
        be, start = self.word(place) in BE, place + 1
        for subject, after in self.term(start):
            yield from self._of_each_other(subject, after)
            for clauses, end in self.predicates(self.class_of(subject), after, after_be=be):
                if len(clauses) == 1:
                    yield Whether(subject, clauses[0]), end
            if be:
                for named in self.classes(after):
                    yield Whether(subject, None, named.ids[0]), named.end

    def _of_each_other(self, subject: Term, place: int) -> Iterator[_Read]:
        """Yield "are A and B antagonists", "do A and B oppose each other"."""
        if not (isinstance(subject, Either) and subject.every and len(subject.terms) == 2):
            return
        first, second = subject.terms
        for noun in self.lexicon.nouns(self.words, place):
            if relations := self.fitting(noun.relations, End.SUBJECT, second, self.class_of(first)):
                yield Whether(first, Clause(relations, End.SUBJECT, second)), noun.end
        for verb, denied, end in self.gap_verbs(place):
            after = self.run(end, "each other", "one another", "together")
            if after is not None or verb.short:
                for clause in self._clauses(self.class_of(first), verb, second, denied=denied):
                    yield Whether(first, clause), after or end

    def _described(self, place: int) -> Iterator[_Read]:
        loose = {"information", "meaning", "definition", "details", "meant", "by"}
        start = self.skip(place, WH | BE | ARTICLES | ABOUT | loose)
        for term, end in self.term(start):
            if isinstance(term, Thing):
                after = self.run(end, "mean", "look like", "located", "found", "do", "is", "are")
                yield About(term.entity), after or end
            elif isinstance(term, Kind) or not self.only_things(term):
                yield Which(term), end
        if self.word(start) in AUXILIARIES:
            for term, end in self.term(start + 1):
                if isinstance(term, Thing) and self.word(end) == "mean":
                    yield About(term.entity), end + 1

    def _stated(self, place: int) -> Iterator[_Read]:
        """Yield a bare statement, which asks whether it is so."""
        for statement, end in self.statement(self.skip(place, frozenset({"that", "whether", "if"}))):
            if isinstance(statement.term, Thing):
                yield statement, end
