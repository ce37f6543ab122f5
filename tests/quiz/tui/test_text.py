"""Text from data is never read as markup: the article itself holds “[Your Name]”."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

from handmade import ALL, decorated, keys, wrong
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input, Static

import quiz.tui
from kg.showable import harmless
from quiz.item import Interaction
from quiz.tui.text import plain, styled
from quiz.tui.widgets.line import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from quiz.learner.log import AnswerLog

    Asked = Callable[..., AbstractAsyncContextManager[Pilot[None]]]

NASTY = ["[Your Name]", "[/foo]", "[b", "[red]x[/red]", "\\[", "$x", "[link=https://x]y", "[1]", "[b + 3"]
RIGHT_TO_LEFT = ["עכוז אמצעי", "العضلة الألوية"]


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))).filter(lambda text: harmless(text) == text))
def test_any_text_stays_as_it_is(text: str) -> None:
    assert plain(text).plain == text
    assert styled(("✓ ", "bold"), text).plain == "✓ " + text


async def test_brackets_and_right_to_left_text_stay_as_they_are(asked: Asked, log: AnswerLog) -> None:
    """In stems, options, rows, typed answers, verdicts, explanations and the summary."""
    texts = NASTY + RIGHT_TO_LEFT
    items = [decorated(ALL[place % len(ALL)], nasty) for place, nasty in enumerate(texts)]
    typed = []
    async with asked(*items, size=(120, 40)) as pilot:
        screen = pilot.app.screen
        for nasty, item in zip(texts, items, strict=True):
            assert str(screen.query_one("#stem", Static).content) == item.stem
            lines = [line.text for line in screen.query(Line)]
            for text in (*(option.text for option in item.options), *(row.text for row in item.rows)):
                assert any(text in line for line in lines)
            if item.interaction is Interaction.TEXT:
                screen.query_one(Input).value = f"wrong {nasty}"
                typed.append(f"✗ wrong {nasty} (your answer)")
                await pilot.press("enter")
            else:
                await pilot.press(*keys(wrong(item)))
            await pilot.pause()
            assert all(nasty in line.text for line in screen.query(Line) if line.display)
            assert str(screen.query_one("#why", Static).content).startswith(nasty)
            await pilot.press("enter")
            await pilot.pause()
        missed = [str(each.content) for each in pilot.app.screen.query(".missed").results(Static)]
        assert all(f"✓ {item.answer}\n" in told for item, told in zip(items, missed, strict=True))
        assert typed
        assert all(any(line in told for told in missed) for line in typed)


def calls(node: ast.AST, contents: frozenset[str] = frozenset()) -> Iterator[tuple[ast.Call, frozenset[str]]]:
    """All calls with arguments, and the names that are annotated as `Content` where they stand."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        own = [(each.arg, each.annotation) for each in ast.walk(node.args) if isinstance(each, ast.arg)]
        named = [each for each in ast.walk(node) if isinstance(each, ast.AnnAssign)]
        own += [(ast.unparse(each.target), each.annotation) for each in named]
        contents = frozenset(
            name for name, kind in own if kind and ast.unparse(kind) in ("Content", "Content | None")
        )
    if isinstance(node, ast.Call) and node.args:
        yield node, contents
    for child in ast.iter_child_nodes(node):
        yield from calls(child, contents)


def test_what_is_annotated_as_content_is_told_from_text() -> None:
    code = "def f(a: Content, b: str):\n    c: Content | None = g(b)\n    for d in e: h(a), h(b), h(c), h(d)"
    known = {ast.unparse(node): ast.unparse(node.args[0]) in names for node, names in calls(ast.parse(code))}
    assert known == {"g(b)": False, "h(a)": True, "h(b)": False, "h(c)": True, "h(d)": False}


def test_no_widget_is_given_bare_text_from_data() -> None:
    """Static, Label, notify and the like take markup: they get constants, `plain`, `styled` or a `Content`.

    That a name is a `Content` its annotation says, which mypy checks.
    """
    takers = {"Static", "Label", "update", "Option", "Button"}
    found = []
    for path in Path(quiz.tui.__file__).parent.rglob("*.py"):
        for node, contents in calls(ast.parse(path.read_text("utf-8"))):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            safe = isinstance(first, ast.Constant) or (
                isinstance(first, ast.Call) and getattr(first.func, "id", "") in ("plain", "styled")
            )
            known = isinstance(first, ast.Name) and first.id in contents
            style = ast.unparse(node.func) == "self.stylesheet.update"  # takes a screen
            if name in takers and not safe and not known and not style:
                found.append(f"{path.name}:{node.lineno} {name}")
            if name == "notify" and not any(key.arg == "markup" for key in node.keywords):
                found.append(f"{path.name}:{node.lineno} notify without markup=False")
    assert found == []
