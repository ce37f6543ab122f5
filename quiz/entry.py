"""Where the `myograph` command begins. Without arguments the app opens, and click is not even imported."""

from __future__ import annotations

import os
import sys
from typing import Any, NoReturn

from kg.errors import MyographError
from kg.terminal import gated

__all__ = ["main"]

UNUSABLE = 3
INTERRUPTED = 130
# What answers are given in.
ANSWERING = ("quiz", "exam")


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command with `arguments` (those of the process by default) and exit.

    Exit codes: 0 done, also when the reader of a pipe left; 1 faults found, no such entity, or no
    answer; 2 wrong usage; 3 a file, folder or server that cannot be used; 130 interrupted.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the caller: there is nobody to tell
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 - until the end
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace" if stream is not sys.stdin else "replace")
    words = list(sys.argv[1:] if arguments is None else arguments)
    with gated():
        code = _ended(words)
    sys.exit(code)


def _ended(words: list[str]) -> int:
    """Do what the words say, tell what went wrong, and return the exit code."""
    try:
        return _run(words)
    except MyographError as error:
        _tell(f"myograph: {error}")
        return error.exit_code
    except BrokenPipeError:  # the reader left
        _drop_output()
        return 0
    except OSError as error:
        if error.filename is not None:  # a name, say, that is too long to be looked at
            _tell(f"myograph: {error.filename} cannot be used: {error.strerror}.")
            return UNUSABLE
        _drop_output()
        _tell(f"myograph: the output cannot be written: {error.strerror or error}.")
        return UNUSABLE
    except KeyboardInterrupt:
        kept = " Answers given so far are kept." if _answers(words) else ""
        _tell(f"\nmyograph: interrupted.{kept}")
        return INTERRUPTED


def _run(words: list[str]) -> int:
    if words or "_MYOGRAPH_COMPLETE" in os.environ:
        from quiz.cli import run

        return run(words)
    from quiz.appstart import open_app

    return open_app((), at_once=False)


def _answers(words: list[str]) -> bool:
    """Return whether answers may have been given."""
    from quiz.cli import COMMANDS

    return not any(word in COMMANDS and word not in ANSWERING for word in words)


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _drop_output() -> None:
    """Send what Python would still flush at its end nowhere, quietly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
