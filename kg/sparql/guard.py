"""What a query is before it is run: its kind, its prefixes; and whether it only reads what is here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.faults import did_you_mean
from kg.sparql.errors import QueryError
from kg.sparql.mistakes import mistake
from kg.sparql.tokens import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Kind", "Query", "read_query"]

_KINDS = "SELECT, ASK, CONSTRUCT or DESCRIBE"
_UPDATES = (
    "ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH",
)  # fmt: skip
# Characters that would end a string or an IRI, if an engine put them in before it reads the query.
_ENDING = {'"', "'", "\\", "<", ">"}
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|.)", re.DOTALL)
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*:")
_SCHEMES = {"http", "https", "urn", "mailto", "file"}


class Kind(StrEnum):
    """The four forms of a query."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"


@dataclass(frozen=True)
class Query:
    """A query that only reads.

    `prefixes` are those that it uses without declaring them, in order; `words` its tokens; `star` says that
    it is a SELECT *.
    """

    text: str
    kind: Kind
    prefixes: Mapping[str, str]
    words: tuple[Token, ...]
    star: bool

    @property
    def whole(self) -> str:
        """The query with the prefixes that it takes for granted declared, on its own first line."""
        head = " ".join(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in self.prefixes.items())
        return f"{head} {self.text}" if head else self.text


def read_query(text: str, prefixes: Mapping[str, str], *, datasets: bool = False) -> Query:
    """Return the query of a text, in which `prefixes` need no declaration.

    `datasets` says that the engine has graphs for FROM to choose from. SERVICE, which hands a part of the
    query on to another server, is never allowed.

    Raises `QueryError` where the text is no query, writes, or reads what is elsewhere.

    >>> read_query("ASK { ?s a ex:Muscle }", {"ex": "http://example.org/"}).kind
    <Kind.ASK: 'ASK'>
    """
    _check_characters(text)
    words = tuple(tokens(text))
    declared, based, start = _prologue(words)
    for word in words:
        _check_token(text, word, based=based)
    kind = _kind(text, words, start)
    for word in words[start:]:
        _check_reach(text, word, datasets=datasets)
    used = _used(text, words[start:], {*prefixes, *declared}) - declared
    chosen = [word for word in words[start + 1 : start + 3] if not word.is_word("DISTINCT", "REDUCED")]
    star = kind is Kind.SELECT and bool(chosen) and chosen[0].text == "*"
    return Query(text, kind, {name: prefixes[name] for name in sorted(used)}, words, star)


def _check_characters(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise mistake(text, error.start, "this is not UTF-8 text.") from None
    if "\0" in text:
        raise mistake(text, text.index("\0"), "a query cannot hold the character NUL.")


def _prologue(words: Sequence[Token]) -> tuple[set[str], bool, int]:
    """Return the prefixes declared, whether there is a base, and how many tokens that takes."""
    declared: set[str] = set()
    based, at = False, 0
    while at < len(words):
        kinds = [word.kind for word in words[at + 1 : at + 3]]
        if words[at].is_word("BASE") and kinds[:1] == ["iri"]:
            based, at = True, at + 2
        elif words[at].is_word("PREFIX") and kinds == ["name", "iri"] and words[at + 1].text.endswith(":"):
            declared.add(words[at + 1].text[:-1])
            at += 3
        else:
            break
    return declared, based, at


def _check_token(text: str, word: Token, *, based: bool) -> None:
    if word.kind == "open":
        raise mistake(text, word.start, "the string that begins here is not closed.")
    if word.kind == "escape":
        raise mistake(
            text,
            word.start,
            "a backslash has a meaning only in strings, IRIs and prefixed names; write the character itself.",
        )
    if word.kind == "iri" and not based and not _ABSOLUTE.match(word.text):
        raise mistake(text, word.start, "this IRI is relative, and there is no BASE; write it in full.")
    if word.kind in ("string", "iri") and "\\" in word.text:
        for escape in _ESCAPE.finditer(word.text):
            number = int(escape[1] or escape[2] or "41", 16)
            if number > 0x10FFFF or 0xD800 <= number < 0xE000:
                raise mistake(text, word.start + escape.start(), "there is no such character.")
            if number < 0x20 or chr(number) in _ENDING:
                raise mistake(
                    text,
                    word.start + escape.start(),
                    'engines disagree on what this escape does; write \\n, \\" and the like instead.',
                )


def _kind(text: str, words: Sequence[Token], start: int) -> Kind:
    if start == len(words):
        raise QueryError(f"The query is empty. It begins with {_KINDS}.")
    first = words[start]
    _check_reach(text, first, datasets=True)
    if not first.is_word(*Kind):
        hint = did_you_mean(first.text, [*Kind, "PREFIX", "BASE"])
        raise mistake(text, first.start, f"a query begins with {_KINDS}. {hint}".rstrip())
    return Kind(first.text.upper())


def _check_reach(text: str, word: Token, *, datasets: bool) -> None:
    if word.is_word(*_UPDATES):
        raise mistake(text, word.start, f"{word.text.upper()} changes data, and this command only reads.")
    if word.is_word("SERVICE"):
        raise mistake(
            text,
            word.start,
            "SERVICE asks another server, and this command sends nothing out; ask each by itself.",
        )
    if word.is_word("FROM") and not datasets:
        raise mistake(
            text,
            word.start,
            "FROM names data elsewhere, and this command asks the graph that is here; leave it out, and "
            "add packs of your own with --pack.",
        )


def _used(text: str, words: Sequence[Token], known: set[str]) -> set[str]:
    """Return the prefixes used."""
    found: set[str] = set()
    for word in words:
        if word.kind == "name":
            prefix = word.text.partition(":")[0]
            if prefix in _SCHEMES and prefix not in known:
                raise mistake(text, word.start, "an IRI stands between < and >.")
            if prefix not in known:
                listed = "Known ones: " + ", ".join(sorted(known)) + "."
                hint = did_you_mean(prefix, known) or listed
                raise mistake(text, word.start, f"the prefix “{prefix}:” is not declared. {hint}")
            found.add(prefix)
    return found
