"""Where the quotes of a pack stand in their texts, written into it: `myograph fmt --source-text`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.authoring.arranged import arranged
from kg.authoring.editing import list_of, put, records, text_of, value_of
from kg.authoring.written import Branch, Word, comments_in, read_written
from kg.checks.quotes import SourceText
from kg.model import Source, Tier

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["Placed", "placed"]


@dataclass(slots=True)
class Placed:
    """A pack with its spans; how many were written, and how many quotes stand nowhere or in several places.

    `texts` says how many of the texts are of a source of the pack.
    """

    pack: str
    texts: int = 0
    written: int = 0
    left: int = 0


def placed(pack: str, texts: Sequence[bytes]) -> Placed:
    """Return a pack, which is in canonical order, with a span wherever one is missing or wrong.

    A span is written where the quote stands once in the text of its source, or once under its section, in
    whole words, and no comment would be lost; a text is known by its SHA-256. Nothing else changes.
    """
    tree = read_written(pack.replace("\r\n", "\n"))
    copies = _copies(tree, texts)
    done = Placed(pack, len(copies))
    for evidence, source in _evidence(tree):
        quote = text_of(evidence, "quote")
        if (copy := copies.get(source)) is not None and quote:
            _place(done, evidence, quote, copy)
    if done.written:
        end = "\r\n" if pack.partition("\n")[0].endswith("\r") else "\n"
        done.pack = arranged(tree).replace("\n", end)
    return done


def _place(done: Placed, evidence: Branch, quote: str, copy: SourceText) -> None:
    span = value_of(evidence, "span")
    commented = False
    if isinstance(span, Branch):
        commented = next(comments_in(span), None) is not None
        ends = [part.value.text for part in span.parts if isinstance(part.value, Word)]
        numbers = [int(end) for end in ends if end.isdecimal() and len(end) < 10]
        if len(numbers) == 2 and copy.text[slice(*numbers)] == quote:
            return
    found = copy.spans(quote, text_of(evidence, "section") or None)
    if len(found) != 1 or copy.whole(found[0]) != found[0] or commented:
        done.left += 1
        return
    put(evidence, "span", list_of(found[0]))
    done.written += 1


def _copies(tree: Branch, texts: Sequence[bytes]) -> Mapping[str, SourceText]:
    """Return the texts by the ids of their sources."""
    by_hash = {hashlib.sha256(text).hexdigest(): text for text in texts}
    copies = {}
    for name, source in records(tree, "sources"):
        if (text := by_hash.get(text_of(source, "sha256"))) is not None:
            names = value_of(source, "sections")
            parts = names.parts if isinstance(names, Branch) else []
            sections = tuple(part.value.text for part in parts if isinstance(part.value, Word))
            known = Source(name, "", Tier.POPULAR, "", "", sections=sections)
            copies[name] = SourceText(text.decode("utf-8", errors="replace"), known)
    return copies


def _evidence(tree: Branch) -> Iterator[tuple[Branch, str]]:
    """Yield each piece of evidence with its source, which it has of its claim or pack if not of its own."""
    for _, claim in records(tree, "claims"):
        items = value_of(claim, "evidence")
        for part in items.parts if isinstance(items, Branch) else []:
            if isinstance(part.value, Branch):
                yield (
                    part.value,
                    next(filter(None, (text_of(at, "source") for at in (part.value, claim, tree))), ""),
                )
