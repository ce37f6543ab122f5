"""What a person adds to a pack beside its claims: who says all this, what things are, what is all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kg.ask.words import stem, tokens
from kg.authoring import remarks
from kg.authoring.editing import (
    add_item,
    drop_record,
    list_of,
    mapping_of,
    part_of,
    put,
    records,
    section,
    take_away,
    text_of,
    value_of,
)
from kg.authoring.proposing import before_preposition, named
from kg.authoring.reviewing import RefusedError, mark_lists, write_lines
from kg.authoring.typed import choice
from kg.authoring.written import Branch
from kg.cleaned import cleaned
from kg.model import Tier
from kg.showable import one_line
from kg.vocabulary import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.authoring.remarks import MarkLine
    from kg.authoring.reviewing import Review
    from kg.authoring.sentences import Sentence
    from kg.model import Entity

__all__ = [
    "KEYS", "Blank", "blanks", "classes", "delete_things", "describe", "fill_in", "leave_open", "mark",
    "more_in", "naming",
]  # fmt: skip

KEYS = ("definition", "label", "class", "in_sentence", "synonyms", "plural")
CITATION, CALLED, CURATOR = "citation", "in_sentence", "curator"
# A definition has more words than an answer to something else.
FEWEST_WORDS = 2
_YEAR = re.compile(r"[\s,;(]*\b(?:19|20)\d\d\)?\.?$")
_WORDS_OF_YES = {"true": ("yes", "y"), "false": ("no", "n")}


class Blank(NamedTuple):
    """What is to be filled in of a source: its citation, what questions call it, or who the curator is."""

    source: str
    what: str


def blanks(review: Review) -> Iterator[Blank]:
    """Yield what is to be filled in at the head of a pack."""
    for name, source in records(review.tree, "sources"):
        curator = text_of(source, "tier") == Tier.CURATOR
        if remarks.TO_FILL_IN in text_of(source, "citation"):
            yield Blank(name, CURATOR if curator else CITATION)
        called = part_of(source, "in_sentence")
        if called is not None and called.note.strip() == remarks.CALLED:
            yield Blank(name, CALLED)


def fill_in(review: Review, blank: Blank, answer: str) -> Review:
    """Return the pack with what a person says of a source.

    Raises `RefusedError` where a pack cannot hold it.
    """

    def edit(tree: Branch) -> None:
        source = value_of(section(tree, "sources"), blank.source)
        assert isinstance(source, Branch)
        if blank.what == CALLED:
            put(source, "in_sentence", answer)
            called = part_of(source, "in_sentence")
            assert called is not None
            called.note = ""
            return
        put(source, "citation", answer)
        if blank.what == CURATOR and remarks.TO_FILL_IN in text_of(source, "label"):
            put(source, "label", _YEAR.sub("", answer) or answer)

    if remarks.TO_FILL_IN in answer:
        raise RefusedError("That is what was there: write your own, or press Enter for later.")
    return review.edited(edit)


def more_in(review: Review, quoted: Sequence[tuple[int, int]]) -> list[str]:
    """Return words that may make more claims in the sentences of some quotes, as the pack lists them."""
    text = review.copy.text
    found: dict[str, None] = {}
    begun = [one_line(text[slice(*review.copy.sentences.around(*span))]) for span in quoted]
    for comments in mark_lists(review.tree):
        for more in remarks.more_said(comments):
            if any(sentence.lstrip("-•* ").startswith(more.opening) for sentence in begun):
                found[more.words] = None
    return list(found)


def delete_things(review: Review, things: Sequence[Entity]) -> Review:
    """Return the pack without these things. Raises `RefusedError` where something needs them."""

    def edit(tree: Branch) -> None:
        for thing in things:
            drop_record(tree, "entities", thing.id)

    return review.edited(edit)


def describe(review: Review, thing: Entity, changes: Sequence[tuple[str, int, str]]) -> Review:
    """Return the pack with a thing that is described otherwise; `changes` are as `typed.changes` gives them.

    Raises `RefusedError` where a value is none, or brings a fault.
    """

    def edit(tree: Branch) -> None:
        written = value_of(section(tree, "entities"), thing.id)
        assert isinstance(written, Branch)
        for key, _, value in changes:
            _DESCRIBED[key](review, written, thing, key, value)

    return review.edited(edit)


def _define(_: Review, written: Branch, __: Entity, key: str, value: str) -> None:
    if len(value.split()) < FEWEST_WORDS:
        raise RefusedError("Say in a sentence what it is, or press Enter for later; q stops.")
    put(written, key, value)


def _call(review: Review, written: Branch, thing: Entity, _: str, value: str) -> None:
    """Give a thing another name, and what goes with it: its article, its number, the text's own word."""
    if not value:
        raise RefusedError("A thing needs a name: label: NAME")
    new = named(value, ROOT, review.graph)
    put(written, "label", new.label)
    _set(written, "plural", value=new.plural)
    article, _, rest = (thing.in_sentence or "").partition(" ")
    if new.in_sentence is not None:
        put(written, "in_sentence", new.in_sentence)
    elif rest == thing.label and article in ("a", "an", "the"):
        vowel = new.label[0].lower() in "aeiou"
        fitting = article if article == "the" else "an" if vowel else "a"
        _set(
            written, "in_sentence", value="" if new.plural and fitting != "the" else f"{fitting} {new.label}"
        )
    if set(tokens(thing.label)) < set(tokens(new.label)):
        # What the text says is what students may type.
        _put_synonyms(written, [*thing.synonyms, thing.label])


def _put_synonyms(written: Branch, names: Sequence[str]) -> None:
    if names:
        put(written, "synonyms", list_of(names))
    else:
        _set(written, "synonyms", value="")


def _set(written: Branch, key: str, *, value: str | bool) -> None:
    """Put a value behind a key, or take the key away where there is none."""
    if value:
        put(written, key, value)
    elif (part := part_of(written, key)) is not None:
        take_away(written, part)


def classes(review: Review) -> list[str]:
    """Return the ids of the classes that a thing may be of."""
    vocabulary = review.graph.vocabulary
    return sorted(name for name in vocabulary.classes if vocabulary.is_a(name, ROOT))


def _classify(review: Review, written: Branch, _: Entity, key: str, value: str) -> None:
    known = review.graph.vocabulary.classes
    names = {name: (known[name].label, *known[name].synonyms) for name in classes(review)}
    put(written, key, choice(value, names, "class"))


def _say(_: Review, written: Branch, __: Entity, key: str, value: str) -> None:
    _set(written, key, value=value)


def _number(_: Review, written: Branch, __: Entity, key: str, value: str) -> None:
    _set(written, key, value=choice(value, _WORDS_OF_YES, "answer", ["yes", "no"]) == "true")


def _also_call(_: Review, written: Branch, __: Entity, ___: str, value: str) -> None:
    _put_synonyms(written, list(dict.fromkeys(filter(None, map(cleaned, value.split(","))))))


_DESCRIBED = {
    "definition": _define,
    "label": _call,
    "class": _classify,
    "in_sentence": _say,
    "synonyms": _also_call,
    "plural": _number,
}


def mark(review: Review, line: MarkLine, relations: Sequence[str]) -> Review:
    """Return the pack with a completeness mark for the subject of a line, by some of its relations.

    Raises `RefusedError` where that brings a fault.
    """

    def edit(tree: Branch) -> None:
        complete = section(tree, "complete", mapping=False)
        for part in complete.parts:
            item = part.value
            if not isinstance(item, Branch) or text_of(item, "subject") != line.subject:
                continue
            marked = value_of(item, "relations")
            if text_of(item, "source") in ("", review.source) and isinstance(marked, Branch):
                for name in relations:
                    add_item(marked, name)
                return
        added = mapping_of([("subject", line.subject), ("relations", list_of(relations))], flow=True)
        add_item(complete, added)

    return review.edited(edit)


def leave_open(review: Review, line: MarkLine) -> Review:
    """Return the pack without a mark that was a comment: the text says more, or may."""
    left = [each for each in review.lines if each != line]
    return review.edited(lambda tree: write_lines(tree, left))


def naming(review: Review, thing: Entity) -> list[Sentence]:
    """Return the sentences of the text that name a thing, or hold the noun that its name ends in."""
    names = [list(map(stem, tokens(name))) for name in thing.names]
    words = tokens(" ".join(before_preposition(thing.label.split())))
    nouns = [[stem(words[-1])]] if words else []
    return [
        sentence
        for sentence in review.copy.sentences.all
        if (forms := [stem(word.form) for word in sentence.words])
        and any(_holds(forms, name) for name in [*names, *nouns])
    ]


def _holds(words: Sequence[str], name: Sequence[str]) -> bool:
    size = len(name)
    return size > 0 and any(words[at : at + size] == name for at in range(len(words) - size + 1))
