"""Somebody else's graph as a pack of claims: read, mapped to our terms, and what was left told.

`read` turns a file into a `ForeignGraph`, whatever it was written in; `kg.foreign.claims` makes claims of it,
`kg.foreign.packtext` a pack of those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.files import text_of

if TYPE_CHECKING:
    from pathlib import PurePath

    from kg.foreign.graph import ForeignGraph

__all__ = ["FORMATS", "form_of", "read"]

FORMATS = ("turtle", "jsonld", "obo")
_ENDINGS = {
    ".json": "jsonld", ".jsonld": "jsonld", ".nt": "turtle", ".obo": "obo", ".ttl": "turtle",
    ".turtle": "turtle",
}  # fmt: skip


def form_of(path: PurePath) -> str | None:
    """Return the format that the end of a file's name tells, or None.

    >>> from pathlib import PurePath
    >>> form_of(PurePath("hip.OBO"))
    'obo'
    """
    return _ENDINGS.get(path.suffix.lower())


def read(data: bytes, form: str, file: str) -> ForeignGraph:
    """Return what a file says, in one of FORMATS; `file` names it in errors.

    Nothing is fetched. Raises `UnusableFileError` where the file cannot be read.
    """
    if form == "obo":
        from kg.foreign.obo import read_obo

        return read_obo(text_of(data, file), file)
    from kg.foreign.triples import read_triples

    return read_triples(data, form, file)
