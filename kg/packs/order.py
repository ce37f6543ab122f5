"""The order in which packs are read: each after those it requires."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.packs.format import ID_PATTERN
from kg.packs.yamlnodes import ListNode, MappingNode, ScalarNode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.packs.yamlnodes import Node

__all__ = ["header", "name_in", "required_first"]


def required_first(roots: Iterable[tuple[str, Node]]) -> list[tuple[str, Node]]:
    """Return packs so that each comes after those it requires, else in the order given.

    A pack that is missing or that requires itself by a detour is left to the reader to complain of.
    """
    waiting = [(file, root, *header(root)) for file, root in roots]
    names = {name for _, _, name, _ in waiting}
    done: set[str] = set()
    ordered: list[tuple[str, Node]] = []
    while waiting:
        ready = [row for row in waiting if row[3] & names <= done] or waiting[:1]
        first = ready[0]
        waiting.remove(first)
        done.add(first[2])
        ordered.append(first[:2])
    return ordered


def name_in(text: str) -> str:
    r"""Return the name of the pack in a text, also where that cannot be read whole; empty where it has none.

    >>> name_in("# Ours\npack: ankles\n- {")
    'ankles'
    """
    found = re.search(rf"^pack:[ \t]+['\"]?({ID_PATTERN})\b", text, re.MULTILINE)
    return found[1] if found else ""


def header(root: Node) -> tuple[str, set[str]]:
    """Return the name of a pack and what it requires, as far as they can be made out."""
    values = {key.text: value for key, value in root.pairs} if isinstance(root, MappingNode) else {}
    name, requires = values.get("pack"), values.get("requires")
    required = requires.items if isinstance(requires, ListNode) else []
    return (
        name.text if isinstance(name, ScalarNode) else "",
        {item.text for item in required if isinstance(item, ScalarNode)},
    )
