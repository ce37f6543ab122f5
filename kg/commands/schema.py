"""`myograph schema`: the form of a pack for editors.

Importing this module costs no more than click: the command imports what it needs when it runs.
"""

from __future__ import annotations

from pathlib import Path

import click

from kg.opened import open_graph

__all__ = ["schema"]


@click.command("schema")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write to FILE, whole or not at all.",
)
def schema(output: Path | None) -> None:
    """Write the JSON Schema of packs: with it editors complete keys and words, and explain them.

    A pack names it in its first line: `# yaml-language-server: $schema=pack.schema.json`.
    """
    import json

    from kg.files import write_whole
    from kg.packs.schema import pack_schema
    from kg.terminal import write_data

    text = json.dumps(pack_schema(open_graph(())), ensure_ascii=False, indent=1)
    data = f"{text}\n".encode()
    if output is None:
        write_data(data)
    else:
        write_whole(output, data)
