"""An app over the bundled graph, with chance and time that never change."""

from __future__ import annotations

from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

import pytest

from quiz.learner.log import AnswerLog
from quiz.tui.app import MyographApp
from quiz.tui.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.graph import KnowledgeGraph

NOON = datetime.fromisoformat("2026-03-02T12:00:00+00:00")


@pytest.fixture
def log(tmp_path: Path) -> AnswerLog:
    """A log of its own."""
    return AnswerLog(tmp_path / "data", lambda: NOON)


@pytest.fixture
def app(graph: KnowledgeGraph, log: AnswerLog) -> Callable[..., MyographApp]:
    """Make an app; the same log may serve several, one after the other."""

    def make(**more: object) -> MyographApp:
        study = Study(lambda: graph, log, Random(3), lambda: 0.0)
        made = MyographApp(study, **more)  # type: ignore[arg-type]
        made.theme = "textual-dark"  # whatever the developer's shell asks for
        return made

    return make
