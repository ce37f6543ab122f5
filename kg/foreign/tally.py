"""What an import did not read, and what it read otherwise than it stands there: counted and listed."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Changed", "Left", "Tally"]

# So much of a name is kept: it says which one is meant.
_MAX_NAME = 300


class Left(StrEnum):
    """Why something was not read."""

    RELATION = "statements by a relation that no mapping knows"
    END = "statements about a term that is not read"
    PLACE = "statements whose ends are not of the relation's kinds"
    SELF = "statements of a thing and itself"
    TWICE = "statements that were there before"
    KNOWN = "claims that the graph holds already"
    NARROWED = "statements that hold under a condition"
    AXIOM = "logical axioms"
    OBSOLETE = "obsolete terms"
    UNNAMED = "terms without an English label"
    UNCLASSED = "terms of a kind that no mapping knows"
    GENERAL = "terms that are classes here, and no things"
    IDENTIFIER = "terms with an identifier that cannot be written down"
    KINDS = "terms with too much above them to follow"
    GRAPH = "statements in a named graph, which the file itself does not make"
    BLANK = "nodes without a name"
    LANGUAGE = "labels in other languages"
    FURTHER = "labels beside the first"
    SYNONYM = "synonyms that name something else, or cannot be written down"
    IMPORT = "imports, which are not fetched"
    VALUE = "texts and values that claims have no use for"
    LINE = "lines that are no clause"


class Changed(StrEnum):
    """How something was read otherwise than it stands there."""

    CLOSE = "close matches, each a thing of its own"
    CLASH = "labels that name something else already, with the identifier added"
    LETTERS = "labels with characters that cannot be seen, which are left out"
    KINDS = "terms of several kinds, taken as what these have in common"


@dataclass(slots=True)
class Tally:
    """How often each thing was met, by what was the matter with it."""

    _found: dict[StrEnum, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, what: StrEnum, name: str) -> None:
        """Note that `what` was the matter with what goes by this name."""
        self._found[what][name if len(name) <= _MAX_NAME else name[:_MAX_NAME] + "…"] += 1

    def merge(self, other: Tally) -> None:
        """Add all that another tally has noted."""
        for what, counts in other._found.items():
            self._found[what].update(counts)

    def rows(self, kinds: type[StrEnum]) -> Iterator[tuple[StrEnum, int, list[tuple[str, int]]]]:
        """Yield what was the matter, how often in all, and each name with its number, most first."""
        for what in kinds:
            if counts := self._found.get(what):
                yield what, counts.total(), sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
