"""`myograph new`: a first version of a pack for a text of one's own.

Importing this module costs no more than click: the command imports what it needs when it runs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.authoring.drafting import Drafting
    from kg.authoring.packtext import Described
    from kg.graph import KnowledgeGraph

__all__ = ["new"]

# So many things are told that were found in a text.
_NAMED = 8


@click.command("new")
@click.argument("pack", metavar="PACK", type=click.Path(path_type=Path))
@click.option(
    "--source-text",
    "source_text",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The text that the pack is about: draft claims are looked for in it.",
)
@click.option("--title", metavar="TITLE", help="The text's title; its first line where none is given.")
@click.option("--replace", is_flag=True, help="Write over PACK if it is there already.")
def new(pack: Path, source_text: Path | None, title: str | None, replace: bool) -> None:
    """Write a new pack, with comments on what to fill in.

    With --source-text, its source is described, and what the text says of things that the graph knows is
    drafted as claims: drafts are in no quiz before a person has read them.
    """
    from kg.authoring.describing import described, read_source
    from kg.authoring.drafting import draft_with_things
    from kg.authoring.packtext import pack_text
    from kg.files import write_whole
    from kg.opened import open_graph

    _refuse(pack, source_text, replace=replace)
    graph = open_graph(())
    text = read_source(source_text) if source_text is not None else None
    about = described(graph, pack, source_text, text, title)
    found = draft_with_things(text.decode(), graph) if text is not None else None
    write_whole(pack, pack_text(about, found, graph).encode())
    for line in _told(about, found, graph):
        click.echo(line, err=True)


def _refuse(pack: Path, source_text: Path | None, *, replace: bool) -> None:
    """Raise where writing would destroy something."""
    from kg.errors import UnusableFileError

    if source_text is not None and pack.exists() and source_text.exists() and pack.samefile(source_text):
        raise click.UsageError("PACK and --source-text are the same file.")
    if pack.exists() and not replace:
        raise UnusableFileError(f"{pack} is there already. Say that it may be written over: --replace.")


def _told(about: Described, found: Drafting | None, graph: KnowledgeGraph) -> list[str]:
    """Return what was found, and what comes next."""
    from kg.authoring.packtext import SCHEMA, check_command, review_command
    from kg.showable import one_line

    lines = [f"Wrote {one_line(about.file)}."]
    if found is not None:
        lines += _read(found, about, graph)
    if found is not None and found.drafts:
        lines.append(f"Next, question by question: {review_command(about)}")
        lines.append(f"Or fill in what says FILL IN yourself, and keep this running: {check_command(about)}")
    else:
        lines.append(f"Next: fill in what says FILL IN, and keep this running: {check_command(about)}")
    lines.append(f"An editor completes keys after: myograph schema -o {SCHEMA}")
    return lines


def _read(found: Drafting, about: Described, graph: KnowledgeGraph) -> list[str]:
    """Return what was found in a text."""
    from collections import Counter

    from kg.authoring.drafting import MAX_READ
    from kg.inwords import counted
    from kg.showable import one_line

    known = [graph.entity(name).label for name, _ in found.named.most_common()]
    listed = ", ".join(map(one_line, known[:_NAMED])) + (" …" if len(known) > _NAMED else "")
    named = f"{counted(len(known), 'thing')} that the graph knows named in them"
    lines = [f"{counted(found.sentences, 'sentence')} read; {named}{': ' + listed if listed else ''}."]
    by_relation = Counter(each.relation for each in found.drafts)
    listed = ", ".join(f"{relation} {number}" for relation, number in sorted(by_relation.items()))
    lines.append(f"{counted(len(found.drafts), 'draft')}{': ' + listed if listed else ''}.")
    if found.things:
        lines.append(
            f"{counted(len(found.things), 'thing')} of the drafts that the graph does not know: for you to "
            "describe, or to delete."
        )
    if not found.drafts:
        lines.append(
            "In no sentence two things bear on each other in words that are known here. "
            "Write the claims yourself, by the example in the file; what is known: myograph search WORD"
        )
    if about.length > MAX_READ:
        lines.append(f"Only the first {MAX_READ:,} characters were read for drafts.")
    if found.dropped:
        lines.append(f"{counted(found.dropped, 'draft')} left out: their quotes would make half of the text.")
    if found.unread:
        lines.append(
            f"{counted(len({(each.line, each.opening) for each in found.unread}), 'sentence')} may say more; "
            "the end of the file lists them. Other words are not known, so read the whole text once."
        )
    return lines
