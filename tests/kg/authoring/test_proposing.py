"""Draft claims of things that nobody has described yet: their names, and the class they seem to be of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.authoring.drafting import draft, draft_with_things
from kg.authoring.reading import Why

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

# A sentence; below it its claims, and behind "+" the things that the graph does not know, with their classes.
SAID = """
Over time, prolonged sitting can lead to tight wrist flexors.
    prolonged-sitting leadsTo tight-wrist-flexors can
    + prolonged sitting: Mechanism; tight wrist flexors: Dysfunction
The doorway stretch opens the chest and lengthens the pectoralis minor.
    doorway-stretch stretches chest is
    doorway-stretch stretches pectoralis-minor is
    + the doorway stretch: Exercise; the chest: Muscle; the pectoralis minor: Muscle
External rotation with a band strengthens the infraspinatus and teres minor.
    external-rotation-with-a-band strengthens infraspinatus is
    external-rotation-with-a-band strengthens teres-minor is
    + external rotation with a band: Intervention; the infraspinatus: Muscle; teres minor: Muscle
Hanging leg raises strengthen the wrist flexors themselves.
    hanging-leg-raises strengthens wrist-flexors is
    + hanging leg raises: Exercise; the wrist flexors: MuscleGroup
Regular strengthening of the rotator cuff can help prevent a frozen shoulder.
    strengthening-of-the-rotator-cuff helpsPrevent frozen-shoulder can
    + strengthening of the rotator cuff: Intervention; a frozen shoulder: Condition
Steroid injections may relieve pain for a few weeks.
    steroid-injections alleviates pain may
    + steroid injections: Intervention; pain: Symptom
The dead bug trains the deep abdominal muscles, which stabilize the pelvis.
    dead-bug engages deep-abdominal-muscles is
    deep-abdominal-muscles stabilises pelvis is
    + the dead bug: Intervention; the deep abdominal muscles: MuscleGroup
An exaggerated curve often puts extra pressure on the discs, and this can contribute to low back pain.
    exaggerated-curve increases pressure often
    pressure leadsTo low-back-pain can
    + an exaggerated curve: Mechanism; pressure: Mechanism
Anterior pelvic tilt increases the curve of your lower back.
    anterior-pelvic-tilt increases curve-of-the-lower-back is
    + anterior pelvic tilt: Mechanism; the curve of the lower back: Mechanism
- Couch Stretch: Put one shin up against the sofa. This stretches the rectus femoris and may improve mobility.
    couch-stretch stretches rectus-femoris is
    couch-stretch improves mobility may
    + the couch stretch: Exercise; mobility: Outcome
Forward head posture may cause wrist pain, tension headaches and even jaw pain.
    forward-head-posture leadsTo wrist-pain may
    forward-head-posture leadsTo tension-headaches may
    forward-head-posture leadsTo jaw-pain may
    + forward head posture: Mechanism; wrist pain: Symptom; tension headaches: Symptom; jaw pain: Symptom
- Doorway Stretch: Rest your forearms on the frame. This opens up the pectoral muscles.
    doorway-stretch stretches pectoral-muscles is
    + the doorway stretch: Exercise; the pectoral muscles: MuscleGroup
Rounded shoulders often go hand in hand with text neck.
    rounded-shoulders associatedWith text-neck often
    + rounded shoulders: Condition; text neck: Condition
Looking down at a phone can lead to text neck.
    looking-down-at-a-phone leadsTo text-neck can
    + looking down at a phone: Mechanism; text neck: Condition
Over time the pain often leads to a weaker grip.
    pain leadsTo weaker-grip often
    + the pain: Symptom; a weaker grip: Dysfunction
That is why an overloaded tendon can cause wrist pain.
    overloaded-tendon leadsTo wrist-pain can
    + an overloaded tendon: Dysfunction; wrist pain: Symptom
Regular stretching may reduce low back pain, and strengthening the wrist extensors can improve grip strength.
    stretching reduces low-back-pain may
    strengthening-the-wrist-extensors improves strength can
    + strengthening the wrist extensors: Intervention
Stress can make the neck muscles tighten, and poor sleep often makes headaches worse.
The shoulder blade may wing or tip forward, which can lead to shoulder impingement.
A stiff ankle may cause the foot to flatten, which increases tension.
This capability reduces knee pain.
Weak wrist flexors do not cause knee pain.
Do weak wrist flexors cause knee pain?
It strengthens them. They can cause this.
This text is for information only.
"""


def around(sentence: str) -> str:
    return f"A title\n\nWhy\n{sentence}\n\n{'Some more words stand here. ' * 20}\n"


def test_what_nobody_has_described_is_drafted_and_named(graph: KnowledgeGraph) -> None:
    wrong = []
    for sentence, *lines in (block.split("\n    ") for block in re.split(r"\n(?=\S)", SAID.strip())):
        found = draft_with_things(around(sentence), graph)
        told = [f"{each.subject} {each.relation} {each.object} {each.modality}" for each in found.drafts]
        things = "; ".join(f"{each.in_sentence or each.label}: {each.cls}" for each in found.things)
        if [*told, *([f"+ {things}"] if things else [])] != lines:
            wrong.append((sentence, told, things))
    assert wrong == []


def test_what_the_graph_knows_is_drafted_as_without_the_others(graph: KnowledgeGraph) -> None:
    text = around("Weak hip abductors may lead to dynamic knee valgus. Hip hygiene reduces wrist pain.")
    alone, both = draft(text, graph), draft_with_things(text, graph)
    assert alone.things == ()
    assert both.drafts[: len(alone.drafts)] == alone.drafts
    assert both.named <= alone.named
    assert [each.label for each in both.things] == ["hip hygiene", "wrist pain"]


def test_what_a_verb_of_no_relation_may_say_is_listed(graph: KnowledgeGraph) -> None:
    text = around(
        "Typing with bent wrists can tighten the forearm. You can do it daily. A sudden increase in load."
    )
    assert [(each.words, each.why) for each in draft_with_things(text, graph).unread] == [
        ("can tighten", Why.VERB)
    ]


def test_items_of_a_list_without_bullets_are_items_all_the_same(graph: KnowledgeGraph) -> None:
    """Pasted from the web, all four exercises of a list were put down to the first."""
    items = (
        "Wrist Curl: Hold a can and lower it. It strengthens the wrist flexors.\n"
        "Ball Squeeze: Squeeze a ball. This strengthens the finger flexors.\n"
        "Clamshell: Lift the upper knee. It strengthens the gluteus medius.\n"
    )
    found = draft_with_things(around(items), graph).drafts
    assert [(each.subject, each.object) for each in found] == [
        ("wrist-curl", "wrist-flexors"),
        ("ball-squeeze", "finger-flexors"),
        ("clamshell", "gluteus-medius"),
    ]
