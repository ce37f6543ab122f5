"""The registries that our terms may be mapped to, and the kinds of match."""

from __future__ import annotations

__all__ = ["MATCHES", "REGISTRIES", "object_iri"]

# Prefix of a registry: its namespace, and what its identifiers look like. SNOMED CT is left out, as its
# licence does not let us pass its identifiers on.
REGISTRIES = {
    "BFO": ("http://purl.obolibrary.org/obo/BFO_", r"\d{7}"),
    "FMA": ("http://purl.org/sig/ont/fma/fma", r"\d+"),
    "HP": ("http://purl.obolibrary.org/obo/HP_", r"\d{7}"),
    "MESH": ("http://id.nlm.nih.gov/mesh/", r"D\d{6}"),
    "RO": ("http://purl.obolibrary.org/obo/RO_", r"\d{7}"),
    "UBERON": ("http://purl.obolibrary.org/obo/UBERON_", r"\d{7}"),
}
MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")


def object_iri(curie: str) -> str:
    """Return the IRI of an identifier of a known registry.

    >>> object_iri("UBERON:0001371")
    'http://purl.obolibrary.org/obo/UBERON_0001371'
    """
    prefix, _, name = curie.partition(":")
    return REGISTRIES[prefix][0] + name
