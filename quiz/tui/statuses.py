"""How the status of a claim looks: by an arrow and by a word, and by a colour beside them."""

from __future__ import annotations

from kg.model import Status

__all__ = ["LINES", "STYLES", "arrow", "signed"]

LINES = {
    Status.ESTABLISHED: "══",
    Status.REPORTED: "──",
    Status.CONTESTED: "┄┄",
    Status.REFUTED: "×─",
    Status.DRAFT: "··",
}
STYLES = {
    Status.ESTABLISHED: "$text-success",
    Status.REPORTED: "",
    Status.CONTESTED: "$text-warning",
    Status.REFUTED: "$text-error",
    Status.DRAFT: "$text-muted",
}


def arrow(status: Status) -> str:
    """Return the arrow of a status, which looks the same without colours.

    >>> arrow(Status.ESTABLISHED), arrow(Status.REFUTED)
    ('══▶', '×─▶')
    """
    return f"{LINES[status]}▶"


def signed(status: Status) -> str:
    """Return arrow and word.

    >>> signed(Status.CONTESTED)
    '┄┄▶ contested'
    """
    return f"{arrow(status)} {status}"
