"""Paths by its keys: names are completed, chains and their steps shown, and what there is where none is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hostile import LABELS, hostile
from smallgraphs import claim, world
from textual.widgets import Input, OptionList, Static

from kg.model import Status
from kg.nearpaths import long_pairs
from kg.showable import one_line
from quiz.tui.app import MyographApp
from quiz.tui.messages import ShowEntity, ShowSource
from quiz.tui.screens.paths import PathsScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from textual.message import Message
    from textual.pilot import Pilot

    from kg.graph import KnowledgeGraph

    Make = Callable[..., MyographApp]


async def settled(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def lines(pilot: Pilot[None], selector: str) -> list[str]:
    """Return what the options of a list say."""
    return [str(option.prompt) for option in pilot.app.screen.query_one(selector, OptionList).options]


def told(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#told-of-ends", Static).content)


def ends(pilot: Pilot[None]) -> list[str]:
    return [pilot.app.screen.query_one(name, Input).value for name in ("#from", "#to")]


def feet(pilot: Pilot[None]) -> list[str]:
    """Return the labels of the keys at the foot."""
    active = pilot.app.screen.active_bindings.values()
    return list(
        dict.fromkeys(each.binding.description for each in active if each.binding.show and each.enabled)
    )


def type_in(pilot: Pilot[None], name: str, text: str) -> None:
    """Let a line hold a text as if it was typed, which takes a test long."""
    line = pilot.app.screen.query_one(name, Input)
    line.value = text
    line.cursor_position = len(text)


async def come_with(pilot: Pilot[None], *place: str) -> None:
    """Come to the room from another one, which has left a place to be at."""
    assert isinstance(pilot.app, MyographApp)
    pilot.app.action_go("today")
    await settled(pilot)
    pilot.app.study.places["paths"] = list(place)
    pilot.app.action_go("paths")
    await settled(pilot)


async def test_chains_by_keys(app: Make, graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Message] = []
    for kind in (ShowEntity, ShowSource):
        monkeypatch.setattr(MyographApp, f"on_{kind.handler_name.removeprefix('on_')}",
                            lambda _, message: shown.append(message))  # fmt: skip
    async with app().run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        await press(pilot, "p")
        screen = pilot.app.screen
        assert isinstance(screen, PathsScreen)
        # Where to begin is worked out from the graph, and Enter looks for it.
        pairs = [f"{graph.entity(pair.start).label} … {graph.entity(pair.end).label} · {pair.steps} steps"
                 for pair in long_pairs(graph, 3)]  # fmt: skip
        assert lines(pilot, "#chains") == pairs
        await press(pilot, "down", "enter")
        assert ends(pilot) == pairs[0].rpartition(" · ")[0].split(" … ")

        # → completes, whatever the case; ↓ goes to the names that fit; Enter takes one and goes on.
        await press(pilot, "n")
        type_in(pilot, "#from", "")
        await press(pilot, "W", "e", "a", "k", "space", "g", "l")
        assert lines(pilot, "#matches")[0] == "weak gluteus medius  dysfunction"
        assert not screen.query_one("#both").display
        await press(pilot, "right")
        assert ends(pilot)[0] == "Weak gluteus medius"
        type_in(pilot, "#to", "")
        await press(pilot, "enter")
        assert screen.focused is screen.query_one("#to")
        type_in(pilot, "#to", "kneecap pain")
        await press(pilot, "enter")
        assert told(pilot).startswith(
            "Nothing in the graph is called “kneecap pain”. Did you mean “knee pain”, "
        )
        type_in(pilot, "#to", "knee pai")
        await press(pilot)
        await press(pilot, "down", "enter")
        assert ends(pilot) == ["weak gluteus medius", "knee pain"]
        assert told(pilot) == "1 chain."
        chain = "weak gluteus medius ┄┄▶ femoral internal rotation ┄┄▶ knee pain · 2 steps · contested"
        assert lines(pilot, "#chains") == [chain]
        steps = lines(pilot, "#steps")
        assert steps[0] == "1. weak gluteus medius ┄┄▶ femoral internal rotation · contested"
        assert steps[1] == "A weak gluteus medius can lead to femoral internal rotation. [article-c18]"
        assert any(
            line.startswith("How sure: The article says that it can be so; contested") for line in steps
        )
        assert any(line.startswith("Against it: Schmitz and others 2014") for line in steps)
        assert any("“internal rotation of the femur”" in line for line in steps)
        assert sorted(feet(pilot)) == ["From, to", "Help", "Quit", "Source", "Swap"]

        # Into the steps: Enter shows the claim, o who says the highlighted line, Escape leads out again.
        against = next(place for place, line in enumerate(steps) if line.startswith("Against it"))
        await press(pilot, "enter", *["down"] * against, "enter", "o")
        entity, source = shown
        assert isinstance(entity, ShowEntity)
        assert isinstance(source, ShowSource)
        assert (entity.entity, entity.claim) == ("weak-gluteus-medius", "article-c18")
        assert source.source == graph.claim("article-c18").evidence[1].source
        await press(pilot, "escape")
        assert screen.focused is screen.query_one("#chains")

        # The other way round there is none; one is offered, and the nearest there is.
        await press(pilot, "x")
        assert ends(pilot) == ["knee pain", "weak gluteus medius"]
        assert told(pilot).startswith("No claim, nor chain of claims, leads from “knee pain” to")
        assert lines(pilot, "#chains") == ["weak gluteus medius … knee pain · 2 steps",
                                           "knee pain … daily activities · 1 step"]  # fmt: skip
        assert not screen.query_one("#steps").display
        await press(pilot, "down", "enter")
        assert ends(pilot) == ["knee pain", "daily activities"]

        # Nothing is lost in the smallest terminal; in a large one the steps stand beside the chains.
        for size, beside in (((60, 18), False), ((120, 40), True)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            chains, steps_at = screen.query_one("#chains").region, screen.query_one("#steps").region
            assert min(chains.height, steps_at.height, 3) >= min(3, len(lines(pilot, "#chains")))
            assert (chains.y == steps_at.y) is beside
            assert screen.query_one("#status").region.bottom <= size[1] - 1
            assert steps_at.bottom <= screen.query_one("#status").region.y
        places = pilot.app.study.places  # type: ignore[attr-defined]
        assert places["paths"] == ["knee pain", "daily activities"]

        # Another room may leave what to begin with.
        await press(pilot, "escape", "escape")
        places["paths"] = ["tight glutes", ""]
        await press(pilot, "p")
        assert ends(pilot) == ["tight glutes", ""]
        assert pilot.app.screen.focused is pilot.app.screen.query_one("#to")
        await press(pilot, "escape", "escape")
        assert pilot.app.current_mode == "today"


async def test_a_remembered_place_and_labels_that_try_to_break_out(app: Make, graph: KnowledgeGraph) -> None:
    made = app()
    odd = hostile(graph)
    made.study.load_graph = lambda: odd
    # thing-0 leads to thing-1, which is contested.
    made.study.remembered.places["paths"] = [LABELS[0], LABELS[1]]
    async with made.run_test(size=(60, 18), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        await press(pilot, "p")
        assert ends(pilot) == [LABELS[0], LABELS[1]]
        chain = lines(pilot, "#chains")[0]
        assert chain.startswith(f"{LABELS[0]} ")
        assert " · 1 step" in chain
        steps = lines(pilot, "#steps")
        for label in LABELS[:2]:
            assert any(one_line(label) in line for line in steps)
        # A name of 300 letters is cut in the line of a chain and whole in its steps.
        await come_with(pilot, LABELS[5], LABELS[6])
        assert any("x" * 300 in line for line in lines(pilot, "#steps"))
        assert not any("x" * 41 in line for line in lines(pilot, "#chains"))
        # What was remembered may be of another graph, or of no room that ever was.
        await come_with(pilot, "no such thing", LABELS[0])
        assert told(pilot).startswith("Nothing in the graph is called “no such thing”.")
        await come_with(pilot, "one", "two", "three")
        await come_with(pilot)
        assert ends(pilot) == ["", ""]


async def test_a_step_looks_like_the_best_of_its_claims(app: Make, graph: KnowledgeGraph) -> None:
    claims = [
        claim("one leadsTo two", Status.CONTESTED, "blog"),
        claim("one increases two", Status.ESTABLISHED)._replace(id="better"),
        claim("two leadsTo three", Status.REPORTED, "blog"),
    ]
    made = app()
    small = world(graph, *claims)
    made.study.load_graph = lambda: small
    made.study.remembered.places["paths"] = ["one", "three"]
    async with made.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "p")
        # The verb is that of the arrow; what stands worse is told too.
        assert lines(pilot, "#chains") == ["one increases ══▶ two ──▶ three · 2 steps · also 1 contested"]
        steps = lines(pilot, "#steps")
        assert steps[0] == "1. one increases ══▶ two · established (2 claims, 1 contested)"
        assert sum("How sure" in line for line in steps) == 3
        assert any("contested" in line for line in steps)
