"""What becomes of a draft: it is kept, deleted or changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.authoring import remarks
from kg.authoring.editing import (
    add_item,
    drop_record,
    list_of,
    mapping_of,
    part_of,
    put,
    section,
    take_away,
    text_of,
    value_of,
)
from kg.authoring.proposing import named
from kg.authoring.reviewing import RefusedError
from kg.authoring.typed import choice
from kg.authoring.written import Branch
from kg.checks.nearquote import alike, nearest, spans
from kg.cleaned import cleaned
from kg.errors import NoSuchEntityError
from kg.faults import quoted
from kg.model import Modality
from kg.status import status_of
from kg.vocabulary import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.authoring.reviewing import Review
    from kg.model import Claim

__all__ = ["KEYS", "change", "delete", "keep"]

KEYS = ("subject", "relation", "object", "qualifier", "degree", "modality", "quote", "reading")
NEW = "new "
# So many relations are named that would fit.
MOST_FITTING = 8


def keep(review: Review, claim: Claim) -> Review:
    """Return the pack with a draft that is none any more, of the status that its evidence gives it.

    Raises `RefusedError` where that brings a fault: another claim may say the same.
    """
    reader = review.reading.reader
    anatomical = reader.vocabulary.anatomical(claim.relation)
    status = status_of(claim.evidence, reader.sources, anatomical=anatomical)

    def edit(tree: Branch) -> None:
        part = part_of(section(tree, "claims"), claim.id)
        assert part is not None
        assert isinstance(part.value, Branch)
        part.lead, _ = remarks.split_draft(part.lead)
        put(part.value, "status", str(status))

    return review.edited(edit)


def delete(review: Review, claim: Claim) -> Review:
    """Return the pack without a claim; a person's own comments before it stay."""

    def edit(tree: Branch) -> None:
        part = part_of(section(tree, "claims"), claim.id)
        assert part is not None
        part.lead, _ = remarks.split_draft(part.lead)
        drop_record(tree, "claims", claim.id)

    return review.edited(edit)


def change(review: Review, claim: Claim, changes: Sequence[tuple[str, int, str]]) -> Review:
    """Return the pack with a claim that says something else; `changes` are as `typed.changes` gives them.

    Raises `RefusedError` where a value is none, or brings a fault.
    """
    # A new thing gets its class from the relation: that comes first.
    ordered = sorted(changes, key=lambda each: each[0] != "relation")

    def edit(tree: Branch) -> None:
        written = value_of(section(tree, "claims"), claim.id)
        assert isinstance(written, Branch)
        for key, number, value in ordered:
            if number > 1 and key != "quote":
                raise RefusedError(f"There is one {key}: write {key}: {value}")
            _CHANGES[key](review, tree, written, key, number, value)

    return review.edited(edit)


def _end(review: Review, tree: Branch, claim: Branch, key: str, _: int, value: str) -> None:
    """Let a claim be about another thing."""
    if not value or value.casefold() == NEW.strip():
        raise RefusedError(f"Say what it is: {key}: NAME, or {key}: new NAME")
    try:
        entity = review.graph.find(cleaned(value[len(NEW) :]) if _is_new(value) else value)
    except NoSuchEntityError as error:
        if _is_new(value):
            put(claim, key, _described(review, tree, claim, key, cleaned(value[len(NEW) :])))
            return
        raise RefusedError(f"{error} To describe it as a new thing: {key}: new {value}") from None
    _require(review, tree, entity.pack)
    put(claim, key, entity.id)


def _is_new(value: str) -> bool:
    return value.casefold().startswith(NEW)


def _described(review: Review, tree: Branch, claim: Branch, key: str, name: str) -> str:
    """Add a thing of this name, for a person to describe, and return its id."""
    relation = review.graph.vocabulary.relations[text_of(claim, "relation")]
    thing = named(name, relation.domain if key == "subject" else relation.range, review.graph)
    if thing.label != name and thing.label.casefold() in _names(review):
        raise RefusedError(f"{quoted(thing.label)} is there already: {key}: {thing.label}")
    if not thing.id:
        raise RefusedError(f"Give it a name with letters of the Latin alphabet: {key}: new NAME")
    values: list[tuple[str, str | bool]] = [("class", thing.cls), ("label", thing.label)]
    if thing.in_sentence is not None:
        values.append(("in_sentence", thing.in_sentence))
    if thing.plural:
        values.append(("plural", True))
    put(section(tree, "entities"), thing.id, mapping_of([*values, ("definition", thing.definition)]))
    return thing.id


def _names(review: Review) -> set[str]:
    return {name.casefold() for entity in review.graph.entities.values() for name in entity.names}


def _require(review: Review, tree: Branch, pack: str) -> None:
    """Let the pack require another, whose thing it uses now."""
    required = value_of(tree, "requires")
    names = set(_texts(required)) if isinstance(required, Branch) else set()
    packs = review.reading.reader.packs
    within, waiting = {review.pack}, list(names)
    while waiting:
        name = waiting.pop()
        if name not in within:
            within.add(name)
            waiting.extend(packs[name].requires)
    if pack in within:
        return
    if isinstance(required, Branch):
        add_item(required, pack)
    else:
        put(tree, "requires", list_of([pack]))


def _texts(branch: Branch) -> Iterator[str]:
    for part in branch.parts:
        if part.value is not None and not isinstance(part.value, Branch):
            yield part.value.text


def _relation(review: Review, _: Branch, claim: Branch, key: str, __: int, value: str) -> None:
    vocabulary = review.graph.vocabulary
    labels = vocabulary.relations
    known = {name: [labels[name].label, *_verbs(review, name)] for name in vocabulary.claimable()}
    put(claim, key, choice(value, known, "relation", fitting(review, claim)))


def _verbs(review: Review, relation: str) -> list[str]:
    """Return what people say for a relation: "cause" and "causes"."""
    phrase = review.graph.phrase(relation)
    return [verb for said in phrase.asked for verb in (said, re.sub(r"^\w+", r"\g<0>s", said))]


def fitting(review: Review, claim: Branch) -> list[str]:
    """Return some relations that may join the ends of a claim."""
    vocabulary, entities = review.graph.vocabulary, review.graph.entities
    first, last = (entities.get(text_of(claim, key)) for key in ("subject", "object"))
    found = [
        name
        for name in vocabulary.claimable()
        if first is not None
        and last is not None
        and vocabulary.relations[name].domain != ROOT
        and vocabulary.is_a(first.cls, vocabulary.relations[name].domain)
        and vocabulary.is_a(last.cls, vocabulary.relations[name].range)
    ]
    return found[:MOST_FITTING]


def _modality(_: Review, __: Branch, claim: Branch, key: str, ___: int, value: str) -> None:
    put(claim, key, choice(value, {str(each): () for each in Modality}, "modality", list(Modality)))


def _words(_: Review, __: Branch, claim: Branch, key: str, ___: int, value: str) -> None:
    """Put a text behind a key, or take the key away where there is none."""
    if value:
        put(claim, key, value)
    elif (part := part_of(claim, key)) is not None:
        take_away(claim, part)


def _quote(review: Review, tree: Branch, claim: Branch, key: str, number: int, value: str) -> None:
    """Let a claim rest on other words of the text, with their place and section."""
    passages = value_of(claim, "evidence")
    quotes = [
        part
        for part in (passages.parts if isinstance(passages, Branch) else ())
        if isinstance(part.value, Branch) and part_of(part.value, "quote") is not None
    ]
    if number > len(quotes):
        raise RefusedError(f"There is no quote {number}: the claim has {len(quotes)}.")
    part = quotes[number - 1]
    assert isinstance(passages, Branch)
    assert isinstance(part.value, Branch)
    if not value:
        if len(quotes) == 1:
            raise RefusedError("A claim needs the words that bear it. To delete the claim: d")
        take_away(passages, part)
        return
    sources = (text_of(each, "source") for each in (part.value, claim, tree))
    if next(filter(None, sources)) != review.text_source:
        raise RefusedError("This quote is from another text than the one at hand: change it in an editor.")
    span = value_of(part.value, "span")
    before = next(map(int, _texts(span)), 0) if isinstance(span, Branch) else 0
    start, end = _place(review, value, before)
    put(part.value, "quote", review.copy.text[start:end])
    put(part.value, "span", list_of([start, end]))
    heading = review.copy.section_at(start)
    if heading is not None:
        put(part.value, "section", heading)
    elif (named_section := part_of(part.value, "section")) is not None:
        take_away(part.value, named_section)


def _place(review: Review, quote: str, before: int) -> tuple[int, int]:
    """Return where words stand in the text, of several places the one that is nearest to where they stood.

    Case, dashes, quotation marks and line ends may differ: nobody sees those who copies from paper.
    """
    copy = review.copy
    found = list(spans(copy.text, quote))
    if not found and (near := alike(copy.text, quote)) is not None:
        found = [near]
    if not found:
        span = nearest(copy.text, quote)
        hint = "Copy the words exactly as they stand in the text."
        if span is not None:
            hint = f"Did you mean {quoted(copy.text[slice(*span)])}?"
        raise RefusedError(f"{quoted(quote)} is not in the text. {hint}")
    whole = [each for each in found if copy.whole(each) == each]
    return min(whole or found, key=lambda each: abs(each[0] - before))


_CHANGES = {
    "subject": _end,
    "object": _end,
    "relation": _relation,
    "modality": _modality,
    "qualifier": _words,
    "degree": _words,
    "reading": _words,
    "quote": _quote,
}
