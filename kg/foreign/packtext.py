"""An imported pack as the YAML that an educator could have written, keys in the order of the guide."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.foreign.claims import Imported
    from kg.model import Claim, Entity, Source

__all__ = ["pack_text"]

# What needs no quotes and is a text to every reader of YAML.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9()/.'-]*( [A-Za-z0-9()/.'-]+)*")
_WORDS_OF_YAML = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null"})


def pack_text(found: Imported, remark: str) -> str:
    """Return the pack as YAML, with a remark in front. The same pack makes the same text."""
    return "\n".join([*(f"# {line}".rstrip() for line in remark.split("\n")), *_lines(found), ""])


def _lines(found: Imported) -> Iterator[str]:
    pack = found.pack
    yield f"pack: {_scalar(pack.name)}"
    yield f"version: {pack.version}"
    yield f"title: {_scalar(pack.title)}"
    if pack.requires:
        yield f"requires: {_list(pack.requires)}"
    yield f"source: {_scalar(pack.source)}"
    yield f"curator: {pack.curator}"
    yield "sources:"
    for source in found.sources:
        yield from _source(source)
    if found.entities:
        yield "entities:"
    for entity in found.entities:
        yield from _entity(entity)
    yield "claims:"
    for claim in found.claims:
        yield from _claim(claim, pack.source)


def _source(source: Source) -> Iterator[str]:
    yield f"  {_scalar(source.id)}:"
    yield f"    label: {_scalar(source.label)}"
    yield f"    tier: {source.tier}"
    yield f"    citation: {_scalar(source.citation)}"
    optional = (("licence", source.licence), ("in_sentence", source.in_sentence), ("sha256", source.sha256))
    yield from (f"    {key}: {_scalar(value)}" for key, value in optional if value is not None)


def _entity(entity: Entity) -> Iterator[str]:
    yield f"  {_scalar(entity.id)}:"
    yield f"    class: {entity.cls}"
    yield f"    label: {_scalar(entity.label)}"
    yield f"    definition: {_scalar(entity.definition)}"
    if entity.synonyms:
        yield f"    synonyms: {_list(map(_scalar, entity.synonyms))}"
    if entity.in_sentence is not None:
        yield f"    in_sentence: {_scalar(entity.in_sentence)}"
    if entity.vague:
        yield "    vague: true"


def _claim(claim: Claim, source: str) -> Iterator[str]:
    yield f"  {claim.id}:"
    yield f"    subject: {_scalar(claim.subject)}"
    yield f"    relation: {claim.relation}"
    yield f"    object: {_scalar(claim.object)}"
    yield f"    modality: {claim.modality}"
    yield f"    status: {claim.status}"
    yield f"    ask: {_list(claim.ask)}"
    yield "    evidence:"
    for item in claim.evidence:
        yield f"      - note: {_scalar(item.note or '')}"
    if claim.source != source:
        yield f"    source: {claim.source}"


def _list(words: Iterable[str]) -> str:
    return f"[{', '.join(words)}]"


def _scalar(text: str) -> str:
    plain = _PLAIN.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML
    return text if plain else json.dumps(text, ensure_ascii=False)
