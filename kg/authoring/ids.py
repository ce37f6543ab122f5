"""Ids made from names, for what a new pack describes."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from kg.authoring.scalars import stands_plain

if TYPE_CHECKING:
    from collections.abc import Container

__all__ = ["free", "slug"]

# An id may have 80 letters; those of claims and of the curator are made from it.
MAX_ID = 40


def slug(text: str) -> str:
    """Return text as an id.

    >>> slug("Épaule & “hip”: why?"), slug("膝"), slug("2026"), slug("No")
    ('epaule-hip-why', '', 'text-2026', 'text-no')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall("[a-z0-9]+", plain)
    name = ""
    for word in words:
        if len(name) + len(word) > MAX_ID:
            break
        name = f"{name}-{word}" if name else word
    name = name or "".join(words)[:MAX_ID]
    if name and (name[0].isdigit() or not stands_plain(name, flow=True)):
        # YAML would read a number, or a word of its own.
        return f"text-{name}"
    return name


def free(name: str, taken: Container[str]) -> str:
    """Return an id that is not taken, nor the curator's that is made from it.

    >>> free("hips", {"hips"}), free("hips", {"hips-curator", "hips-2"})
    ('hips-2', 'hips-3')
    """
    number, found = 1, name
    while found in taken or f"{found}-curator" in taken:
        number += 1
        found = f"{name}-{number}"
    return found
