"""Making courses and writing them: what is written is read back the same, and the command that does it."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hostile import LABELS, hostile
from hypothesis import example, given, settings
from hypothesis import strategies as st
from smallgraphs import claim, world

import quiz.commands.course
from kg.graph import KnowledgeGraph
from quiz import entry
from quiz.blueprint import Part
from quiz.course import MAX_PAPER, MAX_WEIGHT, Course, Topic, read_course
from quiz.coursefile import DraftError, course_text, drafted
from quiz.item import Bloom
from quiz.limits import DEFAULT_NUMBER, MAX_SEED
from quiz.patterns import PATTERNS
from quiz.wanted import Wanted

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., "Done"]

UNREADABLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


class Done(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """Run `myograph course` in this process."""
    monkeypatch.setattr(quiz.commands.course, "open_graph", lambda _: graph)

    def run(*arguments: str) -> Done:
        with pytest.raises(SystemExit) as ended:
            entry.main(["course", *arguments])
        out, err = capsysbinary.readouterr()
        return Done(int(ended.value.code or 0), out.decode(), err.decode())

    return run


def labelled(graph: KnowledgeGraph, **labels: str) -> KnowledgeGraph:
    """Return a graph of just these entities."""
    from dataclasses import replace

    names = list(labels)
    whole = world(graph, *(claim(f"{name} leadsTo {names[0]}") for name in names))
    entities = tuple(each._replace(label=labels.get(each.id, each.label)) for each in whole.content.entities)
    return KnowledgeGraph(replace(whole.content, entities=entities))


def titles() -> st.SearchStrategy[str]:
    """Titles that a course file can hold: one line, in normal form, of what can be seen."""
    odd = st.text(st.sampled_from("[]{}\"'#:,&*!|>%@`-? \\/~=<0123\u2028\u2029\ufffe\U0010ffff\xa0ß🦵ركé"))
    written = (st.text() | odd | st.sampled_from(LABELS)).map(
        lambda text: unicodedata.normalize("NFC", text).strip()
    )
    return written.filter(lambda text: bool(text) and UNREADABLE.isdisjoint(map(unicodedata.category, text)))


@st.composite
def courses(draw: st.DrawFn, entities: list[str]) -> Course:
    names = st.sampled_from(entities)
    wanted = st.builds(
        Wanted,
        st.none() | names,
        st.none() | st.sampled_from(sorted(PATTERNS)),
        st.none() | st.sampled_from([str(each) for each in Bloom]),
    )
    topics = draw(
        st.lists(st.builds(Topic, names, st.integers(1, MAX_WEIGHT)), unique_by=_entity, max_size=4)
    )
    parts = st.lists(st.builds(Part, st.integers(1, 40), wanted), min_size=not topics, max_size=5)
    return Course(
        title=draw(titles()),
        topics=tuple(topics),
        exam_date=draw(st.none() | st.dates()),
        blueprint=tuple(draw(parts)),
        seed=draw(st.none() | st.integers(0, MAX_SEED)),
    )


def _entity(topic: Topic) -> str:
    return topic.entity


def test_what_is_written_is_read_back_the_same_whatever_things_are_called(graph: KnowledgeGraph) -> None:
    odd = hostile(graph)

    @settings(max_examples=150, deadline=None)
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        where = data.draw(st.sampled_from([graph, odd]))
        course = data.draw(courses(sorted(where.entities)))
        assert read_course(course_text(course, where), "c.yaml", where) == course

    holds()


def test_it_is_written_as_the_guide_shows_it(graph: KnowledgeGraph) -> None:
    course = Course(
        "Hip: the first [draft]",
        (Topic("gluteus-medius", 3), Topic("knee-pain")),
        date(2027, 2, 14),
        (
            Part(6, Wanted("gluteus-medius", None, "remember")),
            Part(2, Wanted(None, "match")),
            Part(5, Wanted()),
        ),
        7,
    )
    assert course_text(course, graph) == (
        "title: 'Hip: the first [draft]'\n"
        "exam_date: 2027-02-14\n"
        "seed: 7\n"
        "topics:\n"
        "- {topic: gluteus medius, weight: 3}\n"
        "- {topic: knee pain}\n"
        "blueprint:\n"
        "- {number: 6, topic: gluteus medius, level: remember}\n"
        "- {number: 2, type: match}\n"
        "- {number: 5}\n"
    )


def test_a_label_that_does_not_find_its_entity_again_gives_way_to_the_id(graph: KnowledgeGraph) -> None:
    where = labelled(
        graph,
        first="same",
        second="SAME",
        third="fourth",
        fourth="4.0",
        joined="leg 👩\u200d🦽",
        turned="a\u202eb",
        decomposed="cafe\u0301",
        spaced="  two  words ",
    )
    course = Course("A", tuple(map(Topic, sorted(where.entities))))
    text = course_text(course, where)
    written = [line.removeprefix("- {topic: ").removesuffix("}") for line in text.splitlines()[2:]]
    assert dict(zip(sorted(where.entities), written, strict=True)) == {
        "decomposed": "decomposed",
        "first": "same",
        "fourth": "'4.0'",
        "joined": "joined",
        "muscle": "muscle",
        "right": "right",
        "second": "second",
        "spaced": "spaced",
        "third": "third",
        "turned": "turned",
        "wrong": "wrong",
    }
    assert read_course(text, "c.yaml", where) == course


@given(
    st.integers(1, MAX_PAPER),
    st.lists(st.sampled_from("abcdefg"), max_size=7),
    st.lists(st.sampled_from(sorted(PATTERNS)), max_size=6),
)
@example(2, ["a", "b"], ["cloze", "match"])
def test_questions_are_dealt_out_evenly_over_topics_and_types(
    number: int, topics: list[str], types: list[str]
) -> None:
    parts = drafted("A", number, topics, types, "apply").blueprint
    assert sum(part.number for part in parts) == number
    assert all(part.number and part.wanted.level == "apply" for part in parts)
    assert len({part.wanted for part in parts}) == len(parts)
    pairs = [
        (topic, kind) for topic in dict.fromkeys(topics or [None]) for kind in dict.fromkeys(types or [None])
    ]
    assert [pair for pair in pairs if pair in {(p.wanted.topic, p.wanted.type) for p in parts}] == [
        (part.wanted.topic, part.wanted.type) for part in parts
    ]
    for ways in ([topic for topic, _ in pairs], [kind for _, kind in pairs]):
        shares = dict.fromkeys(ways, 0)
        for part in parts:
            shares[part.wanted.topic if part.wanted.topic in shares else part.wanted.type] += part.number
        dealt = list(shares.values())
        assert max(dealt) - min(dealt) <= 1
        assert dealt == sorted(dealt, reverse=True)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("", "“title” of the course is empty."),
        (" \u3000 ", "“title” of the course is empty."),
        ("a\nb", "U+000A"),
        ("a\x1b[2Jb", "U+001B"),
        ("a\u202eb", "U+202E"),
        ("a\u2028b", "U+2028"),
        ("\udcff", "U+DCFF"),
        ("x" * 2_001, "longer than 2,000 characters"),
    ],
)
def test_a_title_that_no_course_file_can_hold_is_refused(title: str, told: str) -> None:
    with pytest.raises(DraftError, match=told.replace("+", r"\+")):
        drafted(title, 1)


@pytest.mark.parametrize("number", [0, -1, MAX_PAPER + 1])
def test_a_number_that_no_paper_has_is_refused(number: int) -> None:
    with pytest.raises(DraftError, match="A paper has from 1 to 200 questions"):
        drafted("A", number)


def test_the_command_prints_a_course_that_the_other_commands_take(run: Run, graph: KnowledgeGraph) -> None:
    wanted = ["--topic", "Glutes", "--topic", "knee pain", "--topic", "gluteal-muscles", "--type", "CLOZE"]
    more = ["--level", "Remember", "--seed", "3", "--exam-date", "2027-02-14", "-n", "7"]
    done = run("Hip", "and", "knee", *wanted, *more)
    assert (done.code, done.err) == (0, "")
    course = read_course(done.out, "c.yaml", graph)
    assert course == drafted(
        "Hip and knee", 7, ["gluteal-muscles", "knee-pain"], ["cloze"], "remember", 3, date(2027, 2, 14)
    )
    data = json.loads(run("Hip and knee", *wanted, *more, "--json").out)
    assert data == {
        "title": "Hip and knee",
        "examDate": "2027-02-14",
        "seed": 3,
        "topics": [],
        "blueprint": [
            {"number": 4, "topic": "gluteal-muscles", "source": None, "type": "cloze", "level": "remember"},
            {"number": 3, "topic": "knee-pain", "source": None, "type": "cloze", "level": "remember"},
        ],
    }
    assert read_course(run("A").out, "c.yaml", graph) == drafted("A", DEFAULT_NUMBER)


def test_a_file_is_written_whole_and_replaced_only_where_that_is_said(
    run: Run, graph: KnowledgeGraph, tmp_path: Path
) -> None:
    file = tmp_path / "hips.yaml"
    done = run("A 🦵 [b]", "-o", str(file))
    assert (done.code, done.out) == (0, "")
    assert done.err == f"Wrote {len(file.read_bytes())} bytes to {file}.\n"
    assert read_course(file.read_text("utf-8"), "c.yaml", graph).title == "A 🦵 [b]"
    before = file.read_bytes()
    done = run("B", "-o", str(file))
    assert (done.code, done.out) == (2, "")
    assert f"{file} is there already. Say that it may be written over: --replace." in done.err
    assert run("", "-o", str(file), "--replace").code == 2
    assert file.read_bytes() == before
    done = run("B", "-o", str(file), "--replace", "--json")
    assert json.loads(done.out)["title"] == "B"
    assert file.read_text("utf-8") == "title: B\nblueprint:\n- {number: 10}\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["hips.yaml"]


def test_a_source_is_written_by_its_id_and_what_cannot_be_met_is_told_at_once(
    run: Run, graph: KnowledgeGraph
) -> None:
    done = run("A", "-n", "9", "--source", "The Article", "--type", "match", "--seed", "2")
    assert done.code == 0
    assert read_course(done.out, "c.yaml", graph) == drafted(
        "A", 9, types=["match"], seed=2, source="article"
    )
    assert done.err == (
        "No paper can be made by it with seed 2. Part 1 of the blueprint cannot be met: it asks for 9 "
        "questions from “Tight Gluteus Medius and Knee Pain”, of type match, and there are none.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ([], 2, "Missing argument 'TITLE'"),
        (["", "-n", "3"], 2, "“title” of the course is empty."),
        (["a\nb"], 2, "U+000A, which cannot be seen or printed"),
        (["A", "--type", "mtach"], 2, "There is no question type “mtach”. Did you mean “match”?"),
        (["A", "--type", "match", "--type", "zzz"], 2, "Known ones: analogy, "),
        (["A", "--level", "rember"], 2, "There is no level “rember”. Did you mean “remember”?"),
        (["A", "--topic", "glutaeus"], 1, "Nothing in the graph is called “glutaeus”. Did you mean"),
        (["A", "--source", "the artcle"], 2, "There is no source “the artcle”. Did you mean “the article”?"),
        (["A", "--source", "zzz"], 2, "There is no source “zzz”. Those there are: myograph sources."),
        (["A", "-n", "0"], 2, "A paper has from 1 to 200 questions, not 0."),
        (["A", "-n", "201"], 2, "A paper has from 1 to 200 questions, not 201."),
        (["A", "-n", "many"], 2, "'many' is not a valid integer"),
        (["A", "--exam-date", "2027-02-30"], 2, "“2027-02-30” is no date: write year, month and day"),
        (["A", "--exam-date", "20270214"], 2, "“20270214” is no date"),
        (["A", "--exam-date", "٢٠٢٧-٠٢-١٤"], 2, "is no date"),
        (["A", "--seed", "2147483648"], 2, "2147483648 is not in the range"),
        (["A", "--replace"], 2, "--replace goes with -o FILE."),
        (
            ["A", "-o", "/nowhere/hips.yaml"],
            3,
            "/nowhere/hips.yaml cannot be written: its folder does not exist",
        ),
        (["A", "-o", "/"], 2, "is a directory"),
    ],
)
def test_a_mistake_is_told_with_what_to_write_instead(
    run: Run, arguments: list[str], code: int, told: str
) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (code, "")
    assert told.casefold() in done.err.casefold()


def test_the_command_as_it_is_started(
    myograph: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    file = tmp_path / "knees.yaml"
    done = myograph("course", "Knees", "-n", "1", "--topic", "knee pain", "-o", str(file))
    assert (done.returncode, done.stdout) == (0, "")
    done = myograph("plan", "--course", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    assert "claims are asked about" in done.stdout
