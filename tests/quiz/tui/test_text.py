"""Text from data is never read as markup: the article itself holds “[Your Name]”."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import OptionList, Static

from kg.graph import KnowledgeGraph
from quiz.tui.app import MyographApp
from quiz.tui.study import Study
from quiz.tui.text import plain, styled

if TYPE_CHECKING:
    from quiz.learner.log import AnswerLog

NASTY = ["[Your Name]", "[/foo]", "[b", "[red]x[/red]", "\\[", "$x", "[link=https://x]y", "[1]", "[b + 3"]


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))))
def test_any_text_stays_as_it_is(text: str) -> None:
    assert plain(text).plain == text
    assert styled(("✓ ", "bold"), text).plain == "✓ " + text


@pytest.mark.parametrize("nasty", NASTY)
async def test_brackets_in_labels_and_quotes_reach_the_screen(
    graph: KnowledgeGraph, log: AnswerLog, nasty: str
) -> None:
    content = graph.content
    entities = tuple(entity._replace(label=f"{entity.label} {nasty}") for entity in content.entities)
    claims = tuple(
        claim._replace(evidence=tuple(item._replace(quote=nasty) for item in claim.evidence))
        for claim in content.claims
    )
    sources = tuple(source._replace(label=nasty, in_sentence=nasty) for source in content.sources)
    nasty_graph = KnowledgeGraph(replace(content, entities=entities, claims=claims, sources=sources))
    app = MyographApp(Study(lambda: nasty_graph, log, Random(3), lambda: 0.0))
    async with app.run_test(size=(120, 40), notifications=True, tooltips=True) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert nasty in str(app.screen.query_one("#holds", Static).content)
        await pilot.press("n")
        await pilot.pause()
        assert nasty in str(app.screen.query_one("#stem", Static).content)
        menu = app.screen.query_one("#choices", OptionList)
        assert nasty in str(menu.get_option_at_index(0).prompt)
        await pilot.press("1")
        await pilot.pause()
        assert f"“{nasty}”" in str(app.screen.query_one("#why", Static).content)
        for _ in range(9):
            await pilot.press("enter", "1")
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.query("#review")


def test_no_widget_is_given_bare_text_from_data() -> None:
    """Static, Label, notify and the like take markup: they get constants, `plain` or `styled` only."""
    import ast
    from pathlib import Path

    import quiz.tui

    takers = {"Static", "Label", "update", "Option", "Button"}
    found = []
    for path in Path(quiz.tui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            safe = isinstance(first, ast.Constant) or (
                isinstance(first, ast.Call) and getattr(first.func, "id", "") in ("plain", "styled")
            )
            if name in takers and not safe:
                found.append(f"{path.name}:{node.lineno} {name}")
            if name == "notify" and not any(key.arg == "markup" for key in node.keywords):
                found.append(f"{path.name}:{node.lineno} notify without markup=False")
    assert found == []
