"""The `myograph` command: what `kg.cli` offers, the quiz in lines, and the app."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

import kg
from kg.cli import pack_option
from kg.errors import MyographError
from quiz.options import LazyGroup

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["cli", "main"]

UNUSABLE = 3
INTERRUPTED = 130
_KEPT = " Answers given so far are kept."


# Where each command is: only that of the one asked for is imported, so that each starts at once.
COMMANDS = {
    "ask": "kg.askcli:ASK",
    "backup": "quiz.logcli:backup",
    "bank": "quiz.bankcli:BANK",
    "check": "kg.cli:check",
    "claims": "kg.cli:claims",
    "course": "quiz.coursecli:COURSE",
    "doctor": "quiz.logcli:doctor",
    "exam": "quiz.studycli:EXAM",
    "export": "kg.exportcli:EXPORT",
    "keys": "quiz.keyscli:KEYS",
    "locate": "quiz.learnercli:locate",
    "log": "quiz.logcli:log",
    "packs": "kg.cli:packs",
    "path": "kg.cli:path",
    "plan": "quiz.plancli:PLAN",
    "progress": "quiz.progresscli:PROGRESS",
    "publish": "kg.publishcli:PUBLISH",
    "quiz": "quiz.studycli:QUIZ",
    "report": "quiz.learnercli:report",
    "restore": "quiz.logcli:restore",
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
        from quiz.start import Request
        from quiz.studycli import open_app

        open_app(packs, Request(), at_once=False)


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command with `arguments` (those of the process by default) and exit.

    Exit codes: 0 done, also when the reader of a pipe left; 1 faults found, no such entity, or no
    answer; 2 wrong usage; 3 a file, folder or server that cannot be used; 130 interrupted.
    """
    if sys.stdout is None:  # closed by the caller: there is nobody to tell
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - until the end
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace" if stream is not sys.stdin else "replace")
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    try:
        if "_MYOGRAPH_COMPLETE" in os.environ:
            from click.shell_completion import shell_complete

            return shell_complete(cli, {}, "myograph", "_MYOGRAPH_COMPLETE", os.environ["_MYOGRAPH_COMPLETE"])
        with cli.make_context("myograph", list(sys.argv[1:] if arguments is None else arguments)) as context:
            cli.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except MyographError as error:
        click.echo(f"myograph: {error}", err=True)
        return error.exit_code
    except BrokenPipeError:  # the reader left
        _drop_output()
        return 0
    except OSError as error:
        _drop_output()
        click.echo(f"myograph: the output cannot be written: {error.strerror or error}.", err=True)
        return UNUSABLE
    except (KeyboardInterrupt, click.Abort):
        words = sys.argv[1:] if arguments is None else arguments
        kept = "" if any(word in COMMANDS and word not in ("quiz", "exam") for word in words) else _KEPT
        click.echo(f"\nmyograph: interrupted.{kept}", err=True)
        return INTERRUPTED
    return 0


def _drop_output() -> None:
    """Send what Python would still flush at its end nowhere, quietly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
