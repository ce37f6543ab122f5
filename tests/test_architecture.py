"""docs/architecture.md and its picture agree with the code, and so do the rules that they tell."""

from __future__ import annotations

import ast
import re
import runpy
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/architecture.md"
PICTURE = ROOT / "docs/architecture.svg"
# What a path on the page may begin with; anything else in backticks is no path.
ROOTS = ("ontology/", "kg/", "quiz/", "docs/", "tests/", "benchmarks/", "pyproject.toml")
# Where clocks and chance come in: at the commands, and in the one module that asks for the time.
DOORS = {"quiz/appstart.py", "quiz/commands/study.py", "quiz/learner/clock.py"}
OWN_MIND = {"now", "today", "utcnow", "uuid1", "uuid4", "SystemRandom", "urandom"}
ASKED = re.compile(rf"\b(?:{'|'.join(sorted(OWN_MIND))})\(")


@pytest.fixture(scope="module")
def drawing() -> SimpleNamespace:
    """The script that draws the picture, with what it says of the imports of today."""
    made = SimpleNamespace(**runpy.run_path(str(ROOT / "docs/make_architecture.py")))
    made.imported = made.imports()
    return made


def named() -> set[str]:
    """All paths that the page names, without a slash at the end."""
    words = re.findall(r"`([^`\n]+)`", PAGE.read_text("utf-8"))
    return {word.rstrip("/") for word in words if word.startswith(ROOTS)}


def folders() -> set[str]:
    """The folders of the packages."""
    found = {"ontology", "kg", "quiz"}
    for name in sorted(found):
        found |= {
            str(each.relative_to(ROOT))
            for each in (ROOT / name).rglob("*")
            if each.is_dir() and not each.name.startswith(("_", "."))
        }
    return found


def test_the_picture_fits_the_imports(drawing: Any) -> None:
    assert "\n".join(drawing.faults(drawing.imported)) == ""


def test_what_does_not_fit_is_told_with_what_to_do(drawing: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    less = {ends: why for ends, why in drawing.imported.items() if set(ends) != {"learner", "results"}}
    told = "Neither of learner and results imports the other: take the arrow out of FLOWS in {}."
    assert list(drawing.faults(less)) == [told.format(drawing.HERE)]
    more = {**drawing.imported, ("learner", "questions"): "quiz.learner.log imports quiz.export"}
    told = "quiz.learner.log imports quiz.export, and no way leads from learner to questions or back: "
    assert list(drawing.faults(more)) == [f"{told}add an arrow to FLOWS in {drawing.HERE}."]
    monkeypatch.setitem(drawing.ROOMS, "ghost", drawing.ROOMS["kg"]._replace(packages=("kg.ghost",)))
    monkeypatch.delitem(drawing.ROOMS, "results")
    assert [fault.partition(":")[0] for fault in drawing.faults(drawing.imported)] == [
        "quiz.results is in no room",
        "kg.ghost is no package any more",
    ]


def test_the_picture_is_the_one_that_is_drawn_today(drawing: Any) -> None:
    """Another Graphviz lays it out otherwise: what counts is which rooms, arrows and words there are."""
    drawn = unescape(PICTURE.read_text("utf-8"))
    titles = set(re.findall(r"<title>([^<]+)</title>", drawn)) - {"architecture"}
    wanted = {*drawing.ROOMS, *(f"{one}->{other}" for one, other in drawing.FLOWS)}
    again = "python docs/make_architecture.py draws it anew"
    assert {title for title in titles if not title.startswith("cluster_")} == wanted, again
    words = {word.strip() for word in re.findall(r"<text[^>]*>([^<]*)</text>", drawn)}
    rooms = [text for room in drawing.ROOMS.values() for text in (*room.packages, *room.does.split("|"))]
    assert set(rooms) | set(drawing.FLOWS.values()) <= words, again


def test_the_page_names_what_is_there_and_every_folder() -> None:
    paths = named()
    assert len(paths) > 60
    gone = [path for path in sorted(paths) if "…" not in path and not list(ROOT.glob(path))]
    assert gone == [], "the page names what is not there"
    # A folder is named itself, or by what is named in it.
    told = paths | {str(parent) for path in paths for parent in Path(path).parents}
    assert sorted(folders() - told) == [], "the table “Where to change what” says nothing of these"


def test_the_page_is_one_page() -> None:
    assert len(PAGE.read_text("utf-8").splitlines()) <= 120


def test_the_lines_that_tell_why_items_are_dropped_run(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    exec(compile(code.replace("fellow", "exercise-goal"), str(PAGE), "exec"), {})
    # Each line names a rule, an item and what breaks the rule.
    assert re.fullmatch(r"(L\d\d \S+-exercise-goal: .+\n)+", capsys.readouterr().out)


def test_every_command_is_named_where_it_is_looked_for() -> None:
    from quiz.cli import COMMANDS

    named = {place.partition(":")[0] for place in COMMANDS.values()}
    files = [path for name in ("kg", "quiz") for path in (ROOT / name / "commands").glob("*.py")]
    with_commands = {
        f"{path.parent.parent.name}.commands.{path.stem}"
        for path in files
        if re.search(r"^@click\.(?:command|group)\(", path.read_text("utf-8"), re.MULTILINE)
    }
    assert sorted(with_commands - named) == [], "add it to COMMANDS in quiz/cli.py"


def test_clocks_and_chance_come_in_at_the_doors() -> None:
    """Elsewhere they are passed in, so that a test can say what time it is and what is drawn."""
    found = set()
    for name in ("kg", "quiz"):
        for path in (ROOT / name).rglob("*.py"):
            text = path.read_text("utf-8")
            # To parse them all would take longer than everything else here.
            for node in ast.walk(ast.parse(text)) if ASKED.search(text) else ():
                if isinstance(node, ast.Call) and _of_its_own_mind(node.func):
                    found.add(str(path.relative_to(ROOT)))
    assert found == DOORS


def _of_its_own_mind(called: ast.expr) -> bool:
    """Return whether a call asks the clock for a day, or draws without a seed."""
    if isinstance(called, ast.Name):
        return called.id in OWN_MIND - {"now", "today"}
    if not isinstance(called, ast.Attribute) or not isinstance(called.value, ast.Name):
        return False
    return called.value.id in ("datetime", "date", "uuid", "random", "os") and called.attr in OWN_MIND


def test_what_one_module_takes_from_another_is_what_that_offers() -> None:
    """A name that is not in `__all__` may go any day; here none does that someone relies on."""
    trees = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
            path.read_text("utf-8")
        )
        for room in ("ontology", "kg", "quiz")
        for path in (ROOT / room).rglob("*.py")
    }
    offered = {name: set(ast.literal_eval(listed)) for name, tree in trees.items() if (listed := _all(tree))}
    taken = {
        (node.module, alias.name)
        for tree in trees.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in offered
        for alias in node.names
        if f"{node.module}.{alias.name}" not in trees
    }
    assert len(taken) > 800
    # An alias that is there for the checker of types alone cannot be offered to others.
    taken.remove(("kg.sparql.engine", "Term"))
    assert sorted(pair for pair in taken if pair[1] not in offered[pair[0]]) == []


def _all(tree: ast.Module) -> ast.expr | None:
    """Return the list of what a module offers, where it has one."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return node.value
    return None
