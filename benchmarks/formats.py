"""How fast a bank is written in each format that questions leave in; Anki's beside bare genanki."""

from __future__ import annotations

import gc
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import kg
from benchmarks.figures import Found, Match, against, outcome, ranged, times
from benchmarks.figures import time as unit
from benchmarks.page import prose, table
from kg.errors import MissingProgramError
from kg.fingerprint import fingerprint
from quiz.bank import build
from quiz.claimfacts import facts_of
from quiz.export import FORMATS, Chosen, went_where, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.figures import Setting
    from quiz.item import Item

__all__ = ["measure"]

SEED, ROUNDS, QUICK = 1, 3, 20
ANKI, PEER = "anki", "genanki, bare"
WHY = "ours also writes options, reasons, sources and tags, and packs the deck anew for stable bytes"


def measure(setting: Setting) -> Found:
    """Write the bank of one seed in all formats, and return the table."""
    graph, rounds = kg.load(), setting.pick(ROUNDS, 1)
    items = build(graph, SEED).items
    items = items[: setting.pick(len(items), QUICK)]
    chosen = Chosen(SEED, fingerprint(graph), items, facts=facts_of(graph, items))
    rows, matches = [], []
    for form in FORMATS:
        setting.progress(form)
        try:
            size = len(write(chosen, form))  # the first one imports what it needs
        except MissingProgramError as error:
            rows.append([form, "–", "–", "–", str(error)])
            continue
        left_out = went_where(chosen, form)
        number = sum(times_ for (_, kind), times_ in left_out.items() if kind is not None)
        if form == ANKI:
            taken, theirs = _by_turns(rounds, chosen, items[:number])
            matches.append(_match(taken, theirs, number))
        else:
            taken = [_timed(write, chosen, form) for _ in range(rounds)]
        rate = f"{number / sorted(taken)[len(taken) // 2]:,.0f}"
        rows.append([form, f"{number:,}", ranged(unit, taken), rate, f"{size:,}"])
    about = f"""
        The bank of seed {SEED}, {len(items):,} items, written to memory. Median of {rounds} rounds, in
        brackets the least and the most, after one that is not counted. Some formats have no place for every
        item.
        {_told(matches)}
    """
    head = ["format", "items in it", "to write them", "items a second", "bytes"]
    return Found([*prose(about), *table(head, rows)], [], matches, str(SEED))


def _timed(do: Callable[..., object], *arguments: object) -> float:
    gc.collect()
    start = time.perf_counter()
    do(*arguments)
    return time.perf_counter() - start


def _by_turns(rounds: int, chosen: Chosen, notes: Sequence[Item]) -> tuple[list[float], list[float]]:
    _bare(notes)  # the first one imports what it needs
    pairs = [(_timed(write, chosen, ANKI), _timed(_bare, notes)) for _ in range(rounds)]
    return [mine for mine, _ in pairs], [other for _, other in pairs]


def _match(ours: Sequence[float], theirs: Sequence[float], notes: int) -> Match:
    what = f"a deck of {notes:,} notes for Anki"
    return Match(PEER, what, outcome(ours, theirs), times(against(ours, theirs)), WHY)


def _told(matches: Sequence[Match]) -> str:
    if not matches:
        return ""
    match = matches[0]
    return f"""
        Beside a deck of as many notes with stem and answer alone, made with genanki and nothing else, and by
        turns with it, that for Anki takes {match.told}.
    """


def _bare(items: Sequence[Item]) -> None:
    """Make a deck with stem and answer of items, as the documentation of genanki does it."""
    import genanki

    sides = [{"name": "Front"}, {"name": "Back"}]
    card = {"name": "Card", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}
    model = genanki.Model(1, "Bare", fields=sides, templates=[card])
    deck = genanki.Deck(2, "Bare")
    for item in items:
        right = [option.text for option in item.options if option.correct] or list(item.accept)
        deck.add_note(genanki.Note(model=model, fields=[item.stem, "; ".join(right)]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bare.apkg"
        genanki.Package(deck).write_to_file(path)
        path.read_bytes()
