"""The commands that change or tell what is kept of a learner; those on its file are in `quiz.commands.log`.

Importing this module costs no more than click: each command imports what it needs when it runs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.options import json_option, open_graph, pack_option, print_json, print_lines
from kg.errors import MyographError
from quiz.commands.log import no_json, opened_log

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.graph import KnowledgeGraph

__all__ = ["locate", "report", "suspend", "undo"]

MAX_WORDS = 2_000


class NoSuchClaimError(MyographError):
    """No claim of the graph, nor of the log, has this id."""


@click.command()
def undo() -> None:
    """Take the last answer back: it does not count any more, and its question is open again.

    Answers of an exam stay.
    """
    with opened_log() as log:
        taken = log.undo()
    how = "right" if taken.correct else "wrong"
    what = f"the answer, which was {how}, to a question of the type {taken.type}"
    print_lines([f"Taken back: {what} about the claim {taken.claim}. The question is open again."])


@click.command()
@click.argument("name", metavar="[CLAIM]", required=False)
@click.option("--resume", is_flag=True, help="Ask about it again.")
@click.option("--list", "listed", is_flag=True, help="List the claims that are not asked about.")
@pack_option
@json_option
def suspend(name: str | None, resume: bool, listed: bool, packs: tuple[Path, ...], as_json: bool) -> None:
    """Ask no more about a claim, named by its id or IRI, until it is resumed."""
    if listed or name is None:
        if not listed or name is not None or resume:
            raise click.UsageError("Name a claim, or give --list and nothing else.")
        with opened_log() as log:
            found = sorted(log.suspended())
        if as_json:
            print_json(found)
        else:
            print_lines(found or ["No claim is suspended."])
        return
    no_json(as_json)
    with opened_log() as log:
        suspended = log.suspended()
        claim = _claim(open_graph(packs), name, suspended if resume else ())
        if resume == (claim not in suspended):
            print_lines([f"The claim {claim} is {'not suspended' if resume else 'suspended already'}."])
            return
        log.mark(claim, "resumed" if resume else "suspended")
    print_lines([f"The claim {claim} will {'be asked about again' if resume else 'not be asked about'}."])


@click.command()
@click.argument("name", metavar="[CLAIM]", required=False)
@click.argument("why", metavar='["WHY"]', required=False)
@click.option("--list", "listed", is_flag=True, help="List what was reported, the first first.")
@pack_option
@json_option
def report(name: str | None, why: str | None, listed: bool, packs: tuple[Path, ...], as_json: bool) -> None:
    """Keep that a claim, named by its id or IRI, seems wrong to you, and why in your own words."""
    if listed or name is None:
        if not listed or name is not None:
            raise click.UsageError("Name a claim and say why, or give --list and nothing else.")
        with opened_log() as log:
            rows = log.reports()
        if as_json:
            print_json([{"claim": claim, "words": words, "at": at} for claim, words, at in rows])
        else:
            print_lines(
                [f"{claim} ({at}): {words}" for claim, words, at in rows] or ["Nothing was reported."]
            )
        return
    no_json(as_json)
    words = " ".join((why or "").split())
    if not 0 < len(words) <= MAX_WORDS:
        raise click.UsageError(
            f'Say what is wrong with it, in up to {MAX_WORDS:,} characters: report CLAIM "why".'
        )
    claim = _claim(open_graph(packs), name)
    with opened_log() as log:
        log.mark(claim, "reported", words)
    print_lines([f"Your report on the claim {claim} is kept. All of them: myograph report --list."])


def _claim(graph: KnowledgeGraph, name: str, more: Collection[str] = ()) -> str:
    """Return the id of the claim that an id or IRI names. Raises `NoSuchClaimError` where there is none."""
    from kg.faults import did_you_mean
    from kg.iri import CLAIM

    ids = {claim.id for claim in graph.claims()} | set(more)
    wanted = name.removeprefix(CLAIM)
    by_fold = {each.casefold(): each for each in ids}
    if wanted.casefold() in by_fold:
        return by_fold[wanted.casefold()]
    hint = did_you_mean(wanted, ids) or "Those there are: myograph claims."
    raise NoSuchClaimError(f"There is no claim “{name}”. {hint}")


@click.command()
@json_option
def locate(as_json: bool) -> None:
    """Print where everything lies: answers, backups, reports of crashes, settings, cache."""
    import platformdirs

    from quiz import remembered
    from quiz.learner import backup, store
    from quiz.learner.places import data_dir
    from quiz.settings import settings_path
    from quiz.tui import crashreport

    data = data_dir()
    places = {
        "data": data,
        "log": data / store.FILE,
        "backups": data / backup.FOLDER,
        "app": data / remembered.FILE,
        "crashes": data / crashreport.FOLDER,
        "settings": settings_path(),
        "cache": Path(platformdirs.user_cache_dir("myograph", appauthor=False)),
    }
    if as_json:
        print_json({name: {"path": str(path), "exists": _exists(path)} for name, path in places.items()})
    else:
        print_lines(
            f"{name}: {path}{'' if _exists(path) else ' (not there yet)'}" for name, path in places.items()
        )


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # in a folder that may not be looked into
        return False
