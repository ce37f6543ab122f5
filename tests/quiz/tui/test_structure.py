"""How the app is built: one registry of actions, no private attribute of Textual, a short app class."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING

import quiz.tui
from quiz.actions import PLACES, all_actions, keys_of, of, rebound, titles
from quiz.keys import ROOMS, clashes, is_key
from quiz.tui.screens.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(quiz.tui.__file__).parent
PRIVATE = re.compile(r"\bself\.(_[a-z]\w*)")


def classes() -> Iterator[type]:
    """All classes of the app."""
    for found in walk_packages(quiz.tui.__path__, "quiz.tui."):
        module = import_module(found.name)
        yield from (
            each
            for each in vars(module).values()
            if inspect.isclass(each) and each.__module__ == module.__name__
        )


@cache
def private_of(base: type) -> frozenset[str]:
    """The private names that a class of Textual's defines or uses."""
    names = {name for name in vars(base) if name.startswith("_") and not name.startswith("__")}
    return frozenset(names | set(PRIVATE.findall(inspect.getsource(base))))


def test_no_class_uses_or_shadows_a_private_name_of_textual() -> None:
    looked = 0
    for each in classes():
        theirs = [base for base in each.__mro__ if base.__module__.startswith("textual.")]
        taken = set().union(*map(private_of, theirs))
        own = set(PRIVATE.findall(inspect.getsource(each)))
        own |= {name for name in vars(each) if name.startswith("_") and not name.startswith(("__", "_abc"))}
        ours = own & taken - _PUT_THERE
        assert not ours, (each, sorted(ours))
        looked += bool(theirs)
    assert looked > 20


# What Textual itself sets on every class that is made from one of its own.
_PUT_THERE = {
    "_css_bindings", "_css_type_name", "_css_type_names", "_decorated_handlers", "_inherit_bindings",
    "_inherit_component_classes", "_inherit_css", "_merged_bindings", "_reactives", "_selector_names",
    "_computes", "_default_css", "_mounted_event",
}  # fmt: skip


def test_no_private_name_of_anything_else_is_used() -> None:
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            private = isinstance(node, ast.Attribute) and re.match(r"_[^_]", node.attr)
            if isinstance(node, ast.Attribute) and private and node.attr not in _OF_TUPLES:
                own = ast.unparse(node.value) in ("self", "cls", "super()")
                assert own, (path.name, node.lineno, node.attr)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
                assert "._" not in f".{node.module}", (path.name, node.lineno)


# Public, whatever they look like.
_OF_TUPLES = {"_replace", "_asdict", "_fields"}


def test_every_key_comes_from_the_registry() -> None:
    for path in ROOT.rglob("*.py"):
        text = path.read_text("utf-8")
        assert path.name == "bindings.py" or "Binding(" not in text, path
        assert not re.search(r"\bdef (on_key|key_\w+)\b", text), path


def test_every_action_of_a_screen_is_there_and_has_a_key() -> None:
    actions = all_actions()
    assert len(actions) == sum(len(of(place)) for place in PLACES)
    assert set(titles()) == set(PLACES)
    keys = {key for each in actions.values() for key in f"{each.keys},{each.vim}".split(",") if key}
    assert all(map(is_key, keys))
    screens = [each for each in classes() if issubclass(each, Page) and each.PLACES]
    done = {place for each in screens for place in each.PLACES}
    assert set(ROOMS) <= done
    for place in done:
        names = {each.does.partition("(")[0] for each in of(place)}
        having = [each for each in screens if place in each.PLACES]
        for name in names:
            assert any(hasattr(each, f"action_{name}") for each in having) or place == "ends", (place, name)


def test_keys_of_a_room_hide_no_way_to_another() -> None:
    for place in ROOMS:
        taken: dict[str, str] = {}
        for action in (each for side in (place, "go", "app") for each in of(side)):
            for key in action.keys.split(","):
                assert taken.setdefault(key, action.id) == action.id, (key, taken[key], action.id)
    assert list(clashes({}, vim=True)) == []
    assert ("h", "quiz.hint", "quiz.undo") in list(clashes({"quiz.undo": "h"}, vim=False))


def test_vim_adds_keys_and_a_choice_replaces_them() -> None:
    down = all_actions()["lists.down"]
    assert keys_of(down, {}, vim=False) == "down"
    assert keys_of(down, {}, vim=True) == "down,j"
    assert keys_of(down, {"lists.down": "n"}, vim=True) == "n"
    assert "lists.down" not in rebound({}, vim=False)


def test_the_first_room_loads_neither_tables_nor_what_other_rooms_show() -> None:
    code = "import sys, quiz.tui.app, quiz.tui.screens.today\nprint(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "quiz.tui.widgets.lists" in loaded
    assert not {"textual.widgets._data_table", "quiz.tui.widgets.form", "quiz.tui.screens.explore"} & loaded


def test_the_app_class_is_short() -> None:
    assert len((ROOT / "app.py").read_text("utf-8").splitlines()) <= 250
