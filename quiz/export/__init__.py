"""Exports of questions: one module a format, each with a function `export(chosen) -> bytes`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.blueprint import Shared
    from quiz.item import Item

__all__ = ["FORMATS", "Chosen", "write"]

# Adding a format is adding a file here.
FORMATS = tuple(sorted(module.name for module in iter_modules(__path__)))


@dataclass(frozen=True, slots=True)
class Chosen:
    """Items of a bank that are to be taken away, and what they were made from.

    `graph` is the fingerprint of the graph. Where a course was given, `title` is its title, `papers` hold
    its papers, and `items` each item of them once; `shared` is what the papers have in common.
    """

    seed: int
    graph: str
    items: tuple[Item, ...]
    title: str | None = None
    papers: tuple[tuple[Item, ...], ...] = ()
    shared: tuple[Shared, ...] = ()


def write(chosen: Chosen, form: str) -> bytes:
    """Return the items in one of `FORMATS`."""
    data: bytes = import_module(f"quiz.export.{form}").export(chosen)
    return data
