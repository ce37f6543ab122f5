"""Which of our items a question is, and what a response to it means."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from quiz.export.lms import idnumber
from quiz.grade import fold, is_response
from quiz.item import Interaction
from quiz.typedline import parse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from quiz.grade import Response
    from quiz.item import Item
    from quiz.results.sheet import Column

__all__ = ["Ours", "alike", "bag", "in_field", "listed_options", "may_be_ours", "response_of"]

_T = TypeVar("_T")

# Where a larger share of the answers to a question are none of its options, it is another question.
MOST_STRANGE = 0.25

# Between the parts of a response: ours and Moodle's.
_BETWEEN = "; "
_PAIRS = (" -> ", ": ")
_ARROW = re.compile(r"\s*(?:→|->)\s*")
# How Moodle tells a field to type in, in the text of a question.
_FIELD_TO_TYPE_IN = "_____"
# Moodle's “part 1: …; part 2: …” of the fields in a text, and “Teil 1: …”, “partie 1 : …”.
_FIELD = re.compile(r"(?:^|; )[^\W\d]{1,20} ?(\d{1,2}) ?: ?")
# Colons, semicolons and braces are what Moodle puts between.
_WORD = re.compile(r"[^\s;:{}]+")


def alike(text: str) -> str:
    """Return a text so that it is the same whatever its case and spaces; signs count.

    >>> alike(" Femoral\\n nerve"), alike("x < 3") == alike("x > 3")
    ('femoral nerve', False)
    """
    return " ".join(text.casefold().split())


def bag(text: str) -> str:
    """Return the words of a text in order of the alphabet: the same however its options were shuffled.

    >>> bag("Which nerve?: sciatic; femoral") == bag("Which nerve?: femoral; sciatic")
    True
    """
    words = _WORD.findall(_ARROW.sub(" ", text.casefold()))
    return " ".join(sorted(word for word in words if word != _FIELD_TO_TYPE_IN))


def in_field(response: str) -> str:
    """Return what was typed into the only field of a text; a response without fields as it is.

    >>> in_field("part 1: femoral nerve"), in_field("femoral nerve")
    ('femoral nerve', 'femoral nerve')
    """
    given = _fields(response)
    return given[0] if given is not None and len(given) == 1 else response


def _fields(response: str) -> list[str] | None:
    """Return what was given in each field of a text, as Moodle lists them; None where it lists none.

    >>> _fields("Teil 1: a; b; Teil 2: c"), _fields("part 2: a"), _fields("nerve")
    (['a; b', 'c'], None, None)
    """
    begins = [*_FIELD.finditer(response)]
    if [found[1] for found in begins] != [str(number) for number in range(1, len(begins) + 1)]:
        return None
    ends = [*(found.start() for found in begins[1:]), len(response)]
    given = [response[found.end() : end].strip() for found, end in zip(begins, ends, strict=False)]
    return given if begins and begins[0].start() == 0 else None


def may_be_ours(name: str, claims: Collection[str]) -> bool:
    """Return whether a name may be that of an item or claim of ours: it begins with the id of a claim.

    >>> may_be_ours("article-c18-typed", {"article-c18"}), may_be_ours("Question 3", {"article-c18"})
    (True, False)
    """
    parts = name.split("-")
    return any("-".join(parts[:end]) in claims for end in range(1, len(parts) + 1))


class Ours:
    """Items of ours, to be found by what other programs know of them."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self._by_id = {idnumber(item): item for item in items} | {item.id: item for item in items}
        self._by_claim: dict[str, list[Item]] = defaultdict(list)
        self._by_words: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            self._by_claim[item.claims[0]].append(item)
            for words in _words(item):
                self._by_words[words].append(item)

    def named(self, name: str) -> Item | None:
        """Return the item of this id or idnumber, or the only one on the claim of this id; else None."""
        if name in self._by_id:
            return self._by_id[name]
        found = self._by_claim.get(name, [])
        return found[0] if len(found) == 1 else None

    def asking(self, text: str) -> Item | None:
        """Return the item whose question and options these are, in whatever order."""
        found = self._by_words.get(bag(text), [])
        return found[0] if len(found) == 1 else None

    def find(self, columns: Iterable[Column]) -> None:
        """Set the item of each column that is one of ours."""
        for column in columns:
            if column.item is None:
                column.item = self.named(column.name) or (self.asking(column.text) if column.text else None)

    def let_go(self, columns: Iterable[Column]) -> list[str]:
        """Take the item from each column whose answers are not to it, and return the names of these columns.

        An id stands for other options under another seed. What tells is a right answer of the file's that is
        not the item's, or responses that are none of its options.
        """
        found = []
        for column in columns:
            if column.item is not None and _is_another(column, column.item):
                column.item = None
                found.append(column.name)
        return found

    def find_by_place(self, columns: Sequence[Column]) -> None:
        """Set the items in order, where there are as many columns and all right answers agree."""
        if len(columns) == len(self.items) and all(
            column.right is not None and bag(column.right) == bag(item.answer)
            for column, item in zip(columns, self.items, strict=True)
        ):
            for column, item in zip(columns, self.items, strict=True):
                column.item = item


def _words(item: Item) -> set[str]:
    """Return the words that a question is told in, with its options once and, as menus are, in each row."""
    rows, options = [row.text for row in item.rows], [option.text for option in item.options]
    return {bag(" ".join((item.stem, *rows, *options * times))) for times in (1, max(len(rows), 1))}


def _is_another(column: Column, item: Item) -> bool:
    if item.interaction is Interaction.TEXT:
        return False
    if column.right is not None and response_of(item, column.right) is None:
        return True
    strange = {code for response, code in column.responses.items() if response_of(item, response) is None}
    given = [code for code in column.codes if code >= 0]
    return sum(code in strange for code in given) > MOST_STRANGE * len(given)


def response_of(item: Item, text: str) -> Response | None:
    """Return the response that words stand for, as Myograph, Moodle or a student puts it; None for none.

    Options are given by their texts or by their numbers from 1.
    """
    if item.interaction is Interaction.TEXT:
        typed = in_field(text)
        found: Response | None = typed if fold(typed) else None
    else:
        places = _places(item, text)
        if places is None:
            return parse(item, text)
        found = places[0] if item.interaction is Interaction.CHOOSE_ONE and len(places) == 1 else places
    return found if found is not None and is_response(item, found) else None


def _places(item: Item, text: str) -> tuple[int, ...] | None:
    names = [fold(option.text) for option in item.options]
    match item.interaction:
        case Interaction.CHOOSE_ONE:
            return (names.index(fold(text)),) if fold(text) in names else None
        case Interaction.CHOOSE_MANY:
            return _parts(text.split(_BETWEEN), {name: place for place, name in enumerate(names)})
        case Interaction.ORDER:
            pieces = _ARROW.split(text) if _ARROW.search(text) else text.split(_BETWEEN)
            return _parts(pieces, {name: place for place, name in enumerate(names)})
        case _:
            return _rows(item, text)


def _rows(item: Item, text: str) -> tuple[int, ...] | None:
    """Return the option of each row, of a response that names the row before each, in whatever order.

    Of menus in a text, the options alone are told, in the order of the rows.
    """
    chosen = _fields(text)
    if chosen is not None and len(chosen) == len(item.rows):
        by_name = {fold(option.text): place for place, option in enumerate(item.options)}
        found = [by_name[fold(each)] for each in chosen if fold(each) in by_name]
        return tuple(found) if len(found) == len(item.rows) else None
    meant = {
        fold(f"{row.text}{between}{option.text}"): (number, place)
        for number, row in enumerate(item.rows)
        for place, option in enumerate(item.options)
        for between in _PAIRS
    }
    pairs = _parts(text.split(_BETWEEN), meant)
    given = dict(pairs or ())
    return tuple(given[number] for number in range(len(item.rows))) if len(given) == len(item.rows) else None


def _parts(pieces: Sequence[str], meant: Mapping[str, _T]) -> tuple[_T, ...] | None:
    """Return what the pieces mean, of which several may be one that holds the separator itself."""
    found: list[_T] = []
    waiting = ""
    for piece in pieces:
        waiting = f"{waiting}{_BETWEEN}{piece}" if waiting else piece
        if fold(waiting) in meant:
            found.append(meant[fold(waiting)])
            waiting = ""
    return None if waiting else tuple(found)


def listed_options(question: str, right: str, responses: Iterable[str]) -> tuple[str, ...] | None:
    """Return the options that Moodle lists after a question of single choice; None where it lists none.

    They have to hold the right answer and all responses: else the question was of another kind. The list
    begins after a colon, the last one after which that is so.

    >>> listed_options("Which: of these? : a; b; c", "b", ["a", "b"])
    ('a', 'b', 'c')
    """
    wanted = set(map(alike, (right, *responses)))
    for colon in reversed([*re.finditer(r":\s", question)]):
        options = tuple(part.strip() for part in question[colon.end() :].split(_BETWEEN))
        if len(options) > 1 and wanted <= set(map(alike, options)):
            return options
    return None
