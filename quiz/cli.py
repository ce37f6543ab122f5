"""The `myograph` command: what `kg.cli` offers, the quiz in lines, and the app."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

import kg
from kg.cli import COMMANDS, open_graph, pack_option, wrapped
from kg.errors import MyographError
from quiz.bankcli import BANK
from quiz.limits import DEFAULT_NUMBER, MAX_NUMBER, MAX_SEED
from quiz.options import (
    SuggestingGroup,
    course_of,
    level_option,
    making,
    topic_option,
    type_option,
    wanted_of,
)

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from quiz.learner.log import AnswerLog
    from quiz.start import Request

__all__ = ["cli", "main"]

UNUSABLE = 3
INTERRUPTED = 130


@click.group(
    cls=SuggestingGroup,
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

        _open_app(packs, Request(), at_once=False)


for _command in (*COMMANDS, BANK):
    cli.add_command(_command)


@cli.command()
@click.option(
    "-n",
    "--number",
    type=click.IntRange(1, MAX_NUMBER),
    help=f"How many questions; {DEFAULT_NUMBER} where not given.",
)
@topic_option
@type_option
@level_option
@click.option(
    "--course",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Take a paper by the blueprint of this course.",
)
@click.option(
    "--seed", type=click.IntRange(0, MAX_SEED), help="The same seed and graph make the same questions."
)
@click.option("--new", is_flag=True, help="Begin a new quiz and leave the one that was broken off.")
@click.option("--plain", is_flag=True, help="Line by line, for screen readers and pipes.")
@pack_option
def quiz(
    number: int | None,
    topic: str | None,
    kind: str | None,
    level: str | None,
    course: Path | None,
    seed: int | None,
    new: bool,
    plain: bool,
    packs: tuple[Path, ...],
) -> None:
    """Take a quiz, or go on with the one that was broken off."""
    from quiz.start import Request

    if course is not None:
        graph = open_graph(packs)
        found = course_of(graph, course, topic=topic, kind=kind, level=level, number=number)
        parts = found.parts(number or DEFAULT_NUMBER)
        request = Request(
            number=sum(part.number for part in parts),
            seed=found.seed if seed is None else seed,
            parts=parts,
        )
    elif (topic, kind, level) == (None, None, None):
        # Without the graph: the app shows home before it has it.
        request = Request(number=number or DEFAULT_NUMBER, seed=seed)
    else:
        wanted = wanted_of(open_graph(packs), topic, kind, level)
        request = Request(number or DEFAULT_NUMBER, wanted.topic, wanted.type, wanted.level, seed)
    if plain:
        _play_plain(packs, request, new=new)
    else:
        _open_app(packs, request, at_once=True, new=new)


def _play_plain(packs: tuple[Path, ...], request: Request, *, new: bool) -> None:
    import time
    from random import SystemRandom

    from quiz.learner.clock import now
    from quiz.learner.log import AnswerLog
    from quiz.learner.places import data_dir
    from quiz.plain import play
    from quiz.start import begin_anew, go_on_or_begin

    def out(text: str) -> None:
        click.echo(wrapped(text), nl=False)
        sys.stdout.flush()

    graph = open_graph(packs)
    log = AnswerLog(data_dir(), now)
    rng = SystemRandom()
    with making() as progress:
        if new:
            session, resumed = begin_anew(graph, log, request, rng, progress=progress), False
        else:
            session, resumed = go_on_or_begin(graph, log, request, rng, progress=progress)
    play(session, resumed=resumed, lines=sys.stdin, out=out, timer=time.monotonic)


def _open_app(packs: tuple[Path, ...], request: Request, *, at_once: bool, new: bool = False) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            "The app needs a terminal to draw on. For pipes and screen readers: myograph quiz --plain"
        )
    if os.environ.get("TERM") == "dumb" or sys.stdout.encoding.casefold() not in ("utf-8", "utf8"):
        raise click.UsageError("This terminal cannot show the app. It can show: myograph quiz --plain")
    import time
    from random import SystemRandom

    from quiz.learner.clock import now
    from quiz.learner.log import AnswerLog
    from quiz.learner.places import data_dir

    # Opened before the app, so that a folder without write access is told on the terminal itself.
    log = AnswerLog(data_dir(), now)
    if request.parts:
        # Before the app, too: making a paper takes longer than a screen may stand still.
        _begin_paper(open_graph(packs), log, request, new=new)
        new = False

    from quiz.tui.app import MyographApp
    from quiz.tui.study import Study

    study = Study(lambda: open_graph(packs), log, SystemRandom(), time.monotonic)
    app = MyographApp(study, request, at_once=at_once, new=new)
    app.run()
    if app.failure is not None:
        raise app.failure
    if app.return_code:
        raise click.exceptions.Exit(app.return_code)


def _begin_paper(graph: KnowledgeGraph, log: AnswerLog, request: Request, *, new: bool) -> None:
    from random import SystemRandom

    from quiz.start import begin_anew, go_on_or_begin

    begin = begin_anew if new else go_on_or_begin
    with making() as progress:
        begin(graph, log, request, SystemRandom(), progress=progress)


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command with `arguments` (those of the process by default) and exit.

    Exit codes: 0 done, also when the reader of a pipe left; 1 faults found, no such entity, or no
    answer; 2 wrong usage; 3 a file or folder that cannot be used; 130 interrupted.
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
        click.echo("\nmyograph: interrupted. Answers given so far are kept.", err=True)
        return INTERRUPTED
    return 0


def _drop_output() -> None:
    """Send what Python would still flush at its end nowhere, quietly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
