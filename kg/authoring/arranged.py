"""A pack that was read as it was written, as text in canonical order; `kg.authoring.layout` tells which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.authoring.scalars import stands_plain
from kg.authoring.written import Branch, Word, comments_in
from kg.packs.format import PACK, Field, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.authoring.written import Part

__all__ = ["ROOT", "arranged", "inner_kind", "is_sorted"]

STEP = 2
ROOT = Field("pack", Kind.RECORD, True, PACK.what, form=PACK)
SECTIONS = frozenset({Kind.BY_ID, Kind.RECORDS})
SORTED = frozenset({Kind.TEXTS, Kind.CHOICES, Kind.REFERENCES})
# Lists whose order tells a reader something.
FOLLOW_THE_TEXT = frozenset({"relations", "sections"})


def inner_kind(kind: Field, key: str) -> Field:
    """Return the kind of what stands behind a key of a mapping, or of an item of a list."""
    if kind.kind in SECTIONS:
        return kind._replace(kind=Kind.RECORD)
    if kind.kind is Kind.RECORD and kind.form is not None:
        return kind.form.field(key)
    return kind._replace(kind=Kind.TEXT)


def is_sorted(kind: Field) -> bool:
    """Return whether the order of a list means nothing."""
    return kind.kind in SORTED and kind.name not in FOLLOW_THE_TEXT


def arranged(root: Branch) -> str:
    """Return a pack that has keys as text in canonical order."""
    first = root.parts[0]
    # What stands at the top of the file is about all of it, whichever key comes next.
    head, first.lead = first.lead, []
    lines: list[str] = []
    for line in (*head, *_block(root, ROOT, 0)):
        if line or (lines and lines[-1]):
            lines.append(line)
    while not lines[-1]:
        lines.pop()
    return "".join(f"{line}\n" for line in lines)


def _block(branch: Branch, kind: Field, indent: int) -> list[str]:
    """Return a mapping or list as lines; a text of several lines is one of them."""
    lines: list[str] = []
    for part in _in_order(branch, kind):
        inner = inner_kind(kind, part.key.text if part.key is not None else "")
        lead, own = _part(part, inner, indent)
        lines += _spaced(lead, kind, inner, indent, first=not lines)
        lines += own
    return [*lines, *_spaced(branch.tail, kind, kind, indent, first=False)]


def _in_order(branch: Branch, kind: Field) -> list[Part]:
    if kind.kind is Kind.RECORD and kind.form is not None:
        keys = kind.form.keys
        return sorted(branch.parts, key=lambda part: keys.index(part.key.text) if part.key else 0)
    if is_sorted(kind):
        return sorted(branch.parts, key=_spelling)
    return branch.parts


def _spelling(part: Part) -> tuple[str, str]:
    """Return by what an item of a list is put in order."""
    text = part.value.text if isinstance(part.value, Word) else ""
    return text.casefold(), text


def _spaced(comments: Iterable[str], kind: Field, inner: Field, indent: int, *, first: bool) -> Iterator[str]:
    """Yield comment lines of a block, with the blank lines that belong there.

    One goes before each section. Between records and sections those stay that are there, within records none.
    """
    section = kind is ROOT and inner.kind in SECTIONS
    roomy = kind is ROOT or (kind.kind in SECTIONS and indent == STEP)
    # None at the beginning of a block, nor before a key of the pack itself.
    begun = not first and not (kind is ROOT and inner is not ROOT)
    if section:
        yield ""
    for comment in comments:
        if comment:
            yield f"{' ' * indent}{comment}"
            begun = True
        elif roomy and begun:
            yield ""


def _part(part: Part, kind: Field, indent: int) -> tuple[list[str], list[str]]:
    """Return the comments that go before a part, and its own lines."""
    space, value = " " * indent, part.value
    if isinstance(value, Branch) and not _is_inline(value, kind, indent):
        below = _block(value, kind, indent + STEP)
        if part.key is not None:
            return part.lead, [f"{space}{_word(part.key, indent)}:{part.note}", *below]
        # The first key stands beside the dash: what goes before it goes before the dash.
        ahead = [line.strip() for line in _comments_first(below)]
        first, *rest = below[len(ahead) :]
        note = [part.note.strip()] if part.note else []
        return [*part.lead, *note, *ahead], [f"{space}- {first.lstrip()}", *rest]
    words = _inline(value, kind, indent) if isinstance(value, Branch) else _word(value, indent)
    begin = "-" if part.key is None else f"{_word(part.key, indent)}:"
    tail = value.tail if isinstance(value, Branch) else []
    return [*part.lead, *tail], [f"{space}{begin}{' ' if words else ''}{words}{part.note}"]


def _comments_first(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if not line.lstrip().startswith("#"):
            return
        yield line


def _is_inline(branch: Branch, kind: Field, indent: int) -> bool:
    """Return whether a mapping or list stays on one line: a section does not, nor what holds comments."""
    if not branch.parts:
        return True
    section = kind.kind in SECTIONS and indent == 0
    return branch.flow and not section and next(comments_in(branch), None) is None


def _inline(branch: Branch, kind: Field, indent: int) -> str:
    """Return a mapping or list between braces or brackets."""
    texts = []
    for part in _in_order(branch, kind):
        inner = inner_kind(kind, part.key.text if part.key is not None else "")
        value = part.value
        words = (
            _inline(value, inner, indent) if isinstance(value, Branch) else _word(value, indent, flow=True)
        )
        texts.append(words if part.key is None else f"{_word(part.key, indent, flow=True)}: {words}")
    return f"{{{', '.join(texts)}}}" if branch.mapping else f"[{', '.join(texts)}]"


def _word(word: Word | None, indent: int, *, flow: bool = False) -> str:
    """Return a value as it was written, without quotes that change nothing; its further lines go along."""
    assert word is not None
    if word.style in ("'", '"') and stands_plain(word.text, flow=flow):
        return word.text
    first, *more = word.source.split("\n")
    space = " " * (indent + STEP)
    # In a block of text, a line may be indented further than the others; elsewhere, that means nothing.
    indents = [len(line) - len(line.lstrip(" ")) for line in more if line.strip()]
    block = word.style in ("|", ">")
    moved = [line[min(indents, default=0) :] if block else line.lstrip(" \t") for line in more]
    return "\n".join([first, *(f"{space}{line}" if line else "" for line in moved)])
