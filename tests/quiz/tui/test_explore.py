"""The room in which one walks through the graph, by keys and by mouse."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from hostile import hostile
from rich.cells import cell_len
from screens import on_screen, whole_screen
from smallgraphs import claim, world
from textual.geometry import Offset
from textual.widgets import Input, Static

from kg.model import End, Modality, Status
from quiz.settings import Settings
from quiz.start import Request
from quiz.tui.app import MyographApp
from quiz.tui.messages import ShowEntity
from quiz.tui.screens.explore import ExploreScreen
from quiz.tui.study import Study
from quiz.tui.widgets.edgetree import EdgeTree
from quiz.tui.widgets.ego import EgoDrawing
from quiz.tui.widgets.entitypage import EntityPage
from quiz.tui.widgets.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.app import App
    from textual.pilot import Pilot

    from kg.graph import KnowledgeGraph
    from quiz.learner.log import AnswerLog

    Make = Callable[..., MyographApp]


def opened(
    graph: KnowledgeGraph, log: AnswerLog, size: tuple[int, int], *place: str
) -> AbstractAsyncContextManager[Pilot[None]]:
    """An app with vim's keys over a graph of one's own, that remembers a place."""
    study = Study(lambda: graph, log, Random(3), lambda: 0.0, Settings(vim=True))
    study.places["explore"] = list(place)
    return MyographApp(study).run_test(size=size, notifications=True, tooltips=True)


async def settled(pilot: Pilot[None]) -> None:
    """Wait for what is looked for, and for what is drawn after that."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def shown(app: App[None], widget: type[EgoDrawing | Trail]) -> list[str]:
    return str(app.screen.query_one(widget).render()).splitlines()


def told(app: App[None], selector: str) -> str:
    return str(app.screen.query_one(selector, Static).content)


def toast(app: App[None]) -> str:
    """What was told last in a corner of the screen."""
    return str(app.screen.query("Toast").last().render())


def claims_on_page(app: App[None]) -> int:
    """How many claims the page tells of by now."""
    return sum(str(part.content).count("How sure: ") for part in app.screen.query(".part").results(Static))


def row_of(app: App[None], words: str) -> Offset:
    """Where words stand on the screen."""
    lines = on_screen(app)
    row = next(number for number, line in enumerate(lines) if words in line)
    return Offset(lines[row].index(words) + 1, row)


def knee(graph: KnowledgeGraph) -> KnowledgeGraph:
    """A thing with something of each standing around it, and a circle."""
    weak = claim("weak leadsTo pain", Status.REPORTED)
    return world(
        graph,
        weak._replace(reads_from=End.OBJECT, modality=Modality.OFTEN),
        claim("muscle performs bend"),
        claim("muscle performs turn")._replace(qualifier="by its upper fibres"),
        claim("muscle performs turn ")._replace(id="again", source="page", qualifier="by its upper fibres"),
        claim("muscle actsJointlyWith other", Status.REPORTED),
        claim("muscle leadsTo pain", Status.CONTESTED),
        claim("muscle limits walk", Status.REFUTED),
        claim("weak stateOf muscle"),
        claim("pain leadsTo weak", Status.REPORTED),
    )


async def test_looking_for_something_by_keys(app: Make, graph: KnowledgeGraph) -> None:
    async with app().run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        await pilot.press("e")
        await settled(pilot)
        made = pilot.app
        # Nothing is chosen: good beginnings, and letters do not type yet.
        assert isinstance(made.screen, ExploreScreen)
        assert told(made, "#hint") == "Good things to begin with:"
        assert "gluteus medius  muscle" in on_screen(made)[4]
        assert not made.screen.possible("quiz", ())
        await pilot.press("slash", *"glut")
        await settled(pilot)
        found = int(told(made, "#count").removesuffix(" found"))
        assert found > 3
        assert "Enter shows the first" in told(made, "#hint")
        # Keys of the room and of other rooms type here.
        await pilot.press("t", "n")
        await settled(pilot)
        assert made.screen.query_one(Input).value == "gluttn"
        assert "Nothing in the graph goes by that." in told(made, "#hint")
        await pilot.press("backspace", "backspace", "down", "down", "enter")
        await settled(pilot)
        assert told(made, "#count") == f"2 of {found}"
        second = shown(made, Trail)
        await pilot.press("n")
        await pilot.pause()
        assert told(made, "#count") == f"3 of {found}"
        await pilot.press("N", "N", "N")
        await pilot.pause()
        assert told(made, "#count") == f"{found} of {found}"
        places = made.study.places["explore"]  # type: ignore[attr-defined]
        assert places[0] == places[2]
        assert graph.entity(places[0]).label == second[0]
        # By id, and what was typed last counts however fast Enter comes.
        await pilot.press("slash", *"weak-g", "enter")
        await settled(pilot)
        assert "weak gluteus medius" in shown(made, Trail)[0].rsplit(" › ", 1)[1]
        assert made.screen.query_one(EgoDrawing).has_focus
        places = made.study.places["explore"]  # type: ignore[attr-defined]
        assert places[-1] == "weak-gluteus-medius"
        # Out of the search with nothing chosen, then out of the room.
        await pilot.press("slash", *"kn", "escape")
        await pilot.pause()
        assert made.screen.query_one(EgoDrawing).has_focus
        await pilot.press("escape")
        await pilot.pause()
        assert made.current_mode == "today"
        assert made.study.places["explore"] == places  # type: ignore[attr-defined]


async def test_walking_through_a_drawing(graph: KnowledgeGraph, log: AnswerLog) -> None:
    async with opened(knee(graph), log, (80, 24), "gone", "muscle") as pilot:
        await settled(pilot)
        await pilot.press("e")
        await settled(pilot)
        made = pilot.app
        drawing = made.screen.query_one(EgoDrawing)
        lines = "\n".join(shown(made, EgoDrawing))
        assert "1 to here" in lines
        assert "5 from here" in lines
        for words in ("is a state of ══▶", "leads to ┄┄▶ contested", "limits ×─▶ refuted", "performs ══▶",
                      "acts jointly with ◀──▶", "║muscle", "↓ 1 more"):  # fmt: skip
            assert words in lines, words
        assert {cell_len(line) for line in lines.splitlines()} == {drawing.size.width}
        assert not told(made, "#claim")
        # To the right, down, and each tells of its claim; several claims on one line.
        await pilot.press("right")
        await pilot.pause()
        assert "Highlighted" in told(made, "#claim")
        assert "contested" in told(made, "#claim")
        await pilot.press("end")
        await pilot.pause()
        assert "Highlighted: 2 claims" in told(made, "#claim")
        assert "again" in told(made, "#claim")
        lines = "\n".join(shown(made, EgoDrawing))
        assert "↑ 1 more" in lines
        assert "» turn, by its upper fibres" in " ".join(lines.split())
        # To the left by way of the middle, there, on, and back.
        await pilot.press("left")
        await pilot.pause()
        assert drawing.edge is None
        assert not made.screen.query_one("#claim").display
        await pilot.press("h", "enter")
        await pilot.pause()
        assert shown(made, Trail) == ["muscle › weak"]
        assert "◀── … is often the result" in "\n".join(shown(made, EgoDrawing))
        await pilot.press("right", "enter")
        await pilot.pause()
        assert shown(made, Trail)[0].startswith("muscle › weak › ")
        await pilot.press("backspace", "backspace", "backspace")
        await pilot.pause()
        assert shown(made, Trail) == ["muscle"]
        assert made.study.places["explore"] == ["muscle"]  # type: ignore[attr-defined]
        # The page alone, and back again.
        await pilot.press("v")
        await pilot.pause()
        assert made.screen.query_one(EntityPage).has_focus
        assert not drawing.is_on_screen
        screen = whole_screen(made)
        assert "https://w3id.org/myograph/id/muscle" in screen
        assert "In all: " in screen
        await pilot.press("escape")
        await pilot.pause()
        assert drawing.has_focus
        # By mouse: a click highlights, a second one goes there; a click on the way goes back.
        there = row_of(made, "pain")
        await pilot.click(offset=there)
        await pilot.pause()
        assert drawing.edge is not None
        assert drawing.edge.other == "pain"
        await pilot.click(offset=there)
        await pilot.pause()
        assert shown(made, Trail) == ["muscle › pain"]
        await pilot.click(offset=row_of(made, "muscle ›"))
        await pilot.pause()
        assert shown(made, Trail) == ["muscle"]
        # What can be done with it.
        await pilot.press("c", "right")
        await pilot.pause()
        assert made.clipboard == "https://w3id.org/myograph/id/muscle"
        assert "Sent to the terminal's clipboard: https://" in toast(made)
        assert made.screen.possible("source", ())  # type: ignore[attr-defined]
        await pilot.press("w")
        await pilot.pause()
        assert made.current_mode == "paths"
        assert made.study.places["paths"][0] == "muscle"  # type: ignore[attr-defined]


async def test_the_same_in_every_size(graph: KnowledgeGraph, log: AnswerLog) -> None:
    async with opened(knee(graph), log, (60, 18), "muscle") as pilot:
        await settled(pilot)
        await pilot.press("e")
        await settled(pilot)
        made = pilot.app
        drawing, tree = made.screen.query_one(EgoDrawing), made.screen.query_one(EdgeTree)
        page = made.screen.query_one(EntityPage)
        assert tree.has_focus
        assert (drawing.is_on_screen, page.is_on_screen) == (False, False)
        screen = on_screen(made)
        assert any("▼ 1 to here" in line for line in screen)
        assert any("weak is a state of ══▶" in line for line in screen)
        assert any("leads to ┄┄▶ contested pain" in line for line in screen)
        there = row_of(made, "performs ══▶ bend")
        await pilot.click(offset=there)
        await pilot.pause()
        assert tree.edge is not None
        assert (tree.edge.other, shown(made, Trail)) == ("bend", ["muscle"])
        await pilot.click(offset=there)
        await pilot.pause()
        assert shown(made, Trail) == ["muscle › bend"]
        await pilot.press("backspace")
        await pilot.pause()
        # What is opened is found step by step; a circle is told of and does not open.
        await pilot.press("j", "j", "j", "j", "l", "l")
        await pilot.pause()
        assert any("leads to ──▶ weak" in line for line in on_screen(made))
        await pilot.press("right", "right")
        await pilot.pause()
        assert any("↩ seen above: " in line for line in on_screen(made))
        assert tree.cursor_node is not None
        assert not tree.cursor_node.allow_expand
        await pilot.press("right", "left", "left", "left")
        await pilot.pause()
        assert tree.edge is not None
        assert tree.edge.other == "pain"
        # The page in its place tells of what is highlighted; then there is room for both.
        await pilot.press("v")
        await pilot.pause()
        assert page.is_on_screen
        assert "contested" in told(made, "#claim")
        await pilot.press("v")
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert drawing.edge == tree.edge
        assert drawing.has_focus
        assert page.region.x >= drawing.region.right
        assert page.region.y == drawing.region.y
        await pilot.press("down")
        await pilot.pause()
        highlighted = drawing.edge
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert page.region.y >= drawing.region.bottom
        await pilot.resize_terminal(80, 20)
        await pilot.pause()
        assert tree.has_focus
        assert tree.edge == highlighted
        await pilot.press("enter")
        await pilot.pause()
        assert shown(made, Trail) == ["muscle › walk"]
        await pilot.resize_terminal(50, 12)
        await pilot.pause()
        assert "Myograph needs 60×18" in whole_screen(made)
        await pilot.press("backspace")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert shown(made, Trail) == ["muscle › walk"]


async def test_hostile_words_are_shown_whole_or_cut_by_cells(graph: KnowledgeGraph, log: AnswerLog) -> None:
    bad = hostile(graph)
    content = bad.content
    several = tuple(
        replace_claim._replace(id=f"from-{number}", subject="thing-0", object=f"thing-{number}")
        for number, replace_claim in enumerate(content.claims)
        if number and replace_claim.status is not Status.DRAFT
    )
    whole = type(bad)(replace(content, claims=(*content.claims, *several)))
    async with opened(whole, log, (80, 40), "thing-0") as pilot:
        await settled(pilot)
        await pilot.press("e")
        await settled(pilot)
        made = pilot.app
        drawing = made.screen.query_one(EgoDrawing)
        seen = set[str]()
        for _ in several:
            await pilot.press("j")
            lines = str(drawing.render()).splitlines()
            assert {cell_len(line) for line in lines} == {drawing.size.width}
            assert drawing.edge is not None
            seen.add(drawing.edge.label)
        await pilot.pause()
        assert {"[Your Name]", "<b>bold</b> & &amp; #quot; #35; </svg>", "leg 🦵🏽", "ألم الركبة"} & seen
        screen = whole_screen(made)
        assert "[Your Name]" in screen
        await pilot.resize_terminal(60, 18)
        await settled(pilot)
        tree = made.screen.query_one(EdgeTree)
        assert tree.virtual_size.width <= tree.size.width + 2
        assert "…" in whole_screen(made)


async def test_out_of_a_quiz_it_opens_at_the_claim(app: Make, graph: KnowledgeGraph, log: AnswerLog) -> None:
    made = app()
    async with made.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        made.post_message(ShowEntity("weak-gluteus-medius", "article-c18"))
        await settled(pilot)
        assert isinstance(made.screen, ExploreScreen)
        assert "[article-c18]" in told(made, "#claim")
        assert not made.screen.possible("paths", ())
        # Not the learner's own walk: that stays where it was.
        assert "explore" not in made.study.places
        await pilot.press("left", "escape")
        await pilot.pause()
        await pilot.resize_terminal(60, 18)
        made.post_message(ShowEntity("weak-gluteus-medius", "article-c18"))
        await settled(pilot)
        assert "[article-c18]" in told(made, "#claim")
        assert "can lead to ┄┄▶ contested femoral internal" in whole_screen(made)
        await pilot.resize_terminal(80, 24)
        await pilot.press("escape")
        await pilot.pause()
        made.post_message(ShowEntity("no-such-thing"))
        await settled(pilot)
        assert "Good things to begin with:" in told(made, "#hint")
        assert "no-such-thing" in toast(made)
        await pilot.press("enter")
        await settled(pilot)
        assert shown(made, Trail) == ["gluteus medius"]
        # The longest page is laid out as far as it is read, and all of it at its end.
        whole = len(graph.about("gluteus-medius"))
        assert claims_on_page(made) < whole / 3
        await pilot.press("v", "pagedown", "pagedown", "pagedown")
        await pilot.pause()
        before = claims_on_page(made)
        await pilot.press("end")
        while claims_on_page(made) > before:
            before = claims_on_page(made)
            await settled(pilot)
        assert before == whole
        assert made.screen.query_one(EntityPage).is_vertical_scroll_end
        asked: list[Request | None] = []
        made.quizzes.take = lambda _, request: asked.append(request)  # type: ignore[method-assign,assignment]
        await pilot.press("d")
        await pilot.pause()
        assert asked == [Request(topic="gluteus-medius")]
