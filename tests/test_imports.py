"""Who loads what, in a fresh interpreter: start-up is guarded by names, not by clocks."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"rdflib", "pyoxigraph", "pyshacl", "networkx", "textual", "yaml", "fsrs", "platformdirs", "rich"}


def loaded(code: str) -> set[str]:
    printed = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(' '.join(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.split(".")[0] for name in printed.stdout.split()}


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("import ontology", set()),
        ("import kg", set()),
        ("import kg.graph, kg.model, kg.views, kg.wording", set()),
        ("import quiz.cli", set()),
        ("import quiz.entry, quiz.appstart", set()),
        ("import quiz.bank, quiz.session, quiz.plain, quiz.learner.log", set()),
        ("import kg.packs.reader", {"yaml"}),
        ("import kg.paths", {"networkx"}),
        ("import kg.rdf", {"pyoxigraph"}),
    ],
)
def test_a_package_loads_no_more_than_it_says(code: str, allowed: set[str]) -> None:
    assert loaded(code) & HEAVY <= allowed


@pytest.mark.parametrize(
    "code", ["import ontology", "import kg.commands.look, kg.checks.run, kg.rdf, kg.paths"]
)
def test_what_stands_above_does_not_know_what_stands_below(code: str) -> None:
    below = {"quiz", "kg"} if code == "import ontology" else {"quiz"}
    assert loaded(code) & below == set()


def test_the_engine_does_not_know_the_screen() -> None:
    assert "textual" not in loaded("import quiz.start, quiz.plain, quiz.feedback, quiz.learner.log")


def test_the_app_paints_home_without_the_engine() -> None:
    code = "import sys, quiz.entry, quiz.ownlog, quiz.tui.run, quiz.tui.study, quiz.tui.screens.today\n"
    code += "print(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"click", "quiz.bank", "kg.falsity", "kg.model", "kg.graph", "rdflib", "networkx"} & set(
        done.stdout.split()
    )


WARM = """
import sys, pathlib, kg
from kg.render import entity_lines
graph = kg.load(cache_dir=pathlib.Path(sys.argv[1]))
list(entity_lines(graph, graph.find("knee pain")))
print(" ".join(sys.modules))
"""


def test_show_needs_neither_yaml_nor_rdf_once_the_cache_is_there(tmp_path: object) -> None:
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", WARM, str(tmp_path)], capture_output=True, text=True, check=True
        )
    assert {name.split(".")[0] for name in done.stdout.split()} & HEAVY == set()
