"""An app over the bundled graph, with chance and time that never change."""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

import pytest

from quiz.learner.log import AnswerLog
from quiz.tui.app import MyographApp
from quiz.tui.study import Study

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from textual.pilot import Pilot

    from kg.graph import KnowledgeGraph
    from quiz.item import Item

    Asked = Callable[..., AbstractAsyncContextManager[Pilot[None]]]

NOON = datetime.fromisoformat("2026-03-02T12:00:00+00:00")


@pytest.fixture(autouse=True)
def _plain_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the developer's shell says of colours, themes and languages out of the pictures."""
    for name in [
        name
        for name in os.environ
        if name.startswith(("TEXTUAL", "LC_", "NO_COLOR", "COLOR")) and name != "TEXTUAL_SNAPSHOT_TEMPDIR"
    ]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture
def log(tmp_path: Path) -> AnswerLog:
    """A log of its own."""
    return AnswerLog(tmp_path / "data", lambda: NOON)


@pytest.fixture
def app(graph: KnowledgeGraph, log: AnswerLog) -> Callable[..., MyographApp]:
    """Make an app; the same log may serve several, one after the other."""

    def make(**more: object) -> MyographApp:
        study = Study(lambda: graph, log, Random(3), lambda: 0.0)
        return MyographApp(study, **more)  # type: ignore[arg-type]

    return make


@pytest.fixture
def asked(app: Callable[..., MyographApp], log: AnswerLog) -> Asked:
    """Open an app at the first question of a quiz of the items given."""

    @asynccontextmanager
    async def ask(*items: Item, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
        session = log.start("made by hand", items, "{}")
        made = app()
        async with made.run_test(size=size, notifications=True, tooltips=True) as pilot:
            await made.workers.wait_for_complete()
            made.quizzes.take(session)
            await pilot.pause()
            yield pilot

    return ask
