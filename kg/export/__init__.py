"""Exports of the graph: one module a format, each with a function `export(graph) -> bytes`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["FORMATS", "write"]

FORMATS = ("turtle", "ntriples")


def write(graph: KnowledgeGraph, form: str) -> bytes:
    """Return the graph in one of `FORMATS`."""
    data: bytes = import_module(f"kg.export.{form}").export(graph)
    return data
