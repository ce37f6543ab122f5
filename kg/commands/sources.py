"""The command that lists the sources.

Importing this module costs no more than click: the command imports what it needs when it runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.commands.options import json_option, known, open_graph, pack_option, print_json, print_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kg.sourcelist import SourceRow

__all__ = ["source_lines", "source_view", "sources"]


@click.command("sources")
@click.argument("words", metavar="[TEXT]...", nargs=-1)
@click.option(
    "--tier", metavar="TIER", help="Only sources of this tier: popular, reference, study or curator."
)
@pack_option
@json_option
@click.pass_context
def sources(
    context: click.Context, words: tuple[str, ...], tier: str | None, packs: tuple[Path, ...], as_json: bool
) -> None:
    """List the sources, with how many claims each makes and bears on.

    With TEXT, only those in whose id, label and citation every word of it stands.
    """
    from kg.model import Tier
    from kg.sourcelist import holding, source_rows

    wanted = known(tier, [str(each) for each in Tier], "--tier", "tier")
    text = " ".join(words)
    rows = source_rows(open_graph(packs))
    found = [row for row in holding(rows, text) if wanted in (None, str(row.source.tier))]
    if as_json:
        print_json([source_view(row) for row in found])
    elif found:
        print_lines(line for row in found for line in source_lines(row))
    if not found:
        click.echo(_nothing(text, wanted, rows), err=True)
        context.exit(1)


def source_view(row: SourceRow) -> dict[str, Any]:
    """Return a source as plain data for JSON; docs/json.md describes it."""
    source = row.source
    return {
        "id": source.id,
        "label": source.label,
        "citation": source.citation,
        "tier": str(source.tier),
        "url": source.url,
        "licence": source.licence,
        "caution": source.caution,
        "asserts": row.asserts,
        "evidence": row.bears_on,
    }


def source_lines(row: SourceRow) -> Iterator[str]:
    """Yield a source in words: what it is, where it was read, what rests on it."""
    from kg.inwords import counted

    source = row.source
    yield f"{source.label} ({source.tier}) {source.id}"
    if source.citation != source.label:
        yield f"  {source.citation}"
    if source.url is not None:
        yield f"  {source.url}"
    if source.caution is not None:
        yield f"  Caution: {source.caution}"
    yield f"  Makes {counted(row.asserts, 'claim')}; bears on {counted(row.bears_on, 'claim')}."


def _nothing(text: str, tier: str | None, rows: Sequence[SourceRow]) -> str:
    from kg.faults import did_you_mean

    of_tier = "" if tier is None else f" of tier {tier}"
    if not text:
        return f"There is no source{of_tier}."
    names = [name for row in rows for name in (row.source.id, row.source.label)]
    return f"No source{of_tier} matches “{text}”. {did_you_mean(text, names)}".rstrip()
