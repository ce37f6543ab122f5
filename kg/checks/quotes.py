"""Quotes held against the texts that they are taken from, and against how much may be quoted."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.checks.doubted import Sentences
from kg.checks.nearquote import alike, nearest, spans, whole_words
from kg.faults import Fault, quoted
from kg.model import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.model import Claim, Evidence, Source
    from kg.packs.reader import PackReader, Place

__all__ = [
    "MAX_QUOTED_SHARE",
    "Proof",
    "SourceText",
    "check_share",
    "read_source_text",
    "told_better",
    "word_spans",
]

# Quotes from a source are there as evidence, not as a copy of it.
MAX_QUOTED_SHARE = 0.5
# So many places of a quote at most are told.
MOST_SPANS = 3


@dataclass(slots=True)
class Proof:
    """What came of holding quotes against a text.

    `better` says what to write where reading has already told a fault: the text knows the span. `notes` are
    what a person should look at again.
    """

    count: int = 0
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    better: dict[tuple[str, int, int], str] = field(default_factory=dict)


class SourceText:
    """A copy of a source's text, to be asked where words stand in it."""

    def __init__(self, text: str, source: Source) -> None:
        self.text = text
        self._source = source

    @cached_property
    def _headings(self) -> tuple[list[int], list[str]]:
        """Where each line begins that ends with the name of a section, and which section that is."""
        places, names, at = [], [], 0
        for line in self.text.splitlines(keepends=True):
            found = next((name for name in self._source.sections if line.rstrip().endswith(name)), None)
            if found is not None:
                places.append(at)
                names.append(found)
            at += len(line)
        return places, names

    def section_at(self, position: int) -> str | None:
        """Return the section of the last heading that comes before a position, or None."""
        places, names = self._headings
        before = bisect_right(places, position)
        return names[before - 1] if before else None

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences of the text."""
        return Sentences(self.text, self._source.sections)

    def whole(self, span: tuple[int, int]) -> tuple[int, int]:
        """Return a span with all of the words that it begins or ends in."""
        return whole_words(self.text, *span)

    def spans(self, quote: str, section: str | None) -> list[tuple[int, int]]:
        """Return up to three places of a quote, if it can be in whole words and under its section."""
        found = list(spans(self.text, quote))
        found = [span for span in found if self.whole(span) == span] or found
        under = [span for span in found if section is None or self.section_at(span[0]) == section]
        return (under or found)[:MOST_SPANS]


def read_source_text(reader: PackReader, name: str, data: bytes) -> Proof:
    """Prove every quote in a copy of its source: at its span, under its section."""
    proof, check = Proof(), f"quotes in {name}"
    digest = hashlib.sha256(data).hexdigest()
    # Two packs may each describe the text, as that of another who has read the article as well.
    sources = [known for known in reader.sources.values() if known.sha256 == digest]
    # The source may be in the pack that could not be read.
    if not sources and not any(fault.check == "yaml" for fault in reader.log.faults):
        proof.faults.append(Fault(check, name, 0, 0, *_unknown_text(reader, data, digest)))
    text = data.decode("utf-8", errors="replace")
    for source in sources:
        _prove_source(proof, check, reader, SourceText(text, source), source)
    return proof


def _prove_source(proof: Proof, check: str, reader: PackReader, copy: SourceText, source: Source) -> None:
    counted = (
        ("length", source.length, len(copy.text)),
        ("words", source.words, len(copy.text.split())),
    )
    for key, said, number in counted:
        if said is not None and said != number:
            message = f"Source {source.id} says {key}: {said}; its text has {number}."
            place = reader.places["source", source.id, key]
            proof.faults.append(place.fault(check, message, f"Write {key}: {number}."))
    told = {(fault.file, fault.line, fault.column) for fault in reader.log.faults if _of_a_span(fault)}
    for claim, position, item in _quotes(reader, source.id):
        proof.count += 1
        places = _places(reader, claim, position)
        stands = _prove(proof, check, copy, item, told, places)
        # Where it is said how the words were read, somebody has looked at them.
        if not stands or item.stance is not Stance.SUPPORTS or claim.reading is not None:
            continue
        assert item.start is not None
        assert item.end is not None
        if (sentence := copy.sentences.doubted(item.start, item.end)) is not None:
            place = places["quote"]
            proof.notes.append(
                f"{place.file}:{place.line}: the sentence of this quote may deny it or leave it open: "
                f"{quoted(sentence)}. Look at it again, or say under “reading” how you read it."
            )


def _unknown_text(reader: PackReader, data: bytes, digest: str) -> tuple[str, str]:
    """Return what to say of a text that no source has: which it nearly is, or how to describe it."""
    known = {source.sha256: source.id for source in reader.sources.values() if source.sha256}
    message = f"No source has this text (SHA-256 {digest[:8]}…)."
    plain = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    for other in (plain, plain.replace(b"\n", b"\r\n"), plain.rstrip() + b"\n", plain.rstrip()):
        if (name := known.get(hashlib.sha256(other).hexdigest())) is not None:
            return message, f"But for its line ends it is that of {name}: take the copy as it was received."
    text = data.decode("utf-8", errors="replace")
    described = f"sha256: {digest}, length: {len(text)} and words: {len(text.split())}"
    hashes = ", ".join(f"{name} {hash_[:8]}…" for hash_, name in known.items()) or "none"
    return message, f"At its source write {described}. Known texts: {hashes}."


def _quotes(reader: PackReader, source: str) -> Iterator[tuple[Claim, int, Evidence]]:
    for claim in reader.claims.values():
        for position, item in enumerate(claim.evidence):
            if item.source == source and item.quote is not None:
                yield claim, position, item


def _places(reader: PackReader, claim: Claim, position: int) -> dict[str, Place]:
    """Return where a piece of evidence was written, by key."""
    keys = ("quote", "span", "section")
    return {key: reader.places["evidence", claim.id, str(position), key] for key in keys}


def _prove(
    proof: Proof,
    check: str,
    copy: SourceText,
    item: Evidence,
    told: set[tuple[str, int, int]],
    places: dict[str, Place],
) -> bool:
    """Hold a quote against the text, and return whether its words stand where it says, none of them cut."""
    assert item.quote is not None
    found = copy.spans(item.quote, item.section)
    if not found:
        message = f"{quoted(item.quote)} is not in the text."
        proof.faults.append(places["quote"].fault(check, message, _as_the_text_has_it(copy, item.quote)))
        # Which span it should have depends on the words that are to be written instead.
        wheres = {(place.file, place.line, place.column) for place in (places["quote"], places["span"])}
        proof.better |= dict.fromkeys(wheres & told, "Mend the quote first: it is not in the text.")
        return False
    hint = _where_it_stands(copy, found)
    if item.start is None or copy.text[item.start : item.end] != item.quote:
        place = places["span" if item.start is not None else "quote"]
        where = place.file, place.line, place.column
        if where in told:
            proof.better[where] = hint
        elif item.start is not None:
            message = f"{quoted(item.quote)} does not stand at {item.start} to {item.end}."
            proof.faults.append(place.fault(check, message, hint))
        return False
    assert item.end is not None
    if (cut := _cut(copy.text, item.start, item.end)) is not None:
        proof.faults.append(places["quote"].fault(check, cut, hint))
    if item.section is not None and (actual := copy.section_at(item.start)) != item.section:
        message = f"{quoted(item.quote)} does not stand under {quoted(item.section)}."
        if copy.section_at(found[0][0]) != item.section:
            hint = f"Write section: {actual}." if actual else "No heading comes before it: leave section out."
        proof.faults.append(places["section"].fault(check, message, hint))
    return cut is None


def _where_it_stands(copy: SourceText, found: Sequence[tuple[int, int]]) -> str:
    """Return what to write for a quote that stands at these places: its span, or the whole words."""
    start, end = copy.whole(found[0])
    if (start, end) != found[0]:
        return f"Quote whole words: {quoted(copy.text[start:end])}, with span: [{start}, {end}]."
    return f"Write span: {' or '.join(f'[{start}, {end}]' for start, end in found)}, where it stands."


def _cut(text: str, start: int, end: int) -> str | None:
    """Return what to say of a span that begins or ends inside a word, or None."""
    first, last = whole_words(text, start, end)
    if first < start:
        return (
            f"The quote begins inside the word {quoted(text[slice(*whole_words(text, start, start + 1))])}."
        )
    if last > end:
        return f"The quote ends inside the word {quoted(text[slice(*whole_words(text, end - 1, end))])}."
    return None


def _as_the_text_has_it(copy: SourceText, quote: str) -> str:
    """Return what to write for words that are not in the text as they are."""
    for find, words in ((alike, "The text has {}: write it so, and"), (nearest, "Did you mean {}, with")):
        span = find(copy.text, quote)
        if span is not None:
            return f"{words.format(quoted(copy.text[slice(*span)]))} span: [{span[0]}, {span[1]}]."
    return "Copy the words exactly as they stand in the text, case and dashes too."


def told_better(faults: Iterable[Fault], proofs: Iterable[Proof]) -> list[Fault]:
    """Return the faults of reading, those of a span with the one that a text has shown to be right."""
    better = {where: hint for proof in proofs for where, hint in proof.better.items()}
    return [
        replace(fault, hint=better.get((fault.file, fault.line, fault.column), fault.hint))
        if _of_a_span(fault)
        else fault
        for fault in faults
    ]


def _of_a_span(fault: Fault) -> bool:
    """Return whether reading told a span that is missing or wrong, and no other fault of a quote."""
    return fault.check == "quotes" and "span: [" in fault.hint


def check_share(reader: PackReader) -> tuple[int, list[Fault]]:
    """Return how many sources there are whose words are counted, and those of which too many are quoted.

    That is half of them or more, with the quotes laid over each other.
    """
    counted = [source for source in reader.sources.values() if source.words is not None]
    faults = []
    for source in counted:
        assert source.words is not None
        words = _words_quoted(reader, source.id)
        if words >= source.words * MAX_QUOTED_SHARE:
            message = f"The quotes of source {source.id} hold {words} of its {source.words} words."
            hint = "Quote fewer words; the limit is under half."
            faults.append(reader.places["source", source.id].fault("quoted share", message, hint))
    return len(counted), faults


def _words_quoted(reader: PackReader, source: str) -> int:
    covered: set[int] = set()
    words = 0
    quotes = {
        (item.start, item.quote or "") for _, _, item in _quotes(reader, source) if item.start is not None
    }
    for start, quote in sorted(quotes):
        for at, end in word_spans(quote, start):
            words += at not in covered
            covered.update(range(at, end))
    return words


def word_spans(quote: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield where the words of a quote stand in its text, where it begins at `start`.

    >>> list(word_spans("toe  pain", 10))
    [(10, 13), (15, 19)]
    """
    return ((start + word.start(), start + word.end()) for word in re.finditer(r"\S+", quote))
