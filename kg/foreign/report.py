"""What became of an imported graph: in lines, and as data for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.foreign.tally import Changed, Left
from kg.inwords import counted
from kg.showable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import StrEnum

    from kg.foreign.claims import Imported

__all__ = ["report_lines", "report_view"]

_EXAMPLES = 3
_MAX_EXAMPLE = 60


def report_lines(found: Imported) -> Iterator[str]:
    """Yield how much was read, then a table of what was read otherwise than it stands, or not at all."""
    asked = sum(found.asked.values())
    silent = len(found.claims) - asked
    yield (
        f"{counted(asked, 'claim')} that may be asked and {silent:,} on what overlaps, "
        f"about {counted(len(found.entities), 'new thing')} and {len(found.mapped):,} that are here already."
    )
    for relation, number in sorted(found.asked.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"{number:>9,}  {relation}"
    for title, kinds in (("Read, but not as it stands:", Changed), ("Not read:", Left)):
        rows = list(found.tally.rows(kinds))
        if rows:
            yield title
        for what, total, names in rows:
            told = ", ".join(_short(name) for name, _ in names[:_EXAMPLES])
            more = ", …" if len(names) > _EXAMPLES else ""
            yield f"{total:>9,}  {what}: {told}{more}"


def report_view(found: Imported, file: str) -> dict[str, Any]:
    """Return all of it as plain data; docs/json.md describes it."""
    return {
        "file": file,
        "pack": found.pack.name,
        "claims": len(found.claims),
        "askable": sum(found.asked.values()),
        "entities": len(found.entities),
        "relations": dict(sorted(found.asked.items())),
        "mapped": [{"term": term, "entity": entity} for term, entity in sorted(found.mapped.items())],
        "changed": _rows(found, Changed),
        "left": _rows(found, Left),
    }


def _rows(found: Imported, kinds: type[StrEnum]) -> list[dict[str, Any]]:
    return [
        {
            "what": what.name.lower(),
            "label": str(what),
            "count": total,
            "items": [{"name": one_line(name), "count": number} for name, number in names],
        }
        for what, total, names in found.tally.rows(kinds)
    ]


def _short(name: str) -> str:
    plain = one_line(name)
    return plain if len(plain) <= _MAX_EXAMPLE else plain[: _MAX_EXAMPLE - 1] + "…"
