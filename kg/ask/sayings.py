"""Questions about claims and who makes them, as against what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.grammar import Grammar
from kg.ask.smallwords import (
    ABOUT,
    AGAINST,
    ANYONE,
    ARTICLES,
    AUXILIARIES,
    BE,
    CLAIMS,
    EVERY,
    FOR,
    HEARSAY,
    SAYING,
    SURE,
    THAT,
    UNTRUE,
    WH,
)  # fmt: skip
from kg.ask.tree import Kind, Meaning, Said, Which
from kg.model import Stance, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Sayings"]


class Sayings(Grammar):
    """Readers of questions on claims and sources; each yields a meaning and the place after it."""

    def _sources(self, place: int) -> Iterator[tuple[tuple[str, ...], str, int]]:
        for named in self.lexicon.sources(self.words, self.skip(place, ARTICLES)):
            yield named.ids, named.text, named.end

    def said(self, place: int) -> Iterator[tuple[Meaning, int]]:
        """Yield "what does the article say about X", "what is said about X", "claims about X"."""
        start = self.skip(place, ARTICLES)
        if self.word(start) in {"what"} | CLAIMS:
            # "Everything that the article says about X", "what the article says"
            for ids, text, end in self._sources(self.skip(start + 1, THAT)):
                if self.word(end) in SAYING:
                    yield from self._topic(self.skip(end + 1), ids, text)
        if self.word(start) in WH and self.word(start + 1) in AUXILIARIES:
            for ids, text, end in self._sources(start + 2):
                if self.word(end) in SAYING:
                    yield from self._topic(self.skip(end + 1), ids, text)
        # "(How many) claims does the article make about X"
        if self.word(start) in CLAIMS and self.word(start + 1) in AUXILIARIES:
            for ids, text, end in self._sources(start + 2):
                if self.word(end) in ("make", "have", "hold", "contain"):
                    yield from self._topic(end + 1, ids, text)
        ahead = self.run(
            start, "what is said", "what has been said", "what is claimed", "what is known", "what is there",
            "what claims are there", "which claims are there", "what evidence is there",
            "what is the evidence",
            "is there evidence", "is there any evidence", "what is reported", "what do sources say",
            "what do we know", "what is the claim",
        )  # fmt: skip
        if ahead is None and self.word(self.skip(start, WH - {"who"})) in CLAIMS - {"anything"}:
            ahead = self.skip(start, WH) + 1
            ahead = self.skip(ahead, BE | {"there", "made"})
        if ahead is None:
            return
        # "What evidence is there against …", "what evidence supports that …"
        if (stance := self._stance(ahead)) is not None and self.word(ahead) not in SAYING:
            for said, end in self._subject_matter(ahead + 1):
                yield Meaning(Said(said.term, said.whole, who=True, stance=stance)), end
        yield from self._topic(self.skip(ahead), (), None)

    def _topic(self, place: int, ids: tuple[str, ...], text: str | None) -> Iterator[tuple[Meaning, int]]:
        start = self.skip(place, ABOUT | {"by"})
        yield Meaning(Said(), ids, text), place
        for said, end in self._subject_matter(start):
            if text is None and self.word(self.skip(end)) in ("by", "in"):
                for more, name, last in self._sources(self.skip(end) + 1):
                    yield Meaning(said, more, name), last
            yield Meaning(said, ids, text), end

    def _subject_matter(self, place: int) -> Iterator[tuple[Said, int]]:
        """Yield a statement, or what something is about, after "that", "the claim that", "whether" …"""
        start = self.skip(place, ARTICLES | ABOUT | THAT | CLAIMS | {"with", "to", "idea", "whether", "if"})
        for whole, end in self.statement(start):
            yield Said(whole=whole), end
        for term, end in self.term(start):
            yield Said(term), end

    def who(self, place: int) -> Iterator[tuple[Meaning, int]]:
        """Yield "who says that …", "which studies dispute …", "does the article say that …"."""
        asked = self.word(place) in AUXILIARIES
        for ids, text, after in self._askers(place + asked, asked=asked):
            end = self.skip(after, AUXILIARIES | BE | {"not", "speak", "speaks", "come", "comes", "out"})
            if self.word(end) not in SAYING | FOR | AGAINST | {"for", "against", "on", "about"}:
                continue
            stance = Stance.DISPUTES if "not" in self.words[after:end] else self._stance(end)
            for said, last in self._subject_matter(end + 1):
                yield Meaning(Said(said.term, said.whole, who=True, stance=stance), ids, text), last
            yield Meaning(Said(who=True, stance=stance), ids, text), end + 1

    def _askers(self, place: int, *, asked: bool) -> Iterator[tuple[tuple[str, ...], str | None, int]]:
        """Yield the sources that are asked about: "who", "which studies", "(does) the article"."""
        start = self.skip(place, WH - {"who"}) if not asked else self.skip(place)
        if self.word(start) in ANYONE:
            yield (), None, start + 1
        if asked or start > place:
            yield from self._sources(start)

    def _stance(self, place: int) -> Stance | None:
        word = self.word(place)
        if word in AGAINST or word == "against":
            return Stance.DISPUTES
        return Stance.SUPPORTS if word in FOR | SAYING | {"for"} else None

    def standing(self, place: int) -> Iterator[tuple[Meaning, int]]:
        """Yield "what is contested about X", "which claims are refuted", "is it true that …"."""
        start = self.skip(place, WH | BE | ARTICLES | CLAIMS | EVERY | {"there", "it", "how"})
        status = self.lexicon.status(self.word(start))
        if status is not None:
            for term, end in self.term(start + 1):  # "established actions of the piriformis"
                if isinstance(term, Kind):
                    yield Meaning(Which(term), status=status), end
            ahead = self.skip(start + 1, CLAIMS | BE | ARTICLES)
            yield Meaning(Said(), status=status), ahead
            for said, end in self._subject_matter(ahead):
                yield Meaning(said, status=status), end
        if self.word(start) in SURE | UNTRUE | HEARSAY or status is not None:
            ahead = self.skip(start + 1, BE | {"it", "that", "the", "case"})
            untrue = self.word(start) in UNTRUE or status not in (None, Status.ESTABLISHED)
            for whole, end in self.statement(ahead):
                clause = whole.clause
                turned = (
                    clause._replace(denied=not clause.denied) if clause is not None and untrue else clause
                )
                yield Meaning(whole._replace(clause=turned)), end
        # "which claims about X are contested"
        ahead = self.skip(place, WH | ARTICLES)
        if self.word(ahead) in CLAIMS:
            for said, end in self._subject_matter(ahead + 1):
                last = self.skip(end, BE | AUXILIARIES | {"only"})
                found = self.lexicon.status(self.word(last))
                if found is not None:
                    yield Meaning(said, status=found), last + 1
        # "Which of the article's claims are refuted"
        for ids, text, end in self._sources(self.skip(ahead, frozenset({"of"}))):
            after = end + (self.word(end) == "'s")
            if self.word(after) in CLAIMS:
                last = self.skip(after + 1, BE | AUXILIARIES | {"only"})
                found = self.lexicon.status(self.word(last))
                if found is not None:
                    yield Meaning(Said(), ids, text, found), last + 1
                yield Meaning(Said(), ids, text), after + 1
