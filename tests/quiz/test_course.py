"""Course files: what they say is read, and what is wrong in them is told all at once, in its place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.blueprint import Part
from quiz.course import MAX_PAPER, Course, CourseError, Topic, read_course
from quiz.wanted import Wanted

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

GOOD = """\
title: Hip and knee
exam_date: 2027-02-14
seed: 2147483647
topics:
  - {topic: Glute medius, weight: 3}
  - {topic: knee-pain}
blueprint:
  - {number: 4, topic: gluteus medius, level: remember}
  - {number: 2, type: match}
  - {number: 1, source: the article}
"""


def faults(text: str, graph: KnowledgeGraph) -> list[str]:
    with pytest.raises(CourseError) as caught:
        read_course(text, "c.yaml", graph)
    return [str(fault) for fault in caught.value.faults]


def test_a_course_is_read_with_its_topics_by_any_name(graph: KnowledgeGraph) -> None:
    synonym = graph.entity("gluteus-medius").synonyms[0].upper()
    course = read_course(GOOD.replace("Glute medius", synonym), "c.yaml", graph)
    assert course == Course(
        title="Hip and knee",
        topics=(Topic("gluteus-medius", 3), Topic("knee-pain", 1)),
        exam_date=date(2027, 2, 14),
        blueprint=(
            Part(4, Wanted("gluteus-medius", None, "remember")),
            Part(2, Wanted(None, "match", None)),
            Part(1, Wanted(source="article")),
        ),
        seed=2**31 - 1,
    )
    assert course.parts(99) == course.blueprint


def test_every_fault_is_told_at_once_with_its_place_and_what_to_write(graph: KnowledgeGraph) -> None:
    text = """\
title: ""
exam_date: 2027-02-30
sed: 1
seed: 2147483648
topics:
  - {topic: glutaeus medius, weight: 0}
  - {topic: knee pain, wieght: 2}
blueprint:
  - {number: "4", type: mtach}
  - {topic: knee pain, level: rember}
  - 7
"""
    assert faults(text, graph) == [
        (
            "c.yaml:1:8: “title” of the course is empty. "
            "Write what it is, in quotes if it is such a word; or leave out “title”."
        ),
        "c.yaml:2:12: “2027-02-30” is no date. Write year, month and day: 2027-02-14.",
        "c.yaml:3:1: the course has no key “sed”. Did you mean “seed”?",
        "c.yaml:4:7: “seed” of the course should be a whole number from 0 to 2,147,483,647.",
        (
            "c.yaml:6:13: Nothing in the graph is called “glutaeus medius”. Did you mean “gluteus medius”, "
            "“weak gluteus medius” or “tight gluteus medius”?"
        ),
        "c.yaml:6:38: “weight” of topic 1 should be a whole number from 1 to 1,000.",
        "c.yaml:7:24: topic 2 has no key “wieght”. Did you mean “weight”?",
        "c.yaml:9:14: “number” of part 1 of the blueprint should be a whole number from 1 to 200.",
        "c.yaml:9:25: There is no question type “mtach”. Did you mean “match”?",
        "c.yaml:10:5: part 2 of the blueprint lacks the key “number”. Add “number: …”.",
        "c.yaml:10:31: “level” of part 2 of the blueprint cannot be “rember”. Did you mean “remember”?",
        (
            "c.yaml:11:5: part 3 of the blueprint should be a mapping of keys to values. "
            "Write its keys, such as “number: …”, each on a line of its own and indented alike."
        ),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "The file is empty"),
        ("title: [", "This is not YAML"),
        ("- a", "the course should be a mapping"),
        ("title: A", "the course has neither topics nor a blueprint"),
        ("title: A\ntopics: []\nblueprint: []", "the course has neither topics nor a blueprint"),
        ("title: A\ntitle: B\nblueprint: [{number: 1}]", "the key “title” twice"),
        ("title: A\ntopics: hip", "“topics” of the course should be a list"),
        ("title: [A]\nblueprint: [{number: 1}]", "“title” of the course should be a text, not a list"),
        ("title: A\nexam_date: soon\nblueprint: [{number: 1}]", "“soon” is no date"),
        ("title: A\nblueprint: [{number: -1}]", "should be a whole number from 1 to 200"),
        ("title: A\nblueprint: [{number: 1.5}]", "should be a whole number from 1 to 200"),
        ("title: A\nblueprint: [{number: ²}]", "should be a whole number from 1 to 200"),
        ("title: A\nblueprint: [{number: 201}]", "should be a whole number from 1 to 200"),
        ("title: A\nblueprint: [{number: 150}, {number: 51}]", "asks for more than 200 questions in all"),
        ("title: A\nblueprint: [{number: [1]}]", "should be a whole number from 1 to 200"),
        ("title: A\ntopics: [{topic: knee pain}, {topic: knee-pain}]", "topic 2 is the same as topic 1"),
        ("title: A\ntopics: [{topic: nothing like it}]", "Nothing in the graph is called"),
        ("title: A\nblueprint: [{number: 1, source: artcle}]", "There is no source “artcle”."),
        ('title: "A\\eB"\nblueprint: [{number: 1}]', "U+001B"),
        ("title: &a A\nblueprint: [{number: 1}]", "The anchor &a is not allowed"),
    ],
)
def test_a_mistake_is_told_in_words(graph: KnowledgeGraph, text: str, told: str) -> None:
    (fault,) = faults(text, graph)
    assert fault.startswith("c.yaml:")
    assert told in fault


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("title:opcsnumber-[]{}, \n\"'0123"), max_size=60)
    | st.lists(st.sampled_from(GOOD.splitlines(keepends=True)), max_size=12).map("".join)
)
def test_whatever_the_file_holds_it_is_read_or_told(graph: KnowledgeGraph, text: str) -> None:
    try:
        course = read_course(text, "c.yaml", graph)
    except CourseError:
        assert faults(text, graph)
        return
    assert course.title
    assert course.topics or course.blueprint


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=12), st.integers(1, MAX_PAPER))
def test_questions_are_dealt_out_by_weight_to_the_last_one(weights: list[int], number: int) -> None:
    course = Course("A", tuple(Topic(f"t{place}", weight) for place, weight in enumerate(weights)))
    dealt = {part.wanted.topic: part.number for part in course.parts(number)}
    assert sum(dealt.values()) == number
    for topic in course.topics:
        share = number * topic.weight / sum(weights)
        assert abs(dealt.get(topic.entity, 0) - share) < 1


def test_the_course_in_the_guide_has_no_fault(graph: KnowledgeGraph) -> None:
    import re
    from pathlib import Path

    page = (Path(__file__).parents[2] / "docs" / "course.md").read_text("utf-8")
    (text,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    course = read_course(text, "course.md", graph)
    assert course.topics
    assert course.blueprint
    assert course.exam_date
    assert course.seed is not None
