"""The commands of the graph: JSON as documented, exit codes, clear messages, no traceback."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from programs import needs

from kg.rdf import to_ntriples, to_turtle
from quiz import entry
from quiz.cli import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.graph import KnowledgeGraph

    Run = Callable[..., subprocess.CompletedProcess[str]]

ENTITY = {"id", "label", "type", "iri"}
CLAIM = {
    "id", "iri", "statement", "subject", "relation", "object", "qualifier", "degree", "modality", "status",
    "assertedBy", "reading", "readsFrom", "askable", "askAs", "searched", "measure", "derivedFrom",
    "contradicts", "evidence",
}  # fmt: skip
EVIDENCE = {
    "source", "stance", "kind", "quote", "start", "end", "section", "presupposed", "finding", "note",
    "figure", "reread", "indirect",
}  # fmt: skip


def answer(run: Run, *arguments: str) -> Any:
    done = run(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_search_gives_entities(myograph: Run) -> None:
    found = answer(myograph, "search", "knee pain")
    assert found[0] == {
        "id": "knee-pain",
        "label": "knee pain",
        "type": "Symptom",
        "iri": "https://w3id.org/myograph/id/knee-pain",
    }


def test_show_gives_the_whole_page(myograph: Run) -> None:
    page = answer(myograph, "show", "Glutes")
    assert set(page) == ENTITY | {"synonyms", "definition", "summary", "mappings", "claims"}
    assert page["synonyms"] == ["gluteals", "glutei", "glutes"]
    assert page["summary"][0] == "The article says:"
    assert all(set(claim) == CLAIM for claim in page["claims"])


def test_claims_carry_their_evidence(myograph: Run) -> None:
    (claim,) = answer(
        myograph, "claims", "--subject", "weak gluteus medius", "--object", "femoral internal rotation"
    )
    assert claim["id"] == "article-c18"
    assert claim["relation"] == {"id": "leadsTo", "label": "leads to"}
    assert claim["modality"] == "can"
    assert claim["status"] == "contested"
    assert claim["searched"] is None
    assert claim["measure"] is None
    assert claim["askable"] is True
    assert all(set(item) == EVIDENCE for item in claim["evidence"])
    evidence, *others = claim["evidence"]
    assert [(item["source"], item["stance"], item["reread"], item["indirect"]) for item in others] == [
        ("schmitz-2014", "disputes", True, False),
        ("radzak-2020", "supports", True, True),
        ("schmitz-2014", "supports", True, True),
        ("willy-davis-2011", "disputes", True, True),
    ]
    assert others[0]["figure"] == "19 vs 19"
    assert evidence["quote"] == "internal rotation of the femur"
    assert evidence["end"] - evidence["start"] == len(evidence["quote"])


def test_a_measured_value_comes_with_its_unit(myograph: Run) -> None:
    found = answer(myograph, "claims", "--subject", "lateral band walk", "--source", "distefano-2009")
    assert [claim["measure"] for claim in found if claim["measure"]] == [{"value": "61", "unit": "%MVIC"}]


def test_claims_can_be_chosen_by_status_and_source(myograph: Run, graph: KnowledgeGraph) -> None:
    refuted = [claim.id for claim in graph.claims() if claim.status == "refuted"]
    assert [claim["id"] for claim in answer(myograph, "claims", "--status", "Refuted")] == refuted
    both = answer(myograph, "claims", "--status", "Refuted", "--source", "article")
    assert [claim["id"] for claim in both] == ["article-c13"]
    found = answer(myograph, "claims", "--source", "article")
    assert len(found) == 73 + 3  # its claims, and what its headings say of three exercises
    assert {claim["assertedBy"] for claim in found} == {"article"}


def test_path_gives_nodes_and_claims(myograph: Run) -> None:
    (chain,) = answer(myograph, "path", "weak gluteus medius", "knee pain")
    assert [node["id"] for node in chain["nodes"]] == [
        "weak-gluteus-medius",
        "femoral-internal-rotation",
        "knee-pain",
    ]
    assert [claim["id"] for claim in chain["claims"]] == ["article-c18", "article-c20"]


def test_path_prints_the_words_and_how_sure(myograph: Run) -> None:
    printed = myograph("path", "weak gluteus medius", "knee pain").stdout
    assert printed.splitlines()[0] == "weak gluteus medius → femoral internal rotation → knee pain"
    assert "A weak gluteus medius can lead to femoral internal rotation. [article-c18]" in printed
    assert "“internal rotation of the femur”" in printed
    assert "Against it: Schmitz and others 2014, cross-sectional study: In two groups of 19" in printed
    assert "Near it, for: Radzak and Stickley 2020, cross-sectional study: " in printed
    assert (
        printed.count(
            "How sure: The article says that it can be so; contested, as a finding speaks against it."
        )
        == 2
    )


def test_packs_count_what_they_hold(myograph: Run) -> None:
    packs = {pack["name"]: pack for pack in answer(myograph, "packs")}
    assert packs["article"]["source"] == "article"
    assert packs["article"]["version"] == "0.1.0"
    assert {"entities", "claims", "evidence", "askable", "completenessMarks"} <= set(packs["article"])


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["show", "gluteus medus"], 1, "Did you mean “gluteus medius”"),
        (["show", "xyzzy"], 1, "Nothing in the graph is called “xyzzy”."),
        (["path", "knee pain", "gluteus medius"], 1, "leads from “knee pain” to “gluteus medius”"),
        (["path", "knee pain", "weak gluteus medius"], 1, "There is one the other way round."),
        (["search", "xyzzy"], 1, "Nothing matches"),
        (["claims", "--subject", "knee pain", "--object", "femur"], 1, "No claim matches."),
        (["claims", "--relation", "leedsTo"], 2, "Did you mean “leadsTo”"),
        (["claims", "--status", "proven"], 2, "there is no status “proven”"),
        (["export", "-f", "turtel"], 2, "Did you mean “turtle”"),
        (["shwo", "knee"], 2, "Did you mean “show”"),
        (["show", "--jsn", "knee"], 2, "--json"),
        (["show"], 2, "Missing argument"),
        (["packs", "--pack", "absent.yaml"], 3, "absent.yaml cannot be read"),
        (["export", "-o", "/absent/graph.ttl"], 3, "cannot be written"),
    ],
)
def test_mistakes_are_told_without_a_traceback(
    myograph: Run, arguments: list[str], code: int, told: str
) -> None:
    done = myograph(*arguments)
    assert done.returncode == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_found_is_still_json(myograph: Run) -> None:
    done = myograph("search", "xyzzy", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (1, [])


def test_a_bad_pack_is_told_line_by_line(myograph: Run, tmp_path: Path, pack_text: str) -> None:
    pack = tmp_path / "bad.yaml"
    pack.write_text(pack_text.replace("leadsTo", "leedsTo").replace("modality: can", "modalty: can"))
    done = myograph("check", str(pack))
    assert done.returncode == 1
    line = next(number for number, text in enumerate(pack.read_text().splitlines(), 1) if "leedsTo" in text)
    excerpt = (
        f"  {line} |     relation: leedsTo\n     |               ^^^^^^^\n     Did you mean “leadsTo”?\n"
    )
    assert f"\n{pack}:{line}:15: There is no relation “leedsTo”.\n{excerpt}" in done.stdout
    assert "2 faults" not in done.stderr
    assert "3 faults found." in done.stderr
    told = myograph("show", "knee pain", "--pack", str(pack))
    assert told.returncode == 1
    assert "leedsTo" in told.stderr


def test_quotes_are_proved_from_the_command(
    tmp_path: Path,
    pack_text: str,
    source_text: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pack, text = tmp_path / "ankles.yaml", tmp_path / "ankles.txt"
    text.write_text(source_text)
    # To hold the bundled packs against the shapes takes seconds: the command does it once, in the test above.
    monkeypatch.setattr("kg.checks.run.read_bundled_mappings", lambda reader: ())
    monkeypatch.setattr("kg.checks.run.bundled_packs", lambda: ())
    for quote, code, told in (
        ("can lead to toe", 0, "ankles.txt       1  ok"),
        ("can lead to uncle", 1, "“can lead to uncle” is not in the text"),
    ):
        pack.write_text(pack_text.replace("quote: can lead to toe", f"quote: {quote}"))
        with pytest.raises(SystemExit) as ended:
            entry.main(["check", str(pack), "--source-text", str(text)])
        assert (ended.value.code or 0) == code
        assert told in capsys.readouterr().out


def test_export_writes_what_the_library_writes(myograph: Run, graph: KnowledgeGraph, tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    done = myograph("export", "-f", "turtle", "-o", str(target))
    assert done.returncode == 0
    assert str(target) in done.stderr
    assert target.read_bytes() == to_turtle(graph)
    assert myograph("export", "-f", "ntriples").stdout.encode() == to_ntriples(graph)
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_failed_export_leaves_what_was_there(myograph: Run, tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    target.write_text("mine")
    assert myograph("export", "--pack", "absent.yaml", "-o", str(target)).returncode == 3
    assert target.read_text() == "mine"
    assert myograph("export", "-o", str(tmp_path)).returncode == 2


@pytest.mark.parametrize("command", ["export", "claims", "packs"])
def test_a_reader_that_leaves_is_no_fault(command: str) -> None:
    """`myograph export | head -1` ends with 0 and says nothing."""
    writer = subprocess.Popen(
        [sys.executable, "-m", "quiz", command], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.stdout.read(1)
    writer.stdout.close()
    assert writer.wait(timeout=60) == 0
    assert writer.stderr.read() == b""


@pytest.mark.parametrize("command", ["export", "claims", "packs", "--help"])
def test_output_that_cannot_be_written_is_told(command: str) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-m", "quiz", command],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr == "myograph: the output cannot be written: No space left on device.\n"


def test_a_closed_output_is_no_fault() -> None:
    command = f"{shlex.quote(sys.executable)} -m quiz export >&-"
    done = subprocess.run(["sh", "-c", command], stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_packs_may_be_named_before_the_command(myograph: Run, tmp_path: Path, pack_text: str) -> None:
    pack = tmp_path / "mine.yaml"
    pack.write_text(pack_text)
    assert (
        json.loads(myograph("--pack", str(pack), "show", "toe", "pain", "--json").stdout)["id"] == "toe-pain"
    )


def test_an_unreadable_pack_does_not_hide_the_faults_of_others(
    myograph: Run, tmp_path: Path, pack_text: str
) -> None:
    pack = tmp_path / "bad.yaml"
    pack.write_text(pack_text.replace("leadsTo", "leedsTo"))
    done = myograph("check", str(tmp_path / "absent.yaml"), str(pack))
    assert done.returncode == 3
    assert "leedsTo" in done.stdout
    assert "absent.yaml cannot be read" in done.stderr
    assert "Traceback" not in done.stderr


@needs("rapper")
def test_the_pipe_to_raptor_counts_without_error(myograph: Run) -> None:
    data = myograph("export", "-f", "turtle").stdout
    done = subprocess.run(
        ["rapper", "-q", "-c", "-i", "turtle", "-", "x:"],
        input=data,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_help_names_every_command(myograph: Run) -> None:
    printed = myograph("--help").stdout
    assert [command for command in COMMANDS if f"\n  {command} " not in printed] == []
