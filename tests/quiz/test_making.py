"""What is made before it can be asked: a course's paper for a quiz, and the bar that shows meanwhile."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from coursetexts import COURSE

from quiz.bank import build
from quiz.blueprint import Part, papers
from quiz.commands import options
from quiz.commands import study as studycli
from quiz.learner.log import AnswerLog
from quiz.patterns import PATTERNS
from quiz.start import Request
from quiz.wanted import Wanted

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank


def test_a_quiz_by_a_course_is_its_first_paper_and_is_gone_on_with(
    myograph: Callable[..., subprocess.CompletedProcess[str]],
    graph: KnowledgeGraph,
    bank: Bank,
    tmp_path: Path,
) -> None:
    course = tmp_path / "hips.yaml"
    course.write_text(COURSE, "utf-8")
    (paper,) = papers(
        graph, bank, [Part(2, Wanted("gluteus-medius")), Part(2, Wanted(level="analyse"))], 1
    ).papers
    done = myograph("quiz", "--plain", "--course", str(course), stdin="q\n")
    assert done.returncode == 0
    assert "A quiz of 4 questions." in done.stdout
    assert paper[0].stem in done.stdout
    again = myograph("quiz", "--plain", "--course", str(course), stdin="q\n")
    assert "Going on with your quiz at question 1 of 4." in again.stdout
    wrong = myograph("quiz", "--plain", "--course", str(course), "--topic", "knee pain")
    assert wrong.returncode == 2
    assert "--topic does not go with --course" in wrong.stderr


def test_a_paper_is_made_before_the_app_opens_and_found_by_it(few: KnowledgeGraph, tmp_path: Path) -> None:
    items = build(few, 1).items
    assert items, "two claims give at least one question"
    log = AnswerLog(tmp_path / "log", lambda: datetime(2026, 11, 24, tzinfo=UTC))
    request = Request(number=1, seed=1, parts=(Part(1, Wanted()),))
    for new in (False, False, True):
        studycli._begin_paper(few, log, request, new=new)
        waiting = log.unfinished(request.text)
        assert waiting is not None
        assert len(waiting.items) == 1


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("step", "shown"), [(0.01, False), (0.2, True)])
def test_a_bar_shows_on_a_terminal_once_it_takes_long(
    monkeypatch: pytest.MonkeyPatch, step: float, shown: bool
) -> None:
    terminal, clock = Terminal(), iter(number * step for number in range(1000))
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    with options.making() as progress:
        for name in PATTERNS:
            progress(name)
    assert ("Making items" in terminal.getvalue()) == shown
    assert ("100%" in terminal.getvalue()) == shown


def test_no_bar_goes_to_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    monkeypatch.setattr("kg.progressbar.PATIENCE", -1)
    with options.making() as progress:
        for name in PATTERNS:
            progress(name)
    assert pipe.getvalue() == ""
