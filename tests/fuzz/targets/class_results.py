"""Results of a class: tables of ours, Moodle's reports, results of exams."""

from __future__ import annotations

import contextlib
import json
import tempfile
from pathlib import Path

from handmade import ALL

from fuzz.seeds import seeds
from kg.errors import MyographError
from quiz.exam import FORMAT
from quiz.item import item_view
from quiz.results.analysis import analysed
from quiz.results.examfile import items_of
from quiz.results.marking import mark
from quiz.results.read import read as read_results

FILE = Path(tempfile.mkdtemp()) / "results"
_ROWS = [{"item": item_view(item), "answered": True, "responseInWords": "a", "score": 0.5} for item in ALL]
SEEDS = [
    *seeds("class_results"),
    json.dumps({"format": FORMAT, "session": "s", "items": _ROWS}).encode(),
    json.dumps({"items": [item_view(item) for item in ALL], "papers": [[item.id for item in ALL]]}).encode(),
]
WORDS = [
    b"learner", b"item", b"response", b"score", b"right", b"Response 1", b"Q. 1 /1.00", b"sep=,", b'"', b",",
    b";",
]  # fmt: skip
ERRORS = (MyographError,)


def read(data: bytes) -> None:
    """Read one file as results and as questions."""
    FILE.write_bytes(data)
    with contextlib.suppress(*ERRORS):
        items_of(FILE)
    sheet = read_results([FILE])
    mark(sheet)
    analysed(sheet)
