"""What tells two states of the graph apart: records added, removed, renamed and changed, field by field.

A record is the same where its id is the same. One whose id alone was changed is told as renamed: whatever
hangs on the id, such as what a learner answered, does not follow it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from kg.model import Claim, CompletenessMark, Entity, Pack, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from kg.model import Content, Evidence

__all__ = ["Changed", "Changes", "Difference", "FieldChange", "difference", "evidence_changes"]

_Record = TypeVar("_Record", Pack, Source, Entity, Claim, CompletenessMark)

# What a pack calls a field of the model, where that is not its own name.
_KEYS = {"cls": "class"}


class FieldChange(NamedTuple):
    """A field of a record, by its key in a pack, with what stood there before and what stands there now.

    Of evidence, `start` and `end` are the two numbers of its span.
    """

    field: str
    before: object
    after: object


class Changed(NamedTuple, Generic[_Record]):
    """A record that is there before and after, with the fields that differ; its id is none of them."""

    before: _Record
    after: _Record
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Changes(Generic[_Record]):
    """The records of one kind that differ, each in order of id."""

    added: tuple[_Record, ...] = ()
    removed: tuple[_Record, ...] = ()
    renamed: tuple[Changed[_Record], ...] = ()
    changed: tuple[Changed[_Record], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.renamed or self.changed)


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between two contents, but for vocabulary, phrases and mappings."""

    packs: Changes[Pack]
    sources: Changes[Source]
    entities: Changes[Entity]
    claims: Changes[Claim]
    marks: Changes[CompletenessMark]

    @property
    def moved(self) -> tuple[Changed[Claim], ...]:
        """The claims whose status is another one now, renamed ones too, in order of their id now."""
        both = (*self.claims.changed, *self.claims.renamed)
        moved = [each for each in both if each.before.status is not each.after.status]
        return tuple(sorted(moved, key=lambda each: each.after.id))

    def __bool__(self) -> bool:
        return any((self.packs, self.sources, self.entities, self.claims, self.marks))


def difference(before: Content, after: Content) -> Difference:
    """Return what differs between two contents.

    >>> import kg
    >>> from dataclasses import replace
    >>> content = kg.load().content
    >>> bool(difference(content, content))
    False
    >>> fewer = replace(content, claims=content.claims[1:])
    >>> [claim.id for claim in difference(content, fewer).claims.removed] == [content.claims[0].id]
    True
    """
    sources = _changes(before.sources, after.sources, _by_id, _same_source)
    entities = _changes(before.entities, after.entities, _by_id, _same_entity)
    # What names a renamed thing still says the same of it.
    thing = {each.before.id: each.after.id for each in entities.renamed}
    text = {each.before.id: each.after.id for each in sources.renamed}

    def stated(claim: Claim) -> Hashable:
        ends = (thing.get(end, end) for end in (claim.subject, claim.object))
        source = text.get(claim.source, claim.source)
        return *ends, claim.relation, claim.qualifier, claim.measure, source

    def marked(mark: CompletenessMark) -> tuple[str, ...]:
        source, subject = text.get(mark.source, mark.source), thing.get(mark.subject, mark.subject)
        return source, subject, mark.relation

    return Difference(
        packs=_changes(before.packs, after.packs, lambda pack: (pack.name,)),
        sources=sources,
        entities=entities,
        claims=_changes(before.claims, after.claims, _by_id, stated),
        marks=_changes(before.marks, after.marks, marked),
    )


def evidence_changes(
    before: Sequence[Evidence], after: Sequence[Evidence]
) -> tuple[list[Evidence], list[Evidence], list[tuple[Evidence, tuple[FieldChange, ...]]]]:
    """Return the evidence that was added, that was removed, and that of the same source that changed.

    What changed is given as it is now, with the fields that differ. The order of evidence means nothing.
    """
    added, removed = _without(after, before), _without(before, after)
    changed = []
    for item in list(added):
        earlier = next((each for each in removed if each.source == item.source), None)
        if earlier is not None:
            added.remove(item)
            removed.remove(earlier)
            changed.append((item, _fields(earlier, item)))
    return added, removed, changed


def _without(items: Iterable[Evidence], others: Iterable[Evidence]) -> list[Evidence]:
    """Return the items less the others, each as often as it stands there once more."""
    left = list(items)
    for other in others:
        if other in left:
            left.remove(other)
    return left


def _by_id(record: Source | Entity | Claim) -> tuple[str, ...]:
    return (record.id,)


# What makes a record of another id the same one: what it stands for, not how well that is written.
def _same_source(source: Source) -> Hashable:
    return source.citation, source.url, source.sha256


def _same_entity(entity: Entity) -> Hashable:
    return entity.label, entity.cls


def _changes(
    before: Iterable[_Record],
    after: Iterable[_Record],
    key: Callable[[_Record], tuple[str, ...]],
    same: Callable[[_Record], Hashable] | None = None,
) -> Changes[_Record]:
    """Compare records of one kind by `key`; `same` tells by what one of another key is known again."""
    old, new = ({key(record): record for record in records} for records in (before, after))
    added = [new[name] for name in sorted(new.keys() - old.keys())]
    removed = [old[name] for name in sorted(old.keys() - new.keys())]
    changed = [
        Changed(old[name], new[name], fields)
        for name in sorted(old.keys() & new.keys())
        if (fields := _fields(old[name], new[name]))
    ]
    renamed: list[Changed[_Record]] = []
    if same is not None:
        candidates = defaultdict(list)
        for record in removed:
            candidates[same(record)].append(record)
        for record in list(added):
            if earlier := candidates[same(record)]:
                found = earlier.pop(0)
                added.remove(record)
                removed.remove(found)
                renamed.append(Changed(found, record, _fields(found, record)))
    return Changes(tuple(added), tuple(removed), tuple(renamed), tuple(changed))


def _fields(before: _Record | Evidence, after: _Record | Evidence) -> tuple[FieldChange, ...]:
    """Return the fields that differ, in the order of the model, but for an id."""
    old, new = before._asdict(), after._asdict()
    differ = [name for name in old if name != "id" and old[name] != new[name]]
    return tuple(FieldChange(_KEYS.get(name, name), old[name], new[name]) for name in differ)
