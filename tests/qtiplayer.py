"""QTI played by a program that is not ours, and what it has to find in a package."""

from __future__ import annotations

import json
from io import BytesIO
from itertools import islice, pairwise, permutations
from subprocess import run
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from programs import CLIENTS

from kg.showable import harmless, one_line
from quiz.grade import grade
from quiz.item import Interaction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from browser import Browser

    from quiz.export import Facts
    from quiz.grade import Response
    from quiz.item import Item

__all__ = ["CONVERTER", "PLAYER", "answers", "converted", "differences", "items_in", "opened", "played"]

PLAYER = "@citolab/qti-components"
CONVERTER = "@citolab/qti-convert"
# So many items are told to the browser at once.
BATCH = 50
MOST_ORDERS = 8
NONSENSE = "no such thing"
# The player rounds to so many.
DECIMALS = 3
NAMES = {
    Interaction.CHOOSE_ONE: "qti-choice-interaction",
    Interaction.CHOOSE_MANY: "qti-choice-interaction",
    Interaction.TEXT: "qti-text-entry-interaction",
    Interaction.MATCH: "qti-match-interaction",
    Interaction.ORDER: "qti-order-interaction",
}


def items_in(package: bytes) -> dict[str, str]:
    """Return the items of a package as XML, by the id of the item."""
    with ZipFile(BytesIO(package)) as zipped:
        paths = [path for path in zipped.namelist() if path.startswith("items/")]
        return {path[len("items/") : -len(".xml")]: zipped.read(path).decode() for path in paths}


def converted(xml: Sequence[str]) -> list[str]:
    """Return items of QTI 2.1 as a program that is not ours has them in QTI 3.0."""
    done = run(
        ["node", CLIENTS / "qti21.mjs"],
        input=json.dumps(xml),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    made: list[str] = json.loads(done.stdout)
    return made


def opened(window: Browser, folder: Path) -> Browser:
    """Return the browser with a page open in which QTI can be played."""
    page = folder / "player.html"
    scripts = (CLIENTS / "node_modules" / PLAYER / "cdn" / "index.global.js", CLIENTS / "qti.js")
    tags = "".join(f'<script src="{script.as_uri()}"></script>' for script in scripts)
    page.write_text(f"<!DOCTYPE html><title>QTI</title><body>{tags}</body>", "utf-8")
    window.open(page, ready="document.readyState === 'complete' && typeof playAll === 'function'")
    return window


def answers(item: Item) -> Iterator[tuple[Response, object]]:
    """Yield answers to try, as we grade them and as QTI has them: all right, all wrong, and in between."""
    places = range(len(item.options))
    match item.interaction:
        case Interaction.CHOOSE_ONE:
            yield from ((place, _option(place)) for place in places)
        case Interaction.CHOOSE_MANY:
            wrong = tuple(place for place in places if place not in item.keys)
            tried = [item.keys, item.keys[:1], tuple(places), *((place,) for place in wrong)]
            tried += [(*item.keys, place) for place in wrong]
            yield from ((each, [_option(place) for place in each]) for each in dict.fromkeys(tried))
        case Interaction.TEXT:
            for name in (*map(one_line, (*item.accept, *item.half_right)), NONSENSE):
                yield from ((typed, typed) for typed in dict.fromkeys((name, name.upper(), f"the {name}")))
        case Interaction.MATCH:
            right = tuple(row.key for row in item.rows)
            turned = (right[place:] + right[:place] for place in range(len(right)))
            for each in (*turned, (right[1], right[0], *right[2:])):
                yield each, [f"row-{row + 1} {_option(place)}" for row, place in enumerate(each)]
        case Interaction.ORDER:
            for each in islice(permutations(item.order), MOST_ORDERS):
                yield each, [_option(place) for place in each]


def _option(place: int) -> str:
    return f"option-{place + 1}"


def played(window: Browser, xml: Mapping[str, str], items: Sequence[Item]) -> list[dict[str, Any]]:
    """Return what the player found in each item, and what it made of `answers`."""
    found: list[dict[str, Any]] = []
    for begin in range(0, len(items), BATCH):
        asked = [[xml[item.id], [said for _, said in answers(item)]] for item in items[begin : begin + BATCH]]
        found += window.value(f"playAll({json.dumps(asked)})")
    return found


def differences(item: Item, found: Mapping[str, Any], facts: Mapping[str, Facts]) -> list[str]:
    """Return in what a player's view differs from the item, in words; nothing where all is well."""
    wanted: dict[str, object] = {
        "id": item.id,
        "title": one_line(item.stem),
        "interaction": NAMES[item.interaction],
        "stem": harmless(item.stem),
        "options": [[_option(place), harmless(each.text)] for place, each in enumerate(item.options)],
        "rows": [[f"row-{place + 1}", harmless(row.text)] for place, row in enumerate(item.rows)],
        "right": _right(item),
    }
    told = [f"{name}: {found[name]!r}, not {each!r}" for name, each in wanted.items() if found[name] != each]
    for (response, said), got in zip(answers(item), found["answers"], strict=True):
        score = round(grade(item, response).score, DECIMALS)
        if got["score"] != score:
            told.append(f"{said!r} scores {got['score']}, not {score}")
        feedback = [found["feedback"][place] for place in got["shown"]]
        lines = [line for each in feedback for line in each["lines"]]
        missing = [line for line in _to_be_told(item, response, facts) if line not in lines]
        if missing:
            told.append(f"after {said!r} nothing says {missing!r}")
        surplus = [line for line in _not_to_be_told(item, response) if line in lines]
        if surplus:
            told.append(f"after {said!r} it says {surplus!r}")
    return told


def _right(item: Item) -> list[str]:
    match item.interaction:
        case Interaction.TEXT:
            return [one_line(item.accept[0])]
        case Interaction.MATCH:
            return [f"row-{place + 1} {_option(row.key)}" for place, row in enumerate(item.rows)]
        case _:
            return [_option(place) for place in item.order or item.keys]


def _to_be_told(item: Item, response: Response, facts: Mapping[str, Facts]) -> list[str]:
    sources = [f"Source: {facts[claim].citation}" for claim in item.claims if claim in facts]
    why = [item.options[place].why for place in _commented(item, response)]
    return [harmless(line) for line in (*item.explanation, *sources, *why) if line]


def _not_to_be_told(item: Item, response: Response) -> list[str]:
    told = {*item.explanation, *(item.options[place].why for place in _commented(item, response))}
    return [harmless(each.why) for each in item.options if each.why and each.why not in told]


def _commented(item: Item, response: Response) -> Iterable[int]:
    """Return the options that an answer has something told about."""
    match item.interaction:
        case Interaction.TEXT:
            return ()
        case Interaction.MATCH:
            assert isinstance(response, tuple)
            return [row.key for row, place in zip(item.rows, response, strict=True) if row.key != place]
        case Interaction.ORDER:
            assert isinstance(response, tuple)
            pairs = set(pairwise(response))
            return [second for first, second in pairwise(item.order) if (first, second) not in pairs]
        case _:
            return (response,) if isinstance(response, int) else tuple(map(int, response))
