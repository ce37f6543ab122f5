"""Checks over packs, graph and RDF; each counts what it looked at and lists every fault."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.checks.graph import (
    check_edges,
    check_ontology,
    check_opposites,
    check_repeated,
    check_shapes,
    check_turtle,
    part_of,
)
from kg.checks.overlooked import check_marks_of_drafts, overlooked
from kg.checks.quotes import check_share, read_source_text, told_better
from kg.files import bundled_packs, mappings_text, phrases_text
from kg.graph import KnowledgeGraph
from kg.inwords import counted
from kg.model import Status
from kg.packs.excerpts import lines_of, with_excerpts
from kg.packs.loading import content_of, read_bundled_mappings, read_packs
from kg.packs.order import name_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from kg.checks.graph import Found
    from kg.faults import Fault
    from kg.packs.reader import PackReader

__all__ = ["Check", "check_all", "in_place", "place_among"]

READING = (
    "yaml", "keys", "types", "text", "ids", "names", "references", "domain and range", "reflexive",
    "status", "evidence", "quotes", "marks", "phrases", "mappings",
)  # fmt: skip


@dataclass(slots=True)
class Check:
    """One check: its name, how many things it looked at, what it found, and what is worth knowing besides."""

    name: str
    count: int = 0
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def in_place(own: Sequence[tuple[str, str]]) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the bundled packs and one's own, given as file names and texts, and the names of those replaced.

    A bundled pack is left out where one's own has its name: that is a copy of it, to be checked in its place.
    """
    names = {name_in(text) for _, text in own} - {""}
    kept, replaced = [], []
    for file, text in bundled_packs():
        if (name := name_in(text)) in names:
            replaced.append(name)
        else:
            kept.append((file, text))
    return [*kept, *own], replaced


def check_all(
    texts: Sequence[tuple[str, str]],
    source_texts: Sequence[tuple[str, bytes]] = (),
    unreadable: Sequence[Fault] = (),
) -> list[Check]:
    """Return every check over packs, given as file names and texts, and over the graph they make.

    `source_texts` are copies of sources, as file names and bytes; a source is known by its SHA-256.
    `unreadable` are faults of files that cannot be read at all: of packs by the check "yaml".
    Checks of the graph are left out where the packs cannot be read. Where some packs are not the bundled
    ones, the checks of the RDF look at these and what they rest on. Faults stand in the order of file, line
    and column, those of one's own packs first.
    """
    reader, phrases = read_packs(texts)
    reader.log.faults.extend(fault for fault in unreadable if fault.check in READING)
    bundled = bundled_packs()
    if {name_in(text) for _, text in bundled} <= reader.packs.keys():
        mappings = read_bundled_mappings(reader)
    else:
        mappings = ()
    own_files = {file for file, text in texts if (file, text) not in bundled}
    own = {name for name in reader.packs if reader.places["pack", name].file in own_files}
    proofs = {name: read_source_text(reader, name, data) for name, data in source_texts}
    faults = told_better(reader.log.faults, proofs.values())
    reader.log.looked("yaml", len(texts))
    checks = [
        Check(name, reader.log.counts[name], [fault for fault in faults if fault.check == name])
        for name in READING
    ]
    checks += [
        Check(f"quotes in {name}", proof.count, proof.faults, proof.notes) for name, proof in proofs.items()
    ]
    checks += [Check(fault.check, 0, [fault]) for fault in unreadable if fault.check not in READING]
    checks.append(Check("quoted share", *check_share(reader)))
    checks.append(Check(*check_marks_of_drafts(reader, own)))
    if faults:
        checks[0].notes.append(
            "Mend these first. What is said twice, what clashes, and the RDF come when all can be read."
        )
    else:
        checks[0].notes.extend(overlooked(reader, own))
        graph = KnowledgeGraph(replace(content_of(reader, phrases), mappings=mappings))
        checks += [Check(*found) for found in _of_the_graph(graph, reader, own)]
    drafts = [claim for claim in reader.claims.values() if claim.status is Status.DRAFT and claim.pack in own]
    if drafts:
        checks[0].notes.append(f"{counted(len(drafts), 'draft')}: seen by no one yet, in no quiz.")
    _put_in_order(checks, [file for file, _ in texts if file in own_files], dict(texts))
    return checks


def _of_the_graph(graph: KnowledgeGraph, reader: PackReader, own: Collection[str]) -> Iterator[Found]:
    yield check_repeated(graph, reader)
    looked_at = part_of(graph, own) if own else graph
    yield check_edges(looked_at)
    yield check_turtle(looked_at)
    yield check_shapes(looked_at)
    yield check_opposites(graph, reader)
    yield from check_ontology(looked_at)


def _put_in_order(checks: Iterable[Check], own_files: list[str], texts: Mapping[str, str]) -> None:
    """Put faults in order of file, line and column, one's own packs first, and give them their excerpts."""
    ours = {"phrases.yaml": phrases_text, "mappings.sssom.tsv": mappings_text}
    rank = {file: place for place, file in enumerate(own_files)}
    lines: dict[str, list[str]] = {}
    for check in checks:
        for file in {fault.file for fault in check.faults} - lines.keys():
            text = texts[file] if file in texts else ours.get(file, str)()
            lines[file] = lines_of(text)
        check.faults = sorted(with_excerpts(check.faults, lines), key=lambda fault: place_among(fault, rank))


def place_among(fault: Fault, rank: Mapping[str, int]) -> tuple[int, str, int, int]:
    """Return where a fault stands among others, where `rank` says which files come first."""
    return rank.get(fault.file, len(rank)), fault.file, fault.line, fault.column
