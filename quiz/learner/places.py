"""Where the learner's data lies."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["DATA_VARIABLE", "data_dir"]

DATA_VARIABLE = "MYOGRAPH_DATA_DIR"


def data_dir() -> Path:
    """Return the folder of the learner's data: $MYOGRAPH_DATA_DIR, or the platform's usual place."""
    if chosen := os.environ.get(DATA_VARIABLE):
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_data_dir("myograph", appauthor=False))
