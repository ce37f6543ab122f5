"""The content of packs as JSON, for the cache: quick to read back, and never pickle.

Each record is a list of its fields in the order of `kg.model`, without names; equal evidence, as what one
source says without words of its own, is written once.
"""

from __future__ import annotations

import gc
import json
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from kg.model import (
    AskUse,
    Claim,
    CompletenessMark,
    Content,
    End,
    Entity,
    EntityClass,
    Evidence,
    Mapping,
    Measure,
    Modality,
    Pack,
    Phrase,
    Relation,
    Source,
    Stance,
    Status,
    Tier,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["content_from_json", "content_to_json", "no_collection"]

Row = list[Any]
_Kind = TypeVar("_Kind")

_TIERS = {str(word): word for word in Tier}
_MODALITIES = {str(word): word for word in Modality}
_STATUSES = {str(word): word for word in Status}
_STANCES = {str(word): word for word in Stance}
_USES = {str(word): word for word in AskUse}
_EVIDENCE = Claim._fields.index("evidence")
_ENDS = {str(word): word for word in End}


def content_to_json(content: Content) -> str:
    """Return the content as JSON."""
    data: dict[str, Any] = {field.name: _plain(getattr(content, field.name)) for field in fields(content)}
    numbers: dict[Evidence, int] = {}
    for row, claim in zip(data["claims"], content.claims, strict=True):
        row[_EVIDENCE] = [numbers.setdefault(item, len(numbers)) for item in claim.evidence]
    data["evidence"] = _plain(tuple(numbers))
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> object:
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def content_from_json(text: str) -> Content:
    """Return the content that `content_to_json` wrote.

    Raises `ValueError`, `LookupError`, `AttributeError` or `TypeError` on anything else.
    """
    with no_collection():
        data: dict[str, list[Row]] = json.loads(text)
        evidence = [Evidence(source, _STANCES[side], *rest) for source, side, *rest in data["evidence"]]
        return Content(
            classes=_records(EntityClass, data["classes"]),
            relations=_records(Relation, data["relations"]),
            phrases=_records(Phrase, data["phrases"]),
            packs=_records(Pack, data["packs"]),
            sources=tuple(map(_source, data["sources"])),
            entities=_records(Entity, data["entities"]),
            claims=tuple(_claim(row, evidence) for row in data["claims"]),
            marks=_records(CompletenessMark, data["marks"]),
            mappings=_records(Mapping, data["mappings"]),
        )


@contextmanager
def no_collection() -> Iterator[None]:
    """Keep the collector from going again and again over what is being built and stays."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _records(kind: Callable[..., _Kind], rows: list[Row]) -> tuple[_Kind, ...]:
    return tuple(kind(*map(_tupled, row)) for row in rows)


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _source(row: Row) -> Source:
    id_, label, tier, *rest = row
    return Source(id_, label, _TIERS[tier], *map(_tupled, rest))


def _claim(row: Row, known: list[Evidence]) -> Claim:
    (
        id_, subject, relation, object_, modality, status, source, pack, evidence, ask, qualifier, degree,
        reading, reads_from, derived_from, contradicts, searched, measure,
    ) = row  # fmt: skip
    return Claim(
        id_,
        subject,
        relation,
        object_,
        _MODALITIES[modality],
        _STATUSES[status],
        source,
        pack,
        tuple([known[number] for number in evidence]),
        tuple(_USES[use] for use in ask),
        qualifier,
        degree,
        reading,
        _ENDS[reads_from],
        tuple(derived_from),
        tuple(contradicts),
        searched,
        measure and Measure(*measure),
    )
