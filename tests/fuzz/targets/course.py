"""Course files, and the text that is written of what was read."""

from __future__ import annotations

from fuzz.bundled import bundled
from fuzz.seeds import seeds
from quiz.course import CourseError, read_course
from quiz.coursefile import course_text

GRAPH = bundled()
SEEDS = seeds("course")
WORDS = [
    b"match", b"typed", b"understand", b"apply", b"blueprint", b"topics", b"weight", b"gluteus medius",
    b"1000",
]  # fmt: skip
ERRORS = (CourseError,)


def read(data: bytes) -> None:
    """Read one course, and write it again."""
    course = read_course(data.decode("utf-8", "replace"), "course.yaml", GRAPH)
    again = read_course(course_text(course, GRAPH), "again.yaml", GRAPH)
    assert again == course, "written otherwise than it was read"
