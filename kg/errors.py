"""What can go wrong for a user, one class per way of failing, each with its exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from kg.inwords import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.faults import Fault

__all__ = [
    "ExportError",
    "MissingProgramError",
    "MyographError",
    "NoSuchEntityError",
    "NoSuchSourceError",
    "PackError",
    "UnusableFileError",
    "UnusableServerError",
]


class MyographError(Exception):
    """A failure that is told to the user as one message, never as a traceback."""

    exit_code: ClassVar[int] = 1


class NoSuchEntityError(MyographError):
    """No entity goes by this name; `suggestions` are the nearest labels."""

    def __init__(self, name: str, suggestions: Sequence[str]) -> None:
        self.name = name
        self.suggestions = tuple(suggestions)
        hint = f" Did you mean {_either(self.suggestions)}?" if suggestions else ""
        super().__init__(f"Nothing in the graph is called “{name}”.{hint}")


class NoSuchSourceError(MyographError):
    """No source goes by this name; `hint` says what was meant, or where they are listed."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__(f"There is no source “{name}”. {hint or 'Those there are: myograph sources.'}")


class PackError(MyographError):
    """One or more packs are not in order; `faults` lists all that was found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class ExportError(MyographError):
    """The graph cannot be written in the format that was asked for."""


class MissingProgramError(MyographError):
    """A program from outside that the command needs is not installed."""

    exit_code = 3


class UnusableFileError(MyographError):
    """A file or folder that the command needs cannot be read or written."""

    exit_code = 3


class UnusableServerError(MyographError):
    """A server that the command needs cannot be reached, refuses, or does not answer as it should."""

    exit_code = 3


def _either(names: Sequence[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return listed(quoted, "or")
