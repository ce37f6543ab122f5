"""What can go wrong with a query, one class per way of failing."""

from __future__ import annotations

from typing import ClassVar

from kg.errors import MyographError

__all__ = ["EngineFailedError", "QueryError", "QueryStoppedError"]


class QueryError(MyographError):
    """The query is wrong, or asks for what this command does not do.

    `line` and `column` count from 1, the column in code points; 0 means that the place is not known.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        self.line = line
        self.column = column
        super().__init__(message)


class QueryStoppedError(MyographError):
    """The query ran longer, or took more memory, than it may."""


class EngineFailedError(MyographError):
    """The engine broke down over the query."""
