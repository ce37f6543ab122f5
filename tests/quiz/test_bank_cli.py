"""`myograph bank`: what is printed, what is written, and each way to go wrong."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import pytest
from coursetexts import COURSE

import kg
import quiz.commands.bank
from kg.fingerprint import fingerprint
from quiz import entry
from quiz.bankview import bank_lines, item_lines
from quiz.blueprint import Part, fitting, papers
from quiz.coverage import uncovered
from quiz.item import Bloom, item_from_view
from quiz.lint import RULES, Finding, Linter
from quiz.patterns import PATTERNS
from quiz.wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.graph import KnowledgeGraph
    from quiz.bank import Bank

    Run = Callable[..., "Done"]


class Done(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(
    graph: KnowledgeGraph,
    bank: Bank,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> Run:
    """Run a bank command in this process, on a bank that is made once."""
    monkeypatch.setattr(quiz.commands.bank, "open_graph", lambda _: graph)
    monkeypatch.setattr(quiz.commands.bank, "made_bank", lambda _, seed: replace(bank, seed=seed))

    def run(*arguments: str) -> Done:
        with pytest.raises(SystemExit) as ended:
            entry.main(["bank", *arguments])
        out, err = capsysbinary.readouterr()
        return Done(int(ended.value.code or 0), out.decode(), err.decode())

    return run


def test_list_has_a_line_for_each_item_and_then_the_counts(run: Run, bank: Bank) -> None:
    done = run("list")
    assert (done.code, done.err) == (0, "")
    items, _, rest = done.out.partition("\n\n")
    assert len(items.splitlines()) == len(bank.items)
    for line, item in zip(items.splitlines(), bank.items, strict=True):
        assert line.split()[:3] == [item.type, item.bloom, f"{item.difficulty:.2f}"]
        assert line.endswith(f"  {item.stem}  [{item.id}]")
    number = sum(item.type == "match" for item in bank.items)
    assert f"match {number}" in rest
    above = sum(item.bloom != Bloom.REMEMBER for item in bank.items)
    assert f"Above “remember”: {100 * above / len(bank.items):.0f} %." in rest


def test_list_ends_with_the_claims_that_have_no_item_and_why(graph: KnowledgeGraph, bank: Bank) -> None:
    """Without its items on one claim, the bank leaves that claim out."""
    lost = next(item for item in bank.items if len(item.claims) == 1).claims[0]
    rest = [item for item in bank.items if lost not in item.claims]
    left_out = uncovered(graph, rest)
    lines = list(bank_lines(graph, rest, left_out))
    (place,) = [at for at, line in enumerate(lines) if line.endswith(f"[{lost}]") and line.startswith("  ")]
    assert lines[place + 1].strip() == next(each.reason for each in left_out if each.claim == lost)


def test_list_as_json_has_the_same_and_what_was_dropped(run: Run, graph: KnowledgeGraph, bank: Bank) -> None:
    data = json.loads(run("list", "--seed", "5", "--json").out)
    assert list(data) == ["seed", "items", "leftOut", "dropped"]
    assert data["seed"] == 5
    assert [each["id"] for each in data["items"]] == [item.id for item in bank.items]
    assert set(data["items"][0]) == {"id", "type", "bloom", "difficulty", "stem"}
    assert [each["claim"] for each in data["leftOut"]] == [
        each.claim for each in uncovered(graph, bank.items)
    ]
    assert data["dropped"] == bank.dropped


def test_list_keeps_to_topic_type_and_level(run: Run, graph: KnowledgeGraph, bank: Bank) -> None:
    done = run("list", "--topic", "Gluteus Medius", "--type", "CLOZE", "--level", "remember", "--json")
    wanted = Wanted("gluteus-medius", "cloze", "remember")
    found = [each["id"] for each in json.loads(done.out)["items"]]
    assert found == [item.id for item in fitting(graph, bank.items, wanted)]
    assert 0 < len(found) < len(bank.items)


def test_list_keeps_to_a_source_by_any_of_its_names(run: Run, graph: KnowledgeGraph, bank: Bank) -> None:
    wanted = [item.id for item in fitting(graph, bank.items, Wanted(source="article"))]
    assert 0 < len(wanted) < len(bank.items)
    for name in ("article", "The Article", "tight gluteus medius and knee pain"):
        data = json.loads(run("list", "--source", name, "--json").out)
        assert [each["id"] for each in data["items"]] == wanted
        left_out = {each["claim"] for each in data["leftOut"]}
        assert left_out == {
            each.claim for each in uncovered(graph, bank.items) if graph.claim(each.claim).told_by("article")
        }


@pytest.mark.parametrize("kind", PATTERNS)
def test_show_gives_an_item_of_each_type_with_options_proofs_and_explanation(
    run: Run, bank: Bank, kind: str
) -> None:
    item = next(item for item in bank.items if item.type == kind)
    done = run("show", item.id)
    assert done.code == 0
    told = [item.stem, *(option.text for option in item.options), *item.explanation, f"Answer: {item.answer}"]
    told += [option.why for option in item.options] + [row.text for row in item.rows]
    told += [*item.accept, *item.claims, f"Seed: {item.seed}."]
    assert [text for text in told if text not in done.out] == []
    proofs = [option.proof for option in item.options] + [proof for row in item.rows for proof in row.proofs]
    for proof in filter(None, proofs):
        assert f"Proof, {proof.kind}: " in done.out
    assert item_from_view(json.loads(run("show", item.id, "--json").out)) == item


def test_a_proof_of_each_kind_is_put_into_words_with_its_witnesses(graph: KnowledgeGraph, bank: Bank) -> None:
    kinds = set()
    for item in bank.items:
        lines = "\n".join(item_lines(graph, item))
        for proof in filter(None, (option.proof for option in item.options)):
            kinds.add(proof.kind)
            for name in proof.witnesses:
                assert name in lines or graph.sources[name].label in lines or "each marked" in lines
            assert graph.entity(proof.subject).label in lines
    assert len(kinds) >= 5


def test_a_near_miss_of_an_id_is_answered_with_the_item_meant(run: Run, bank: Bank) -> None:
    name = bank.items[0].id
    done = run("show", name[:-1])
    assert (done.code, done.out) == (1, "")
    assert f"There is no item “{name[:-1]}” in the bank of seed 1. Did you mean “{name}”?" in done.err
    assert "myograph bank list" in run("show", "zzzz").err


def test_lint_gives_each_rule_with_its_meaning_and_count_and_the_agents(
    run: Run, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quiz.commands.bank, "_findings", lambda *_: [])
    done = run("lint")
    assert (done.code, done.err) == (0, "")
    for rule, (name, meaning) in RULES.items():
        (line,) = [line for line in done.out.splitlines() if f"  {rule}  " in line]
        assert line.split()[:4] == ["0", str(bank.dropped.get(rule, 0)), rule, name]
        assert line.endswith(meaning)
    assert "longest" in done.out
    assert "rarest" in done.out
    for rules in set(bank.dropped) - set(RULES):
        assert f"Dropped for {rules} together: {bank.dropped[rules]:,}." in done.out


def test_lint_with_a_finding_ends_with_1_and_says_what_it_is(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [Finding("L07", f"item-{number}", "the word “hip”") for number in range(7)]
    monkeypatch.setattr(quiz.commands.bank, "_findings", lambda *_: found)
    done = run("lint")
    assert done.code == 1
    assert done.err == "7 findings.\n"
    assert "    item-4: the word “hip”\n    … and 2 more" in done.out
    data = json.loads(run("lint", "--json").out)
    rules = {row["rule"]: row for row in data["rules"]}
    assert list(rules) == list(RULES)
    assert len(rules["L07"]["findings"]) == 7
    assert rules["L08"]["findings"] == []
    assert {agent["name"] for agent in data["agents"]} >= {"longest", "first"}
    assert all(set(agent) == {"name", "score", "chance", "bound"} for agent in data["agents"])


def test_lint_looks_at_items_bank_quizzes_and_a_second_build(
    graph: KnowledgeGraph, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bank with an item that gives itself away, a fourfold one, and another one when made again."""
    item = bank.items[0]
    bad = replace(item, stem=f"{item.stem} [Your Name]")
    spoiled = replace(bank, items=(bad, bad, bad, *bank.items[1:40]))
    monkeypatch.setattr(quiz.commands.bank, "made_bank", lambda *_: bank)
    # Where every quiz has a fault, drawing one would go through all items before it gave up.
    monkeypatch.setattr("quiz.bank.draw", lambda *_: list(bank.items[:5]))
    monkeypatch.setattr(Linter, "hinges", lambda *_: [Finding("L21", "x", "gives away y")])
    rules = {finding.rule for finding in quiz.commands.bank._findings(graph, spoiled)}
    assert rules >= {"L21", "L23", "B05", "B07", "B08"}
    same = quiz.commands.bank._findings(graph, bank)
    assert not {finding.rule for finding in same} & {"L23", "B07", "B08"}
    assert not [finding for finding in same if finding.rule.startswith("L") and finding.rule != "L21"]


def test_export_has_seed_fingerprint_and_items_that_are_read_back(
    run: Run, graph: KnowledgeGraph, bank: Bank, tmp_path: Path
) -> None:
    file = tmp_path / "bank.json"
    done = run("export", "-f", "json", "-o", str(file), "--type", "match")
    assert (done.code, done.out) == (0, "")
    assert f"Wrote {file.stat().st_size:,} bytes to {file}." in done.err
    data = json.loads(file.read_text("utf-8"))
    assert list(data) == ["myograph", "seed", "graph", "items"]
    assert (data["myograph"], data["seed"], data["graph"]) == (kg.__version__, 1, fingerprint(graph))
    assert [item_from_view(each) for each in data["items"]] == fitting(
        graph, bank.items, Wanted(type="match")
    )
    assert run("export", "--type", "match").out.encode() == file.read_bytes()


def test_export_of_some_asks_no_claim_twice(run: Run) -> None:
    data = json.loads(run("export", "-n", "12").out)
    claims = [claim for item in data["items"] for claim in item["claims"]]
    assert len(data["items"]) == 12
    assert len(claims) == len(set(claims))
    assert "There are only " in run("export", "-n", "1000", "--type", "match").err


def test_export_of_a_course_has_its_papers_and_each_item_once(
    run: Run, graph: KnowledgeGraph, bank: Bank, tmp_path: Path
) -> None:
    course = tmp_path / "hips.yaml"
    course.write_text(COURSE, "utf-8")
    data = json.loads(run("export", "--course", str(course), "--papers", "2").out)
    assert list(data) == ["myograph", "seed", "graph", "items", "title", "papers", "shared"]
    parts = [Part(2, Wanted("gluteus-medius")), Part(2, Wanted(level="analyse"))]
    found = papers(graph, bank, parts, 2)
    assert data["papers"] == [[item.id for item in paper] for paper in found.papers]
    assert (data["title"], data["shared"]) == ("Hips", [])
    names = [item["id"] for item in data["items"]]
    assert sorted(names) == sorted(name for paper in data["papers"] for name in paper)


def test_a_course_without_a_blueprint_deals_out_the_number_by_weight(
    run: Run, graph: KnowledgeGraph, tmp_path: Path
) -> None:
    course = tmp_path / "hips.yaml"
    course.write_text(COURSE.partition("blueprint")[0], "utf-8")
    data = json.loads(run("export", "--course", str(course), "-n", "6").out)
    items = [item_from_view(each) for each in data["items"]]
    assert len(items) == 6
    assert fitting(graph, items[:4], Wanted("gluteus-medius")) == items[:4]
    assert fitting(graph, items[4:], Wanted("knee-pain")) == items[4:]


def test_papers_that_share_claims_are_told_on_standard_error_and_in_the_json(
    run: Run, bank: Bank, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    course = tmp_path / "hips.yaml"
    course.write_text("title: A\nblueprint: [{number: 1}]\n", "utf-8")
    monkeypatch.setattr(quiz.commands.bank, "made_bank", lambda *_: replace(bank, items=bank.items[:1]))
    done = run("export", "--course", str(course), "--papers", "2")
    assert done.code == 0
    assert "Part 1 of the blueprint (1 question): " in done.err
    data = json.loads(done.out)
    (shared,) = data["shared"]
    assert (shared["part"], sorted(shared["claims"])) == (1, sorted(bank.items[0].claims))
    assert len(data["items"]) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["lst"], 2, "Did you mean “list”?"),
        (["list", "--type", "mtach"], 2, "Did you mean “match”?"),
        (["list", "--level", "rember"], 2, "Did you mean “remember”?"),
        (["list", "--topic", "glutaeus medius"], 1, "Did you mean “gluteus medius”"),
        (["list", "--type", "match", "--level", "evaluate"], 1, "no item of type match, at level evaluate"),
        (["list", "--topik", "x"], 2, "--topic"),
        (["list", "--seed", "-1"], 2, "not in the range"),
        (["export", "-f", "jsn"], 2, "Did you mean “json”?"),
        (["export", "-n", "0"], 2, "not in the range"),
        (["export", "--papers", "2"], 2, "--papers needs a course"),
        (["export", "--course", "COURSE", "--type", "match"], 2, "--type does not go with --course"),
        (["export", "--course", "COURSE", "-n", "3"], 2, "its blueprint says how many"),
        (["export", "--course", "COURSE", "--papers", "21"], 2, "not in the range"),
        (["export", "--course", "TOPICS", "-n", "201"], 2, "A paper has at most 200 questions."),
        (["export", "--course", "GREEDY"], 1, "Part 1 of the blueprint cannot be met"),
        (["export", "--course", "BAD"], 1, "bad.yaml:1:8: “title” of the course should be a text"),
        (["export", "--course", "/nowhere/c.yaml"], 3, "/nowhere/c.yaml cannot be read"),
        (["export", "--type", "match", "-o", "/nowhere/bank.json"], 3, "cannot be written"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(
    run: Run, tmp_path: Path, arguments: list[str], code: int, told: str
) -> None:
    files = {
        "COURSE": COURSE,
        "TOPICS": COURSE.partition("blueprint")[0],
        "GREEDY": "title: A\nblueprint: [{number: 200, type: match, topic: knee pain}]\n",
        "BAD": "title: [A]\nblueprint: [{number: 1}]\n",
    }
    for name, text in files.items():
        (tmp_path / f"{name.lower()}.yaml").write_text(text, "utf-8")
    named = [str(tmp_path / f"{word.lower()}.yaml") if word in files else word for word in arguments]
    done = run(*named)
    assert (done.code, done.out) == (code, "")
    assert told in done.err
    assert "Traceback" not in done.err


def test_a_topic_with_nothing_to_ask_is_named(run: Run, graph: KnowledgeGraph, bank: Bank) -> None:
    silent = next(name for name in graph.entities if not fitting(graph, bank.items, Wanted(name)))
    done = run("list", "--topic", silent)
    assert (done.code, done.out) == (1, "")
    label = graph.entity(silent).label
    assert f"There is no item about “{label}” whose answer can be proved." in done.err
    # An item that breaks a rule may have had a proof.
    assert "myograph bank lint" in done.err


def test_a_topic_is_told_where_it_was_called_otherwise(run: Run) -> None:
    told = run("list", "--topic", "knee").err
    assert "The topic is “knee joint”. Topics of their own: " in told
    assert "knee extension" in told
    assert run("list", "--topic", "knee joint").err == ""


def test_what_is_handed_out_comes_with_what_it_needs(run: Run, tmp_path: Path) -> None:
    done = run(
        "export",
        "-f",
        "gift",
        "--topic",
        "knee pain",
        "-n",
        "20",
        "--seed",
        "1",
        "-o",
        str(tmp_path / "a.xml"),
    )
    assert "Where a question says “the article”, it means: " in done.err
    assert "Programs that read gift look for files that end in .txt." in done.err
    assert "To read a class's answers: myograph results FILE --bank-seed 1" in done.err


def test_the_same_seed_exports_the_same_bytes_on_any_hash_seed(run: Run, tmp_path: Path) -> None:
    """Here, with a hash seed of chance, and in a process with another that reads packs and makes a bank.

    All that an item has is in its export, so that the bank itself is the same too.
    """
    done = subprocess.run(
        [sys.executable, "-m", "quiz", "bank", "export", "--seed", "1"],
        capture_output=True,
        check=True,
        timeout=120,
        env={**os.environ, "PYTHONHASHSEED": "4242", "XDG_CACHE_HOME": str(tmp_path / "cache")},
    )
    # What went where, which text the stems mean, and nothing else.
    head, *told, about = done.stderr.decode().splitlines()
    assert head == "To do       Questions  In the file"
    assert all(re.fullmatch(r"[a-z-]+ +[\d,]+  as it is", line) for line in told)
    assert re.fullmatch("Where a question says “the article”, it means: .*Knee Pain.*", about)
    assert done.stdout.decode() == run("export", "--seed", "1").out
    assert json.loads(done.stdout)["seed"] == 1
