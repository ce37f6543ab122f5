"""What a person names as a state of the graph: a pack, a folder of packs, an export, or the bundled packs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import PackError, UnusableFileError
from kg.faults import did_you_mean
from kg.files import bundled_packs, read_bytes, read_text
from kg.graph import KnowledgeGraph
from kg.packs.loading import content_of, read_packs
from kg.packs.order import header
from kg.packs.yamlnodes import YamlFaultError, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.faults import Fault
    from kg.model import Content

__all__ = ["BUNDLED", "read_editions"]

BUNDLED = "bundled"
_EXPORTS = {".ttl": "turtle", ".nt": "ntriples"}
_PACKS = (".yaml", ".yml")


class _Named(NamedTuple):
    """A pack: the name of its file, its text, its own name, and the packs that it requires."""

    file: str
    text: str
    pack: str
    requires: frozenset[str]


def read_editions(first: str, second: str) -> tuple[KnowledgeGraph, KnowledgeGraph]:
    """Return two states of the graph, each named by a path or as `bundled`.

    A pack is read with the bundled ones, in place of that of its own name. The packs of a folder stand by
    themselves, as a release does; bundled ones that either side requires and does not have are read with
    both. An export (.ttl, .nt) is what it holds.

    Raises `PackError` with the faults of both sides where there are any, and `UnusableFileError` where a
    file cannot be read, is no export of ours or a folder holds no pack.
    """
    bundled = {each.pack: each for each in _all(bundled_packs())}
    named = [_packs_of(name, bundled) for name in (first, second)]
    wanted = {name for packs in named if packs is not None for name in _missing(packs, bundled)}
    faults: list[Fault] = []
    graphs = []
    for name, packs in zip((first, second), named, strict=True):
        if packs is None:
            graphs.append(KnowledgeGraph(_exported(Path(name))))
            continue
        own = {pack.pack for pack in packs}
        more = [pack for pack in bundled.values() if pack.pack in wanted - own]
        reader, phrases = read_packs([(pack.file, pack.text) for pack in (*more, *packs)])
        faults += [fault for fault in reader.log.faults if fault not in faults]
        if not faults:
            graphs.append(KnowledgeGraph(content_of(reader, phrases)))
    if faults:
        raise PackError(faults)
    before, after = graphs
    return before, after


def _packs_of(name: str, bundled: dict[str, _Named]) -> list[_Named] | None:
    """Return the packs that one side names, or None where it is an export."""
    if name == BUNDLED:
        return list(bundled.values())
    path = Path(name)
    if path.suffix.casefold() in _EXPORTS:
        return None
    if path.is_dir():
        try:
            files = sorted(each for each in path.iterdir() if each.suffix.casefold() in _PACKS)
        except OSError as error:
            raise UnusableFileError(f"{path} cannot be read: {error.strerror or error}.") from None
        if not files:
            raise UnusableFileError(f"The folder {path} holds no pack (*.yaml).")
        return list(_all([(str(each), read_text(each)) for each in files]))
    try:
        (own,) = _all([(name, read_text(path))])
    except UnusableFileError as error:
        hint = did_you_mean(name, [BUNDLED])
        raise UnusableFileError(f"{error} {hint}".rstrip()) from None
    # In the place of the one it replaces: what is derived belongs to the last pack that it rests on.
    return list((bundled | {own.pack: own}).values())


def _all(texts: Sequence[tuple[str, str]]) -> Iterator[_Named]:
    for file, text in texts:
        try:
            pack, requires = header(read_yaml(text, file))
        except YamlFaultError:  # told when it is read with the others
            pack, requires = "", set()
        yield _Named(file, text, pack, frozenset(requires))


def _missing(packs: Sequence[_Named], bundled: dict[str, _Named]) -> set[str]:
    """Return the bundled packs that these require, by whatever detour, and do not have."""
    own = {pack.pack for pack in packs}
    missing: set[str] = set()
    open_ = [name for pack in packs for name in pack.requires]
    while open_:
        name = open_.pop()
        if name in bundled and name not in own | missing:
            missing.add(name)
            open_ += bundled[name].requires
    return missing


def _exported(path: Path) -> Content:
    """Return what an export holds."""
    from kg.rdf import content_from_triples, parse

    triples = parse(read_bytes(path), _EXPORTS[path.suffix.casefold()], str(path))
    _, phrases = read_packs([])  # how relations read: an export does not tell
    try:
        content = content_from_triples(triples, phrases)
    except (ValueError, LookupError) as error:
        raise UnusableFileError(f"{path} is no export of Myograph's: {error}.") from None
    if not content.packs:
        raise UnusableFileError(f"{path} is no export of Myograph's: there is no pack in it.")
    known = {entity.id for entity in content.entities} | {source.id for source in content.sources}
    relations = {phrase.relation for phrase in phrases} & {relation.id for relation in content.relations}
    for claim in content.claims:
        named = {claim.subject, claim.object, claim.source, *(item.source for item in claim.evidence)}
        for name in sorted(named - known) or sorted({claim.relation} - relations):
            raise UnusableFileError(
                f"{path} does not hold together: the claim {claim.id} names {name}, of which it says nothing "
                "that is understood here."
            )
    return content
