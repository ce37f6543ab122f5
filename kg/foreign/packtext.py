"""An imported pack as the YAML that an educator could have written: `myograph fmt` changes nothing in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.authoring.scalars import scalar
from kg.packs.format import CLAIM, ENTITY, PACK, SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.foreign.claims import Imported
    from kg.model import Claim, Entity, Source
    from kg.packs.format import Form

__all__ = ["pack_text"]


def pack_text(found: Imported, remark: str) -> str:
    """Return the pack as YAML, with a remark in front. The same pack makes the same text."""
    return "\n".join([*(f"# {line}".rstrip() for line in remark.split("\n")), *_lines(found), ""])


def _lines(found: Imported) -> Iterator[str]:
    pack = found.pack
    yield from _keys(PACK, "", {
        "pack": scalar(pack.name), "version": pack.version, "title": scalar(pack.title),
        "requires": _list(pack.requires), "source": scalar(pack.source), "curator": pack.curator,
    })  # fmt: skip
    sections = (
        ("sources", map(_source, found.sources)), ("entities", map(_entity, found.entities)),
        ("claims", (_claim(claim, pack.source) for claim in found.claims)),
    )  # fmt: skip
    for name, records in sections:
        lines = [line for record in records for line in record]
        yield from ("", f"{name}:", *lines) if lines else ()


def _source(source: Source) -> Iterator[str]:
    yield f"  {scalar(source.id)}:"
    texts = {"licence": source.licence, "in_sentence": source.in_sentence, "sha256": source.sha256}
    yield from _keys(SOURCE, "    ", {
        "label": scalar(source.label), "tier": str(source.tier), "citation": scalar(source.citation),
        **{key: scalar(text) for key, text in texts.items() if text is not None},
    })  # fmt: skip


def _entity(entity: Entity) -> Iterator[str]:
    yield f"  {scalar(entity.id)}:"
    yield from _keys(ENTITY, "    ", {
        "class": entity.cls, "label": scalar(entity.label), "definition": scalar(entity.definition),
        "synonyms": _list(entity.synonyms), "vague": "true" if entity.vague else "",
        "in_sentence": scalar(entity.in_sentence) if entity.in_sentence is not None else "",
    })  # fmt: skip


def _claim(claim: Claim, source: str) -> Iterator[str]:
    yield f"  {claim.id}:"
    yield from _keys(CLAIM, "    ", {
        "subject": scalar(claim.subject), "relation": claim.relation, "object": scalar(claim.object),
        "modality": str(claim.modality), "status": str(claim.status),
        "ask": _list(claim.ask) or "[]", "source": claim.source if claim.source != source else "",
    })  # fmt: skip
    yield "    evidence:"
    yield from (f"      - note: {scalar(item.note or '')}" for item in claim.evidence)


def _keys(form: Form, indent: str, values: Mapping[str, str]) -> Iterator[str]:
    """Yield the keys that have a value, in the order of the form."""
    yield from (f"{indent}{key}: {values[key]}" for key in form.keys if values.get(key))


def _list(words: Iterable[str]) -> str:
    """Return words in order of spelling, between brackets; nothing where there are none."""
    found = sorted(words, key=lambda word: (word.casefold(), word))
    return f"[{', '.join(scalar(word, flow=True) for word in found)}]" if found else ""
