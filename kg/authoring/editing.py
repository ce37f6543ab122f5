"""Changes to a pack as it was written: values put under keys and taken away, and every comment kept.

A tree of `kg.authoring.written` is changed in place; `kg.authoring.arranged` writes it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.authoring.scalars import scalar
from kg.authoring.written import Branch, Part, Word, comments_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = [
    "add_item", "drop_record", "list_of", "mapping_of", "part_of", "put", "records", "section", "take_away",
    "text_of", "value_of", "without",
]  # fmt: skip


def part_of(branch: Branch, key: str) -> Part | None:
    """Return the part of a mapping behind a key, or None."""
    return next((part for part in branch.parts if part.key is not None and part.key.text == key), None)


def value_of(branch: Branch, key: str) -> Word | Branch | None:
    """Return what stands behind a key, or None."""
    part = part_of(branch, key)
    return part.value if part is not None else None


def text_of(branch: Branch, key: str) -> str:
    """Return the plain value behind a key; "" where there is none."""
    value = value_of(branch, key)
    return value.text if isinstance(value, Word) else ""


def records(tree: Branch, key: str) -> Iterator[tuple[str, Branch]]:
    """Yield the records of a section, each with its id."""
    found = value_of(tree, key)
    for part in found.parts if isinstance(found, Branch) else []:
        if part.key is not None and isinstance(part.value, Branch):
            yield part.key.text, part.value


def section(tree: Branch, key: str, *, mapping: bool = True) -> Branch:
    """Return a section of a pack, made now where it has none."""
    found = value_of(tree, key)
    if not isinstance(found, Branch):
        found = Branch(mapping=mapping, flow=False, column=0)
        tree.parts.append(Part([], key=_plain(key), value=found))
    return found


def put(branch: Branch, key: str, value: str | bool | Branch) -> None:
    """Put a value behind a key: text as YAML can hold it, yes or no, or a mapping or list.

    >>> tree = Branch(mapping=True, flow=False, column=0)
    >>> put(tree, "label", "Hips: why?")
    >>> tree.parts[0].value
    Word(source='"Hips: why?"', text='Hips: why?', style='"')
    """
    new = value if isinstance(value, Branch) else _word(value, flow=branch.flow)
    part = part_of(branch, key)
    if part is None:
        branch.parts.append(Part([], key=_plain(key), value=new))
        return
    if isinstance(part.value, Branch):
        part.lead += comments_in(part.value)
    part.value = new


def take_away(branch: Branch, part: Part, *, comments: bool = True) -> None:
    """Take a part out of a branch; the comments before it stay and, with `comments`, those within it."""
    place = next(at for at, each in enumerate(branch.parts) if each is part)
    left = list(part.lead)
    if comments:
        within = comments_in(part.value) if isinstance(part.value, Branch) else ()
        left += [*filter(None, [part.note.strip()]), *within]
    del branch.parts[place]
    if place < len(branch.parts):
        branch.parts[place].lead = left + branch.parts[place].lead
    else:
        branch.tail = left + branch.tail


def drop_record(tree: Branch, key: str, name: str) -> None:
    """Take a record out of a section, and the section with its last one; the comments before them stay."""
    found = section(tree, key)
    part = part_of(found, name)
    assert part is not None
    take_away(found, part, comments=False)
    whole = part_of(tree, key)
    if not found.parts and whole is not None:
        take_away(tree, whole)


def mapping_of(values: Iterable[tuple[str, str | bool | Branch]], *, flow: bool = False) -> Branch:
    """Return a mapping of keys to values."""
    found = Branch(mapping=True, flow=flow, column=0)
    for key, value in values:
        put(found, key, value)
    return found


def list_of(items: Iterable[str | int]) -> Branch:
    """Return a list on one line."""
    found = Branch(mapping=False, flow=True, column=0)
    for item in items:
        add_item(found, item)
    return found


def add_item(branch: Branch, item: str | int | Branch) -> None:
    """Add an item at the end of a list."""
    if isinstance(item, Branch):
        branch.parts.append(Part([], value=item))
        return
    word = _plain(str(item)) if isinstance(item, int) else _word(item, flow=branch.flow)
    branch.parts.append(Part([], value=word))


def without(lines: Sequence[str], paragraph: Sequence[str]) -> list[str]:
    """Return lines less a paragraph, where that stands among them as it is.

    >>> without(["# a", "# b", "# c"], ["# b", "# c"]), without(["# b"], ["# b", "# c"])
    (['# a'], ['# b'])
    """
    size = len(paragraph)
    for at in range(len(lines) - size + 1):
        if list(lines[at : at + size]) == list(paragraph):
            return [*lines[:at], *lines[at + size :]]
    return list(lines)


def _word(value: str | bool, *, flow: bool) -> Word:
    if isinstance(value, bool):
        return _plain("true" if value else "false")
    source = scalar(value, flow=flow)
    return Word(source, value, None if source == value else '"')


def _plain(text: str) -> Word:
    return Word(text, text, None)
