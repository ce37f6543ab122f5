"""A mistake in a query, with the line that it stands on and a mark under the place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.faults import did_you_mean
from kg.fit import width
from kg.sparql.errors import QueryError
from kg.sparql.visible import visible

if TYPE_CHECKING:
    from kg.sparql.guard import Query

__all__ = ["explained", "mistake", "place"]

_BREAK = re.compile(r"\r\n|\r|\n")
# What Oxigraph says of a query that is well formed and makes no sense.
_KNOWN = {
    "SELECT * is not authorized with GROUP BY": "SELECT * cannot stand with GROUP BY; name the variables.",
    "contains a variable that is unbound": (
        "where rows are grouped, each variable of SELECT is in GROUP BY or inside COUNT, SAMPLE or the like."
    ),
    "contains an expression with a variable that is unbound": (
        "where rows are grouped, each variable of SELECT is in GROUP BY or inside COUNT, SAMPLE or the like."
    ),
    "Duplicated variable name in SELECT": "SELECT names a variable twice.",
    "overrides an existing variable": "AS in SELECT gives a name that is already taken in WHERE.",
    "VALUES clause rows": (
        "a row of VALUES has more or fewer values than there are variables; UNDEF leaves one out."
    ),
}
# For “did you mean”.
_WORDS = (
    "ABS", "AS", "ASC", "ASK", "AVG", "BASE", "BIND", "BNODE", "BOUND", "BY", "CEIL", "COALESCE", "CONCAT",
    "CONSTRUCT", "CONTAINS", "COUNT", "DATATYPE", "DESC", "DESCRIBE", "DISTINCT", "ENCODE_FOR_URI", "EXISTS",
    "FILTER", "FLOOR", "GRAPH", "GROUP", "GROUP_CONCAT", "HAVING", "IF", "IN", "IRI", "ISBLANK", "ISIRI",
    "ISLITERAL", "ISNUMERIC", "LANG", "LANGMATCHES", "LCASE", "LIMIT", "MAX", "MD5", "MIN", "MINUS", "NOT",
    "NOW", "OFFSET", "OPTIONAL", "ORDER", "PREFIX", "RAND", "REDUCED", "REGEX", "REPLACE", "ROUND",
    "SAMETERM", "SAMPLE", "SELECT", "SEPARATOR", "SHA1", "SHA256", "STR", "STRAFTER", "STRBEFORE", "STRDT",
    "STRENDS", "STRLANG", "STRLEN", "STRSTARTS", "SUBSTR", "SUM", "UCASE", "UNDEF", "UNION", "URI", "VALUES",
    "WHERE", "YEAR",
)  # fmt: skip
_SHOWN = 40
# How much of a long line is shown before and after the place.
_BEFORE, _AFTER = 50, 40


def place(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column of an offset, both from 1, the column in code points.

    >>> place("ASK {\\n  ?s }", 8)
    (2, 3)
    """
    breaks = [match.end() for match in _BREAK.finditer(text, 0, offset)]
    # An offset between CR and LF is still on the line that they end.
    if breaks and text[offset - 1 : offset + 1] == "\r\n":
        breaks.pop()
    return len(breaks) + 1, offset - (breaks[-1] if breaks else 0) + 1


def mistake(text: str, offset: int, message: str) -> QueryError:
    """Return the error for a mistake at an offset of a query; `message` says what is wrong."""
    line, column = place(text, offset)
    start = offset - column + 1
    end = _BREAK.search(text, start)
    whole = text[start : end.start() if end else len(text)]
    first = max(column - 1 - _BEFORE, 0)
    before = ("…" if first else "") + _flat(whole[first : column - 1])
    after = _flat(whole[column - 1 : column + _AFTER]) + ("…" if len(whole) > column + _AFTER else "")
    number = str(line)
    shown = [
        f"The query is wrong at line {line}, column {column}: {message}",
        f"  {number} | {before}{after}",
        f"  {' ' * len(number)} | {' ' * width(before)}^",
    ]
    return QueryError("\n".join(shown), line, column)


def explained(query: Query, reason: str, position: int | None) -> QueryError:
    """Return the error for what Oxigraph says is wrong, in our words where it is known."""
    for told, words in _KNOWN.items():
        if told in reason:
            return QueryError(f"The query is wrong: {words}")
    if position is None:
        return QueryError(f"The query is wrong: {reason}")
    word = next((word for word in query.words if word.start == position), None)
    if word is None:
        return mistake(query.text, position, "it ends too early.")
    hint = did_you_mean(word.text, _WORDS) if word.kind == "word" and word.text.upper() not in _WORDS else ""
    shown = visible(word.text if len(word.text) <= _SHOWN else word.text[:_SHOWN] + "…")
    return mistake(query.text, position, f"“{shown}” cannot stand here. {hint}".rstrip())


def _flat(text: str) -> str:
    return visible(text.replace("\t", " "))
