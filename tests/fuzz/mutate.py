"""Inputs made from others by their lines, words and signs, so that most get past the first line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

__all__ = ["MAX_BYTES", "NASTY", "mutated"]

MAX_BYTES = 40_000
# What has broken readers elsewhere.
NASTY = (
    b"", b"\0", b"\x1b[31m", b"\x7f", b"\xc2\x9b2J", "\u202e".encode(), "\u2066".encode(), "\u200b".encode(),
    "\u2028".encode(), "\ufeff".encode(), b"\xff\xfe", b"\xed\xa0\x80", b"\\ud800", b"\\u0000", "а".encode(),
    "ß".encode(), "İ".encode(), "ﬀ".encode(), "\U0001d7d8".encode(), "٣".encode(), "é".encode(), b"-1", b"0",
    b"99999999999999999999", b"1e999", b"NaN", b"Infinity", b"0x10", b"1_000", b"null", b"true", b"~", b"[]",
    b"{}", b"[[[[[[[[", b"{{{{{{{{", b"&a", b"*a", b"!!python/object:os.system", b"<<", b"<<(", b"---\n",
    b"...", b"\t", b"\r", b"\r\n", b"\x0b", b"\x85", b"|", b">", b"'", b'"', b"`", b"%", b"@", b"#", b": ",
    b"- ", b"? ", b"../../etc/passwd", b"file:///etc/passwd", b"http://127.0.0.1:9/", b"<script>", b"&#0;",
    b"=1+1", b"' OR 1=1 --", b"%s%n", b"{0}", b"$(id)", b"A" * 5_000, b"a " * 2_000, b"(" * 3_000, b'"' * 501,
    b"\\" * 501,
)  # fmt: skip
_PIECES = re.compile(rb"\w+|\s+|[^\w\s]")


def mutated(data: bytes, random: Random, seeds: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    """Return an input that was changed in one to five places."""
    for _ in range(random.choice((1, 1, 1, 2, 3, 5))):
        data = random.choice(_CHANGES)(data, random, seeds, words)[:MAX_BYTES]
    return data


def _line(data: bytes, random: Random, seeds: Sequence[bytes], _: Sequence[bytes]) -> bytes:
    """Drop, double, move, indent or take over a line."""
    lines = data.split(b"\n")
    place = random.randrange(len(lines))
    match random.randrange(5):
        case 0:
            del lines[place]
        case 1:
            lines.insert(random.randrange(len(lines) + 1), lines[place])
        case 2:
            lines.insert(random.randrange(len(lines)), lines.pop(place))
        case 3:
            lines[place] = b" " * random.randrange(9) + lines[place].lstrip()
        case _:
            lines.insert(place, random.choice(random.choice(seeds).split(b"\n")))
    return b"\n".join(lines)


def _piece(data: bytes, random: Random, _: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    """Put something else in the place of a word, a sign or a space, or beside it."""
    pieces = _PIECES.findall(data) or [b""]
    place = random.randrange(len(pieces))
    new = random.choice((NASTY, words or NASTY, pieces))
    pieces[place : place + random.randrange(3)] = [random.choice(new)]
    return b"".join(pieces)


def _part(data: bytes, random: Random, seeds: Sequence[bytes], _: Sequence[bytes]) -> bytes:
    """Cut a part out, repeat it, or put a part of another input there."""
    start, end = sorted(random.randrange(len(data) + 1) for _ in range(2))
    match random.randrange(4):
        case 0:
            return data[:start] + data[end:]
        case 1:
            return data[:start] + data[start:end][:200] * random.randrange(2, 200) + data[end:]
        case 2:
            return data[:end]
        case _:
            other = random.choice(seeds)
            first, last = sorted(random.randrange(len(other) + 1) for _ in range(2))
            return data[:start] + other[first:last] + data[end:]


def _byte(data: bytes, random: Random, *_: Sequence[bytes]) -> bytes:
    """Change single bytes."""
    changed = bytearray(data or b"\0")
    for _ in range(random.randrange(1, 4)):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


_CHANGES = (_line, _piece, _piece, _piece, _part, _byte)
