"""Reading one mapping of a YAML file: every key known, every value of its kind, every fault kept.

A `Record` wraps a mapping and is asked for its values one by one. Whatever is wrong goes into the
fault log with its place, and the asker gets None, so that one run finds all the faults of a file.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypeVar

from kg.faults import Fault, FaultLog, did_you_mean
from kg.yamlnodes import ListNode, MappingNode, Node, ScalarNode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from enum import StrEnum

    _Choice = TypeVar("_Choice", bound=StrEnum)

__all__ = ["Record", "records"]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MAX_TEXT = 2_000
# So many names at most are listed where none is near.
MANY = 40


class Record:
    """One mapping, its `what` for messages ("claim article-c01"), and the log its faults go to."""

    def __init__(
        self, node: Node, file: str, log: FaultLog, what: str, allowed: Sequence[str], required: Sequence[str]
    ) -> None:
        self.node = node
        self.file = file
        self.log = log
        self.what = what
        self._values: dict[str, tuple[ScalarNode, Node]] = {}
        if not isinstance(node, MappingNode):
            self.fault("keys", node, f"{what} should be a mapping of keys to values.")
            return
        for key, value in node.pairs:
            log.looked("keys")
            if key.text not in allowed:
                hint = did_you_mean(key.text, allowed) or "Known keys: " + ", ".join(allowed) + "."
                self.fault("keys", key, f"{what} has no key “{key.text}”.", hint)
            elif key.text in self._values:
                self.fault("keys", key, f"{what} has the key “{key.text}” twice.", "Keep one of them.")
            else:
                self._values[key.text] = (key, value)
        for name in required:
            if name not in self._values:
                self.fault("keys", node, f"{what} lacks the key “{name}”.")

    def fault(self, check: str, node: Node, message: str, hint: str = "") -> None:
        """Log a fault at `node`."""
        self.log.add(Fault(check, self.file, node.line, node.column, message, hint))

    def has(self, key: str) -> bool:
        """Return whether the key is there."""
        return key in self._values

    def place(self, key: str) -> Node:
        """Return the node to blame for `key`: its value, or the mapping where it is absent."""
        return self._values[key][1] if key in self._values else self.node

    def text(self, key: str) -> str | None:
        """Return a text, in Unicode normal form C, on one line and without control characters."""
        node = self._scalar(key, "a text")
        return self._clean(node, key) if node is not None else None

    def integer(self, key: str) -> int | None:
        """Return a whole number of at most nine digits."""
        node = self._scalar(key, "a whole number")
        return self._integer(node, key) if node is not None else None

    def boolean(self, key: str) -> bool:
        """Return true or false; false where the key is absent."""
        node = self._scalar(key, "true or false")
        if node is None:
            return False
        if node.text not in ("true", "false"):
            self.fault("types", node, f"“{key}” of {self.what} should be true or false, not “{node.text}”.")
        return node.text == "true"

    def identifier(self, key: str) -> str | None:
        """Return an id: lower-case ASCII words joined by hyphens."""
        node = self._scalar(key, "an id")
        if node is None:
            return None
        return node.text if self.check_id(node) else None

    def check_id(self, node: ScalarNode) -> bool:
        """Log a fault where the text is not an id."""
        self.log.looked("ids")
        if _ID.fullmatch(node.text) and len(node.text) <= 80:
            return True
        hint = "An id is lower-case ASCII words joined by hyphens, such as knee-pain; at most 80 letters."
        self.fault("ids", node, f"“{node.text}” cannot be an id.", hint)
        return False

    def reference(self, key: str, known: Iterable[str], kind: str) -> str | None:
        """Return an id that must be among `known`; `kind` says what it names."""
        node = self._scalar(key, f"the id of a {kind}")
        return self.check_reference(node, known, kind) if node is not None else None

    def check_reference(self, node: ScalarNode, known: Iterable[str], kind: str) -> str | None:
        """Return the node's text where it is known, else log a fault with the nearest known one."""
        self.log.looked("references")
        names = known if isinstance(known, set | frozenset | dict) else set(known)
        if node.text in names:
            return node.text
        hint = did_you_mean(node.text, names)
        if not hint and len(names) <= MANY:
            hint = f"Known ones: {', '.join(sorted(names))}."
        self.fault("references", node, f"There is no {kind} “{node.text}”.", hint)
        return None

    def choice(self, key: str, options: type[_Choice]) -> _Choice | None:
        """Return one of a fixed set of words."""
        node = self._scalar(key, "one of " + ", ".join(options))
        return self._choice(node, key, options) if node is not None else None

    def choices(self, key: str, options: type[_Choice]) -> tuple[_Choice, ...]:
        """Return a list of words of a fixed set, each once and in order."""
        found = [self._choice(node, key, options) for node in self.scalars(key)]
        return tuple(sorted({word for word in found if word is not None}))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(text for node in self.scalars(key) if (text := self._clean(node, key)) is not None)

    def integers(self, key: str, count: int) -> tuple[int, ...] | None:
        """Return a list of exactly `count` whole numbers."""
        if key not in self._values:
            return None
        nodes = self.scalars(key)
        numbers = [number for node in nodes if (number := self._integer(node, key)) is not None]
        if len(numbers) != count:
            self.fault(
                "types", self.place(key), f"“{key}” of {self.what} should be a list of {count} whole numbers."
            )
            return None
        return tuple(numbers)

    def scalars(self, key: str) -> list[ScalarNode]:
        """Return the items of a list of plain values; nothing where the key is absent."""
        if key not in self._values:
            return []
        value = self._values[key][1]
        if not isinstance(value, ListNode):
            self.fault("types", value, f"“{key}” of {self.what} should be a list, such as [one, two].")
            return []
        for item in value.items:
            if not isinstance(item, ScalarNode):
                self.fault("types", item, f"“{key}” of {self.what} should be a list of plain values.")
        return [item for item in value.items if isinstance(item, ScalarNode)]

    def items(self, key: str) -> list[Node]:
        """Return the items of a list of whatever kind."""
        if key not in self._values:
            return []
        value = self._values[key][1]
        if isinstance(value, ListNode):
            return value.items
        self.fault("types", value, f"“{key}” of {self.what} should be a list.")
        return []

    def _scalar(self, key: str, wanted: str) -> ScalarNode | None:
        if key not in self._values:
            return None
        self.log.looked("types")
        value = self._values[key][1]
        if isinstance(value, ScalarNode):
            return value
        found = "a list" if isinstance(value, ListNode) else "a mapping"
        self.fault("types", value, f"“{key}” of {self.what} should be {wanted}, not {found}.")
        return None

    def _integer(self, node: ScalarNode, key: str) -> int | None:
        if re.fullmatch(r"[0-9]{1,9}", node.text) and not node.quoted:
            return int(node.text)
        self.fault("types", node, f"“{key}” of {self.what} should be a whole number, not “{node.text[:40]}”.")
        return None

    def _choice(self, node: ScalarNode, key: str, options: type[_Choice]) -> _Choice | None:
        try:
            return options(node.text)
        except ValueError:
            known = [str(option) for option in options]
            hint = did_you_mean(node.text, known) or "It can be: " + ", ".join(known) + "."
            self.fault("types", node, f"“{key}” of {self.what} cannot be “{node.text}”.", hint)
            return None

    def _clean(self, node: ScalarNode, key: str) -> str | None:
        text = unicodedata.normalize("NFC", node.text)
        bad = next((char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co")), None)
        if bad is not None:
            self.fault(
                "text",
                node,
                f"“{key}” of {self.what} holds U+{ord(bad):04X}, which cannot be seen or printed.",
            )
        elif not text.strip():
            self.fault("text", node, f"“{key}” of {self.what} is empty.")
        elif len(text) > _MAX_TEXT:
            self.fault("text", node, f"“{key}” of {self.what} is longer than {_MAX_TEXT:,} characters.")
        else:
            self.log.looked("text")
            return text.strip()
        return None


def records(parent: Record, key: str) -> list[tuple[ScalarNode, Node]]:
    """Return the pairs of a mapping of ids to mappings, each id once and well formed."""
    node = parent.place(key)
    if not parent.has(key):
        return []
    if not isinstance(node, MappingNode):
        parent.fault("types", node, f"“{key}” of {parent.what} should be a mapping of ids.")
        return []
    seen: dict[str, ScalarNode] = {}
    pairs = []
    for name, value in node.pairs:
        if name.text in seen:
            first = seen[name.text]
            message = f"The id “{name.text}” is used twice under “{key}”, first in line {first.line}."
            parent.fault("ids", name, message, "Give one of them another id.")
        elif parent.check_id(name):
            seen[name.text] = name
            pairs.append((name, value))
    return pairs
