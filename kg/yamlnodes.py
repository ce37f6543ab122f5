"""YAML as a tree whose every node knows its line and column.

Only what a person needs to write down facts is read: mappings, lists and scalars. Anchors, aliases and
tags are refused, so that a small file cannot grow into a large one nor make objects; a scalar is its
text, and what it means is decided by whoever asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from kg.faults import Fault

__all__ = ["ListNode", "MappingNode", "Node", "ScalarNode", "YamlFaultError", "read_yaml"]

MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A piece of text; `quoted` tells `"3"` from `3`."""

    line: int
    column: int
    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list of nodes."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MappingNode:
    """A mapping as pairs, in the order written; a key that is there twice is still there twice."""

    line: int
    column: int
    pairs: list[tuple[ScalarNode, Node]] = field(default_factory=list)


Node = ScalarNode | ListNode | MappingNode


class YamlFaultError(Exception):
    """The text cannot be read as YAML, or uses what is refused here."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str, file: str) -> Node:
    """Return the one document in `text`; `file` names it in faults.

    Raises `YamlFaultError` with line and column where that is not possible.

    >>> root = read_yaml("pack: article", "a.yaml")
    >>> [(key.text, key.line, key.column) for key, _ in root.pairs]
    [('pack', 1, 1)]
    """
    try:
        return _build(text, file)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        message = f"This is not YAML: {error.problem or error.context}."
        raise YamlFaultError(
            Fault("yaml", file, line, column, message, "Look at the indentation and at quotes near here.")
        ) from None
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise YamlFaultError(
            Fault("yaml", file, line, column, "There is a character here that YAML does not allow.")
        ) from None


def _build(text: str, file: str) -> Node:
    """Turn the event stream into a tree with a stack of our own, so that depth is bounded by MAX_DEPTH."""
    open_nodes: list[ListNode | MappingNode] = []
    pending_keys: list[ScalarNode | None] = []
    roots: list[Node] = []

    def refuse(event: yaml.Event, message: str, hint: str) -> YamlFaultError:
        return YamlFaultError(Fault("yaml", file, *_place(event), message, hint))

    def place(node: Node, event: yaml.Event) -> None:
        if not open_nodes:
            if roots:
                raise refuse(event, "There is a second document in this file.", "Keep one in each file.")
            roots.append(node)
            return
        parent = open_nodes[-1]
        if isinstance(parent, ListNode):
            parent.items.append(node)
        elif (key := pending_keys[-1]) is not None:
            parent.pairs.append((key, node))
            pending_keys[-1] = None
        elif isinstance(node, ScalarNode):
            pending_keys[-1] = node
        else:
            raise refuse(event, "A key must be a plain word.", "Write it as `word: value`.")

    for event in yaml.parse(text, Loader=_Loader):
        line, column = _place(event)
        if isinstance(event, yaml.AliasEvent):
            raise refuse(event, f"The alias *{event.anchor} is not allowed.", "Write the value out.")
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            raise refuse(event, f"The anchor &{event.anchor} is not allowed.", "Leave it out.")
        if (tag := getattr(event, "tag", None)) is not None:
            raise refuse(event, f"The tag {tag} is not allowed.", "Leave it out.")
        if isinstance(event, yaml.ScalarEvent):
            place(ScalarNode(line, column, event.value, event.style in tuple("'\"|>")), event)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            if len(open_nodes) >= MAX_DEPTH:
                raise refuse(event, "This is nested too deeply.", f"At most {MAX_DEPTH} levels are read.")
            kind = ListNode if isinstance(event, yaml.SequenceStartEvent) else MappingNode
            node = kind(line, column)
            place(node, event)
            open_nodes.append(node)
            pending_keys.append(None)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            open_nodes.pop()
            pending_keys.pop()
    if not roots:
        raise YamlFaultError(Fault("yaml", file, 1, 1, "The file is empty."))
    return roots[0]


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)
