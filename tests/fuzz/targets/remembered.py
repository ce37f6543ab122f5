"""What the app remembers: anything else is nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

from fuzz.seeds import seeds
from quiz.remembered import Remembered

FILE = Path(tempfile.mkdtemp()) / "app.json"
SEEDS = seeds("remembered")
WORDS = [b'"theme"', b'"room"', b'"day"', b'"places"', b"{}", b"[]", b"\\ud800"]
ERRORS = ()


def read(data: bytes) -> None:
    """Read one file, and write it again."""
    FILE.write_bytes(data)
    found = Remembered.read(FILE)
    found.write(FILE)
    assert Remembered.read(FILE) == found
