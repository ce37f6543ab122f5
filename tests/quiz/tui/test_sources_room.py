"""The room of the sources, by its keys."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from hostile import LABELS
from textual.widgets import Input, OptionList, Static

from kg.graph import KnowledgeGraph
from kg.sourcelist import claims_of, source_rows
from quiz.tui.app import MyographApp
from quiz.tui.messages import ShowEntity
from quiz.tui.screens.help import HelpScreen
from quiz.tui.screens.sources import SourcesScreen
from quiz.tui.screens.today import TodayScreen
from quiz.tui.statuses import signed
from quiz.tui.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message import Message
    from textual.pilot import Pilot

    from quiz.learner.log import AnswerLog

    Make = Callable[..., MyographApp]


async def settled(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def source(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#source", Static).content)


def lines(pilot: Pilot[None], name: str) -> OptionList:
    return pilot.app.screen.query_one(f"#{name}", OptionList)


async def test_sources_are_found_and_lead_to_their_claims(app: Make, graph: KnowledgeGraph) -> None:
    rows = source_rows(graph)
    article = next(row for row in rows if row.source.id == "article")
    seen: list[Message] = []
    made = app()
    async with made.run_test(
        size=(80, 24), notifications=True, tooltips=True, message_hook=seen.append
    ) as pilot:
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, SourcesScreen)
        assert len(screen.query("FooterKey")) <= 6
        assert lines(pilot, "sources").option_count == len(rows)
        assert source(pilot).startswith(rows[0].source.label)
        # n and N go round; what is highlighted is told.
        await pilot.press("N")
        await pilot.pause()
        assert source(pilot).startswith(rows[-1].source.label)
        await pilot.press("n", "down", "n")
        await pilot.pause()
        assert source(pilot).startswith(rows[2].source.label)
        # A search shows what holds all words, with their number; Enter goes on in the list.
        await pilot.press("slash", *"gluteus tight")
        await pilot.pause()
        assert str(screen.query_one("#count", Static).content) == f"1 of {len(rows)}"
        assert "Caution: A popular text with mistakes" in source(pilot)
        assert f"Makes {article.asserts} claims; bears on {article.bears_on} claims." in source(pilot)
        await pilot.press("enter", "c", "enter")
        await pilot.pause()
        assert pilot.app.clipboard == article.source.citation
        # All its claims are there, with status and words; Enter shows one in the graph.
        claims = claims_of(graph, "article")
        await pilot.pause(0.7)  # until all of them are there
        assert lines(pilot, "claims").option_count == len(claims)
        first = str(lines(pilot, "claims").get_option_at_index(0).prompt)
        assert first.startswith(f"{signed(claims[0].status)}  Knee pain is an example of a complaint.\n")
        assert "“very common complaint”" in first
        await pilot.press("end", "enter")
        await settled(pilot)
        shown = {(each.entity, each.claim) for each in seen if isinstance(each, ShowEntity)}
        assert shown == {(claims[-1].subject, claims[-1].id)}
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.screen is screen
        assert "#claims" in str(screen.focused and screen.focused.css_identifier)
        # Escape leaves claims, then the search, then the room.
        await pilot.press("escape")
        await pilot.pause()
        assert screen.focused is lines(pilot, "sources")
        assert made.study.places["sources"] == ["article", "gluteus tight"]
        await pilot.press("escape")
        await pilot.pause()
        assert lines(pilot, "sources").option_count == len(rows)
        assert source(pilot).startswith(article.source.label)
        # Nothing found says so, and what was meant perhaps.
        await pilot.press("slash", *"[/no such")
        await pilot.pause()
        assert source(pilot).startswith("No source holds “[/no such”.")
        assert lines(pilot, "claims").option_count == 0
        await pilot.press("escape", "c", "n", "v", "escape")
        await pilot.pause()
        assert lines(pilot, "sources").option_count == len(rows)
        assert source(pilot).startswith(rows[0].source.label)
        # One alone fits where it is narrow; both stand side by side where it is broad.
        for size, together in (((60, 18), False), ((120, 40), True)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert screen.query_one("#list").display
            assert screen.query_one("#page").display is together
            await pilot.press("enter")
            await pilot.pause()
            assert screen.query_one("#list").display is together
            assert screen.query_one("#page").display
            assert lines(pilot, "claims").has_focus
            await pilot.press("v")
            await pilot.pause()
            assert lines(pilot, "sources").has_focus
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_a_source_that_is_asked_for_is_shown_at_once_and_escape_leads_back(
    app: Make, graph: KnowledgeGraph
) -> None:
    made = app()
    async with made.run_test(size=(60, 18), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        below = pilot.app.screen
        made.push_screen(SourcesScreen(made.study, alone=True, source="article"))
        await settled(pilot)
        assert "Tight Gluteus Medius and Knee Pain" in source(pilot)
        assert lines(pilot, "claims").has_focus
        assert not pilot.app.screen.query("Rooms")
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is below
    assert "sources" not in made.study.places


async def test_names_and_words_of_sources_are_never_markup(graph: KnowledgeGraph, log: AnswerLog) -> None:
    content = graph.content
    names = dict(zip((row.source.id for row in source_rows(graph)), LABELS, strict=False))
    odd = tuple(
        each._replace(
            label=names.get(each.id, each.label), caution=names.get(each.id), citation="a\x1b[2J\nb"
        )
        for each in content.sources
    )
    hostile = KnowledgeGraph(replace(content, sources=odd))
    made = MyographApp(Study(lambda: hostile, log, Random(3), lambda: 0.0))
    async with made.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
        for row in source_rows(hostile)[:3]:
            assert row.source.label in source(pilot)
            assert "a\ufffd[2J b" in source(pilot)
            await pilot.press("n")
            await pilot.pause()
        pilot.app.screen.query_one(Input).value = "[your name]"
        await pilot.pause()
        assert "[Your Name]" in str(lines(pilot, "sources").get_option_at_index(0).prompt)
        await pilot.press("c")
        await pilot.pause()
