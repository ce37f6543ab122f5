"""JSON, as docs/json.md describes it: the same bytes each time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import kg
from quiz.item import item_view

if TYPE_CHECKING:
    from quiz.export import Chosen
    from quiz.item import Item

__all__ = ["SUFFIX", "export", "kind"]

SUFFIX = "json"


def kind(item: Item) -> str:
    """Return what an item is called: JSON holds every one as it is."""
    return item.interaction.value


def export(chosen: Chosen) -> bytes:
    """Return the items with seed and fingerprint, and the papers they make up."""
    data: dict[str, Any] = {
        "myograph": kg.__version__,
        "seed": chosen.seed,
        "graph": chosen.graph,
        "items": [item_view(item) for item in chosen.items],
    }
    if chosen.papers:
        data |= {
            "title": chosen.title,
            "papers": [[item.id for item in paper] for paper in chosen.papers],
            "shared": [{"part": each.part, "claims": list(each.claims)} for each in chosen.shared],
        }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
