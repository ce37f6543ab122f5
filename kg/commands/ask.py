"""The command that answers questions in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.commands.options import asked_option, json_option, print_json, print_lines

if TYPE_CHECKING:
    from kg.commands.options import Where

__all__ = ["ask"]


@click.command()
@click.argument("words", metavar="QUESTION", nargs=-1, required=True)
@asked_option
@json_option
@click.pass_context
def ask(context: click.Context, words: tuple[str, ...], where: Where, as_json: bool) -> None:
    """Answer a question in plain words, such as "Which muscles abduct the hip?".

    How it was read is told first. What cannot be read is said, with questions near it that can.
    """
    from kg.ask import ask as asked
    from kg.ask.tell import cannot_read, nothing_found, reply_lines, reply_view

    graph = where.look_up()
    reply = asked(graph, " ".join(words))
    if as_json:
        print_json(reply_view(graph, reply))
    if reply.outcome is None:
        click.echo(cannot_read(reply), err=True)
        for question in reply.nearest:
            click.echo(f"  I can read: {question}", err=True)
        context.exit(1)
    if not as_json:
        print_lines(reply_lines(graph, reply))
    nothing = nothing_found(reply.outcome)
    if nothing is not None:
        click.echo(nothing, err=True)
        context.exit(1)
