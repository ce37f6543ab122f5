"""One pack read again and again as it changes: the bundled packs are read once in a program."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.checks.graph import check_opposites, check_repeated
from kg.checks.overlooked import check_marks_of_drafts
from kg.checks.quotes import check_share, read_source_text, told_better
from kg.checks.run import in_place
from kg.files import bundled_packs
from kg.graph import KnowledgeGraph
from kg.packs.loading import content_of, read_packs
from kg.packs.order import name_in

if TYPE_CHECKING:
    from kg.faults import Fault
    from kg.model import Phrase
    from kg.packs.reader import PackReader

__all__ = ["Reading", "Rereader"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A pack as it was read beside the bundled ones.

    `unreadable` are the faults of reading, and of a text that no source has; where there is none, `graph`
    holds all the packs. `faults` are all that were found, but for those of the RDF, which no answer of a
    person's can bring.
    """

    reader: PackReader
    unreadable: tuple[Fault, ...]
    faults: tuple[Fault, ...]
    graph: KnowledgeGraph | None


class Rereader:
    """Reads one pack, again and again; `name` and `data` are the copy of its text that quotes are held to,
    `digest` is its SHA-256."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.data = data
        self.digest = hashlib.sha256(data).hexdigest()

    def read(self, file: str, text: str) -> Reading:
        """Return a pack, given as the name of its file and its text, as it is now."""
        reader, phrases = self._read(file, text)
        proof = read_source_text(reader, self.name, self.data)
        unreadable = told_better(reader.log.faults, [proof])
        unknown = [fault for fault in proof.faults if not fault.line]
        own = {pack for pack in reader.packs if reader.places["pack", pack].file == file}
        faults = [*unreadable, *proof.faults, *check_share(reader)[1], *check_marks_of_drafts(reader, own)[2]]
        graph = None
        if not unreadable:
            graph = KnowledgeGraph(content_of(reader, phrases))
            faults += [*check_repeated(graph, reader)[2], *check_opposites(graph, reader)[2]]
        return Reading(reader, (*unreadable, *unknown), tuple(faults), graph)

    def _read(self, file: str, text: str) -> tuple[PackReader, tuple[Phrase, ...]]:
        if name_in(text) in {name_in(bundled) for _, bundled in bundled_packs()}:
            # A copy of a bundled pack, to be read in its place: the others may rest on it.
            return read_packs(in_place([(file, text)])[0])
        bundled, phrases = _bundled()
        reader = bundled.copied()
        reader.read([(file, text)])
        return reader, phrases


@cache
def _bundled() -> tuple[PackReader, tuple[Phrase, ...]]:
    return read_packs(bundled_packs())
