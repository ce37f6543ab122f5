"""YAML as a tree whose every node knows its line, its column and how long it is there.

Only what a person needs to write down facts is read: mappings, lists and scalars. Anchors, aliases and
tags are refused, so that a small file cannot grow into a large one nor make objects; a scalar is its
text, and what it means is decided by whoever asks for it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from kg.faults import Fault, shortened
from kg.packs.excerpts import lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LOADER", "ListNode", "MappingNode", "Node", "ScalarNode", "YamlFaultError", "blamed", "read_yaml"]

MAX_DEPTH = 20
# Twenty thousand claims with their evidence have half as many; more would take longer than anybody waits.
MAX_PIECES = 1_000_000
# The styles of a scalar that are not plain.
_QUOTES = frozenset("'\"|>")
# Slips of the keyboard that a parser tells of only where it can go on no more.
_NO_BREAK = re.compile(r"\s*(?:- )?[\w-]+:([\u00a0\u2007\u202f])")
_DASH = re.compile(r"\s*(-)[A-Za-z_]+: ")
_KEY = re.compile(r"\s*(?:- )?[\w-]+:(?: |$)")
# What follows a text where its author hardly meant a comment: those begin with “# ”, or a row of signs.
_CUT = re.compile(r"\s+#\w")
# What to write instead, by a piece of the parser's own words for the problem.
_ADVICE = (
    (
        "mapping values are not allowed",
        'Put a text that holds “: ” in quotes, such as title: "Ankles: a guide".',
    ),
    ("unknown escape character", "Put the text in single quotes, or write the backslash twice."),
    ("tab character", "Indent with spaces, never with tabs."),
    ("expected ',' or ']'", "Close the list with “]”, and put a comma between its items."),
    ("expected ',' or '}'", "Close the mapping with “}”, and put a comma between its keys."),
    (
        "could not find expected ':'",
        "Write a colon and a space after the key, or indent what goes on a text.",
    ),
    ("expected key", "Indent it as far as the keys that it belongs with."),
    (
        "expected '-' indicator",
        "Begin each item with “- ”, all indented alike; a claim goes under “claims:”.",
    ),
    ("expected <block end>", "Indent it as far as what it belongs with."),
    ("unexpected end of stream", "Close the quotes."),
)
_FIRST_LETTER = "Put a text that begins with “{}” in quotes."
_ELSE = "Look at the indentation and at the quotes near here."


@dataclass(slots=True)
class ScalarNode:
    """A piece of text; `quoted` tells `"3"` from `3`.

    `length` is how many code points it takes where it was written, quotes and all, on its first line; `cut`
    tells that a “ #” ended it which hardly begins a comment: “arch #1 of the foot”.
    """

    line: int
    column: int
    text: str
    quoted: bool
    length: int = 0
    cut: bool = False


@dataclass(slots=True)
class ListNode:
    """A list of nodes. `length` is that of what stands between brackets, on its first line; else 0."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)
    length: int = 0


@dataclass(slots=True)
class MappingNode:
    """A mapping as pairs, in the order written; a key that is there twice is still there twice.

    `length` is that of what stands between braces, on its first line; else 0.
    """

    line: int
    column: int
    pairs: list[tuple[ScalarNode, Node]] = field(default_factory=list)
    length: int = 0


Node = ScalarNode | ListNode | MappingNode


class YamlFaultError(Exception):
    """The text cannot be read as YAML, or uses what is refused here."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))


# The one of C, where PyYAML was built with it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
        raise YamlFaultError(_not_yaml(error, text, file)) from None
    except yaml.reader.ReaderError:
        # Where the parser says that it stands is in bytes with one loader and in code points with another.
        found = yaml.reader.Reader.NON_PRINTABLE.search(text)
        before, letter = (text[: found.start()], found.group()) if found else ("", "\0")
        lines = lines_of(before)
        message = f"There is a character here that YAML does not allow, U+{ord(letter):04X}."
        fault = Fault("yaml", file, len(lines), len(lines[-1]) + 1, message, "Delete it.", 1)
        raise YamlFaultError(fault) from None


def blamed(node: Node) -> tuple[int, int, int]:
    """Return line, column and length of what to underline where a node is at fault.

    Of what is written over several lines that is its beginning: the first key of a mapping, the first dash
    of a list.
    """
    if isinstance(node, MappingNode) and not node.length and node.pairs:
        return blamed(node.pairs[0][0])
    return node.line, node.column, max(node.length, 1)


def _not_yaml(error: yaml.MarkedYAMLError, text: str, file: str) -> Fault:
    problem = str(error.problem or error.context)
    lines = lines_of(text)
    # What is begun and never ended is told where it begins, not where that was noticed.
    begun = "end of stream" in problem or "expected ':'" in problem
    marks = [error.problem_mark, error.context_mark if begun or "expected ','" in problem else None]
    places = [(mark.line, mark.column) for mark in (reversed(marks) if begun else marks) if mark]
    last = max((place for place, each in enumerate(lines) if each.strip()), default=0)
    end = last, max(len(lines[last].rstrip()) - 1, 0)
    line, column = next((place for place in places if place <= end), end)
    letter = lines[line][column : column + 1]
    advice = next((advice for words, advice in _ADVICE if words in problem), _ELSE)
    if "cannot start any token" in problem:
        advice = "Indent with spaces, never with tabs." if letter == "\t" else _FIRST_LETTER.format(letter)
    else:
        if "mapping values" in problem and ": " not in lines[line][:column]:
            advice = "Indent this line, or the one above it, as far as the keys that it belongs with."
        line, column, advice = _slip(text, lines, line, column) or (line, column, advice)
    return Fault("yaml", file, line + 1, column + 1, f"This is not YAML: {problem}.", advice, 1)


def _slip(text: str, lines: Sequence[str], line: int, column: int) -> tuple[int, int, str] | None:
    """Return place and advice where a fault comes of a slip that stands before it, of the common ones."""
    for at in (line, line - 1):
        if at >= 0 and (found := _NO_BREAK.match(lines[at])):
            return at, found.start(1), "Write a plain space here: this one is a no-break space."
        if at >= 0 and (found := _DASH.match(lines[at])):
            return at, found.start(1), "Write a space after the dash."
    last = _last_quoted(text)
    if last is None:
        return None
    sign, start, end = last
    if end[0] != line or lines[line][end[1] : column].strip():
        return None
    if start[0] < line and any(_KEY.match(each) for each in lines[start[0] + 1 : line + 1]):
        return *start, f"Close this text with {sign} where it ends."
    advice = "The text ends here for YAML: put the whole in '…' where it holds \"…\"."
    if sign == "'":
        advice = "Write an apostrophe here twice (''), or put the whole in \"…\"."
    return line, end[1] - 1, advice


def _last_quoted(text: str) -> tuple[str, tuple[int, int], tuple[int, int]] | None:
    """Return sign, start and end of the last scalar before the first fault, if it stands in quotes."""
    last = None
    with suppress(yaml.MarkedYAMLError):
        for event in yaml.parse(text, Loader=LOADER):
            if isinstance(event, yaml.ScalarEvent):
                last = event
    if last is None or last.style not in ("'", '"') or last.start_mark is None or last.end_mark is None:
        return None
    start, end = last.start_mark, last.end_mark
    return last.style, (start.line, start.column), (end.line, end.column)


def _build(text: str, file: str) -> Node:
    """Turn the event stream into a tree with a stack of our own, so that depth is bounded by MAX_DEPTH."""
    open_nodes: list[ListNode | MappingNode] = []
    pending_keys: list[ScalarNode | None] = []
    roots: list[Node] = []
    lines = lines_of(text)

    def refuse(event: yaml.Event, message: str, hint: str) -> YamlFaultError:
        line, column, length = _span(event, lines)
        return YamlFaultError(Fault("yaml", file, line, column, message, hint, max(length, 1)))

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

    for number, event in enumerate(yaml.parse(text, Loader=LOADER)):
        if number > MAX_PIECES:
            hint = f"Split it into files of at most {MAX_PIECES:,} keys and values."
            raise refuse(event, "There is more in this file than is read at once.", hint)
        if isinstance(event, yaml.NodeEvent) and (refused := _refused(event)) is not None:
            raise refuse(event, *refused)
        if isinstance(event, yaml.ScalarEvent):
            line, column, length = _span(event, lines)
            in_quotes = event.style in _QUOTES
            cut = not in_quotes and _is_cut(event, lines)
            place(ScalarNode(line, column, event.value, in_quotes, length, cut), event)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            if len(open_nodes) >= MAX_DEPTH:
                raise refuse(event, "This is nested too deeply.", f"At most {MAX_DEPTH} levels are read.")
            kind = ListNode if isinstance(event, yaml.SequenceStartEvent) else MappingNode
            node = kind(*_span(event, lines)[:2])
            place(node, event)
            open_nodes.append(node)
            pending_keys.append(None)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            closed = open_nodes.pop()
            pending_keys.pop()
            _, column, length = _span(event, lines)
            if length:  # a bracket or brace; a block ends without a sign of its own
                same = event.end_mark is not None and event.end_mark.line + 1 == closed.line
                end = column + length if same else len(lines[closed.line - 1].rstrip()) + 1
                closed.length = end - closed.column
    if not roots:
        raise YamlFaultError(Fault("yaml", file, 1, 1, "The file is empty.", "Write “key: value” in it.", 1))
    return roots[0]


def _refused(event: yaml.NodeEvent) -> tuple[str, str] | None:
    """Return message and hint for what is YAML and not read here: aliases, anchors and tags."""
    tag: str | None = getattr(event, "tag", None)
    if event.anchor is None and tag is None:
        return None
    if isinstance(event, yaml.AliasEvent):
        hint = "Write the value out, or put a text that begins with “*” in quotes."
        return f"The alias *{shortened(event.anchor or '')} is not allowed.", hint
    if event.anchor is not None:
        hint = "Leave it out, or put a text that begins with “&” in quotes."
        return f"The anchor &{shortened(event.anchor)} is not allowed.", hint
    hint = "Leave it out, or put a text that begins with “!” in quotes."
    return f"The tag {shortened(tag or '')} is not allowed.", hint


def _is_cut(event: yaml.ScalarEvent, lines: Sequence[str]) -> bool:
    """Return whether “ #” and no space follow a plain scalar on its last line."""
    end = event.end_mark
    assert end is not None
    line = lines[end.line] if end.line < len(lines) else ""
    return "#" in line and _CUT.match(line, end.column) is not None


def _span(event: yaml.Event, lines: Sequence[str]) -> tuple[int, int, int]:
    """Return line and column, from 1, of where an event begins, and how long it is on that line."""
    start, end = event.start_mark, event.end_mark
    assert start is not None
    assert end is not None
    stop = end.column if end.line == start.line else len(lines[start.line].rstrip())
    return start.line + 1, start.column + 1, stop - start.column
