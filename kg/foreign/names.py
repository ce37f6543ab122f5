"""How foreign terms are named: short identifiers, labels fit to be shown, and ids of our own kind."""

from __future__ import annotations

import re
import unicodedata

from kg.cleaned import cleaned
from kg.packs.format import MAX_ID
from kg.packs.registries import REGISTRIES

__all__ = ["MAX_NAME", "curie", "kebab", "writable"]

# The longest label or identifier that is read.
MAX_NAME = 200
_OBO = re.compile(r"http://purl\.obolibrary\.org/obo/([A-Za-z][A-Za-z0-9]*)_([A-Za-z0-9]+)")


def curie(iri: str) -> str:
    """Return the short form of an IRI of a known registry, or of any OBO ontology; another as it is.

    >>> curie("http://purl.org/sig/ont/fma/fma22315"), curie("http://purl.obolibrary.org/obo/GO_0003774")
    ('FMA:22315', 'GO:0003774')
    >>> curie("https://example.org/hip")
    'https://example.org/hip'
    """
    for prefix, (namespace, pattern) in REGISTRIES.items():
        if iri.startswith(namespace) and re.fullmatch(pattern, iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    found = _OBO.fullmatch(iri)
    return f"{found[1]}:{found[2]}" if found else iri


def writable(name: str) -> bool:
    """Return whether a cleaned label or an identifier can stand in a pack as it is."""
    return 0 < len(name) <= MAX_NAME and name == cleaned(name)


def kebab(text: str) -> str:
    """Return text as an id: lower-case ASCII words joined by hyphens; empty where no letter is left.

    >>> kebab("Glúteus médius (left)")
    'gluteus-medius-left'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:MAX_ID].strip("-")
