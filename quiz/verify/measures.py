"""Measured values as ranges, compared only where no doubt is left."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

__all__ = ["Range"]

PRINTED = re.compile(r"([<>]?)(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?")


class Range(NamedTuple):
    """Between which two values a measurement lies; `open` where it is beyond the one, or below the other."""

    low: float
    high: float
    open: bool = False

    @classmethod
    def read(cls, value: str) -> Range:
        """Return what a value says as a study prints it; of one that cannot be read, anything.

        >>> Range.read("42-81"), Range.read(">40")
        (Range(low=42.0, high=81.0, open=False), Range(low=40.0, high=inf, open=True))
        """
        printed = PRINTED.fullmatch(value)
        if printed is None or (printed[1] and printed[3]):
            return cls(-math.inf, math.inf)
        ends = float(printed[2]), float(printed[3] or printed[2])
        match printed[1]:
            case "<":
                return cls(-math.inf, ends[1], open=True)
            case ">":
                return cls(ends[0], math.inf, open=True)
            case _:
                return cls(min(ends), max(ends))

    def below(self, other: Range) -> bool:
        """Return whether all of this is smaller than all of the other.

        >>> Range.read("<45").below(Range.read("45")), Range.read("42-81").below(Range.read("81"))
        (True, False)
        """
        return self.high < other.low or (self.high == other.low and (self.open or other.open))
