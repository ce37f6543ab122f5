"""The `myograph` command: what `kg.cli` offers, the quiz in lines, and the app."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

import kg
from kg.cli import pack_option
from quiz.options import LazyGroup

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["COMMANDS", "cli", "run"]

# Where each command is: only that of the one asked for is imported, so that each starts at once.
COMMANDS = {
    "ask": "kg.askcli:ASK",
    "backup": "quiz.logcli:backup",
    "bank": "quiz.bankcli:BANK",
    "check": "kg.checkcli:CHECK",
    "claims": "kg.cli:claims",
    "course": "quiz.coursecli:COURSE",
    "diff": "quiz.diffcli:DIFF",
    "doctor": "quiz.logcli:doctor",
    "exam": "quiz.studycli:EXAM",
    "export": "kg.exportcli:EXPORT",
    "fmt": "kg.fmtcli:FMT",
    "import": "kg.importcli:IMPORT",
    "keys": "quiz.keyscli:KEYS",
    "locate": "quiz.learnercli:locate",
    "log": "quiz.logcli:log",
    "new": "kg.newcli:NEW",
    "packs": "kg.cli:packs",
    "path": "kg.cli:path",
    "plan": "quiz.plancli:PLAN",
    "progress": "quiz.progresscli:PROGRESS",
    "publish": "kg.publishcli:PUBLISH",
    "quiz": "quiz.studycli:QUIZ",
    "report": "quiz.learnercli:report",
    "restore": "quiz.logcli:restore",
    "results": "quiz.resultscli:RESULTS",
    "schema": "kg.schemacli:SCHEMA",
    "search": "kg.cli:search",
    "show": "kg.cli:show",
    "sources": "kg.sourcescli:SOURCES",
    "sparql": "kg.sparqlcli:SPARQL",
    "suspend": "quiz.learnercli:suspend",
    "undo": "quiz.learnercli:undo",
}


@click.group(
    cls=LazyGroup,
    places=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(kg.__version__, prog_name="myograph")
@pack_option
@click.pass_context
def cli(context: click.Context, packs: tuple[Path, ...]) -> None:
    """Claims about muscles, their disorders and exercises, each with its source; and quizzes on them.

    Without a command, the terminal app opens.
    """
    if context.invoked_subcommand is None:
        from quiz.appstart import open_app

        code = open_app(packs, at_once=False)
        if code:
            raise click.exceptions.Exit(code)


def run(arguments: list[str]) -> int:
    """Run the command with `arguments` and return its exit code.

    Raises whatever else ended it: `MyographError`, `OSError`, `KeyboardInterrupt`.
    """
    try:
        if "_MYOGRAPH_COMPLETE" in os.environ:
            from click.shell_completion import shell_complete

            return shell_complete(cli, {}, "myograph", "_MYOGRAPH_COMPLETE", os.environ["_MYOGRAPH_COMPLETE"])
        with cli.make_context("myograph", arguments) as context:
            cli.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    return 0
