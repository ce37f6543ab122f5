"""One module a reader; adding one is adding a file here.

A module has `SEEDS`, inputs to begin with; `WORDS`, what is worth putting in; `ERRORS`, the classes of errors
that the reader says it raises; and `read`, which reads one input. What is made once for all inputs is made
when the module is imported.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["TARGETS", "Target", "target"]

TARGETS = tuple(sorted(module.name for module in iter_modules(__path__)))


class Target(Protocol):
    """What a module here has."""

    SEEDS: Sequence[bytes]
    WORDS: Sequence[bytes]
    ERRORS: tuple[type[Exception], ...]

    def read(self, data: bytes) -> object:
        """Read one input."""


def target(name: str) -> Target:
    """Return the target of a name."""
    return cast("Target", import_module(f"{__name__}.{name}"))
