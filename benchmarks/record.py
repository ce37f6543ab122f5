"""What was measured, when, and on what: kept as JSON beside the page that is made of it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from benchmarks.figures import Found
from kg.files import read_bytes, write_whole

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Entry", "Failure", "Record"]


@dataclass(frozen=True, slots=True)
class Failure:
    """That a part was not measured when it should have been: on which day (ISO), and why."""

    when: str
    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What was last found in a part; the day (ISO), the commit, how many seconds it took, on what machine.

    `failed` says that a later try found nothing. Where no try ever did, `found` is None. `seconds` and
    `machine` are None where they were not kept.
    """

    found: Found | None = None
    when: str = ""
    commit: str = ""
    seconds: float | None = None
    machine: dict[str, str] | None = None
    failed: Failure | None = None


@dataclass(slots=True)
class Record:
    """The entries of all parts that were ever measured, by name, and the machine of the last run."""

    entries: dict[str, Entry] = field(default_factory=dict)
    when: str = ""
    commit: str = ""
    machine: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Record:
        """Return what a file holds, and nothing where there is no file.

        Raises `UnusableFileError` where it cannot be read, and `ValueError` where it is something else.
        """
        if not path.exists():
            return cls()
        data = json.loads(read_bytes(path))
        try:
            entries = {name: _entry(each) for name, each in data.pop("entries").items()}
            return cls(entries, **data)
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(f"{path} is no record of figures: {error!r}") from error

    def write(self, path: Path) -> None:
        """Write it to a file, whole or not at all."""
        write_whole(path, (json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n").encode())


def _entry(data: dict[str, Any]) -> Entry:
    found, failed = data.pop("found"), data.pop("failed")
    return Entry(Found.of(found) if found else None, failed=Failure(**failed) if failed else None, **data)
