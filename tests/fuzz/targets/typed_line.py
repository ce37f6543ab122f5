"""What a learner types in line mode."""

from __future__ import annotations

from handmade import ALL

from quiz.grade import grade
from quiz.plain import WORDS as MARKS
from quiz.typedline import parse, unsure, word_of

SEEDS = [b"1", b"1 3", b"a2 b1 c3", b"gluteus medius?", b":report why", b"4,3,2,1"]
WORDS = [b"a1", b"?", b":u", b":h", b"suspend", b"q", "٣".encode(), b"99999999999"]
ERRORS = ()


def read(data: bytes) -> None:
    """Read one line as an answer to each kind of question."""
    line = data.decode("utf-8", "replace").partition("\n")[0]
    for item in ALL:
        word_of(item, line, MARKS)
        response = parse(item, unsure(line)[0])
        if response is not None:
            grade(item, response)
