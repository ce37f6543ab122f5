"""Exports of questions: one module a format, each with a function `export(chosen) -> bytes`.

A module also says what its files end in (`SUFFIX`), whether its bytes are no text for a terminal (`BINARY`,
where they are), and what an item becomes in it: `kind(item)` or, where that hangs on the others, what each
becomes, `kinds(chosen)`; None where it has no place for the item. One whose files update what was made of an
earlier one has `export(chosen, earlier)`, and `changes_in_words(chosen, earlier)`, which tells what changes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quiz.blueprint import Shared
    from quiz.item import Item

__all__ = [
    "FORMATS",
    "Chosen",
    "Facts",
    "changes_in_words",
    "is_binary",
    "suffix",
    "updates",
    "went_where",
    "why_left_out",
    "write",
]

# Adding a format is adding a file here.
FORMATS = tuple(sorted(module.name for module in iter_modules(__path__) if not module.ispkg))


class Facts(NamedTuple):
    """What is known of a claim besides its words: for tags, categories, and the source of a question.

    `topics` are labels, the widest topic first; `source` is the one that asserts the claim; `changed` are the
    versions of all packs, as any may have a say in its words.
    """

    statement: str
    status: str
    topics: tuple[str, ...]
    source: str
    citation: str
    changed: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """Items of a bank that are to be taken away, and what they were made from.

    `graph` is the fingerprint of the graph. Where a course was given, `title` is its title, `papers` hold
    its papers, each in so many `versions` one after the other, and `items` each item of them once; `shared`
    is what the papers have in common. `facts` are those of the claims of all items, by claim. `topic` is the
    label of the one that was asked for, if any; `named` are popular texts that stems name: how they do, such
    as "the article", and its citation.
    """

    seed: int
    graph: str
    items: tuple[Item, ...]
    title: str | None = None
    papers: tuple[tuple[Item, ...], ...] = ()
    versions: int = 1
    shared: tuple[Shared, ...] = ()
    facts: Mapping[str, Facts] = field(default_factory=dict)
    topic: str | None = None
    named: tuple[tuple[str, str], ...] = ()

    @property
    def about(self) -> list[str]:
        """What a reader has to know to understand the stems: which text is meant by “the article”."""
        return [f"Where a question says “{name}”, it means: {citation}" for name, citation in self.named]


def write(chosen: Chosen, form: str, earlier: bytes = b"") -> bytes:
    """Return the items in one of `FORMATS`; `earlier` is a file that this one updates, if its format can."""
    export = import_module(f"quiz.export.{form}").export
    data: bytes = export(chosen, earlier) if earlier and updates(form) else export(chosen)
    return data


def updates(form: str) -> bool:
    """Return whether a file of a format updates what its program made of an earlier one."""
    return hasattr(import_module(f"quiz.export.{form}"), "changes_in_words")


def changes_in_words(chosen: Chosen, form: str, earlier: bytes) -> str | None:
    """Return in words what a file changes in an earlier one of a format that `updates`, if that is one."""
    told: str | None = import_module(f"quiz.export.{form}").changes_in_words(chosen, earlier)
    return told


def suffix(form: str) -> str:
    """Return what files of a format end in, without the dot."""
    return str(getattr(import_module(f"quiz.export.{form}"), "SUFFIX", form))


def is_binary(form: str) -> bool:
    """Return whether the bytes of a format are no text for a terminal."""
    return bool(getattr(import_module(f"quiz.export.{form}"), "BINARY", False))


def why_left_out(form: str) -> str:
    """Return why items are left out of a format that are."""
    return str(getattr(import_module(f"quiz.export.{form}"), "LEFT_OUT", "the format has no place for them"))


def went_where(chosen: Chosen, form: str) -> dict[tuple[str, str | None], int]:
    """Return how many items of each interaction became what in a format; None is what was left out."""
    module = import_module(f"quiz.export.{form}")
    whole = getattr(module, "kinds", None)
    became = map(module.kind, chosen.items) if whole is None else whole(chosen)
    counts: Counter[tuple[str, str | None]] = Counter()
    for item, kind in zip(chosen.items, became, strict=True):
        counts[item.interaction.value, kind] += 1
    return dict(sorted(counts.items(), key=lambda each: (each[0][0], each[0][1] or "")))
