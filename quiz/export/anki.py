"""Anki: a deck with a note for each claim, which keeps what was learned when it is imported again.

A note is known by its claim, and holds one question of it. Anki takes a changed note only if it is newer, by
a time that each note has; as there is no clock here, that time is made of versions and, where the deck was
written before, of the time that the note has there.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import kg
from kg.errors import MissingProgramError
from kg.inwords import counted
from kg.iri import claim_iri
from kg.showable import one_line
from quiz.export.deck import FIELDS, KINDS, fields_of, looks, tags_of
from quiz.item import Interaction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.export import Chosen
    from quiz.export.deck.earlier import Earlier
    from quiz.item import Item

__all__ = ["BINARY", "SUFFIX", "changes_in_words", "export", "kind", "kinds"]

SUFFIX = "apkg"
BINARY = True
LEFT_OUT = "another question of the same claim is taken"

_MISSING = "An Anki deck needs the package genanki, which is not installed: pip install 'myograph[anki]'."
# Drawn once. With another one Anki would see another deck, or another type of note.
_DECK = 1849376205
_NOTE_TYPE = 1607392811
_NAME = "Myograph"
_ABOUT = "Questions from Myograph, one for each claim."
# What is recalled outlives what is recognised: options stand in the same places each time in Anki.
_BEST_FIRST = (
    Interaction.TEXT,
    Interaction.CHOOSE_ONE,
    Interaction.CHOOSE_MANY,
    Interaction.ORDER,
    Interaction.MATCH,
)
# The time of a note whose versions are all 0.0.0, in seconds: long ago, so that no sum of versions is in the
# future, where Anki takes times for faults.
_BEGINNING = 1_000_000_000
# What a step of the three numbers of a version is worth, in seconds: up to 199 of one, the next is greater.
_STEPS = (40_000, 200, 1)
# So many notes are named, by the ids of their questions, which stand in this field.
_NAMED, _ID = 8, FIELDS.index("Id")
_DAY = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
_UNIX = 3


def kind(item: Item) -> str:
    """Return the card that an item becomes where it is the one of its claim; see `kinds`."""
    return KINDS[item.interaction]


def kinds(chosen: Chosen) -> list[str | None]:
    """Return the card that each item becomes, None where its claim has a better one.

    The better one needs fewer claims; of these it comes earlier in: typed, choose one, choose many, order,
    match; of these it is easier.
    """
    best: dict[str, Item] = {}
    for item in sorted(chosen.items, key=_rank):
        best.setdefault(item.claims[0], item)
    return [kind(item) if best[item.claims[0]].id == item.id else None for item in chosen.items]


def _rank(item: Item) -> tuple[int, int, float, str]:
    return len(item.claims), _BEST_FIRST.index(item.interaction), item.difficulty, item.id


def export(chosen: Chosen, earlier: bytes = b"") -> bytes:
    """Return the deck, the same bytes for the same items, versions and earlier deck.

    Notes of the earlier deck that say the same keep their time; those that say something else are newer.
    Raises `MissingProgramError` where genanki is not installed.
    """
    try:
        import genanki
    except ImportError:
        raise MissingProgramError(_MISSING) from None

    note_type = genanki.Model(
        _NOTE_TYPE,
        _NAME,
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Question", "qfmt": looks("front.html"), "afmt": looks("back.html")}],
        css=looks("card.css"),
    )
    deck = genanki.Deck(_DECK, _NAME, _ABOUT)
    before = _before(earlier)
    newest = _moment(())
    for place, (item, guid, fields, tags) in enumerate(_notes(chosen)):
        moment = _moment(_versions(chosen, item))
        if (was := before.get(guid)) is not None:
            moment = was.moment if _says(was, fields, tags) else max(moment, was.moment + 1)
        note = genanki.Note(note_type, fields, tags=tags, guid=guid, due=place)
        deck.add_note(_Dated(note, moment))
        newest = max(newest, moment)
    buffer = BytesIO()
    genanki.Package(deck).write_to_file(buffer, timestamp=newest)
    return _undated(buffer)


def changes_in_words(chosen: Chosen, earlier: bytes) -> str | None:
    """Return in words what the deck changes in an earlier one, None where that is no deck of ours.

    >>> from quiz.export import Chosen
    >>> changes_in_words(Chosen(1, "", ()), b"something else") is None
    True
    """
    before = _before(earlier)
    if not before:
        return None
    same, new = 0, 0
    changed: list[str] = []
    for item, guid, fields, tags in _notes(chosen):
        was = before.pop(guid, None)
        if was is None:
            new += 1
        elif _says(was, fields, tags):
            same += 1
        else:
            changed.append(item.id)
    lines = [f"The deck that was there: {same:,} of its notes are the same."]
    if changed:
        lines.append(f"Changed, and newer than in it: {counted(len(changed), 'note')}: {_some(changed)}.")
    if new:
        lines.append(f"New: {counted(new, 'note')}.")
    if before:
        gone = sorted(was.fields[_ID] for was in before.values() if len(was.fields) == len(FIELDS))
        lines.append(
            f"No longer in it: {counted(len(before), 'note')}, which stay in Anki until they are deleted "
            f"there: {_some(gone)}."
        )
    return "\n".join(lines)


def _some(ids: list[str]) -> str:
    return ", ".join(one_line(name) for name in ids[:_NAMED]) + (" …" if len(ids) > _NAMED else "")


def _before(earlier: bytes) -> dict[str, Earlier]:
    if not earlier:
        return {}
    from quiz.export.deck.earlier import earlier_notes

    return earlier_notes(earlier, _NOTE_TYPE)


def _says(was: Earlier, fields: list[str], tags: list[str]) -> bool:
    return was.fields == tuple(fields) and was.tags == tuple(tags)


def _notes(chosen: Chosen) -> Iterator[tuple[Item, str, list[str], list[str]]]:
    """Yield each item that is asked, with the GUID, the fields and the tags of its note."""
    import genanki

    for item, card in zip(chosen.items, kinds(chosen), strict=True):
        if card is not None:
            guid = genanki.guid_for(claim_iri(item.claims[0]))
            yield item, guid, fields_of(chosen, item), tags_of(chosen, item)


def _versions(chosen: Chosen, item: Item) -> tuple[str, ...]:
    fact = chosen.facts.get(item.claims[0])
    return () if fact is None else tuple(fact.changed.split())


def _moment(versions: tuple[str, ...]) -> int:
    """Return the time of what is made from these versions and by this one of Myograph, in seconds since 1970.

    It is later if any of them is.

    >>> _moment(("0.2.0", "1.0.0")) > _moment(("0.2.0", "0.99.9")) > _moment(("0.1.7", "0.99.9"))
    True
    """
    return _BEGINNING + sum(
        step * int(number)
        for version in (kg.__version__, *versions)
        for step, number in zip(_STEPS, re.findall("[0-9]+", version), strict=False)
    )


class _Dated:
    """A note with a time of its own; from genanki all would have that of the deck."""

    def __init__(self, note: Any, moment: int) -> None:
        self.model = note.model
        self._note = note
        self._moment = moment

    def write_to_db(self, cursor: Any, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None:
        self._note.write_to_db(cursor, self._moment, deck_id, id_gen)


def _undated(package: BytesIO) -> bytes:
    """Return a package without the times at which its parts were written."""
    buffer = BytesIO()
    with ZipFile(package) as dated, ZipFile(buffer, "w") as undated:
        for name in dated.namelist():
            about = ZipInfo(name, _DAY)
            about.compress_type, about.external_attr, about.create_system = ZIP_DEFLATED, _READABLE, _UNIX
            undated.writestr(about, dated.read(name))
    return buffer.getvalue()
