"""Labels that look like markup, are long, or run the other way, through every room: none lost, no crash."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from screens import whole_screen
from textual.widgets import Input, TextArea

from kg.graph import KnowledgeGraph
from quiz.tui.app import MyographApp
from quiz.tui.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from quiz.learner.log import AnswerLog

NASTY = (
    "[Your Name]", "[/foo]", "[b", "[red]x[/red]", "\\[", "$x", "[link=https://x]y", "[@click=app.quit]z[/]",
    "🦵🏽 leg", "العضلة الألوية", "臀中肌", "m" * 300,
)  # fmt: skip
# A letter between that keeps each name apart from all others and is nowhere else.
MARK = "№"


def name(number: int) -> str:
    return f"{NASTY[number % len(NASTY)]} {MARK}{number}"


def nasty(graph: KnowledgeGraph) -> KnowledgeGraph:
    """The bundled graph with such texts for all that a pack may say in words."""
    content = graph.content
    entities = tuple(
        each._replace(
            label=name(number),
            synonyms=(f"also {name(number)}",),
            definition=f"Meant by {name(number)}.",
            in_sentence=None,
        )
        for number, each in enumerate(content.entities)
    )
    sources = tuple(
        each._replace(
            label=f"source {name(number)}",
            citation=f"cited {name(number)}",
            caution=f"beware {name(number)}" if each.caution else None,
            in_sentence=None,
        )
        for number, each in enumerate(content.sources)
    )
    claims = tuple(
        each._replace(
            qualifier=each.qualifier and f"when {name(number)}",
            reading=each.reading and f"read {name(number)}",
            evidence=tuple(
                piece._replace(note=f"noted {name(number)}", section=piece.section and f"[/{number}]")
                for piece in each.evidence
            ),
        )
        for number, each in enumerate(content.claims)
    )
    return KnowledgeGraph(replace(content, entities=entities, sources=sources, claims=claims))


async def settled(pilot: Pilot[None]) -> None:
    for _ in range(2):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def go(pilot: Pilot[None], key: str) -> None:
    """Go to a room, out of whatever is typed in."""
    for _ in range(3):
        if isinstance(pilot.app.screen.focused, Input | TextArea):
            await pilot.press("escape")
            await pilot.pause()
    await pilot.press(key)
    await settled(pilot)


@pytest.fixture(scope="module")
def strange(graph: KnowledgeGraph) -> KnowledgeGraph:
    return nasty(graph)


@pytest.mark.parametrize("size", [(120, 40), (60, 18)])
async def test_every_room_shows_what_a_pack_may_hold(
    strange: KnowledgeGraph, log: AnswerLog, tmp_path: Path, size: tuple[int, int]
) -> None:
    entities = list(strange.entities.values())
    asked = {claim.subject for claim in strange.claims() if claim.askable}
    # All of them on the wide screen; on the narrow one those that are also long, or run the other way.
    texts = NASTY if size[0] > 100 else (NASTY[0], *NASTY[-4:])
    chosen = [
        next(each for each in entities if each.id in asked and each.label.startswith(text)) for text in texts
    ]
    made = MyographApp(Study(lambda: strange, log, Random(3), lambda: 0.0))
    async with made.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        await go(pilot, "e")
        for entity in chosen:
            await pilot.press("slash")
            field = made.screen.focused
            assert isinstance(field, Input)
            field.value = entity.label.rpartition(" ")[2]
            await pilot.pause()
            await pilot.press("enter")
            await settled(pilot)
            assert entity.label[:12] in whole_screen(made), entity.label
        await go(pilot, "s")
        assert f"{MARK}" in whole_screen(made)
        await go(pilot, "a")
        field = made.screen.query_one(Input)
        field.focus()
        field.value = f"What is {chosen[0].label}?"
        await pilot.press("enter")
        await settled(pilot)
        assert "[Your Name]" in whole_screen(made)
        await go(pilot, "p")
        for key in ("n", "down", "enter"):
            await pilot.press(key)
            await settled(pilot)
        await go(pilot, "b")
        await settled(pilot)
        await go(pilot, "g")
        await go(pilot, "t")
        made.notify("[Your Name] [/foo] [b", markup=False)
        await pilot.press("f4")
        await settled(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert "[Your Name] [/foo] [b" in whole_screen(made)
        await pilot.press("d")
        await settled(pilot)
        assert MARK in whole_screen(made)
