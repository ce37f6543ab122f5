"""No answer is firmer than the claims: what a sceptic got out of it, each mended and held."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.ask import ask, grammar, questions
from kg.ask.tell import reply_lines, reply_view
from kg.model import Status
from kg.proof import ProofKind

if TYPE_CHECKING:
    from kg.ask import Reply
    from kg.graph import KnowledgeGraph


def verdict(graph: KnowledgeGraph, question: str) -> str:
    reply = ask(graph, question)
    assert reply.outcome is not None, question
    return reply.outcome.verdict or ""


def answers(reply: Reply) -> set[str]:
    assert reply.outcome is not None
    return {answer.entity for answer in reply.outcome.answers if answer.entity}


@pytest.mark.parametrize(
    ("question", "not_so"),
    [
        ("Which muscles flex the knee but not the hip?", "hip-flexion"),
        ("Which muscles flex the hip but not the knee?", "knee-flexion"),
        ("Which muscles of the thigh extend the knee but not the hip?", "hip-extension"),
    ],
)
def test_an_ellipsis_takes_its_verb_with_it(graph: KnowledgeGraph, question: str, not_so: str) -> None:
    found = answers(ask(graph, question))
    do = {claim.subject for claim in graph.claims(relation="performs", object=not_so) if claim.live}
    assert not found & do
    for proof in ask(graph, question).outcome.proofs:  # type: ignore[union-attr]
        assert proof.kind is not ProofKind.DISJOINT_CLASS


@pytest.mark.parametrize("state", ["tight calf muscles", "a weak gluteus medius", "a tight gluteus medius"])
@pytest.mark.parametrize("verb", ["helps", "helps against", "helps with"])
def test_who_helps_is_never_turned_into_whom_it_helps(graph: KnowledgeGraph, verb: str, state: str) -> None:
    """What a weak muscle leads to was given as what helps against it."""
    reply = ask(graph, f"What {verb} {state}?")
    harm = {claim.object for claim in graph.claims(relation="leadsTo")}
    assert not answers(reply) & harm if reply.outcome is not None else reply.nearest


def test_what_an_ellipsis_cannot_mean_is_not_read(graph: KnowledgeGraph) -> None:
    assert ask(graph, "Which exercises target the gluteus medius but not the knee?").outcome is None


@pytest.mark.parametrize(
    "question",
    [
        "Is the soleus not innervated by the femoral nerve?",
        "The soleus is not innervated by the femoral nerve",
        "Is it false that the soleus is innervated by the femoral nerve?",
        "Is it wrong that the gluteus medius abducts the hip?",
        "Does a weak gluteus medius never lead to knee pain?",
    ],
)
def test_a_denial_is_set_aside_aloud(graph: KnowledgeGraph, question: str) -> None:
    assert verdict(graph, question).startswith("Whether it is so, without the denial: ")
    assert ", the denial left aside" in (ask(graph, question).reading or "")


@pytest.mark.parametrize(
    "question",
    [
        "Do all muscles of the thigh extend the knee?",
        "Is every muscle innervated by the femoral nerve?",
        "Does exercise alleviate patellofemoral pain?",
        "Do some exercises not target the gluteus medius?",
    ],
)
def test_many_are_counted_and_never_answered_by_yes(graph: KnowledgeGraph, question: str) -> None:
    told = verdict(graph, question)
    assert "Yes" not in told
    assert "by claims" in told


def test_all_in_a_list_means_each(graph: KnowledgeGraph) -> None:
    found = answers(ask(graph, "Which movements do all hamstrings perform?"))
    assert {"hip-extension", "knee-flexion"} <= found
    assert not found & {"hip-lateral-rotation", "knee-medial-rotation"}


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Is the soleus innervated by both the tibial nerve and the femoral nerve?", ("Yes", "No")),
        ("Do the gluteus medius and the sartorius flex the knee?", ("No claim", "Yes")),
        ("Does the rectus femoris flex the hip and the knee?", ("Yes", "No claim")),
    ],
)
def test_each_part_has_its_own_verdict(graph: KnowledgeGraph, question: str, parts: tuple[str, str]) -> None:
    reply = ask(graph, question)
    assert reply.outcome is not None
    assert reply.outcome.verdict == "Part by part:"
    told = [answer.text.partition(": ")[2] for answer in reply.outcome.answers if not answer.claims]
    assert [text.startswith(part) for text, part in zip(told, parts, strict=True)] == [True, True]


@pytest.mark.parametrize(
    "question",
    [
        "Are the sartorius and the soleus innervated by the same nerve?",
        "Does the sartorius only flex the hip?",
        "Which muscles only flex the knee?",
        "How many muscles only flex the knee?",
        "Which other muscles abduct the hip?",
        "What else causes knee pain?",
        "What is like the soleus?",
        "Which muscles abduct the hip more?",
        "List five causes of knee pain",
        "Which muscles, except the popliteus, flex the knee?",
        "Which muscles flex the knee, not counting the popliteus?",
        "Which muscles abduct the hip, but only when it is flexed?",
        "In women, does weakness of the hip abductors lead to knee pain?",
        "Does the piriformis abduct the hip, when the hip is extended?",
        "Is the pistol squat a stretch?",
    ],
)
def test_what_decides_a_question_is_never_left_out(graph: KnowledgeGraph, question: str) -> None:
    assert ask(graph, question).outcome is None


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("What is the main action of the sartorius?", "main"),
        ("Does tight gluteus medius often cause knee pain?", "often"),
        ("Which muscles especially abduct the hip?", "especially"),
    ],
)
def test_a_word_that_no_claim_answers_is_left_out_aloud(
    graph: KnowledgeGraph, question: str, word: str
) -> None:
    reply = ask(graph, question)
    assert reply.ignored == (word,)
    assert next(reply_lines(graph, reply)) == f"Read without “{word}”: no claim here tells that."
    assert reply_view(graph, reply)["ignored"] == [word]


@pytest.mark.parametrize(
    "question",
    [
        "Does a weak gluteus medius prevent knee pain?",
        "Does femoral internal rotation reduce knee pain?",
        "How does a weak gluteus medius prevent knee pain?",
    ],
)
def test_chains_that_cause_support_no_prevention(graph: KnowledgeGraph, question: str) -> None:
    reply = ask(graph, question)
    assert reply.outcome is not None
    assert reply.outcome.chains == []


def test_the_opposite_is_told_as_such(graph: KnowledgeGraph) -> None:
    assert verdict(graph, "Does femoral internal rotation reduce knee pain?").endswith(
        "What is said is the opposite:"
    )


@pytest.mark.parametrize(
    "question",
    [
        "Does side-lying hip abduction stretch the gluteus medius?",
        "Does the clamshell strengthen the gluteus medius?",
    ],
)
def test_another_verb_is_no_yes(graph: KnowledgeGraph, question: str) -> None:
    assert verdict(graph, question).startswith("No claim here says so")


def test_a_list_by_a_wider_verb_says_so_first(graph: KnowledgeGraph) -> None:
    lines = list(reply_lines(graph, ask(graph, "Which exercises stretch the gluteus medius?")))
    assert lines[1].startswith("No claim says “stretches”.")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Does the piriformis abduct the hip?", "when the hip is flexed"),
        ("Is the pectineus innervated by the obturator nerve?", "may be innervated"),
        ("Does a tight gluteus medius lead to knee pain?", "can lead to"),
    ],
)
def test_hedge_and_qualifier_are_in_the_verdict(graph: KnowledgeGraph, question: str, words: str) -> None:
    told = verdict(graph, question)
    assert words in told
    assert not told.startswith("Yes")


def test_what_is_said_flatly_counts_before_what_is_qualified(graph: KnowledgeGraph) -> None:
    assert verdict(graph, "Does the gluteus medius stabilise the pelvis?").startswith(
        "It is said, but not established."
    )


def test_yes_stands_only_on_established_flat_claims_of_that_very_statement(graph: KnowledgeGraph) -> None:
    for claim in graph.claims(relation="performs"):
        muscle, movement = graph.entity(claim.subject), graph.entity(claim.object)
        told = verdict(graph, f"Does the {muscle.label} perform {movement.label}?")
        flat = [
            each
            for each in graph.claims(subject=muscle.id, relation="performs", object=movement.id)
            if each.qualifier is None and not each.hedged
        ]
        if told.startswith("Yes"):
            assert any(each.status is Status.ESTABLISHED for each in flat)
        if told.startswith("No,"):
            assert all(each.status is Status.REFUTED for each in flat)


def test_a_proof_is_shown_with_its_sources(graph: KnowledgeGraph) -> None:
    question = "Is the sartorius innervated by the tibial nerve?"
    told = verdict(graph, question)
    assert "each give the whole list, and this is not in it: femoral nerve" in told
    proofs = reply_view(graph, ask(graph, question))["proofs"]
    assert [proof["witnesses"] for proof in proofs] == [["albany-anterior-thigh", "wheeless-sartorius"]]


def test_a_kind_that_cannot_be_is_no_proof_of_a_list(graph: KnowledgeGraph) -> None:
    assert verdict(graph, "Is hip flexion part of the soleus?").startswith("No claim here says so")


def test_a_source_that_says_nothing_of_a_thing_has_said_nothing(graph: KnowledgeGraph) -> None:
    reply = ask(graph, "What does the article say about the clamshell?")
    assert reply.outcome is not None
    assert reply.outcome.answers == []


def test_a_number_is_told_by_how_sure_its_parts_are(graph: KnowledgeGraph) -> None:
    told = verdict(graph, "How many muscles abduct the hip?")
    assert "established" in told
    assert "with a qualifier or hedge" in told


def test_a_group_is_answered_through_its_members_and_so_told(graph: KnowledgeGraph) -> None:
    assert "as a whole, but of 4 of its 4 parts" in verdict(
        graph, "Is the quadriceps innervated by the femoral nerve?"
    )


def test_a_refuted_claim_says_so_wherever_it_stands(graph: KnowledgeGraph) -> None:
    from kg.summary import summary_lines

    lines = list(summary_lines(graph, graph.entity("gluteus-medius")))
    assert (
        "- The gluteus medius acts jointly with the gluteus medius in abducting the hip (refuted)." in lines
    )


def test_a_question_with_more_readings_than_steps_is_declined(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "Which muscles that " + "flex the knee and " * 12 + "abduct the hip?"
    assert len(question.split()) < questions.MAX_WORDS
    ask(graph, question)  # it took 13 s, and ends now
    monkeypatch.setattr(grammar, "MAX_STEPS", 5)
    assert ask(graph, question).outcome is None
    assert ask(graph, "Which muscles abduct the hip " * 20).outcome is None
