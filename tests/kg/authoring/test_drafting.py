"""Draft claims from running text: what is found, what is left alone, and that the words bear it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg.ask.lexicon import Lexicon
from kg.authoring.cues import read_cues
from kg.authoring.drafting import MAX_PASSAGES, MAX_READ, draft
from kg.authoring.reading import Why
from kg.authoring.sections import headings, title_of
from kg.graph import KnowledgeGraph
from kg.model import End, Modality

if TYPE_CHECKING:
    from kg.authoring.drafting import Drafting

# A sentence, and below it its claims: subject, relation, object, hedge and, here and there, the quote.
SAID = """
Knee pain can limit daily activities.
    knee-pain limits daily-activities can: can limit daily activities
Clamshell: strengthens the gluteus medius.
    clamshell strengthens gluteus-medius is
A weak gluteus medius muscle may lead to knee pain.
    weak-gluteus-medius leadsTo knee-pain may
Gluteus medius weakness causes knee pain.
    weak-gluteus-medius leadsTo knee-pain is: causes knee pain
When the gluteus medius is weak, it can cause knee pain.
    weak-gluteus-medius leadsTo knee-pain can
When gluteus medius muscles are too tight, they cause knee pain.
    tight-gluteus-medius leadsTo knee-pain is
Knee pain is often caused by weakness of the hip abductors.
    hip-abductor-weakness leadsTo knee-pain often
Knee pain can result from a muscle imbalance.
    imbalance leadsTo knee-pain can
KNEE PAIN IS DUE TO MUSCLE IMBALANCE.
    imbalance leadsTo knee-pain is
A muscle imbalance is a common cause of knee pain.
    imbalance leadsTo knee-pain is
Muscle imbalances result in low back pain and knee pain.
    imbalance leadsTo low-back-pain is
    imbalance leadsTo knee-pain is
Muscle imbalance can lead to tendinopathy and knee pain.
    imbalance leadsTo knee-pain can
Muscle imbalance leads to increased stress across the knee joint.
    imbalance increases knee-joint-stress is
Muscle imbalance leads to reduced stress on the knee.
    imbalance reduces knee-joint-stress is
Dynamic knee valgus can stress the knee joint.
    dynamic-knee-valgus increases knee-joint-stress can
Weak hip abductors may lead to dynamic knee valgus, which increases stress on the knee joint.
    hip-abductor-weakness leadsTo dynamic-knee-valgus may
    dynamic-knee-valgus increases knee-joint-stress is
Weak hip abductors can cause dynamic knee valgus, leading to knee pain.
    hip-abductor-weakness leadsTo dynamic-knee-valgus can
    dynamic-knee-valgus leadsTo knee-pain can
Knee pain is a common complaint that can limit daily activities.
    knee-pain exampleOf complaint is
    knee-pain limits daily-activities can
The gluteus medius abducts the hip.
    gluteus-medius performs hip-abduction is: abducts the hip
The rectus femoris flexes the hip, and it extends the knee.
    rectus-femoris performs hip-flexion is
    rectus-femoris performs knee-extension is
The gluteus medius and the gluteus minimus abduct the hip; both are innervated by the superior gluteal nerve.
    gluteus-medius performs hip-abduction is
    gluteus-minimus performs hip-abduction is
    gluteus-medius innervatedBy superior-gluteal-nerve is
    gluteus-minimus innervatedBy superior-gluteal-nerve is
The gluteus medius plays a crucial role in stability and support of the pelvis.
    gluteus-medius stabilises pelvis is
The piriformis, which arises from the sacrum, inserts on the greater trochanter.
    piriformis hasOrigin sacrum is
    piriformis hasInsertion greater-trochanter is
The clamshell is designed to strengthen the gluteus medius and help prevent injury.
    clamshell strengthens gluteus-medius aim
    clamshell helpsPrevent injury aim
Side-planks target both the gluteus medius and the quadratus lumborum.
    side-plank targets gluteus-medius is
    side-plank targets quadratus-lumborum is
We use the clamshell to strengthen the gluteus medius.
    clamshell strengthens gluteus-medius aim
Often, physical therapists recommend gait retraining.
    physical-therapist recommends gait-retraining often
- Bridge pose: Lift the hips. This exercise strengthens the glutes.
    bridge-pose includesMovement hip-lift is
    bridge-pose strengthens gluteal-muscles is
1. Bridge pose: Here the glutes are stretched and strengthened.
    bridge-pose stretches gluteal-muscles is
    bridge-pose strengthens gluteal-muscles is
Physical therapy, hot baths, and rest can reduce low back pain.
    physical-therapy reduces low-back-pain can
Popular exercises like squats, step-ups, and lunges strengthen the hamstrings.
    step-up strengthens hamstrings is
    forward-lunge strengthens hamstrings is
The gluteus medius is a key muscle that stabilises the pelvis.
    gluteus-medius stabilises pelvis is
The function of the calf muscles is to plantar flex the ankle.
    calf-muscles performs ankle-plantar-flexion is
Hip weakness can come from disuse, injury or old age.
    injury leadsTo hip-muscle-weakness can
This series of side bridge exercises targets the gluteus medius.
    side-plank targets gluteus-medius is
The clamshell is next. This movement engages the gluteus medius.
    clamshell engages gluteus-medius is
It may ease knee pain caused by poor movement patterns.
    poor-movement-patterns leadsTo knee-pain can
Not only does it hurt: weak hip abductors cause knee pain.
    hip-abductor-weakness leadsTo knee-pain is
Hip control reduces knee pain.
Tight hamstrings can cause knee pain.
A stiff knee can cause low back pain.
Strengthening of unknown parts reduces knee pain.
Muscles that support the hip can cause knee pain.
Heel drops: This exercise strengthens the gluteus medius.
The clamshell helps. Heel drops are next. They strengthen the gluteus medius.
Tightness around the gluteus medius leads to knee pain.
Muscle imbalance improves knee pain relief work.
The knee joint leads to the hip joint.
"""
DENIED = [
    ("Weak hip abductors do not cause knee pain.", Why.DENIED),
    ("There is no evidence that weak hip abductors cause knee pain.", Why.DENIED),
    ("Weak hip abductors can't cause knee pain.", Why.DENIED),
    ("Weak hip abductors rarely cause knee pain.", Why.DENIED),
    ("Nobody knows whether weak hip abductors cause knee pain.", Why.DENIED),
    ("Few studies show that weak hip abductors cause knee pain.", Why.DENIED),
    ("Most people believe that weak hip abductors cause knee pain.", Why.OTHERS),
    ("According to some coaches, weak hip abductors cause knee pain.", Why.OTHERS),
    ("Weak hip abductors cause knee pain is what patients hear.", Why.OTHERS),
    ("“Weak hip abductors cause knee pain,” says my coach.", Why.OTHERS),
    ('"Weak hip abductors cause knee pain", claims my coach.', Why.OTHERS),
    ("Do weak hip abductors cause knee pain?", Why.QUESTION),
]


def told(found: Drafting) -> list[str]:
    return [f"{each.subject} {each.relation} {each.object} {each.modality}" for each in found.drafts]


def around(sentence: str) -> str:
    """Return a text with a sentence in it, long enough for its words to be quoted."""
    return f"A title\n\nWhy\n{sentence}\n\n{'Some more words stand here. ' * 20}\n"


def test_a_sentence_gives_its_claims_and_no_other(graph: KnowledgeGraph) -> None:
    wrong = []
    for sentence, *lines in (block.split("\n    ") for block in re.split(r"\n(?=\S)", SAID.strip())):
        text, claims = around(sentence), [line.partition(": ")[0] for line in lines]
        found = draft(text, graph)
        if told(found) != claims:
            wrong.append((sentence, told(found)))
            continue
        for each, line in zip(found.drafts, lines, strict=True):
            (passage,) = each.passages
            assert text[passage.start : passage.end] == passage.quote
            assert line.partition(": ")[2] in (passage.quote, "")
            assert (passage.section, passage.line) == ("Why", 4)
    assert wrong == []


@pytest.mark.parametrize(("sentence", "why"), DENIED)
def test_what_is_denied_asked_or_said_by_others_is_no_draft_but_is_listed(
    graph: KnowledgeGraph, sentence: str, why: Why
) -> None:
    found = draft(around(sentence), graph)
    assert told(found) == []
    assert [(each.line, each.words, each.why) for each in found.unread if each.why is not Why.UNKNOWN] == [
        (4, "cause", why)
    ]


def test_a_doubt_ends_where_a_new_statement_begins(graph: KnowledgeGraph) -> None:
    text = around("Muscle imbalance does not cause low back pain, but it can cause knee pain.")
    assert told(draft(text, graph)) == ["imbalance leadsTo knee-pain can"]


def test_who_a_hedge_is_about_how_much_and_what_is_taken_for_granted(graph: KnowledgeGraph) -> None:
    often = draft(around("Knee pain is often the result of a muscle imbalance."), graph).drafts[0]
    assert (often.modality, often.reads_from) == (Modality.OFTEN, End.OBJECT)
    crucial = draft(around("Physical therapy is crucial for balance."), graph).drafts[0]
    assert (crucial.degree, crucial.reads_from) == ("crucial", End.SUBJECT)
    granted = draft(around("They ease knee pain caused by muscle imbalance."), graph).drafts[0]
    assert (granted.modality, granted.presupposed) == (Modality.CAN, True)


def test_a_claim_made_twice_is_one_draft_with_the_weaker_hedge(graph: KnowledgeGraph) -> None:
    text = around("Muscle imbalance causes knee pain. Muscle imbalance may cause knee pain.")
    (only,) = draft(text, graph).drafts
    assert (only.modality, [passage.quote for passage in only.passages]) == (
        Modality.MAY,
        ["causes knee pain", "may cause knee pain"],
    )
    again = "Muscle imbalance causes knee pain, as we said before and will say again. " * 30
    assert len(draft(around(again), graph).drafts[0].passages) == MAX_PASSAGES


def test_a_wrapped_sentence_is_read_whole_and_quoted_on_one_line(graph: KnowledgeGraph) -> None:
    text = around("Weak hip abductors\nmay sometimes lead to\ndynamic knee valgus.")
    (only,) = draft(text, graph).drafts
    assert only.object == "dynamic-knee-valgus"
    assert (only.passages[0].quote, only.passages[0].line) == ("may sometimes lead to", 5)


def test_drafts_that_would_quote_half_of_a_text_are_left_out(graph: KnowledgeGraph) -> None:
    found = draft("Muscle imbalance causes knee pain. Knee pain can limit daily activities, too.", graph)
    assert told(found) == ["imbalance leadsTo knee-pain is"]
    assert found.dropped == 1


def test_only_the_beginning_of_a_very_long_text_is_read(graph: KnowledgeGraph) -> None:
    filler = "x" * 99 + "\n"
    sentence = "Muscle imbalance causes knee pain.\n\n"
    found = draft(filler * (MAX_READ // 200) + "\n" + sentence + filler * (MAX_READ // 100) + sentence, graph)
    assert [len(each.passages) for each in found.drafts] == [1]


def test_headings_are_short_lines_of_their_own() -> None:
    text = (
        "The title\n\nIntroduction\nWords stand here.\nNo heading\n\n## Marked\n\nA line that ends.\n\n"
        "- an item\n\nlower case\n\nUnderlined\n----------\n\nIntroduction\nAgain.\n\nNot: this:\n\nLast line"
    )
    assert headings(text) == ("Introduction", "Marked", "Underlined")
    assert title_of("\n\n# “Hips” *and* knees #\n") == "“Hips” *and* knees"
    assert title_of("\x1b\u202e \n") == ""
    assert len(title_of("word " * 100)) <= 121


def test_the_cue_words_name_what_the_vocabulary_has(graph: KnowledgeGraph) -> None:
    cues = read_cues()
    relations = {*cues.asked, *cues.asked_from_object, *cues.deeds.values()}
    assert relations <= set(graph.vocabulary.claimable())
    assert {*cues.stand_ins.values(), *cues.kinds.values()} <= graph.vocabulary.classes.keys()
    known = {
        (phrase.relation, verb) for phrase in graph.content.phrases for verb in (phrase.base, *phrase.asked)
    }
    assert known.isdisjoint((name, verb) for name, verbs in cues.asked.items() for verb in verbs)
    assert set(cues.hedges.values()) == set(Modality) - {Modality.IS}
    # A weak muscle is not a tight one.
    assert cues.states["weakness"] == "weak" != cues.states["tightness"] == "tight"


def test_names_come_from_the_graph_that_is_given(graph: KnowledgeGraph) -> None:
    named = graph.entity("knee-pain")._replace(label="gnocchi", synonyms=())
    others = tuple(each for each in graph.content.entities if each.id != "knee-pain")
    other = KnowledgeGraph(replace(graph.content, entities=(*others, named)))
    assert told(draft(around("Gnocchi can limit daily activities."), other)) == [
        "knee-pain limits daily-activities can"
    ]
    assert told(draft(around("Gnocchi can limit daily activities."), graph)) == []


def test_words_that_hang_on_the_next_are_looked_at_once(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each asked what the next one is, and that one the one after: a text of them took a minute."""
    looked: list[int] = []
    verbs = Lexicon.verbs

    def counted(self: Lexicon, words: list[str], start: int, **more: bool) -> object:
        looked.append(start)
        return verbs(self, words, start, **more)

    monkeypatch.setattr(Lexicon, "verbs", counted)
    words = "help to stretch press " * 25
    draft(around(words), graph)
    assert 0 < len(looked) < 2 * len(around(words).split())
