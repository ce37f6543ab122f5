"""Anki itself, in an environment of its own: what comes of steps in a new collection."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from programs import CLIENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["NONE", "needs_anki", "played"]

ANKI = Path(os.environ.get("MYOGRAPH_ANKI_PYTHON") or CLIENTS / ".venv" / "bin" / "python")
needs_anki = pytest.mark.skipif(not ANKI.is_file(), reason="Anki is not installed: see CONTRIBUTING.md")
NONE = {"new": 0, "updated": 0, "duplicate": 0, "conflicting": 0}


def played(folder: Path, *steps: Sequence[object]) -> list[Any]:
    """Return what comes of each step in a new collection; bytes are written to a file and its path given."""
    told = []
    for number, (name, *arguments) in enumerate(steps):
        for place, each in enumerate(arguments):
            if isinstance(each, bytes):
                path = folder / f"{number}.apkg"
                path.write_bytes(each)
                arguments[place] = str(path)
        told.append([name, *arguments])
    command = [ANKI, CLIENTS / "anki_client.py", folder / "collection.anki2"]
    done = subprocess.run(command, input=json.dumps(told), capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))
