"""Questions in plain words, against answers worked out by someone who had not seen the parser."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg.ask
from benchmarks.asking import SETS, failing, questions
from kg.ask import ask
from kg.ask.nearest import questions_on
from kg.ask.tell import reply_lines, reply_view
from kg.ask.tree import Said
from kg.graph import KnowledgeGraph
from kg.model import Claim, Evidence, Modality, Phrase, Relation, Stance, Status

QUESTIONS = [row for name in SETS for row in questions(name)]


def test_there_are_enough_questions_of_every_kind() -> None:
    assert len({question["ask"] for question in QUESTIONS}) >= 200
    assert {question["kind"] for question in QUESTIONS} == {
        "which", "count", "whether", "chain", "said", "who", "compare", "describe", "unreadable",
    }  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS, ids=[question["ask"] for question in QUESTIONS])
def test_a_question_is_answered_as_worked_out_from_the_claims(
    question: dict[str, Any], graph: KnowledgeGraph
) -> None:
    assert not failing(graph, question)


def test_a_relation_that_is_added_is_understood_without_new_code(graph: KnowledgeGraph) -> None:
    relation = Relation("coolsDown", "cools down", "", "Intervention", "Musculature", "claimedCoolsDown")
    phrase = Phrase(
        "coolsDown", "cool down", "cools down", "cool down", subjects="exercise", asked=("chill",),
        names=("coolee",),
    )  # fmt: skip
    claim = Claim(
        "chair-cools-soleus", "clamshell", "coolsDown", "soleus", Modality.MAY, Status.REPORTED, "article",
        "article", (Evidence("article", Stance.SUPPORTS, "author-statement"),),
    )  # fmt: skip
    content = graph.content
    grown = KnowledgeGraph(
        replace(
            content,
            relations=(*content.relations, relation),
            phrases=(*content.phrases, phrase),
            claims=(*content.claims, claim),
        )
    )
    for question, expected in {
        "Which exercises cool down the soleus?": "clamshell",
        "Which muscles are chilled by the clamshell?": "soleus",
        "What does the clamshell cool down?": "soleus",
        "What is the coolee of the clamshell?": "soleus",
    }.items():
        reply = ask(grown, question)
        assert reply.outcome is not None, question
        assert [answer.entity for answer in reply.outcome.answers] == [expected], question
        assert reply.outcome.answers[0].claims == (claim,)
        assert ask(graph, question).outcome is None


def test_no_relation_and_no_entity_is_named_in_the_code(graph: KnowledgeGraph) -> None:
    names = {
        *graph.vocabulary.relations,
        *(relation.label for relation in graph.vocabulary.relations.values()),
        *graph.entities,
        *(name.casefold() for entity in graph.entities.values() for name in entity.names),
    }
    for path in Path(kg.ask.__path__[0]).glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        texts = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
        ]
        words = {text.casefold() for text in texts} | {word for text in texts for word in text.split()}
        assert words & names == set(), path.name


@pytest.mark.parametrize(
    "entity", ["gluteus-medius", "knee-pain", "clamshell", "femoral-nerve", "hip-abduction"]
)
def test_every_question_that_is_proposed_can_be_read_and_has_an_answer(
    entity: str, graph: KnowledgeGraph
) -> None:
    for question in questions_on(graph, entity):
        reply = ask(graph, question)
        assert reply.outcome is not None, question
        assert reply.outcome.answers or isinstance(reply.meaning and reply.meaning.wanted, Said), question


def test_what_cannot_be_read_is_said_with_questions_near_it(graph: KnowledgeGraph) -> None:
    reply = ask(graph, "Wherefore art thou gluteus medius?")
    assert reply.reading is None
    assert set(reply.unknown) == {"wherefore", "art", "thou"}
    assert reply.nearest
    assert all("gluteus medius" in question for question in reply.nearest)


def test_every_question_on_the_page_about_asking_is_read(graph: KnowledgeGraph) -> None:
    page = (Path(__file__).parents[3] / "docs" / "asking.md").read_text("utf-8")
    rows = [line.split("|")[2] for line in page.splitlines() if line.startswith("| ") and "·" in line]
    questions = [question.strip() for row in rows for question in row.split("·")]
    assert len(questions) > 15
    unread = [question for question in questions if ask(graph, question).outcome is None]
    assert not unread


def test_a_status_before_what_is_asked_for_narrows_the_answers(graph: KnowledgeGraph) -> None:
    reply = ask(graph, "established actions of the piriformis")
    assert reply.outcome is not None
    claims = graph.claims(subject="piriformis", relation="performs", status=Status.ESTABLISHED)
    assert {answer.entity for answer in reply.outcome.answers} == {claim.object for claim in claims}


def test_a_misspelt_word_is_taken_for_a_known_one_and_told(graph: KnowledgeGraph) -> None:
    reply = ask(graph, "Which nerve suplies the satorius?")
    assert dict(reply.corrected) == {"suplies": "supplies", "satorius": "sartorius"} or dict(
        reply.corrected
    ) == {"suplies": "supply", "satorius": "sartorius"}
    assert any(line == "Took “satorius” for “sartorius”." for line in reply_lines(graph, reply))


def test_a_denial_is_answered_only_where_it_is_proved(graph: KnowledgeGraph) -> None:
    reply = ask(graph, "Which muscles of the thigh are not innervated by the femoral nerve?")
    assert reply.outcome is not None
    proved = {answer.entity for answer in reply.outcome.answers}
    said = {
        claim.subject for claim in graph.claims(relation="innervatedBy", object="femoral-nerve") if claim.live
    }
    assert "adductor-longus" in proved
    assert not proved & said
    assert not proved & set(reply.outcome.open)


def test_the_same_question_gives_the_same_bytes(graph: KnowledgeGraph) -> None:
    question = "Which nerve supplies the muscles that the clamshell targets?"
    assert reply_view(graph, ask(graph, question)) == reply_view(graph, ask(graph, question))


WORDS = [
    "what",
    "which",
    "does",
    "the",
    "not",
    "and",
    "of",
    "who",
    "by",
    "is",
    "that",
    "hip",
    "knee",
    "gluteus",
    "medius",
    "muscle",
    "flex",
    "cause",
    "article",
    "contested",
    "how",
    "many",
    "share",
    "differ",
    "between",
    "according",
    "to",
    "either",
    "nerve",
    "supplies",
    "for",
    "in",
]


@given(st.text(max_size=60) | st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_answered_or_declined(graph: KnowledgeGraph, question: str) -> None:
    reply = ask(graph, question)
    assert (reply.outcome is None) == (reply.reading is None)
    list(reply_lines(graph, reply))
    reply_view(graph, reply)
