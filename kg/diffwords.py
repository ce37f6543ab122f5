"""What tells two states of the graph apart, as lines of text for people and as plain data for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kg.difference import evidence_changes
from kg.model import Measure
from kg.render import entity_line
from kg.showable import one_line
from kg.standing import evidence_line
from kg.views import claim_view, entity_view
from kg.wording import sentence, source_name, statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.difference import Changed, Changes, Difference, FieldChange
    from kg.graph import KnowledgeGraph
    from kg.model import Claim, CompletenessMark, Entity, Pack, Source

__all__ = ["difference_lines", "difference_view", "said"]

# Values that take no more than so many letters stand on one line.
SHORT = 24
STATUS, EVIDENCE = "status", "evidence"


class _Kind(NamedTuple):
    """A kind of record: what many are called, its changes, and how one reads before and after."""

    name: str
    changes: Changes[Any]
    before: Callable[[Any], str]
    after: Callable[[Any], str]


def said(graph: KnowledgeGraph, claim: Claim) -> str:
    """Return a claim as a sentence with its id, on one line."""
    return one_line(f"{sentence(statement(graph, claim))} [{claim.id}]")


def difference_lines(found: Difference, before: KnowledgeGraph, after: KnowledgeGraph) -> Iterator[str]:
    """Yield what differs: in short, then the claims whose status moved, then kind by kind."""
    kinds = _kinds(found, before, after)
    if not found:
        yield "Nothing differs: the claims, entities, sources and marks are the same."
        return
    yield from (line for kind in kinds if (line := _in_short(kind)))
    if found.moved:
        yield ""
        yield f"Status moved ({len(found.moved):,})"
        for claim in found.moved:
            yield f"  {said(after, claim.after)}"
            yield f"    {claim.before.status} → {claim.after.status}"
    for kind in kinds:
        yield from _listed(f"{kind.name} added", map(kind.after, kind.changes.added))
        yield from _listed(f"{kind.name} removed", map(kind.before, kind.changes.removed))
        for what, changed in (("renamed", kind.changes.renamed), ("changed", kind.changes.changed)):
            blocks = [block for each in changed if (block := list(_block(kind, each, before, after)))]
            if blocks:
                yield ""
                yield f"{kind.name} {what} ({len(blocks):,})"
                for block in blocks:
                    yield from block


def _kinds(found: Difference, before: KnowledgeGraph, after: KnowledgeGraph) -> list[_Kind]:
    def claims(graph: KnowledgeGraph) -> Callable[[Claim], str]:
        return lambda claim: f"{said(graph, claim)} {claim.status}"

    def entities(graph: KnowledgeGraph) -> Callable[[Entity], str]:
        return lambda entity: one_line(entity_line(graph, entity))

    def marks(graph: KnowledgeGraph) -> Callable[[CompletenessMark], str]:
        return lambda mark: one_line(_mark_words(graph, mark))

    return [
        _Kind("Claims", found.claims, claims(before), claims(after)),
        _Kind("Entities", found.entities, entities(before), entities(after)),
        _Kind("Sources", found.sources, _source_words, _source_words),
        _Kind("Completeness marks", found.marks, marks(before), marks(after)),
        _Kind("Packs", found.packs, _pack_words, _pack_words),
    ]


def _source_words(source: Source) -> str:
    return one_line(f"{source.label} ({source.tier}) {source.id}")


def _pack_words(pack: Pack) -> str:
    return one_line(f"{pack.name} {pack.version}: {pack.title}")


def _in_short(kind: _Kind) -> str:
    changes = kind.changes
    numbers = (
        (len(changes.added), "added"), (len(changes.removed), "removed"), (len(changes.renamed), "renamed"),
        (len(changes.changed), "changed"),
    )  # fmt: skip
    parts = [f"{number:,} {what}" for number, what in numbers if number]
    return f"{kind.name}: {', '.join(parts)}." if parts else ""


def _listed(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield f"{title} ({len(found):,})"
        yield from (f"  {line}" for line in found)


def _block(
    kind: _Kind, changed: Changed[Any], before: KnowledgeGraph, after: KnowledgeGraph
) -> Iterator[str]:
    """Yield a record that changed: what it is now, then the fields; nothing where its status alone moved."""
    fields = [field for field in changed.fields if field.field != STATUS]
    renamed = getattr(changed.before, "id", None) != getattr(changed.after, "id", None)
    if not fields and not renamed:
        return
    yield f"  {kind.after(changed.after)}"
    if renamed:
        yield f"    id: {one_line(changed.before.id)} → {one_line(changed.after.id)}"
    for field in fields:
        if field.field == EVIDENCE:
            yield from _evidence(changed, before, after)
        else:
            yield from _field(field, "    ")


def _evidence(changed: Changed[Claim], before: KnowledgeGraph, after: KnowledgeGraph) -> Iterator[str]:
    added, removed, altered = evidence_changes(changed.before.evidence, changed.after.evidence)
    for what, graph, items in (("removed", before, removed), ("added", after, added)):
        for item in items:
            yield f"    evidence {what}: {one_line(evidence_line(graph, item))}"
    for item, fields in altered:
        yield f"    evidence changed: {one_line(source_name(after, item.source))}"
        for field in fields:
            yield from _field(field, "      ")
    if not added and not removed and not altered:
        yield "    evidence: in another order"


def _field(change: FieldChange, indent: str) -> Iterator[str]:
    old, new = (one_line(_words(value)) for value in (change.before, change.after))
    if not old or not new:
        yield f"{indent}{change.field} {'added' if new else 'removed'}: {new or old}"
    elif max(len(old), len(new)) <= SHORT:
        yield f"{indent}{change.field}: {old} → {new}"
    else:
        yield f"{indent}{change.field}:"
        yield f"{indent}  - {old}"
        yield f"{indent}  + {new}"


def _words(value: object) -> str:
    """Return a value in words; nothing for what is not there."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Measure):
        return f"{value.value} {value.unit}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    return "" if value is None else str(value)


def _mark_words(graph: KnowledgeGraph, mark: CompletenessMark) -> str:
    entity = graph.entities.get(mark.subject)
    of = entity.label if entity is not None else mark.subject
    by = source_name(graph, mark.source) if mark.source in graph.sources else mark.source
    return f"all that {by} says of {of} by {mark.relation}"


def difference_view(found: Difference, before: KnowledgeGraph, after: KnowledgeGraph) -> dict[str, Any]:
    """Return what differs as plain data; docs/json.md describes it."""
    return {
        "same": not found,
        "moved": [
            {
                "id": each.after.id,
                "statement": sentence(statement(after, each.after)),
                "before": str(each.before.status),
                "after": str(each.after.status),
            }
            for each in found.moved
        ],
        "claims": _changes_view(
            found.claims, lambda claim: claim_view(before, claim), lambda claim: claim_view(after, claim)
        ),
        "entities": _changes_view(found.entities, entity_view, entity_view),
        "sources": _changes_view(found.sources, _source_view, _source_view),
        "completenessMarks": _changes_view(found.marks, _mark_view, _mark_view),
        "packs": _changes_view(found.packs, _pack_view, _pack_view),
    }


def _changes_view(
    changes: Changes[Any], before: Callable[[Any], dict[str, Any]], after: Callable[[Any], dict[str, Any]]
) -> dict[str, Any]:
    return {
        "added": [after(record) for record in changes.added],
        "removed": [before(record) for record in changes.removed],
        "renamed": [
            {"before": before(each.before), "after": after(each.after), "fields": _fields_view(each.fields)}
            for each in changes.renamed
        ],
        "changed": [
            {"before": before(each.before), "after": after(each.after), "fields": _fields_view(each.fields)}
            for each in changes.changed
        ],
    }


def _fields_view(fields: Sequence[FieldChange]) -> list[dict[str, Any]]:
    return [
        {"field": field.field, "before": _plain(field.before), "after": _plain(field.after)}
        for field in fields
    ]


def _plain(value: object) -> object:
    if hasattr(value, "_asdict"):
        return value._asdict()
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _source_view(source: Source) -> dict[str, Any]:
    return {"id": source.id, "label": source.label, "tier": str(source.tier)}


def _mark_view(mark: CompletenessMark) -> dict[str, Any]:
    return {"source": mark.source, "subject": mark.subject, "relation": mark.relation}


def _pack_view(pack: Pack) -> dict[str, Any]:
    return {"name": pack.name, "version": pack.version, "title": pack.title}
