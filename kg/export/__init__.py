"""Exports of the graph: one module a format, each with a function `export(graph) -> bytes`."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["FORMATS", "write"]

# Adding a format is adding a file here.
FORMATS = tuple(sorted(module.name for module in iter_modules(__path__)))


def write(graph: KnowledgeGraph, form: str) -> bytes:
    """Return the graph in one of `FORMATS`."""
    data: bytes = import_module(f"kg.export.{form}").export(graph)
    return data
