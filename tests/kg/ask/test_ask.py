"""Questions in plain words, against answers worked out by someone who had not seen the parser."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg.ask
from kg.ask import ask
from kg.ask.nearest import questions_on
from kg.ask.tell import reply_lines, reply_view
from kg.ask.tree import About, Compared, Said
from kg.graph import KnowledgeGraph
from kg.model import Claim, Evidence, Modality, Phrase, Relation, Stance, Status

if TYPE_CHECKING:
    from kg.ask import Reply

HERE = Path(__file__).parent
VERDICTS = {
    "yes": "Yes",
    "no": "No:,No,",
    "contested": "Sources disagree",
    "reported": "It is said, but not established",
    "unsaid": "No claim",
}


def _questions(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((HERE / name).read_text("utf-8"))
    return found


QUESTIONS = [row for name in ("questions.yaml", "second.yaml", "holdout.yaml") for row in _questions(name)]


def failing(graph: KnowledgeGraph, question: dict[str, Any]) -> list[str]:
    """Return what of the expected answer is not met."""
    reply = ask(graph, question["ask"])
    if question["kind"] == "unreadable":
        answered = reply.outcome is not None and (reply.outcome.answers or reply.outcome.chains)
        return [f"answered, read as {reply.reading}"] if answered else []
    if reply.outcome is None or reply.meaning is None:
        return [f"not read; unknown: {reply.unknown}"]
    faults = [*_entities(question, reply), *_words(question, reply), *_claims(question, reply)]
    return [f"{fault} (read as: {reply.reading})" for fault in faults]


def _entities(question: dict[str, Any], reply: Reply) -> list[str]:
    assert reply.outcome is not None
    found = sorted({answer.entity for answer in reply.outcome.answers if answer.entity})
    faults = []
    if "answers" in question and found != sorted(question["answers"]):
        faults.append(f"answers {found} and not {sorted(question['answers'])}")
    if question["kind"] == "compare":
        return faults + _compared(question, reply)
    if missing := set(question.get("some", ())) - set(found):
        faults.append(f"lacks {sorted(missing)}")
    if wrong := set(question.get("not", ())) & set(found):
        faults.append(f"has {sorted(wrong)}")
    if "open" in question and sorted(question["open"]) != reply.outcome.open:
        faults.append(f"leaves open {reply.outcome.open}")
    if "entity" in question and reply.meaning and reply.meaning.wanted != About(question["entity"]):
        faults.append("describes something else")
    return faults


def _compared(question: dict[str, Any], reply: Reply) -> list[str]:
    """Hold what is shared (`some`) and what is said of one side only (`not`) against the two parts."""
    assert reply.outcome is not None
    assert reply.meaning is not None
    assert isinstance(reply.meaning.wanted, Compared)
    shared = reply.meaning.wanted.shared
    answers = reply.outcome.answers
    common = {a.entity for a in answers if shared or (shared is None and a.text.startswith("Both: "))}
    apart = {a.entity for a in answers} - common
    wanted_common = set(question["some"]) if shared is not False else set()
    wanted_apart = set(question.get("not", ())) if not shared else set()
    return [
        f"{what}: {sorted(map(str, wrong))}"
        for what, wrong in {
            "lacks as shared": wanted_common - common,
            "lacks as different": wanted_apart - apart,
            "has as shared": common & set(question.get("not", ())),
            "has as different": apart & set(question["some"]),
        }.items()
        if wrong
    ]


def _words(question: dict[str, Any], reply: Reply) -> list[str]:
    assert reply.outcome is not None
    faults = []
    if "count" in question and reply.outcome.count != question["count"]:
        faults.append(f"counts {reply.outcome.count}")
    if "verdict" in question:
        verdict = reply.outcome.verdict or ""
        if not verdict.startswith(tuple(VERDICTS[question["verdict"]].split(","))):
            faults.append(f"says {verdict!r}")
    if "chains" in question:
        chains = [list(chain.nodes) for chain in reply.outcome.chains]
        if sorted(chains) != sorted(question["chains"]):
            faults.append(f"finds chains {chains}")
    return faults


def _claims(question: dict[str, Any], reply: Reply) -> list[str]:
    assert reply.outcome is not None
    claims = {claim.id for answer in reply.outcome.answers for claim in answer.claims}
    sources = {answer.source for answer in reply.outcome.answers if answer.source}
    faults = []
    if "claims" in question and claims != set(question["claims"]):
        faults.append(f"tells claims {sorted(claims)}")
    if missing := set(question.get("someclaims", ())) - claims:
        faults.append(f"lacks claims {sorted(missing)}")
    if "sources" in question and sources != set(question["sources"]):
        faults.append(f"names sources {sorted(sources)}")
    if lacking := set(question.get("somesources", ())) - sources:
        faults.append(f"lacks sources {sorted(lacking)}")
    return faults


def test_there_are_enough_questions_of_every_kind() -> None:
    assert len({question["ask"] for question in QUESTIONS}) >= 120
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
    page = (HERE.parents[2] / "docs" / "asking.md").read_text("utf-8")
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
