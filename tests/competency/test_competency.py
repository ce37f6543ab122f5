"""The questions that the graph must be able to answer, in five ways, against answers worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from competency.views import VIEWS, Pattern, View

from kg.errors import NoSuchEntityError

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

HERE = Path(__file__).parent
QUESTIONS: dict[str, Pattern] = {
    row["id"]: row for row in yaml.safe_load((HERE / "questions.yaml").read_text("utf-8"))
}
PATTERNS: dict[str, Pattern] = yaml.safe_load((HERE / "patterns.yaml").read_text("utf-8"))
AREAS = {
    "actions", "antagonists", "attachments", "chains", "evidence", "exercises", "groups", "muscles", "nerves",
    "parts", "roots", "status",
}  # fmt: skip


@pytest.fixture(scope="module", params=sorted(VIEWS))
def view(request: pytest.FixtureRequest, graph: KnowledgeGraph) -> View:
    return VIEWS[request.param](graph)


def expected(graph: KnowledgeGraph, question: Pattern) -> list[str]:
    """Return the answers; a measured value has its exercise in words, which become the exercise's id."""
    answers = []
    for answer in question["answers"]:
        words, colon, value = str(answer).partition(": ")
        if colon:
            name = words.partition(",")[0].partition(" at ")[0]
            try:
                words = graph.find(name).id
            except NoSuchEntityError:
                words = graph.find(f"{name} bridge").id
        answers.append(words + colon + value)
    return sorted(answers)


def test_each_question_has_a_pattern_and_every_area_its_questions() -> None:
    assert list(PATTERNS) == list(QUESTIONS)
    assert len(QUESTIONS) >= 40
    assert {question["area"] for question in QUESTIONS.values()} == AREAS


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_answer_is_the_one_worked_out_by_hand(name: str, view: View, graph: KnowledgeGraph) -> None:
    assert view.answers(PATTERNS[name]) == expected(graph, QUESTIONS[name]), QUESTIONS[name]["ask"]
