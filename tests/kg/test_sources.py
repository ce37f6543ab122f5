"""The sources of the graph: what rests on each, finding one, and the command that lists them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import pytest
from smallgraphs import claim, world

import kg.commands.sources
from kg.model import Evidence, Stance, Tier
from kg.sourcelist import claims_of, holding, source_rows
from quiz import entry

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from kg.graph import KnowledgeGraph

    Run = Callable[..., "Done"]

VIEW = {"id", "label", "citation", "tier", "url", "licence", "caution", "asserts", "evidence"}


class Done(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """Run `myograph sources` in this process."""
    monkeypatch.setattr(kg.commands.sources, "open_graph", lambda _: graph)

    def run(*arguments: str) -> Done:
        with pytest.raises(SystemExit) as ended:
            entry.main(["sources", *arguments])
        out, err = capsysbinary.readouterr()
        return Done(int(ended.value.code or 0), out.decode(), err.decode())

    return run


def test_each_source_is_there_once_with_what_rests_on_it(graph: KnowledgeGraph) -> None:
    rows = source_rows(graph)
    assert sorted(row.source.id for row in rows) == sorted(graph.sources)
    places = [(-row.bears_on, row.source.label.casefold()) for row in rows]
    assert places == sorted(places)
    assert sum(row.asserts for row in rows) == len(graph.claims())
    for row in rows:
        found = claims_of(graph, row.source.id)
        assert {each.id for each in found} == {each.id for each in graph.claims(source=row.source.id)}
        assert [each.source for each in found[: row.asserts]] == [row.source.id] * row.asserts
        bearing = [each for each in found if any(e.source == row.source.id for e in each.evidence)]
        assert len(bearing) == row.bears_on


def test_a_claim_counts_once_for_a_source_however_many_passages_bear_on_it(graph: KnowledgeGraph) -> None:
    one = claim("a leadsTo b")
    more = (*one.evidence, *one.evidence, Evidence("blog", Stance.DISPUTES, "textbook"))
    bare = claim("b leadsTo c", source="page")._replace(evidence=())
    small = world(graph, one._replace(evidence=more), bare)
    assert [(row.source.id, row.asserts, row.bears_on) for row in source_rows(small)] == [
        ("blog", 0, 1),
        ("book", 1, 1),
        ("print", 0, 0),
        ("page", 1, 0),
        ("copy", 0, 0),
    ]
    assert [each.id for each in claims_of(small, "page")] == ["b leadsTo c"]
    assert [each.id for each in claims_of(small, "blog")] == ["a leadsTo b"]
    assert claims_of(small, "print") == claims_of(small, "nothing") == []


def test_every_word_has_to_stand_in_id_label_or_citation(graph: KnowledgeGraph) -> None:
    rows = source_rows(graph)
    assert holding(rows, " ") == rows
    assert [row.source.id for row in holding(rows, "TIGHT anonymous article")] == ["article"]
    assert holding(rows, "tight zzz") == []
    for row in rows:
        assert row in holding(rows, f"{row.source.id} {row.source.label.upper()}")


def test_the_command_lists_all_and_narrows_by_words_and_tier(run: Run, graph: KnowledgeGraph) -> None:
    done = run()
    assert (done.code, done.err) == (0, "")
    heads = [line for line in done.out.splitlines() if not line.startswith(" ")]
    assert heads == [f"{row.source.label} ({row.source.tier}) {row.source.id}" for row in source_rows(graph)]
    done = run("tight", "gluteus", "--tier", "Popular")
    assert done.out.splitlines()[0] == "Tight Gluteus Medius and Knee Pain (popular) article"
    assert "  Anonymous, " in done.out
    assert "  Caution: A popular text with mistakes." in done.out
    assert "  Makes 76 claims; bears on 76 claims." in done.out
    assert "  https://" in run("albany-anterior-leg").out
    data = json.loads(run("--json").out)
    assert [each["id"] for each in data] == [row.source.id for row in source_rows(graph)]
    assert all(set(each) == VIEW for each in data)
    studies = json.loads(run("--tier", "study", "--json").out)
    assert len(studies) == sum(source.tier is Tier.STUDY for source in graph.sources.values())
    assert {each["tier"] for each in studies} == {"study"}
    (article,) = json.loads(run("tight", "gluteus", "anonymous", "--json").out)
    assert article["label"] == graph.sources["article"].label
    assert article["citation"] == graph.sources["article"].citation
    assert article["caution"] == graph.sources["article"].caution
    assert (article["url"], article["asserts"], article["evidence"]) == (None, 76, 76)


def test_nothing_found_and_mistakes_are_told(run: Run) -> None:
    done = run("artcle", "--json")
    assert (done.code, done.out) == (1, "[]\n")
    assert done.err == "No source matches “artcle”. Did you mean “article”?\n"
    done = run("zzz", "--tier", "study")
    assert (done.code, done.out, done.err) == (1, "", "No source of tier study matches “zzz”.\n")
    done = run("--tier", "studdy")
    assert (done.code, done.out) == (2, "")
    assert "there is no tier “studdy”. Did you mean “study”?" in done.err
    assert run("--graph", "http://localhost:1").code == 2


def test_the_command_as_it_is_started_with_a_pack(
    myograph: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path, pack_text: str
) -> None:
    pack = tmp_path / "ankles.yaml"
    pack.write_text(pack_text.replace("label: Ankles", 'label: "[Your Name] ألم 🦵"', 1), "utf-8")
    done = myograph("sources", "leaflet", "--pack", str(pack))
    assert done.returncode == 0, done.stderr
    assert (
        done.stdout
        == "[Your Name] ألم 🦵 (popular) leaflet\n  A leaflet.\n  Makes 1 claim; bears on 1 claim.\n"
    )
