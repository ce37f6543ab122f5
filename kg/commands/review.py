"""`myograph review`: a new pack gone through question by question, in lines.

Importing this module costs no more than click: the command imports what it needs when it runs.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.options import print_lines

if TYPE_CHECKING:
    from kg.authoring.questions import Question
    from kg.authoring.reviewing import Review
    from kg.authoring.sitting import Sitting
    from kg.checks.rereading import Rereader

__all__ = ["review"]

QUIT = ("q", "quit")


@click.command("review")
@click.argument("pack", metavar="PACK", type=click.Path(path_type=Path))
@click.option(
    "--source-text",
    "source_text",
    type=click.Path(path_type=Path),
    metavar="FILE",
    required=True,
    help="The text that the pack is about, as `myograph new` read it.",
)
def review(pack: Path, source_text: Path) -> None:
    """Go through what `new` left in PACK to a person, question by question.

    First who wrote the text, then each draft against its sentence, what its things are, and of which the
    claims are all that the text says. Each answer is written into PACK at once: stop when you like, and go on
    by running this again. A pack with faults is not touched; they are told.
    """
    from kg.authoring.describing import read_source
    from kg.authoring.sitting import Sitting
    from kg.checks.rereading import Rereader

    file = _PackFile(pack, Rereader(str(source_text), read_source(source_text)))
    sitting = Sitting(file.read())
    stopped = False
    while not stopped and (question := sitting.question) is not None:
        print_lines(["", *sitting.lines(question)])
        stopped = _ask(sitting, question, file)
    click.echo("")
    if stopped:
        print_lines([f"Stopped. What you answered is in {pack}; run this again to go on."])
    print_lines(sitting.summary())
    if not stopped:
        print_lines(_next(sitting.review))
        for command in _commands(sitting.review, pack, source_text):
            # Never broken between lines: it is to be copied.
            click.echo(f"  {command}")


class _PackFile:
    """The file of a pack, which somebody else may write, too, at any time."""

    def __init__(self, path: Path, rereader: Rereader) -> None:
        self._path = path
        self._rereader = rereader
        self._data = b""
        self._end = "\n"

    def read(self) -> Review:
        """Return the pack as it is now. Raises `PackError` and `UnusableFileError`."""
        from kg.authoring.reviewing import open_review
        from kg.files import read_bytes, text_of

        self._data = read_bytes(self._path)
        text = text_of(self._data, str(self._path))
        self._end = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
        return open_review(text, str(self._path), self._rereader)

    def write(self, text: str) -> bool:
        """Write the pack, and return whether it was still as it was read; where not, nothing is written."""
        from kg.files import read_bytes, rewrite

        if read_bytes(self._path) != self._data:
            return False
        data = text.replace("\n", self._end).encode()
        if data != self._data:
            rewrite(self._path, data)
            self._data = data
        return True


def _ask(sitting: Sitting, question: Question, file: _PackFile) -> bool:
    """Read lines until one of them changes something or goes on; return whether it is to stop."""
    from kg.authoring.reviewing import RefusedError

    while True:
        click.echo(question.prompt, nl=False)
        sys.stdout.flush()
        # Closed by the caller, it is as at its end.
        line = sys.stdin.readline() if sys.stdin is not None else ""
        if not line:
            click.echo("")
            return True
        if line.strip().casefold() in QUIT:
            return True
        try:
            answer = sitting.hear(question, line)
        except RefusedError as error:
            print_lines(f"  {each}" for each in str(error).split("\n"))
            continue
        if answer.review is not None and not file.write(answer.review.text):
            print_lines(
                ["The file has been changed meanwhile: it is read anew, and this answer is not taken."]
            )
            sitting.begin_anew(file.read())
            return False
        if answer.said:
            print_lines(f"  {each}" for each in answer.said.split("\n"))
        sitting.take(question, answer)
        if answer.review is not None or answer.over:
            return False


def _next(review: Review) -> list[str]:
    """Return what comes next."""
    from kg.inwords import counted

    lines = []
    if more := review.may_say_more():
        lines.append(
            f"{counted(more, 'sentence')} of the text may say more: the end of the file lists them. "
            "Read the whole text once, as other words are not known."
        )
    lines.append(
        "Where two of your things are nearly the same, or one is a part of the other, say so in a claim "
        "(docs/authoring.md, section 5): until then the one can be a wrong answer beside the other."
    )
    return [*lines, "Next, look for faults, and read the questions as a student would:"]


def _commands(review: Review, pack: Path, source_text: Path) -> list[str]:
    """Return the commands that come next, as they are typed."""
    from kg.authoring.packtext import argument
    from kg.showable import one_line
    from kg.wording import source_name

    file, text = argument(str(pack)), argument(str(source_text))
    name = one_line(source_name(review.graph, review.source).strip("“”"))
    # As the pages write it, where that means the same.
    quoted = f'"{name}"' if name.replace(" ", "").isalnum() else shlex.quote(name)
    return [
        f"myograph check {file} --source-text {text}",
        f"myograph bank export --pack {file} --source {quoted} -f print -o all.html",
    ]
