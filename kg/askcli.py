"""The command that answers questions in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli import asked_option, json_option, print_json, print_lines

if TYPE_CHECKING:
    from kg.cli import Where

__all__ = ["ASK"]

LONG = 40


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
    from kg.ask.tell import reply_lines, reply_view

    graph = where.look_up()
    reply = asked(graph, " ".join(words))
    if as_json:
        print_json(reply_view(graph, reply))
    if reply.outcome is None:
        strange = ", ".join(f"“{word}”" for word in map(_short, reply.unknown))
        click.echo(
            "I cannot read this question." + (f" Nothing here goes by {strange}." if strange else ""),
            err=True,
        )
        for question in reply.nearest:
            click.echo(f"  I can read: {question}", err=True)
        context.exit(1)
    if not as_json:
        print_lines(reply_lines(graph, reply))
    outcome = reply.outcome
    if not outcome.answers and outcome.verdict is None and not outcome.chains:
        click.echo("None is proved." if outcome.open else "No claim in the graph answers this.", err=True)
        context.exit(1)


def _short(word: str) -> str:
    return word if len(word) <= LONG else f"{word[:LONG]}…"


ASK: click.Command = ask
