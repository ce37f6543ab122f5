"""One faultless item of each type, and two single choices, on the small graph."""

from __future__ import annotations

from dataclasses import replace

from kg.proof import Proof, ProofKind
from linting.world import CLAIMS, QUOTE, REFERENCES, name
from quiz.item import Bloom, Interaction, Item, Option, Row

__all__ = [
    "CHOICE",
    "CLOZE",
    "GOAL",
    "ITEMS",
    "MANY",
    "MATCH",
    "MECHANISM",
    "ODD",
    "ORDER",
    "SCOPED",
    "TRUE_FALSE",
    "TYPED",
    "VIGNETTE",
    "at_most",
    "borne_out",
    "right",
    "unsaid",
    "wrong",
]


def at_most(subject: str, relation: str, object_: str) -> Proof:
    return Proof(ProofKind.AT_MOST, subject, relation, object_, relation, witnesses=REFERENCES)


def unsaid(subject: str, object_: str) -> Proof:
    return Proof(ProofKind.CLOSED_SCOPE, subject, "leadsTo", object_, "influences", "leaflet")


def borne_out(claim: str) -> Proof:
    subject, relation, object_ = next(each[1:4] for each in CLAIMS if each.id == claim)
    return Proof(ProofKind.CONTRADICTED, subject, relation, object_, relation, witnesses=(claim,))


def right(label: str) -> Option:
    return Option(label, name(label), True, "It is so.")


def wrong(label: str, proof: Proof | None) -> Option:
    return Option(label, name(label), False, "It is not so.", proof)


def item(type_: str, interaction: Interaction, stem: str, claims: tuple[str, ...], **more: object) -> Item:
    told = ("It is so.", "The Book, the Atlas, the leaflet, the first study, the second study.", f"“{QUOTE}”")
    rest = {"scope": None, "options": (), "bloom": str(Bloom.UNDERSTAND), "explanation": told} | more
    return Item(
        id=f"a-{type_}",
        type=type_,
        interaction=interaction,
        difficulty=0.5,
        stem=stem,
        claims=claims,
        seed=1,
        **rest,  # type: ignore[arg-type]
    )


def _nerves(muscle: str, *labels: str) -> tuple[Option, ...]:
    return tuple(wrong(label, at_most(muscle, "innervatedBy", name(label))) for label in labels)


SUPPLY = "gluteus-medius-innervatedBy-superior-gluteal-nerve"
CHOICE = item(
    "choose-object",
    Interaction.CHOOSE_ONE,
    "The gluteus medius is innervated by which nerve?",
    (SUPPLY,),
    options=(
        *_nerves("gluteus-medius", "inferior gluteal nerve", "femoral nerve"),
        right("superior gluteal nerve"),
        *_nerves("gluteus-medius", "obturator nerve"),
    ),
)

SCOPED = item(
    "choose-object",
    Interaction.CHOOSE_ONE,
    "According to the leaflet, a stiff ankle can lead to which of these?",
    ("stiff-ankle-leadsTo-altered-stride",),
    scope="leaflet",
    options=(
        wrong("fallen foot", unsaid("stiff-ankle", "fallen-foot")),
        right("altered stride"),
        wrong("turned knee", unsaid("stiff-ankle", "turned-knee")),
    ),
)

MANY = item(
    "choose-many",
    Interaction.CHOOSE_MANY,
    "Choose all that apply: the superior gluteal nerve supplies which of these?",
    (SUPPLY, "gluteus-minimus-innervatedBy-superior-gluteal-nerve"),
    options=(
        right("gluteus medius"),
        wrong("sartorius", at_most("sartorius", "innervatedBy", "superior-gluteal-nerve")),
        right("gluteus minimus"),
        wrong("gracilis", at_most("gracilis", "innervatedBy", "superior-gluteal-nerve")),
    ),
)

TRUE_FALSE = item(
    "true-false",
    Interaction.CHOOSE_ONE,
    "The sartorius and the gracilis have the same nerve: true or false, and why?",
    ("sartorius-innervatedBy-femoral-nerve", "gracilis-innervatedBy-obturator-nerve"),
    options=(
        Option(
            "True: both the femoral nerve",
            None,
            False,
            "No.",
            at_most("gracilis", "innervatedBy", "femoral-nerve"),
        ),
        Option(
            "True: both the obturator nerve",
            None,
            False,
            "No.",
            at_most("sartorius", "innervatedBy", "obturator-nerve"),
        ),
        Option("False: femoral and obturator nerve", None, True, "Yes."),
        Option(
            "False: obturator and femoral nerve",
            None,
            False,
            "No.",
            at_most("sartorius", "innervatedBy", "obturator-nerve"),
        ),
    ),
)

TYPED = item(
    "typed",
    Interaction.TEXT,
    "Which of the gluteal muscles is the one that performs hip extension?",
    ("gluteus-maximus-performs-hip-extension",),
    accept=("gluteus maximus",),
    forgiven=1,
)

CLOZE = item(
    "cloze",
    Interaction.TEXT,
    "The sartorius is innervated by the f______ n____.",
    ("sartorius-innervatedBy-femoral-nerve",),
    accept=("femoral nerve",),
    forgiven=1,
)

_PAIRS = (("sartorius", "hip flexion"), ("gracilis", "hip adduction"), ("soleus", "ankle plantar flexion"))
MATCH = item(
    "match",
    Interaction.MATCH,
    "Match each muscle: it performs which of these?",
    tuple(f"{name(muscle)}-performs-{name(move)}" for muscle, move in _PAIRS),
    options=tuple(right(move) for _, move in _PAIRS),
    rows=tuple(
        Row(
            muscle,
            muscle,
            place,
            tuple(
                None if other == place else at_most(muscle, "performs", name(move))
                for other, (_, move) in enumerate(_PAIRS)
            ),
        )
        for place, (muscle, _) in enumerate(_PAIRS)
    ),
)


def _after(label: str, before: str) -> Option:
    claim = f"{name(before)}-leadsTo-{name(label)}"
    proof = Proof(ProofKind.ORDER, name(label), "leadsTo", name(before), "influences", "leaflet", (claim,))
    return replace(right(label), proof=proof)


ORDER = item(
    "order-chain",
    Interaction.ORDER,
    "According to the leaflet, one of these can lead to the next: put them in order.",
    ("stiff-ankle-leadsTo-altered-stride", "altered-stride-leadsTo-heel-pain"),
    scope="leaflet",
    options=(
        _after("altered stride", "stiff ankle"),
        right("stiff ankle"),
        _after("heel pain", "altered stride"),
    ),
    order=(1, 0, 2),
)

MECHANISM = item(
    "mechanism",
    Interaction.CHOOSE_ONE,
    "According to the leaflet, which of these can link a weak arch to a turned knee?",
    ("weak-arch-leadsTo-fallen-foot", "fallen-foot-leadsTo-turned-knee"),
    scope="leaflet",
    options=(
        right("fallen foot"),
        wrong("stiff ankle", unsaid("weak-arch", "stiff-ankle")),
        wrong("altered stride", unsaid("weak-arch", "altered-stride")),
    ),
)

ODD = item(
    "odd-one-out",
    Interaction.CHOOSE_ONE,
    "Which of these is NOT one of the gluteal muscles?",
    tuple(f"gluteus-{name}-memberOf-gluteal-muscles" for name in ("medius", "minimus", "maximus")),
    options=(
        wrong("gluteus medius", borne_out("gluteus-medius-memberOf-gluteal-muscles")),
        wrong("gluteus minimus", borne_out("gluteus-minimus-memberOf-gluteal-muscles")),
        wrong("gluteus maximus", borne_out("gluteus-maximus-memberOf-gluteal-muscles")),
        replace(right("sartorius"), proof=None),
    ),
)

VIGNETTE = item(
    "vignette",
    Interaction.CHOOSE_ONE,
    "In a patient, hip abduction has become weak. On testing, the gluteus medius does not contract. "
    "Damage to which nerve explains it?",
    (SUPPLY, "gluteus-medius-performs-hip-abduction"),
    given=("gluteus-medius-performs-hip-abduction",),
    options=CHOICE.options,
)


def _less(label: str) -> Option:
    proof = Proof(
        ProofKind.ORDER,
        name(label),
        "activates",
        "pistol-squat",
        "%MVIC",
        "first-study",
        (f"{name(label)}-first-study", "pistol-squat-first-study"),
    )
    return wrong(label, proof)


GOAL = item(
    "exercise-goal",
    Interaction.CHOOSE_ONE,
    "A patient is to work the gluteus medius hard. By the first study, which of these would you choose?",
    ("pistol-squat-first-study", "clamshell-first-study", "bridge-pose-first-study"),
    scope="first-study",
    options=(right("pistol squat"), _less("clamshell"), _less("bridge pose")),
)

ITEMS = (
    CHOICE,
    SCOPED,
    MANY,
    TRUE_FALSE,
    TYPED,
    CLOZE,
    MATCH,
    ORDER,
    MECHANISM,
    ODD,
    VIGNETTE,
    GOAL,
)
