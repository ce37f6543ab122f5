"""`myograph sparql`: never writing, never reaching out, never without an end."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.rdf import to_ntriples
from kg.rdf.terms import PREFIXES
from kg.sparql.engine import NO_LIMIT, Rows, Truth
from kg.sparql.errors import EngineFailedError, QueryError, QueryStoppedError
from kg.sparql.guard import Kind, Query, read_query
from kg.sparql.process import Oxigraph
from kg.sparql.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph import KnowledgeGraph
    from kg.sparql.engine import Answer

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Main = Callable[..., tuple[int, str, str]]

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for all commands here: each would read the packs anew."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def sparql(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))

    def run(*arguments: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "quiz", "sparql", *arguments],
            input=stdin.encode(),
            capture_output=True,
            timeout=60,
            check=False,
            env={**os.environ, **more},
        )
        # Not as text: line ends are part of what is tested.
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return run


@pytest.fixture
def command(few: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Main:
    """Run the command over a small graph in this process: exit code, standard output and error."""
    import kg.commands.sparql
    from quiz import entry

    monkeypatch.setattr(kg.commands.sparql, "open_graph", lambda _: few)

    def main(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            entry.main(["sparql", *arguments])
        out, told = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, out, told

    return main


def test_the_command_answers_from_the_bundled_packs(sparql: Run) -> None:
    done = sparql("SELECT ?nerve { id:gluteus-medius myo:innervatedBy ?nerve }")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["?nerve", "─" * 25, "id:superior-gluteal-nerve"]


def test_the_query_may_be_in_a_file_or_on_standard_input(command: Main, tmp_path: Path) -> None:
    text = "SELECT ?o { claim:article-c18 myo:object ?o }"
    file = tmp_path / "query.rq"
    file.write_text(f"\ufeff{text}\r\n", "utf-8")
    for arguments in (["-f", str(file), "--json"], ["-f", "-", "-r", "JSON"]):
        code, out, told = command(*arguments, stdin=text.encode())
        assert (code, told) == (0, "")
        (row,) = json.loads(out)["results"]["bindings"]
        assert row == {"o": {"type": "uri", "value": f"{PREFIXES['id']}femoral-internal-rotation"}}
    code, out, told = command("-f", "-", stdin=b"ASK { '\xe9' ?p ?o }")
    assert (code, out, told) == (3, "", "myograph: Standard input is not UTF-8 text (byte 7).\n")


def test_an_answer_can_be_written_to_a_file(command: Main, tmp_path: Path) -> None:
    text, written = "SELECT ?o { claim:article-c18 myo:object ?o }", tmp_path / "out.csv"
    code, out, told = command(text, "-r", "csv", "-o", str(written))
    assert (code, out) == (0, "")
    assert written.read_bytes() == f"o\r\n{PREFIXES['id']}femoral-internal-rotation\r\n".encode()
    assert told == f"Wrote {written.stat().st_size} bytes to {written}.\n"
    code, out, told = command(text, "-o", str(tmp_path / "no-such-folder" / "out"))
    assert (code, out) == (3, "")
    assert "cannot be written" in told


def test_the_command_says_what_the_data_cannot(command: Main) -> None:
    code, out, told = command("SELECT ?c { ?c a myo:Claim }", "--limit", "1", "-r", "csv")
    assert (code, out.count("\r\n")) == (0, 2)
    assert told.startswith("Only the first row; there are more. --limit 0 gives all")
    code, out, told = command("SELECT ?m { GRAPH ?m { ?m a myo:Muscle } }", "-r", "csv")
    assert (code, out) == (1, "m\r\n")
    assert told == "No result.\nAll is in one graph without a name, so GRAPH finds nothing.\n"
    assert command("CONSTRUCT { ?m a ?c } { ?m a owl:Nothing , ?c }") == (1, "", "No result.\n")
    assert command("ASK { ?m a myo:Muscle }") == (0, "no\n", "")


def test_a_slip_in_a_name_is_told_where_nothing_is_found(command: Main) -> None:
    """A name that nothing has is no mistake in SPARQL: the query just finds nothing, without a word."""
    code, out, told = command("SELECT ?c { ?c myo:objekt id:knee-pain ; myo:subject id:weak-gluteus-medus }")
    assert (code, out.splitlines()[0]) == (1, "?c")
    assert told.splitlines() == [
        "No result.",
        "Nothing in the graph is called myo:objekt. Did you mean “myo:object”?",
        "Nothing in the graph is called id:weak-gluteus-medus. Did you mean “id:weak-gluteus-medius”?",
    ]
    code, out, told = command("ASK { ?c a myo:Clame }")
    assert (code, out) == (0, "no\n")
    assert told == "Nothing in the graph is called myo:Clame. Did you mean “myo:Claim”?\n"
    assert command("PREFIX myo: <http://x/> ASK { ?c a myo:Clame }") == (0, "no\n", "")


SAME = """
import sys
from kg.rdf.terms import PREFIXES
from kg.sparql.guard import read_query
from kg.sparql.process import Oxigraph
from kg.sparql.results import forms, printed
engine = Oxigraph(open(sys.argv[1], "rb").read())
for text in sys.argv[2:]:
    query = read_query(text, PREFIXES)
    for form in forms(query.kind):
        sys.stdout.buffer.write(printed(engine.answer(query, timeout=30, limit=50), form))
"""


def test_the_same_query_gives_the_same_bytes(few_data: Path) -> None:
    """Without ORDER BY, cut by a limit, with blank nodes that Oxigraph names by chance."""
    texts = [
        "SELECT DISTINCT ?s (COUNT(?c) AS ?n) (SAMPLE(?c) AS ?one) { ?c rdfs:label ?s } GROUP BY ?s",
        "CONSTRUCT { [] myo:of ?c } { ?c myo:inPack ?p }",
    ]
    first, second = (
        subprocess.run(
            [sys.executable, "-c", SAME, str(few_data), *texts],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in "12"
    )
    assert first == second
    assert first.count(b"_:b") >= 50


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ([], 2, "Give a query, or a file that holds one with -f; one of the two."),
        (["ASK {}", "-f", "x.rq"], 2, "one of the two."),
        (["ASK {}", "-r", "turtel"], 2, "there is no format “turtel”. Did you mean “turtle”?"),
        (["DESCRIBE id:x", "-r", "csv"], 2, "DESCRIBE cannot be csv; it can be turtle, ntriples or json."),
        (["SELECT * {}", "-r", "turtle"], 2, "cannot be turtle; it can be table, csv, tsv, json or xml."),
        (["ASK {}", "-r", "tsv"], 2, "it can be table, json or xml."),
        (["ASK {}", "-r", "xml", "--json"], 2, "--json and --results are given, and they differ"),
        (["ASK {}", "--timeout", "0"], 2, "a number of seconds above 0"),
        (["ASK {}", "--timeout", "nan"], 2, "a number of seconds above 0"),
        (["ASK {}", "--timeout", "inf"], 2, "a number of seconds above 0"),
        (["ASK {}", "--limit", "-1"], 2, "Invalid value for '--limit'"),
        (["DROP ALL"], 2, "DROP changes data, and this command only reads."),
        (["-f", "no-such-file.rq"], 3, "no-such-file.rq cannot be read"),
        (["-f", "latin.rq"], 3, "latin.rq is not UTF-8 text (byte 7)."),
    ],
)  # fmt: skip
def test_wrong_usage_is_told_before_anything_is_asked(
    arguments: list[str], code: int, told: str, command: Main, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "latin.rq").write_bytes(b"ASK { '\xe9' ?p ?o }")
    ended, out, err = command(*arguments)
    assert (ended, out) == (code, "")
    assert told in " ".join(err.split())
    assert "Traceback" not in err


def test_no_connection_is_ever_made(engine: Oxigraph) -> None:
    """Oxigraph follows SERVICE to any server, which the first half shows; the engine's process cannot."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(10)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        text = f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}"
        child = subprocess.Popen(
            [sys.executable, "-c", f"import pyoxigraph; list(pyoxigraph.Store().query({text!r}))"],
            stderr=subprocess.DEVNULL,
        )
        connection, _ = server.accept()
        connection.close()
        child.kill()
        child.wait()
        server.settimeout(0.2)
        with contextlib.suppress(TimeoutError):
            while True:  # it may have tried again
                server.accept()[0].close()
        for unguarded in (text, text.replace("SILENT", ""), f"SELECT * FROM <{address}> {{ ?s ?p ?o }}"):
            query = Query(unguarded, Kind.SELECT, {}, tuple(tokens(unguarded)), star=False)
            with contextlib.suppress(QueryError, EngineFailedError):
                engine.answer(query, timeout=20, limit=NO_LIMIT)
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_query_that_eats_memory_is_stopped(few: KnowledgeGraph) -> None:
    small = Oxigraph(to_ntriples(few), memory=400_000_000)
    query = read_query("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f", PREFIXES)
    with pytest.raises(QueryStoppedError, match="more memory than it may take"):
        small.answer(query, timeout=60, limit=10)


def test_a_query_that_breaks_the_engine_is_told_as_that(ask: Callable[..., Answer]) -> None:
    deep = "ASK { ?s ?p ?o FILTER (" + "(" * 30_000 + "1" + ")" * 30_000 + ") }"
    with pytest.raises(EngineFailedError, match="break down; perhaps its brackets") as caught:
        ask(deep)
    assert caught.value.exit_code == 1


def test_a_megabyte_of_query_is_answered(ask: Callable[..., Answer]) -> None:
    values = " ".join(f'"value {number}"@en' for number in range(60_000))
    text = f"SELECT ?c {{ ?c rdfs:label ?l VALUES ?l {{ {values} }} }}"
    assert len(text) > 1_000_000
    assert ask(text) == Rows(("c",), [], False)


def alive(mark: str) -> list[str]:
    """Return the ids of the processes that carry a mark in their environment."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if mark.encode() in path.read_bytes():
                found.append(path.parent.name)
    return found


def await_children(mark: str, number: int) -> None:
    end = time.monotonic() + 15
    while len(alive(mark)) != number:
        assert time.monotonic() < end, f"{len(alive(mark))} processes, not {number}"
        time.sleep(0.05)


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if not Path("/proc/self/environ").exists():
        pytest.skip("there is no /proc to find processes in")
    mark = f"MYOGRAPH_TEST_{os.getpid()}_{time.monotonic_ns()}"
    monkeypatch.setenv(mark, "1")
    yield mark
    for process in alive(mark):
        os.kill(int(process), signal.SIGKILL)


def test_a_query_without_end_is_stopped_and_leaves_no_process(sparql: Run, marked: str) -> None:
    began = time.monotonic()
    done = sparql(RUNAWAY, "--timeout", "1")
    assert time.monotonic() - began < 5
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("myograph: The query ran longer than 1 s and was stopped.")
    assert alive(marked) == []


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_the_engine_ends_with_the_command(how: signal.Signals, marked: str, few_data: Path) -> None:
    """Also where the command has no time to see to it."""
    code = (
        "import sys; from kg.sparql.process import Oxigraph; from kg.sparql.guard import read_query\n"
        "engine = Oxigraph(open(sys.argv[1], 'rb').read())\n"
        f"engine.answer(read_query({RUNAWAY!r}, {{}}), timeout=60, limit=0)"
    )
    command = subprocess.Popen([sys.executable, "-c", code, str(few_data)], stderr=subprocess.DEVNULL)
    await_children(marked, 2)
    time.sleep(0.3)  # until the engine is at work
    command.send_signal(how)
    command.wait()
    await_children(marked, 0)


@pytest.fixture(scope="module")
def few_data(few: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("few") / "few.nt"
    path.write_bytes(to_ntriples(few))
    return path


def test_what_lies_in_the_users_folder_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Callable[..., Answer]
) -> None:
    for name in ("json.py", "pyoxigraph.py", "bisect.py"):
        (tmp_path / name).write_text("raise SystemExit(9)\n")
    monkeypatch.chdir(tmp_path)
    assert ask("ASK {}") == Truth(True)


def test_the_engines_process_loads_little() -> None:
    code = "import kg.sparql.child, sys; print(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not {"click", "rdflib", "networkx", "kg.model", "kg.graph", "kg.rdf", "difflib"} & loaded
