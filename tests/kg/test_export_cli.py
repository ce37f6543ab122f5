"""`myograph export`: which part goes out, what is refused, and the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shlex
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from programs import needs

from kg import progressbar
from kg.export import FORMATS, is_binary, write
from kg.part import around
from kg.paths import causal_chains
from quiz.entry import main

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.graph import KnowledgeGraph

    Run = Callable[..., tuple[int, str, str]]
    Process = Callable[..., subprocess.CompletedProcess[str]]

PAGE = Path(__file__).parents[2] / "docs" / "export.md"
CHAIN = ("weak gluteus medius", "knee pain")


@pytest.fixture
def export(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process, on the graph that is there already."""
    monkeypatch.setattr("kg.commands.export.open_graph", lambda _: graph)

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["export", *arguments])
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run


@pytest.fixture
def export_near(graph: KnowledgeGraph, export: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command on a small part of the graph, since a query is answered over all triples."""
    near = around(graph, "femoral-internal-rotation", 1)
    monkeypatch.setattr("kg.commands.export.open_graph", lambda _: near)
    return export


def ids(done: tuple[int, str, str]) -> tuple[set[str], set[str]]:
    """Return the ids of entities and claims in what was exported as Cytoscape JSON."""
    code, out, err = done
    assert (code, err) == (0, "")
    elements = json.loads(out)["elements"]
    return (
        {node["data"]["id"] for node in elements["nodes"]},
        {edge["data"]["claim"] for edge in elements["edges"]},
    )


@pytest.mark.parametrize("depth", [1, 2])
def test_around_takes_an_entity_and_what_is_near(export: Run, graph: KnowledgeGraph, depth: int) -> None:
    wanted = around(graph, "knee-pain", depth)
    more = [] if depth == 1 else ["--depth", str(depth)]
    entities, claims = ids(export("-f", "cytoscape", "--around", "Knee pain", *more))
    assert entities == set(wanted.entities)
    assert claims == {claim.id for claim in wanted.claims()}


def test_path_takes_the_claims_on_every_chain(export: Run, graph: KnowledgeGraph) -> None:
    entities, claims = ids(export("-f", "cytoscape", "--path", *CHAIN))
    chains = causal_chains(graph, "weak-gluteus-medius", "knee-pain")
    assert entities == {node for chain in chains for node in chain.nodes}
    assert claims == {claim.id for chain in chains for step in chain.steps for claim in step}


def test_status_chooses_among_the_claims_of_a_part(export: Run, graph: KnowledgeGraph) -> None:
    near = around(graph, "weak-gluteus-medius", 1).claims()
    arguments = ("--around", "weak gluteus medius", "--status", "Contested", "--status", "refuted")
    entities, claims = ids(export("-f", "cytoscape", *arguments))
    assert claims == {claim.id for claim in near if claim.status in ("contested", "refuted")}
    assert entities == {end for claim in near if claim.id in claims for end in (claim.subject, claim.object)}
    assert 0 < len(claims) < len(near)


@pytest.mark.parametrize(
    ("query", "entities", "claims"),
    [
        (
            "SELECT ?claim { ?claim myo:status myo:status-contested ; myo:subject id:weak-gluteus-medius }",
            {"weak-gluteus-medius", "femoral-internal-rotation"},
            {"article-c18"},
        ),
        (
            "SELECT ?thing { VALUES ?thing { id:weak-gluteus-medius id:femoral-internal-rotation } }",
            {"weak-gluteus-medius", "femoral-internal-rotation"},
            {"article-c18"},
        ),
        (
            "CONSTRUCT WHERE { id:femoral-internal-rotation myo:claimedLeadsTo id:knee-pain }",
            {"femoral-internal-rotation", "knee-pain"},
            {"article-c20"},
        ),
    ],
)
def test_query_takes_the_claims_that_it_names_or_those_between_what_it_names(
    export_near: Run, query: str, entities: set[str], claims: set[str]
) -> None:
    assert ids(export_near("-f", "cytoscape", "--query", query)) == (entities, claims)


@pytest.mark.parametrize(
    ("query", "code", "told"),
    [
        ("ASK {}", 1, "An ASK query names no claims"),
        ("SELECT ?x { VALUES ?x { myo:leadsTo 1 UNDEF } }", 1, "names no claim and no entity"),
        ("SELECT ?x { VALUES ?x { id:knee-pain } }", 1, "No claim is left"),
        ("SELECT nonsense", 2, "nonsense"),
    ],
)
def test_a_query_that_names_nothing_is_told(export_near: Run, query: str, code: int, told: str) -> None:
    done, out, err = export_near("--query", query)
    assert (done, out) == (code, "")
    assert told in err


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["-f", "turtel"], 2, "Did you mean “turtle”"),
        (["--status", "reportd"], 2, "Did you mean “reported”"),
        (["--around", "knee pian"], 1, "Did you mean “knee pain”"),
        (["--path", "knee pain", "weak gluteus medus"], 1, "“weak gluteus medius”"),
        (["--path", "knee pain", "weak gluteus medius"], 1, "There is one the other way round."),
        (["--depth", "2"], 2, "--depth goes with --around"),
        (["--around", "knee pain", "--depth", "0"], 2, "--depth"),
        (["--around", "knee pain", "--path", *CHAIN], 2, "--around and --path do not go together"),
        (["--around", "knee pain", "--status", "draft"], 1, "No claim is left"),
    ],
)
def test_what_cannot_be_is_told_and_no_file_is_left(
    export: Run, tmp_path: Path, arguments: list[str], code: int, told: str
) -> None:
    target = tmp_path / "part.ttl"
    done, out, err = export(*arguments, "-o", str(target))
    assert (done, out) == (code, "")
    assert told in err
    assert "Traceback" not in err
    assert not target.exists()


@needs("dot")
def test_the_command_writes_what_the_library_writes(
    myograph: Process, tmp_path: Path, graph: KnowledgeGraph
) -> None:
    target = tmp_path / "knee.svg"
    done = myograph("export", "-f", "svg", "--around", "knee pain", "-o", str(target))
    assert done.returncode == 0, done.stderr
    assert target.read_bytes() == write(around(graph, "knee-pain", 1), "svg")
    assert done.stderr.startswith("Wrote ")
    assert str(target) in done.stderr


@needs("dot")
def test_a_picture_that_is_hard_to_read_is_told(export: Run) -> None:
    code, out, err = export("-f", "svg", "--around", "weak gluteus medius", "--depth", "2")
    assert code == 0
    assert out.startswith("<?xml")
    assert "153 claims make a picture larger than a page." in err


def test_pixels_do_not_go_to_a_terminal(export: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    code, out, err = export("-f", "png", "--path", *CHAIN)
    assert (code, out) == (2, "")
    assert "use -o FILE" in err
    assert [form for form in FORMATS if is_binary(form)] == ["png"]


def test_help_names_every_format(export: Run) -> None:
    code, out, _ = export("--help")
    assert code == 0
    assert [form for form in FORMATS if form not in out] == []


@needs("dot")
def test_the_page_names_every_format_and_its_commands_work(
    export: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = PAGE.read_text("utf-8")
    assert [form for form in FORMATS if f"`{form}`" not in page] == []
    commands = [
        shlex.split(command, comments=True)
        for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
        for command in block.split("myograph export")[1:]
    ]
    assert len(commands) == 4
    for arguments in commands[1:]:  # the first writes the whole, which other tests do
        assert export(*arguments)[0] == 0
        assert Path(arguments[arguments.index("-o") + 1]).stat().st_size > 0


@needs("dot")
def test_the_bytes_do_not_hang_on_the_hash_seed(graph: KnowledgeGraph) -> None:
    code = (
        "import hashlib, json, kg\n"
        "from kg.export import FORMATS, write\n"
        "from kg.part import around\n"
        "near = around(kg.load(), 'knee-pain', 1)\n"
        "print(json.dumps({form: hashlib.sha256(write(near, form)).hexdigest() for form in FORMATS}))"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        for seed in ("1", "4242")
    ]
    found = [json.loads(process.communicate()[0]) for process in running]
    near = around(graph, "knee-pain", 1)
    assert found == [{form: hashlib.sha256(write(near, form)).hexdigest() for form in FORMATS}] * 2


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("patience", "shown"), [(0.01, True), (30.0, False)])
def test_a_terminal_is_told_that_it_takes_long(
    monkeypatch: pytest.MonkeyPatch, patience: float, shown: bool
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progressbar, "PATIENCE", patience)
    with progressbar.waiting("Writing svg"):
        until = time.monotonic() + (5 if shown else 0)
        while "Writing svg … 0 s" not in terminal.getvalue() and time.monotonic() < until:
            time.sleep(0.005)
    assert ("Writing svg … 0 s" in terminal.getvalue()) == shown
    assert terminal.getvalue().endswith("\r\x1b[K") == shown


def test_nothing_of_it_goes_to_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    monkeypatch.setattr(progressbar, "PATIENCE", 0.0)
    with progressbar.waiting("Writing svg"):
        time.sleep(0.05)
    assert pipe.getvalue() == ""


def test_a_failure_takes_the_line_away_too(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progressbar, "PATIENCE", 0.01)

    def fail() -> None:
        with progressbar.waiting("Writing svg"):
            time.sleep(0.1)
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert terminal.getvalue().endswith("\r\x1b[K")
