"""What the tests of questions on a page and on paper share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handmade import ALL, decorated
from pages import HOSTILE
from programs import CLIENTS

from quiz.export import Chosen, Facts

if TYPE_CHECKING:
    from browser import Browser

    from quiz.item import Item

__all__ = ["FUZZED", "READY", "SMALL", "amiss", "wide"]

READY = "document.documentElement.dataset.ready !== undefined"
FUZZ = (
    "a : b = c ~ d # e {f} -> g \\ h < i & j \" k ' l",
    "ñ ü α — “so”",
    "line\none\r\n\ttwo",
    "#let x = 1; $x$ *bold* _it_ `raw` @ref <label> // /* [[ ]] =",
    "long" * 75,
    *HOSTILE,
)


def _chosen(items: tuple[Item, ...]) -> Chosen:
    facts = {
        claim: Facts(
            f"{claim} is so.", "contested", ("hip", item.stem), "The book", f"The book, {claim}", "1"
        )
        for item in items
        for claim in item.claims
    }
    return Chosen(7, "a-graph", items, facts=facts)


def _named(item: Item, number: int) -> Item:
    return replace(item, id=f"{item.id}-{number}", claims=(f"{item.claims[0]}-{number}",))


# One of each interaction; and each of them with each text that is out to do harm.
SMALL = _chosen(ALL)
FUZZED = _chosen(
    tuple(_named(decorated(item, words), number) for number, words in enumerate(FUZZ) for item in ALL)
)


def amiss(window: Browser) -> list[list[str]]:
    """Return what axe-core finds amiss on the page as it stands."""
    window.value((CLIENTS / "node_modules/axe-core/axe.min.js").read_text("utf-8") + ";undefined")
    found = window.value("axe.run().then(done => done.violations.map(v => [v.id, v.nodes[0].html]))")
    return list(found)


def wide(window: Browser) -> int:
    """Return how many pixels the page is wide."""
    return int(window.value("document.documentElement.scrollWidth"))
