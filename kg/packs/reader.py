"""A pack of claims, from YAML to the model; every fault with file, line, column and what to write.

The keys of each kind of record stand in `kg.packs.format`.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from kg.faults import Fault, FaultLog, TooManyFaultsError, quoted
from kg.model import Claim, CompletenessMark, Entity, Pack, Source, Tier
from kg.packs.claims import ClaimReader
from kg.packs.format import (
    ENTITY,
    MARK,
    PACK,
    SHA256,
    SOURCE,
    URL,
    VERSION,
    Form,
    Refers,
    advice,
)
from kg.packs.names import PackNames
from kg.packs.order import required_first
from kg.packs.record import Record, records
from kg.packs.yamlnodes import ScalarNode, YamlFaultError, blamed, read_yaml
from kg.vocabulary import ROOT

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from kg.packs.yamlnodes import Node
    from kg.vocabulary import Vocabulary

__all__ = ["PackReader", "Place"]

MOST_FAULTS = 1_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: file, line and column from 1, and how many code points of the line it takes."""

    file: str
    line: int
    column: int
    length: int

    def fault(self, check: str, message: str, hint: str) -> Fault:
        """Return what a check found here."""
        return Fault(check, self.file, self.line, self.column, message, hint, self.length)


@dataclass(slots=True)
class PackReader:
    """Reads packs one after another; what one defines, those that require it may use.

    `places` says where things were written, for checks that come later: a pack's name by ("pack", name), a
    claim's or source's id by ("claim", id) or ("source", id), what describes a source's text by
    ("source", id, key), and what a claim's evidence quotes by ("evidence", claim, position, key).
    """

    vocabulary: Vocabulary
    log: FaultLog = field(default_factory=lambda: FaultLog(MOST_FAULTS))
    packs: dict[str, Pack] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    marks: dict[tuple[str, str, str], CompletenessMark] = field(default_factory=dict)
    places: dict[tuple[str, ...], Place] = field(default_factory=dict)
    _names: dict[str, Entity] = field(default_factory=dict)
    _unclassed: set[str] = field(default_factory=set)
    _untiered: set[str] = field(default_factory=set)

    def read(self, texts: Iterable[tuple[str, str]]) -> None:
        """Read packs, given as file names and texts; one that requires another is read after it."""
        roots = []
        for file, text in texts:
            try:
                roots.append((file, read_yaml(text, file)))
            except YamlFaultError as error:
                self.log.add(error.fault)
        for file, root in required_first(roots):
            try:
                self._pack(root, file, [each for _, each in roots])
            except TooManyFaultsError:
                self.log.limit = None
                message = f"There are more than {MOST_FAULTS:,} faults: no others are told."
                self.log.add(
                    Fault("keys", file, 1, 1, message, "Mend these first, the topmost above all.", 1)
                )
                return

    def copied(self) -> PackReader:
        """Return a reader that knows what this one does, and of no fault."""
        held = {each.name: copy.copy(getattr(self, each.name)) for each in fields(self)}
        return PackReader(**(held | {"log": FaultLog(MOST_FAULTS)}))

    def note_place(self, file: str, node: Node, *of: str) -> None:
        """Note where a thing stands, the first time that it is told."""
        self.places.setdefault(of, Place(file, *blamed(node)))

    def classed(self, entity: str) -> bool:
        """Return whether the class of an entity is known, and not only that it is there."""
        return entity not in self._unclassed

    def tiered(self, source: str) -> bool:
        """Return whether the tier of a source is known, and not only that it is there."""
        return source not in self._untiered

    def refuse_second(self, record: Record, key: ScalarNode, known: Container[str], kind: str) -> None:
        """Log a fault where a thing is defined that another pack defines."""
        if key.text in known:
            message = f"The {kind} {key.text} is already defined in another pack."
            record.fault("ids", key, message, "Use another id, or leave this one out and require that pack.")

    def _pack(self, root: Node, file: str, roots: list[Node]) -> None:
        record = self._record(root, file, "the pack", PACK)
        name = record.identifier("pack")
        version, title = record.written("version", VERSION), record.text("title")
        if name is not None and name in self.packs:
            # All else in it would be told to be there twice.
            hint = "Give it a name of its own, or leave it out if it is a copy."
            record.fault("ids", record.place("pack"), f"There is another pack named “{name}”.", hint)
            return
        name = name or "?"
        self.note_place(file, record.place("pack"), "pack", name)
        names = PackNames(self, roots, name)
        required = names.all_of(record, "requires", Refers.PACK)
        requires = tuple(sorted({node.text for node in required}))
        names.require(requires, all_known=len(required) == len(record.scalars("requires")))
        for key, node in records(record, "sources"):
            self._source(key, node, file, name)
        source = names.of(record, "source", Refers.SOURCE)
        curator = names.of(record, "curator", Refers.SOURCE)
        for key, node in records(record, "entities"):
            self._entity(key, node, file, name, names)
        pack = Pack(name, version or "0.0.0", title or name, source or "?", curator or "?", requires)
        claims = ClaimReader(self, names, pack, file)
        for key, node in records(record, "claims"):
            claims.read(key, node)
        for node in record.items("complete"):
            self._mark(node, file, pack, names)
        names.close()
        self.packs.setdefault(name, pack)

    def _record(self, node: Node, file: str, what: str, form: Form, name: ScalarNode | None = None) -> Record:
        keys, required = form.keys, form.required
        return Record(node, file, self.log, what, keys, required, advice=advice(form), name=name)

    def _source(self, key: ScalarNode, node: Node, file: str, pack: str) -> None:
        record = self._record(node, file, f"source {key.text}", SOURCE, key)
        self.refuse_second(record, key, self.sources, "source")
        self.note_place(file, key, "source", key.text)
        for described in ("length", "words"):
            self.note_place(file, record.place(described), "source", key.text, described)
        label, citation = record.text("label"), record.text("citation")
        tier = record.choice("tier", Tier)
        self._untiered |= {key.text} if tier is None else set()
        found = Source(
            id=key.text,
            label=label or key.text,
            tier=tier or Tier.POPULAR,
            citation=citation or "",
            pack=pack,
            url=record.written("url", URL),
            licence=record.text("licence"),
            in_sentence=record.text("in_sentence"),
            caution=record.text("caution"),
            quote_licence=record.text("quote_licence"),
            sha256=record.written("sha256", SHA256),
            length=record.integer("length"),
            words=record.integer("words"),
            sections=record.texts("sections"),
        )
        self.sources.setdefault(key.text, found)

    def _entity(self, key: ScalarNode, node: Node, file: str, pack: str, names: PackNames) -> None:
        record = self._record(node, file, f"entity {key.text}", ENTITY, key)
        self.refuse_second(record, key, self.entities, "entity")
        cls = names.of(record, "class", Refers.CLASS)
        label, definition = record.text("label"), record.text("definition")
        if cls is None or label is None or definition is None:
            # Known by name all the same, so that its claims are not faulted for this as well.
            self._unclassed |= {key.text} if cls is None else set()
            cls, label, definition = cls or ROOT, label or key.text, definition or ""
        entity = Entity(
            id=key.text,
            cls=cls,
            label=label,
            definition=definition,
            pack=pack,
            synonyms=tuple(sorted(set(record.texts("synonyms")))),
            in_sentence=record.text("in_sentence"),
            plural=record.boolean("plural"),
            vague=record.boolean("vague"),
        )
        for name in entity.names:
            self.log.looked("names")
            other = self._names.setdefault(name.casefold(), entity)
            if other.id != entity.id:
                message = f"{quoted(name)} already names the entity {other.id}."
                record.fault("names", key, message, "Give one of them a name of its own.")
        self.entities.setdefault(key.text, entity)

    def _mark(self, node: Node, file: str, pack: Pack, names: PackNames) -> None:
        record = self._record(node, file, "the completeness mark", MARK)
        subject = names.of(record, "subject", Refers.ENTITY)
        source = names.of(record, "source", Refers.SOURCE) if record.has("source") else pack.source
        for item in names.all_of(record, "relations", Refers.ANY_RELATION):
            self.log.looked("marks")
            if subject is None or source is None:
                continue
            key = (source, subject, item.text)
            self.note_place(file, item, "mark", *key)
            if key in self.marks:
                message = f"{subject} is marked complete for {item.text} twice."
                record.fault("marks", item, message, "Keep one.")
            self.marks[key] = CompletenessMark(source, subject, item.text, pack.curator, pack.name)
