"""A pack in canonical order: what `myograph fmt` writes.

Keys stand in the order of `kg.packs.format`, and lists whose order means nothing in order of spelling.
Sources, entities, claims and the evidence of each keep their order, and so do the relations of a mark: they
follow the text. Blocks are indented by two; what stands between braces or brackets is on one line, unless
there are comments in it. Quotes that change nothing go. A blank line stands before each section, none within
a record.

Texts and comments are moved and never written anew, but for such quotes. A comment goes with what it stands
before, or at the end of whose line; one after the last key of a record stays there.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.authoring.arranged import ROOT, arranged, inner_kind, is_sorted
from kg.authoring.written import comments_in, read_written
from kg.faults import Fault, FaultLog
from kg.packs.format import PACK, Kind
from kg.packs.record import Record, records
from kg.packs.yamlnodes import ListNode, MappingNode, ScalarNode, YamlFaultError, read_yaml

if TYPE_CHECKING:
    from kg.packs.format import Field
    from kg.packs.yamlnodes import Node

__all__ = ["laid_out"]

LISTS = frozenset({Kind.TEXTS, Kind.CHOICES, Kind.REFERENCES, Kind.SPAN})
# What ends a line for YAML and hardly any editor.
ODD_ENDS = "\r\x85\u2028\u2029"


def laid_out(text: str, file: str) -> tuple[str, list[Fault]]:
    """Return a pack in canonical order, or as it is with the faults of its form; `file` names it in these.

    What the pack says stays the same, and so does each comment; its lines end as the first one does.
    """
    end = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    plain = text.replace("\r\n", "\n")
    if faults := _odd_ends(plain, file):
        return text, faults
    try:
        root = read_yaml(plain, file)
    except YamlFaultError as error:
        return text, [error.fault]
    if (faults := _faults_of_form(root, file)) or not (isinstance(root, MappingNode) and root.pairs):
        return text, faults
    tree = read_written(plain)
    comments = Counter(comments_in(tree))
    found = arranged(tree)
    if not _is_same(root, comments, found, file):
        message = "This cannot be put in order without a change to what it says or to a comment."
        hint = "Write each text on one line of its own, and comments on lines of their own."
        return text, [Fault("layout", file, 1, 1, message, hint)]
    return found.replace("\n", end), []


def _odd_ends(text: str, file: str) -> list[Fault]:
    for number, line in enumerate(text.split("\n"), 1):
        for column, letter in enumerate(line, 1):
            if letter in ODD_ENDS:
                message = f"U+{ord(letter):04X} ends a line here for some programs and not for others."
                return [Fault("text", file, number, column, message, "Leave it out, or begin a new line.")]
    return []


def _faults_of_form(root: Node, file: str) -> list[Fault]:
    """Return what keeps keys from being put in order: those unknown or there twice, and wrong kinds."""
    log = FaultLog()
    _look_at(Record(root, file, log, "the pack", PACK.keys, ()), ROOT)
    return log.faults


def _look_at(record: Record, kind: Field) -> None:
    assert kind.form is not None
    for field in kind.form.fields:
        if record.has(field.name) and field.form is not None:
            for what, node in _records_at(record, field):
                _look_at(Record(node, record.file, record.log, what, field.form.keys, ()), field)
        elif record.has(field.name) and field.kind in LISTS:
            record.scalars(field.name)
        elif record.has(field.name) and not isinstance(node := record.place(field.name), ScalarNode):
            hint = f"Write it as “{field.name}: {field.example or '…'}”."
            record.fault("types", node, f"“{field.name}” of {record.what} should be one value.", hint)


def _records_at(record: Record, field: Field) -> list[tuple[str, Node]]:
    """Return the records behind a key, each with what it is called in messages."""
    assert field.form is not None
    name = field.form.name
    if field.kind is Kind.BY_ID:
        return [(f"{name} {key.text}", node) for key, node in records(record, field.name)]
    if field.kind is Kind.RECORDS:
        return [(f"the {name} of {record.what}", node) for node in record.items(field.name)]
    return [(f"the {name} of {record.what}", record.place(field.name))]


def _is_same(root: Node, comments: Counter[str], text: str, file: str) -> bool:
    """Return whether a text says the same as a pack, holds the same comments, and is in order."""
    try:
        again = read_yaml(text, file)
    except YamlFaultError:
        return False
    tree = read_written(text)
    same = _meaning(again, ROOT) == _meaning(root, ROOT) and Counter(comments_in(tree)) == comments
    return same and arranged(tree) == text


def _meaning(node: Node, kind: Field) -> object:
    """Return what a node says, whatever the order of what has none."""
    if isinstance(node, MappingNode):
        return {key.text: _meaning(value, inner_kind(kind, key.text)) for key, value in node.pairs}
    if isinstance(node, ListNode):
        items = [_meaning(item, inner_kind(kind, "")) for item in node.items]
        return sorted(map(str, items)) if is_sorted(kind) else items
    return node.text
