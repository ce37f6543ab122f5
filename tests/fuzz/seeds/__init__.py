"""Inputs to begin with, a folder a reader."""

from __future__ import annotations

from pathlib import Path

__all__ = ["seeds"]


def seeds(name: str) -> list[bytes]:
    """Return those of a reader, in order of their names."""
    return [path.read_bytes() for path in sorted((Path(__file__).parent / name).iterdir())]
