"""Exports of the graph: one module a format, each with a function `export(graph) -> bytes`.

A module may also have `BINARY = True`, where its bytes are no text for a terminal, and a function
`remark(graph)` that returns what to tell of a graph that the format suits badly, or None.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.graph import KnowledgeGraph

__all__ = ["FORMATS", "is_binary", "remark", "write"]

# Adding a format is adding a file here.
FORMATS = tuple(sorted(module.name for module in iter_modules(__path__)))


def write(graph: KnowledgeGraph, form: str) -> bytes:
    """Return the graph in one of `FORMATS`.

    Raises `ExportError` where the format cannot hold the graph, and `MissingProgramError` where it needs a
    program that is not installed.
    """
    data: bytes = import_module(f"kg.export.{form}").export(graph)
    return data


def is_binary(form: str) -> bool:
    """Return whether the bytes of a format are no text for a terminal."""
    return bool(getattr(import_module(f"kg.export.{form}"), "BINARY", False))


def remark(graph: KnowledgeGraph, form: str) -> str | None:
    """Return what to tell of this graph in this format, or None."""
    tell: Callable[[KnowledgeGraph], str | None] | None
    tell = getattr(import_module(f"kg.export.{form}"), "remark", None)
    return None if tell is None else tell(graph)
