"""A small graph made by hand: six muscles, two chains of causes, five measurements."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.graph import KnowledgeGraph
from kg.model import (
    AskUse,
    Claim,
    CompletenessMark,
    Entity,
    Evidence,
    Measure,
    Modality,
    Source,
    Stance,
    Status,
    Tier,
)

if TYPE_CHECKING:
    from kg.model import Content

__all__ = ["CLAIMS", "QUOTE", "REFERENCES", "name", "world"]

REFERENCES = ("atlas", "book")
QUOTE = "it can well lead there"

_ENTITIES = {
    "Muscle": ["gluteus medius", "gluteus minimus", "gluteus maximus", "sartorius", "gracilis", "soleus"],
    "Nerve": [
        "superior gluteal nerve",
        "inferior gluteal nerve",
        "femoral nerve",
        "obturator nerve",
        "tibial nerve",
    ],
    "JointMovement": [
        "hip abduction",
        "hip extension",
        "hip flexion",
        "hip adduction",
        "ankle plantar flexion",
    ],
    "MuscleGroup": ["gluteal muscles"],
    "Dysfunction": ["weak arch", "stiff ankle"],
    "Mechanism": ["fallen foot", "turned knee", "altered stride", "higher load"],
    "Symptom": ["toe pain", "heel pain", "back pain"],
    "Exercise": ["clamshell", "bridge pose", "pistol squat", "forward lunge"],
}
_SYNONYMS = {"gluteus-medius": ("middle buttock muscle",), "gluteal-muscles": ("glutes",)}
_SUPPLY = {
    "gluteus-medius": "superior-gluteal-nerve",
    "gluteus-minimus": "superior-gluteal-nerve",
    "gluteus-maximus": "inferior-gluteal-nerve",
    "sartorius": "femoral-nerve",
    "gracilis": "obturator-nerve",
    "soleus": "tibial-nerve",
}
_MOVES = {
    "gluteus-medius": "hip-abduction",
    "gluteus-minimus": "hip-abduction",
    "gluteus-maximus": "hip-extension",
    "sartorius": "hip-flexion",
    "gracilis": "hip-adduction",
    "soleus": "ankle-plantar-flexion",
}


def name(label: str) -> str:
    return label.replace(" ", "-")


def _fact(subject: str, relation: str, object_: str) -> Claim:
    evidence = tuple(
        Evidence(source, Stance.SUPPORTS, "textbook-consensus", reread=True) for source in REFERENCES
    )
    return Claim(
        f"{subject}-{relation}-{object_}",
        subject,
        relation,
        object_,
        Modality.IS,
        Status.ESTABLISHED,
        "book",
        "world",
        evidence,
        (AskUse.FACT,),
    )


def _said(subject: str, object_: str, status: Status = Status.REPORTED) -> Claim:
    evidence = (Evidence("leaflet", Stance.SUPPORTS, "assertion", QUOTE, 0, len(QUOTE), "Feet"),)
    return Claim(
        f"{subject}-leadsTo-{object_}",
        subject,
        "leadsTo",
        object_,
        Modality.CAN,
        status,
        "leaflet",
        "world",
        evidence,
        (AskUse.ATTRIBUTED,),
    )


def _measured(exercise: str, value: str, source: str) -> Claim:
    evidence = (Evidence(source, Stance.SUPPORTS, "laboratory-experiment", reread=True),)
    return Claim(
        f"{exercise}-{source}",
        exercise,
        "activates",
        "gluteus-medius",
        Modality.IS,
        Status.REPORTED,
        source,
        "world",
        evidence,
        (AskUse.ATTRIBUTED,),
        measure=Measure(value, "%MVIC"),
    )


CLAIMS = (
    *(_fact(muscle, "innervatedBy", nerve) for muscle, nerve in _SUPPLY.items()),
    *(_fact(muscle, "performs", move) for muscle, move in _MOVES.items()),
    *(
        _fact(muscle, "memberOf", "gluteal-muscles")
        for muscle in ("gluteus-medius", "gluteus-minimus", "gluteus-maximus")
    ),
    _said("weak-arch", "fallen-foot"),
    _said("weak-arch", "higher-load"),
    _said("fallen-foot", "turned-knee"),
    _said("higher-load", "turned-knee"),
    _said("turned-knee", "toe-pain"),
    _said("stiff-ankle", "altered-stride"),
    _said("altered-stride", "heel-pain"),
    _said("stiff-ankle", "back-pain", Status.CONTESTED),
    _said("weak-arch", "back-pain", Status.REFUTED),
    _fact("soleus", "memberOf", "gluteal-muscles")._replace(id="a-draft", status=Status.DRAFT),
    _fact("gracilis", "performs", "hip-abduction")._replace(
        id="a-join",
        status=Status.REPORTED,
        ask=(),
        source="leaflet",
        evidence=(Evidence("leaflet", Stance.SUPPORTS, "assertion"),),
    ),
    _measured("clamshell", "40", "first-study"),
    _measured("bridge-pose", "20", "first-study"),
    _measured("pistol-squat", "80", "first-study"),
    _measured("forward-lunge", "38-45", "first-study"),
    _measured("forward-lunge", "10", "second-study"),
)


def world(content: Content) -> KnowledgeGraph:
    """The small graph, in the vocabulary and with the phrases of the bundled one."""
    sources = [
        Source(
            known,
            known.capitalize(),
            tier,
            "A citation.",
            "world",
            f"https://{known}.example/",
            in_sentence=shown,
        )
        for known, tier, shown in (
            ("atlas", Tier.REFERENCE, "the Atlas"),
            ("book", Tier.REFERENCE, "the Book"),
            ("leaflet", Tier.POPULAR, "the leaflet"),
            ("first-study", Tier.STUDY, "the first study"),
            ("second-study", Tier.STUDY, "the second study"),
        )
    ]
    entities = [
        Entity(
            name(label),
            cls,
            label,
            "A thing.",
            "world",
            _SYNONYMS.get(name(label), ()),
            f"a {label}" if cls in ("Dysfunction", "Mechanism") else None,
            plural=label.endswith("muscles"),
        )
        for cls, labels in _ENTITIES.items()
        for label in labels
    ]
    marks = [
        CompletenessMark(source, muscle, relation, "curator", "world")
        for source in REFERENCES
        for muscle in _SUPPLY
        for relation in ("innervatedBy", "performs", "memberOf")
    ]
    links = [entity.id for entity in entities if entity.cls in ("Dysfunction", "Mechanism")]
    marks += [CompletenessMark("leaflet", link, "influences", "curator", "world") for link in links]
    return KnowledgeGraph(
        replace(
            content,
            # In this world references agree on what a muscle performs.
            relations=tuple(each._replace(lists_vary=False) for each in content.relations),
            packs=(),
            sources=tuple(sources),
            entities=tuple(entities),
            claims=CLAIMS,
            marks=tuple(marks),
            mappings=(),
        )
    )
