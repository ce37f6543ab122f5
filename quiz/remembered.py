"""What the app remembers from one start to the next: colours, and where the learner was.

Nothing here is worth a fault: a file that cannot be read counts as none.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FILE", "Remembered"]

FILE = "app.json"
# More is no place that the app ever wrote.
MAX_BYTES = 100_000
MOST = 50


@dataclass(slots=True)
class Remembered:
    """`theme` by name; `room` and the ordinal of the study day it was left on; `places` in the rooms.

    What a room keeps of its place is a list of texts that means something to it alone.
    """

    theme: str | None = None
    room: str | None = None
    day: int | None = None
    places: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Remembered:
        """Return what a file remembers; nothing where it is not there or not as it was written."""
        try:
            with path.open("rb") as file:
                found = json.loads(file.read(MAX_BYTES))
        except (OSError, ValueError, RecursionError):
            return cls()
        return cls(**_sound(found)) if isinstance(found, dict) else cls()

    def write(self, path: Path) -> None:
        """Write it for the user alone. Raises `UnusableFileError` where that is not possible."""
        from kg.files import write_whole

        text = json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"
        write_whole(path, text.encode("utf-8", "surrogatepass"), mode=0o600)


def _sound(found: dict[str, Any]) -> dict[str, Any]:
    """Return the values that are of the kind they should be."""
    places = found.get("places")
    kept: dict[str, Any] = {
        name: found[name] for name in ("theme", "room") if isinstance(found.get(name), str)
    }
    if isinstance(found.get("day"), int):
        kept["day"] = found["day"]
    if isinstance(places, dict):
        kept["places"] = {
            str(room): [_clean(text) for text in texts if isinstance(text, str)][:MOST]
            for room, texts in places.items()
            if isinstance(texts, list)
        }
    return kept


def _clean(text: str) -> str:
    """Return text without what would control the terminal: lines to type in show all that they hold."""
    if text.isprintable():
        return text
    from kg.showable import harmless

    return harmless(text)
