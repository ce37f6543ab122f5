"""How deep the terms of a text nest, before it is parsed: the parser's own stack ends with the process.

Oxigraph goes down triple terms and JSON-LD by recursion: some ten thousand levels, a few hundred kilobytes,
end the process without a word. Nobody's data nests deeper than a few.
"""

from __future__ import annotations

import re

__all__ = ["MAX_DEPTH", "is_deep_json", "is_deep_turtle"]

MAX_DEPTH = 64

_JSON_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_BRACKETS = bytes.maketrans(b"[]", b"{}")
_NO_BRACKETS = bytes(code for code in range(256) if code not in b"[]{}")
# Whatever may hold << or >> in Turtle and N-Triples without meaning it.
_TURTLE_OTHER = re.compile(
    rb"""\\. | \#[^\r\n]*+
       | \"{3}(?:[^"\\]|\\.|"(?!""))*+\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*+'{3}
       | "(?:[^"\\\r\n]|\\.)*+" | '(?:[^'\\\r\n]|\\.)*+'
       | <(?:[^<>"{}|^`\\\x00-\x20]|\\.)*+>""",
    re.VERBOSE | re.DOTALL,
)


def is_deep_json(data: bytes) -> bool:
    r"""Return whether JSON nests deeper than MAX_DEPTH, also where it ends in the middle.

    >>> is_deep_json(b'{"a": ["[[", {}]}'), is_deep_json(b"[" * 65), is_deep_json(b"[]" * 65)
    (False, True, False)
    """
    rest = _JSON_STRING.sub(b"", data).translate(_BRACKETS, _NO_BRACKETS)
    for _ in range(MAX_DEPTH):
        shorter = rest.replace(b"{}", b"")
        if len(shorter) == len(rest):
            break
        rest = shorter
    return b"{}" in rest or rest.count(b"{") > MAX_DEPTH


def is_deep_turtle(data: bytes) -> bool:
    r"""Return whether triple terms nest deeper than MAX_DEPTH in Turtle or N-Triples.

    >>> is_deep_turtle(b"<a:a> <a:b> " + b"<<( <a:a> <a:b> " * 65), is_deep_turtle(b'"<<"' * 65)
    (True, False)
    """
    if data.count(b"<<") <= MAX_DEPTH:
        return False
    depth = deepest = 0
    for sign in re.finditer(rb"<<|>>", _TURTLE_OTHER.sub(b" ", data)):
        depth = depth + 1 if sign[0] == b"<<" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest > MAX_DEPTH
