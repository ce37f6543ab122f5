"""The words of a SPARQL query, so that what stands in a string, an IRI or a comment is taken for no keyword.

Cut as the terminals of SPARQL 1.1 (https://www.w3.org/TR/sparql11-query/#grammar) say. What is no token
there becomes a token of its own kind: whoever parses the query tells what is wrong with it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Token", "spread", "tokens"]

# Longer than any keyword of SPARQL; see `spread`.
_GAP = " " * 24

_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_START = _BASE + "_0-9"
_WORD = _START + "\u00b7\u0300-\u036f\u203f\u2040"
_INNER = _WORD + "\\-"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"
# Possessive repeats, and a bound on prefixes, keep the time in proportion to the text, whatever it is.
_TOKEN = re.compile(
    rf"""
    (?P<space>[\ \t\r\n]++ | \#[^\r\n]*+)
  | (?P<string>\"{{3}}(?:[^"\\]|\\.|"(?!""))*+\"{{3}} | '{{3}}(?:[^'\\]|\\.|'(?!''))*+'{{3}}
              | "(?!"")(?:[^"\\\r\n]|\\.)*+" | '(?!'')(?:[^'\\\r\n]|\\.)*+')
  | (?P<open>\"{{3}}.*+ | '{{3}}.*+ | "[^\r\n]*+ | '[^\r\n]*+)
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|\\[uU][0-9A-Fa-f]{{4,8}})*+>)
  | (?P<variable>[?$][{_START}][{_WORD}]*+)
  | (?P<blank>_:[{_START}](?:[{_INNER}.]*[{_INNER}])?)
  | (?P<name>(?:[{_BASE}](?:[{_INNER}.]{{0,99}}+)?)?:
             (?:(?:[{_INNER}.:]|{_ESCAPED})*(?:[{_INNER}:]|{_ESCAPED}))?)
  | (?P<language>@[A-Za-z]++(?:-+[A-Za-z0-9]++)*+)
  | (?P<number>[+-]?(?:[0-9]++\.?[0-9]*+|\.[0-9]++)(?:[eE][+-]?[0-9]++)?)
  | (?P<word>[{_START}][{_WORD}]*+)
  | (?P<sign><<\( | \)>> | \{{\| | \|\}} | \^\^ | && | \|\| | != | <= | >= | << | >> | [^\\])
  | (?P<escape>\\(?:u[0-9A-Fa-f]{{4}} | U[0-9A-Fa-f]{{8}})?)
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """One token: its kind (a group of the pattern above), its text, and where it starts, in code points."""

    kind: str
    text: str
    start: int

    def is_word(self, *words: str) -> bool:
        """Tell whether this is one of these keywords, given in capitals."""
        return self.kind == "word" and self.text.upper() in words


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a query, without spaces and comments.

    >>> [token.text for token in tokens("ASK { ?s <x#y> 'a # b' } # the end")]
    ['ASK', '{', '?s', '<x#y>', "'a # b'", '}']
    """
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        assert kind is not None
        if kind != "space":
            yield Token(kind, match.group(), match.start())


def spread(words: Sequence[Token]) -> tuple[str, list[int]]:
    """Return the same query with wide gaps between its tokens, and where each of them then starts.

    Oxigraph tells how far it came, but adds the length of the keyword that it looked for last. With gaps
    longer than any keyword, the place that it tells lies at the token that it stumbled over.
    """
    text, starts = [], []
    length = 0
    for word, after in zip(words, [*words[1:], None], strict=True):
        starts.append(length)
        glued = after is not None and (after.kind == "language" or "^^" in (word.text, after.text))
        text.append(word.text if glued else word.text + _GAP)
        length += len(text[-1])
    return "".join(text), starts
