"""What a person types to change a value of a pack, read: “KEY: VALUE”, and several with semicolons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.authoring.reviewing import RefusedError
from kg.cleaned import cleaned
from kg.faults import did_you_mean, nearest, quoted
from kg.packs.format import MAX_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["SEVERAL", "changes", "choice", "text"]

SEVERAL = "Several changes at once: KEY: VALUE; KEY: VALUE"
_KEY = re.compile(r"\s*([A-Za-z]+(?:_[A-Za-z]+)*)(?: ([1-9]))?\s*:(.*)", re.DOTALL)
_NEXT = re.compile(r";\s*(?=[A-Za-z_]+(?: [1-9])?\s*:)")
# Stands in what was typed for bytes that are no text.
_UNREADABLE = "\ufffd"


def text(line: str) -> str:
    r"""Return what was typed on one line, without what has no look of its own.

    Raises `RefusedError` where it is too long for a pack, or no text.

    >>> text(" a\x1b[2J  stiff ankle\n")
    'a[2J stiff ankle'
    """
    if len(line) > 2 * MAX_TEXT:
        raise RefusedError(f"That is too long: at most {MAX_TEXT:,} characters.")
    found = cleaned(line)
    if _UNREADABLE in found:
        raise RefusedError("Not all of that could be read: type it as UTF-8.")
    if len(found) > MAX_TEXT:
        raise RefusedError(f"That is too long: at most {MAX_TEXT:,} characters.")
    return found


def changes(line: str, keys: Sequence[str], *, prose: bool = False) -> list[tuple[str, int, str]]:
    """Return the changes that a line asks for: key, which of several it means, from 1, and the new value.

    Nothing where the line asks for none. With `prose` a sentence may hold a colon: only a slip of a key is
    taken for one. Raises `RefusedError` where a key is unknown.

    >>> changes("object: heel pain; qualifier: at night", ["object", "qualifier"])
    [('object', 1, 'heel pain'), ('qualifier', 1, 'at night')]
    >>> changes("Pain: it hurts", ["label"], prose=True), changes("k", ["object"])
    ([], [])
    >>> changes("quote: rest; sleep: both help", ["quote"])
    [('quote', 1, 'rest; sleep: both help')]
    """
    found: list[tuple[str, int, str]] = []
    for place, part in enumerate(_NEXT.split(line)):
        pair = _KEY.fullmatch(part)
        key = pair[1].casefold() if pair is not None else ""
        if pair is not None and key in keys:
            found.append((key, int(pair[2] or 1), pair[3]))
            continue
        if pair is not None and ((hint := did_you_mean(key, keys)) or not (place or prose)):
            hint = hint or f"Keys: {', '.join(keys)}."
            raise RefusedError(f"{quoted(pair[1])} cannot be changed here. {hint}")
        if not found:
            return []
        # A semicolon of the value's own.
        last = found.pop()
        found.append((*last[:2], f"{last[2]}; {part}"))
    return [(key, number, text(value)) for key, number, value in found]


def choice(word: str, known: Mapping[str, Iterable[str]], what: str, likely: Sequence[str] = ()) -> str:
    """Return the id that a word stands for: the id itself or a name of it, whatever the case.

    Of several, one that is `likely`, and that it is an earlier name of. Raises `RefusedError`, which names
    the nearest, or those that are likely.

    >>> choice("Leads to", {"leadsTo": ["leads to"]}, "relation")
    'leadsTo'
    """
    names = {name: key for key, others in known.items() for name in (*others, key)}
    found = [
        (key not in likely, place, key)
        for key, others in known.items()
        for place, name in enumerate((key, *others))
        if name.casefold() == word.casefold()
    ]
    if found:
        return min(found)[-1]
    near = nearest(word, names)
    hint = f"Did you mean “{names[near]}”?" if near else f"There is: {', '.join(likely or sorted(known))}."
    raise RefusedError(f"There is no {what} {quoted(word)}. {hint}")
