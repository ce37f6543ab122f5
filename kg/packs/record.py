"""Reading one mapping of a YAML file: every key known, every value of its kind, every fault kept.

A `Record` wraps a mapping and is asked for its values one by one. Whatever is wrong goes into the
fault log with its place and what to write instead, and the asker gets None, so that one run finds all the
faults of a file.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from kg.faults import Fault, FaultLog, did_you_mean, quoted
from kg.packs.advice import id_advice, is_id, number_advice, odd_advice
from kg.packs.format import MAX_TEXT
from kg.packs.yamlnodes import ListNode, MappingNode, Node, ScalarNode, blamed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from enum import StrEnum

    from kg.packs.format import Written

    _Choice = TypeVar("_Choice", bound=StrEnum)

__all__ = ["Record", "records"]

# So many names at most are listed where none is near.
MANY = 40
# How the advice for what is no id begins where one can be made of it.
_MEANT = re.compile("Write ([a-z0-9-]+):")
# What YAML takes for nothing at all, so that an editor's schema would refuse it as a text.
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
# Categories of letters that cannot be seen, turn the line around or end it.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
# Two numbers as a range is written.
_RANGE = re.compile(r"^([0-9]+) ?(?:-|–|to|\.\.) ?([0-9]+)$")
_EMPTY_HINT = "Write what it is, in quotes if it is such a word; or leave out “{}”."


class Record:
    """One mapping, its `what` for messages ("claim article-c01"), and the log its faults go to.

    `advice` says by key what to write where a required one is absent; `name` is the node of the record's
    id, to be blamed for that.
    """

    def __init__(
        self,
        node: Node,
        file: str,
        log: FaultLog,
        what: str,
        allowed: Sequence[str],
        required: Sequence[str],
        *,
        advice: Mapping[str, str] | None = None,
        name: ScalarNode | None = None,
    ) -> None:
        self.node = node
        self.file = file
        self.log = log
        self.what = what
        self._values: dict[str, tuple[ScalarNode, Node]] = {}
        if not isinstance(node, MappingNode):
            hint = f"Write its keys, such as “{allowed[0]}: …”, each on a line of its own and indented alike."
            self.fault("keys", name or node, f"{what} should be a mapping of keys to values.", hint)
            return
        for key, value in node.pairs:
            log.looked("keys")
            if key.text not in allowed:
                hint = did_you_mean(key.text, allowed) or "Known keys: " + ", ".join(allowed) + "."
                self.fault("keys", key, f"{what} has no key {quoted(key.text)}.", hint)
            elif key.text in self._values:
                self.fault("keys", key, f"{what} has the key “{key.text}” twice.", "Keep one of them.")
            else:
                self._values[key.text] = (key, value)
        for absent in required:
            if absent not in self._values:
                hint = (advice or {}).get(absent, f"Add “{absent}: …”.")
                self.fault("keys", name or node, f"{what} lacks the key “{absent}”.", hint)

    def fault(self, check: str, node: Node, message: str, hint: str = "") -> None:
        """Log a fault at `node`."""
        line, column, length = blamed(node)
        self.log.add(Fault(check, self.file, line, column, message, hint, length))

    def has(self, key: str) -> bool:
        """Return whether the key is there."""
        return key in self._values

    def key(self, key: str) -> ScalarNode:
        """Return the node of the key itself, which has to be there."""
        return self._values[key][0]

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
        if node.text not in ("true", "false") or node.quoted:
            yes = node.text.casefold() in ("true", "yes", "on", "y", "1")
            message = f"“{key}” of {self.what} should be true or false, not {_as_written(node)}."
            self.fault("types", node, message, f"Write {key}: true." if yes else "Leave the key out for no.")
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
        if is_id(node.text):
            return True
        self.fault("ids", node, f"{quoted(node.text)} cannot be an id.", id_advice(node.text))
        return False

    def written(self, key: str, form: Written) -> str | None:
        """Return a text that has to be written in a certain form."""
        node = self._scalar(key, f"a {form.name}")
        if node is None or re.fullmatch(form.pattern, node.text):
            return None if node is None else node.text
        self.fault("types", node, f"{quoted(node.text)} is no {form.name}.", form.hint)
        return None

    def reference(
        self, key: str, known: Iterable[str], kind: str, advise: Callable[[str], str] | None = None
    ) -> str | None:
        """Return an id that must be among `known`; `kind` says what it names.

        `advise` gives what to write for a word that is not known; else that is the nearest known one.
        """
        article = "an" if kind[0] in "aeio" else "a"
        node = self._scalar(key, f"the id of {article} {kind}")
        return self.check_reference(node, known, kind, advise) if node is not None else None

    def check_reference(
        self, node: ScalarNode, known: Iterable[str], kind: str, advise: Callable[[str], str] | None = None
    ) -> str | None:
        """Return the node's text where it is known, else log a fault, as `reference` does."""
        self.log.looked("references")
        names = known if isinstance(known, set | frozenset | dict) else set(known)
        if node.text in names:
            return node.text
        hint = did_you_mean(node.text, names) if advise is None else advise(node.text)
        if not hint and len(names) <= MANY:
            hint = f"Known ones: {', '.join(sorted(names)) or 'none'}."
        self.fault("references", node, f"There is no {kind} {quoted(node.text)}.", hint)
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
            message = f"“{key}” of {self.what} should be a list of {count} whole numbers."
            example = ", ".join(str(10 * place) for place in range(1, count + 1))
            self.fault("types", self.place(key), message, f"Write it as {key}: [{example}].")
            return None
        return tuple(numbers)

    def scalars(self, key: str) -> list[ScalarNode]:
        """Return the items of a list of plain values; nothing where the key is absent."""
        if key not in self._values:
            return []
        name, value = self._values[key]
        if self.is_empty(key):
            return []
        if not isinstance(value, ListNode):
            one = value.text if isinstance(value, ScalarNode) and 0 < len(value.text) < MANY else "one, two"
            one = _RANGE.sub(r"\1, \2", one)
            hint = f"Write it as {key}: [{one if one.isprintable() else 'one, two'}]."
            place = value if value.length else name
            self.fault("types", place, f"“{key}” of {self.what} should be a list.", hint)
            return []
        for item in value.items:
            if not isinstance(item, ScalarNode):
                message = f"“{key}” of {self.what} should be a list of plain values."
                self.fault("types", item, message, "Write each as one word or one text.")
            elif _is_nothing(item):
                hint = "Write it in quotes if it is such a word; or leave it out."
                self.fault("text", item, f"“{key}” of {self.what} has an empty item.", hint)
        return [item for item in value.items if isinstance(item, ScalarNode) and not _is_nothing(item)]

    def items(self, key: str) -> list[Node]:
        """Return the items of a list of whatever kind."""
        if key not in self._values:
            return []
        name, value = self._values[key]
        if self.is_empty(key):
            return []
        if isinstance(value, ListNode):
            return value.items
        hint = "Begin each of its records with “- ”, in a line of its own."
        self.fault(
            "types", value if value.length else name, f"“{key}” of {self.what} should be a list.", hint
        )
        return []

    def _scalar(self, key: str, wanted: str) -> ScalarNode | None:
        if key not in self._values:
            return None
        self.log.looked("types")
        value = self._values[key][1]
        if self.is_empty(key):
            return None
        if isinstance(value, ScalarNode):
            return value
        found, sign = ("a list", "[") if isinstance(value, ListNode) else ("a mapping", "{")
        hint = f"Write one value after “{key}:”."
        if value.length:
            hint = f"Write one value; put a text that begins with “{sign}” in quotes."
        self.fault("types", value, f"“{key}” of {self.what} should be {wanted}, not {found}.", hint)
        return None

    def is_empty(self, key: str) -> bool:
        """Log a fault where nothing stands behind a key."""
        value = self._values[key][1]
        if not isinstance(value, ScalarNode) or not _is_nothing(value):
            return False
        place = value if value.length else self._values[key][0]
        self.fault("text", place, f"“{key}” of {self.what} is empty.", _EMPTY_HINT.format(key))
        return True

    def _integer(self, node: ScalarNode, key: str) -> int | None:
        if re.fullmatch(r"[0-9]{1,9}", node.text) and not node.quoted:
            return int(node.text)
        message = f"“{key}” of {self.what} should be a whole number, not {_as_written(node)}."
        self.fault("types", node, message, number_advice(node.text))
        return None

    def _choice(self, node: ScalarNode, key: str, options: type[_Choice]) -> _Choice | None:
        try:
            return options(node.text)
        except ValueError:
            known = [str(option) for option in options]
            hint = did_you_mean(node.text, known) or "It can be: " + ", ".join(known) + "."
            self.fault("types", node, f"“{key}” of {self.what} cannot be {quoted(node.text)}.", hint)
            return None

    def _clean(self, node: ScalarNode, key: str) -> str | None:
        text = unicodedata.normalize("NFC", node.text)
        where = f"“{key}” of {self.what}"
        odd = next((char for char in node.text if unicodedata.category(char) in _UNSEEN), None)
        if odd is not None:
            message = f"{where} holds U+{ord(odd):04X}, which cannot be seen or printed."
            self.fault("text", _letter(node, odd), message, odd_advice(odd))
        elif not text.strip() or _is_nothing(node):
            self.fault("text", node, f"{where} is empty.", _EMPTY_HINT.format(key))
        elif max(len(text), len(node.text)) > MAX_TEXT:
            message = f"{where} is longer than {MAX_TEXT:,} characters."
            self.fault("text", node, message, f"Shorten it by {len(text) - MAX_TEXT:,}.")
        elif node.cut:
            message = f"{where} ends before “ #”: what follows that is a comment."
            hint = "Put a text that holds “ #” in quotes; begin a comment with “# ”."
            self.fault("text", node, message, hint)
        else:
            self.log.looked("text")
            return text.strip()
        return None


def records(parent: Record, key: str) -> list[tuple[ScalarNode, Node]]:
    """Return the pairs of a mapping of ids to mappings, each id once and well formed.

    A badly spelt id stands there as its fault says to write it, so that its uses are not faulted as well.
    """
    if not parent.has(key) or parent.is_empty(key):
        return []
    node = parent.place(key)
    if not isinstance(node, MappingNode):
        hint = "Write each as its id and a colon, and its keys below, indented further."
        parent.fault("types", node, f"“{key}” of {parent.what} should be a mapping of ids.", hint)
        return []
    seen: dict[str, ScalarNode] = {}
    pairs, written = [], {name.text for name, _ in node.pairs}
    for name, value in node.pairs:
        if name.text in seen:
            first = seen[name.text]
            message = f"The id {quoted(name.text)} is used twice under “{key}”, first in line {first.line}."
            parent.fault("ids", name, message, "Give one of them another id.")
        elif parent.check_id(name):
            seen[name.text] = name
            pairs.append((name, value))
        elif (found := _MEANT.match(id_advice(name.text))) and found[1] not in written | seen.keys():
            seen[found[1]] = replace(name, text=found[1])
            pairs.append((seen[found[1]], value))
    return pairs


def _is_nothing(node: ScalarNode) -> bool:
    """Return whether YAML takes what was written for no value at all."""
    return node.text in _NOTHING and not node.quoted


def _as_written(node: ScalarNode) -> str:
    return f"{quoted(node.text)} in quotes" if node.quoted else quoted(node.text)


def _letter(node: ScalarNode, letter: str) -> ScalarNode:
    """Return the place of a letter in a text that is written as it is read; else that of the whole text."""
    if node.quoted or node.length != len(node.text):
        return node
    return replace(node, column=node.column + node.text.index(letter), length=1)
