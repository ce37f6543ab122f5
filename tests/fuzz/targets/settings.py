"""Settings."""

from __future__ import annotations

import tempfile
from pathlib import Path

from fuzz.seeds import seeds
from kg.errors import UnusableFileError
from quiz.settings import read_settings

FILE = Path(tempfile.mkdtemp()) / "settings.yaml"
SEEDS = seeds("settings")
WORDS = [
    b"exam_date", b"keys", b"vim", b"app.help", b"ctrl+", b"shift+", b"comma", b"2027-02-30", b"20270214",
]  # fmt: skip
ERRORS = (UnusableFileError,)


def read(data: bytes) -> None:
    """Read one file."""
    FILE.write_bytes(data)
    read_settings(FILE)
