"""The `myograph` command: what `kg.commands` offers, the quiz in lines, and the app."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

import kg
from kg.commands.options import pack_option
from quiz.commands.options import LazyGroup

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["COMMANDS", "cli", "run"]

# Where each command is: only that of the one asked for is imported, so that each starts at once.
COMMANDS = {
    "ask": "kg.commands.ask:ask",
    "backup": "quiz.commands.log:backup",
    "bank": "quiz.commands.bank:bank",
    "check": "kg.commands.check:check",
    "claims": "kg.commands.look:claims",
    "course": "quiz.commands.course:course",
    "diff": "quiz.commands.diff:diff",
    "doctor": "quiz.commands.log:doctor",
    "exam": "quiz.commands.study:exam",
    "export": "kg.commands.export:export",
    "fmt": "kg.commands.fmt:fmt",
    "import": "kg.commands.importing:import_graph",
    "keys": "quiz.commands.keys:keys",
    "locate": "quiz.commands.learner:locate",
    "log": "quiz.commands.log:log",
    "new": "kg.commands.new:new",
    "packs": "kg.commands.look:packs",
    "path": "kg.commands.look:path",
    "plan": "quiz.commands.plan:plan",
    "progress": "quiz.commands.progress:progress_command",
    "publish": "kg.commands.publish:publish",
    "quiz": "quiz.commands.study:quiz",
    "report": "quiz.commands.learner:report",
    "restore": "quiz.commands.log:restore",
    "results": "quiz.commands.results:results",
    "review": "kg.commands.review:review",
    "schema": "kg.commands.schema:schema",
    "search": "kg.commands.look:search",
    "show": "kg.commands.look:show",
    "sources": "kg.commands.sources:sources",
    "sparql": "kg.commands.sparql:sparql",
    "suspend": "quiz.commands.learner:suspend",
    "undo": "quiz.commands.learner:undo",
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
