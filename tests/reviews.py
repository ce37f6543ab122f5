"""A review of the pack that `myograph new` writes for the example, and answering it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.authoring.reviewing import RefusedError, Review, open_review
from kg.authoring.sitting import Sitting
from kg.checks.rereading import Rereader

if TYPE_CHECKING:
    from kg.model import Claim

__all__ = ["MINE", "TEXT", "at_drafts", "at_marks", "claim", "judged", "opened", "said"]

TEXT = Path(__file__).parents[1] / "docs" / "examples" / "stiff-ankles.txt"
# A comment of a person.
MINE = "# Ask Ann about this one."


def opened(pack: str) -> Review:
    return open_review(pack, "my.yaml", Rereader("text", TEXT.read_bytes()))


def said(sitting: Sitting, line: str) -> str:
    """Answer what is asked, and return what the person is told; `RefusedError` as text."""
    question = sitting.question
    assert question is not None
    try:
        answer = sitting.hear(question, line)
    except RefusedError as error:
        return str(error)
    sitting.take(question, answer)
    return answer.said


def at_drafts(review: Review, number: int = 1) -> Sitting:
    """Return a sitting at one of the drafts, from 1."""
    sitting = Sitting(review)
    for _ in range(3 + number - 1):
        said(sitting, "n" if sitting.question is not None and sitting.question.kind == "draft" else "")
    return sitting


def claim(review: Review, number: int) -> Claim:
    return review.graph.claim(f"my-c{number:02}")


def judged(review: Review) -> Sitting:
    """Return a sitting in which the head is filled in and each draft kept, or deleted where it cannot be."""
    sitting = Sitting(review)
    said(sitting, "A. Author. Stiff ankles. 2024.")
    said(sitting, "the leaflet")
    said(sitting, "Ann Other, 2026")
    while sitting.question is not None and sitting.question.kind == "draft":
        if said(sitting, "k"):
            said(sitting, "d")
    return sitting


def at_marks(review: Review) -> Sitting:
    sitting = Sitting(review)
    while sitting.question is not None and sitting.question.kind != "mark":
        said(sitting, "")
    return sitting
