"""Items that break each rule, each made from a faultless one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from linting.items import (
    CHOICE,
    CLOZE,
    GOAL,
    MANY,
    MATCH,
    MECHANISM,
    ODD,
    ORDER,
    SCOPED,
    TRUE_FALSE,
    TYPED,
    VIGNETTE,
    at_most,
    right,
    wrong,
)
from linting.world import QUOTE

if TYPE_CHECKING:
    from quiz.item import Item, Option

__all__ = ["BREACHES", "said", "stem"]


def options(item: Item, *changed: Option) -> Item:
    """The item with its last options exchanged."""
    return replace(item, options=(*item.options[: -len(changed)], *changed))


def said(item: Item, *texts: str) -> Item:
    """The item with the texts of its options exchanged, in their order."""
    return replace(
        item,
        options=tuple(replace(option, text=text) for option, text in zip(item.options, texts, strict=True)),
    )


def keyed(item: Item, text: str) -> Item:
    """The item with another text for its key."""
    return said(item, *(text if option.correct else option.text for option in item.options))


def stem(item: Item, text: str) -> Item:
    return replace(item, stem=text)


ONE_NERVE = at_most("gluteus-medius", "innervatedBy", "tibial-nerve")
TIMES = said(CHOICE, "5 weeks", "3 weeks", "8 weeks", "12 weeks")

# For each rule, items that break it; each was made from one of the clean ones.
BREACHES: list[tuple[str, str, Item]] = [
    ("L01", "an option is all of the above", options(CHOICE, wrong("all of the above", ONE_NERVE))),
    ("L01", "an option is neither", options(CHOICE, wrong("Neither of these", ONE_NERVE))),
    ("L02", "an option combines two by letter", options(CHOICE, wrong("A and C", ONE_NERVE))),
    (
        "L02",
        "an option joins two others",
        options(CHOICE, wrong("femoral nerve and superior gluteal nerve", ONE_NERVE)),
    ),
    ("L02", "bare votes are options", said(TRUE_FALSE, "True", "False", "Yes", "No")),
    ("L03", "a plain stem is negative", stem(CHOICE, "The gluteus medius is NOT innervated by which nerve?")),
    (
        "L03",
        "an odd one is asked for in small letters",
        stem(ODD, "Which of these is not one of the gluteal muscles?"),
    ),
    (
        "L03",
        "a stem is negative twice",
        stem(ODD, "Which of these is NOT one that is NEVER a gluteal muscle?"),
    ),
    (
        "L03",
        "a stem says no in a short form",
        stem(CHOICE, "The gluteus medius isn’t innervated by which nerve?"),
    ),
    ("L04", "an option says only", said(TRUE_FALSE, *(f"{o.text} only" for o in TRUE_FALSE.options))),
    ("L04", "a stem says always", stem(CHOICE, "The gluteus medius is always innervated by which nerve?")),
    (
        "L05",
        "a stem drops the hedge",
        stem(SCOPED, "According to the leaflet, a stiff ankle leads to which of these?"),
    ),
    (
        "L05",
        "an order puts what can be as what often is",
        stem(ORDER, "According to the leaflet, one of these often leads to the next: put them in order."),
    ),
    (
        "L05",
        "the key alone is hedged",
        replace(
            TRUE_FALSE,
            options=tuple(
                replace(option, text=f"It may be so: {option.text}") if option.correct else option
                for option in TRUE_FALSE.options
            ),
        ),
    ),
    ("L06", "the key is far longer", keyed(CHOICE, "superior gluteal nerve, from the sacral plexus")),
    (
        "L06",
        "the key is far shorter",
        said(
            CHOICE,
            "inferior gluteal nerve of the hip",
            "femoral nerve of the thigh",
            "a nerve",
            "obturator nerve of it",
        ),
    ),
    (
        "L07",
        "stem and key alone share a word",
        stem(CHOICE, "Which superior nerve serves the gluteus medius muscle?"),
    ),
    (
        "L07",
        "the key derives from a word of the stem",
        replace(
            stem(CHOICE, "The femur is moved by the gluteus medius with which nerve?"),
            options=tuple(
                replace(option, correct=option.entity == "femoral-nerve") for option in CHOICE.options
            ),
        ),
    ),
    ("L08", "the article fits one option alone", stem(CHOICE, "The gluteus medius is innervated by an ___.")),
    (
        "L08",
        "a singular is asked for and a plural is an option",
        options(
            stem(MANY, "Choose all that apply: the superior gluteal nerve supplies which muscle?"),
            wrong("gluteal muscles", at_most("gracilis", "innervatedBy", "superior-gluteal-nerve")),
        ),
    ),
    ("L08", "one option ends as a sentence", keyed(CHOICE, "superior gluteal nerve.")),
    ("L09", "an option is of another kind", options(CHOICE, wrong("sartorius", ONE_NERVE))),
    ("L10", "an option comes twice", options(CHOICE, CHOICE.options[0])),
    (
        "L10",
        "an option is a synonym of another",
        options(
            MANY,
            wrong("gracilis", ONE_NERVE),
            replace(wrong("middle buttock muscle", ONE_NERVE), entity="soleus"),
        ),
    ),
    ("L11", "an option is a member of another", options(MANY, wrong("gluteal muscles", ONE_NERVE))),
    (
        "L11",
        "an option adds a word to another",
        said(CHOICE, "gluteal nerve", "femoral nerve", "superior gluteal nerve", "tibial nerve"),
    ),
    (
        "L12",
        "the key shares most components",
        said(
            TRUE_FALSE,
            "True: rest and ice",
            "True: heat and sleep",
            "True: rest and heat",
            "True: tea and salt",
        ),
    ),
    ("L13", "there are two options", replace(CHOICE, options=CHOICE.options[1:3])),
    (
        "L13",
        "a choice of many has one right option",
        options(MANY, *(replace(option, correct=False, proof=ONE_NERVE) for option in MANY.options[2:])),
    ),
    (
        "L14",
        "a wrong option is right in the graph",
        options(MANY, wrong("gluteus minimus", ONE_NERVE), MANY.options[3]),
    ),
    ("L14", "a right option is not right in the graph", options(MANY, right("soleus"))),
    ("L14", "two options are declared right", options(CHOICE, right("obturator nerve"))),
    ("L15", "a wrong option has no proof", options(CHOICE, wrong("obturator nerve", None))),
    (
        "L15",
        "a proof does not hold",
        options(CHOICE, wrong("obturator nerve", at_most("soleus", "performs", "hip-flexion"))),
    ),
    (
        "L16",
        "another source asserts a wrong option and the stem names none",
        replace(
            MANY,
            claims=("gluteus-medius-performs-hip-abduction", "gluteus-minimus-performs-hip-abduction"),
            stem="Choose all that apply: hip abduction is performed by which of these?",
        ),
    ),
    (
        "L16",
        "the scope is not in the stem",
        options(
            stem(SCOPED, "A stiff ankle can lead to which of these?"),
            wrong("back pain", None),
        ),
    ),
    ("L17", "a key is refuted", replace(SCOPED, claims=("weak-arch-leadsTo-back-pain",))),
    ("L17", "a key is a draft", replace(ODD, claims=(*ODD.claims, "a-draft"))),
    ("L17", "a key is not to be asked", replace(CHOICE, claims=(*CHOICE.claims, "a-join"))),
    (
        "L17",
        "a contested claim is asked outright",
        replace(
            stem(SCOPED, "A stiff ankle can lead to which of these?"),
            scope=None,
            claims=("stiff-ankle-leadsTo-back-pain",),
        ),
    ),
    ("L18", "a stem is no question", stem(CHOICE, "The gluteus medius is innervated by this nerve:")),
    ("L18", "a stem is too short", stem(CHOICE, "Gluteus medius: which nerve?")),
    (
        "L18",
        "a stem is too long",
        stem(CHOICE, "The gluteus medius " + "of the very same hip " * 6 + "is innervated by which nerve?"),
    ),
    ("L18", "a stem names nothing", stem(CHOICE, "It is innervated by which nerve?")),
    ("L18", "a stem has two blanks", stem(CLOZE, "The sartorius at the ___ is innervated by the ___.")),
    ("L18", "a stem does not name its source", stem(SCOPED, "A stiff ankle can lead to which of these?")),
    ("L19", "a vignette tells nothing", replace(VIGNETTE, given=())),
    ("L19", "two facts are decoys", replace(VIGNETTE, given=(*VIGNETTE.given, "a-join", "a-draft"))),
    (
        "L19",
        "a fact is told and leads nowhere",
        replace(
            stem(VIGNETTE, f"A stiff ankle is found. {VIGNETTE.stem}"),
            claims=(*VIGNETTE.claims, "stiff-ankle-leadsTo-back-pain"),
            given=("stiff-ankle-leadsTo-back-pain",),
        ),
    ),
    (
        "L20",
        "the stem names the key",
        stem(CHOICE, "Is the superior gluteal nerve or which nerve that of the gluteus medius?"),
    ),
    (
        "L20",
        "the stem names the key by a synonym",
        replace(
            TYPED,
            accept=("gluteus medius", "middle buttock muscle"),
            claims=("gluteus-medius-performs-hip-abduction",),
            stem="Which middle buttock muscle performs hip abduction?",
        ),
    ),
    ("L20", "what the stem is about is an option", options(CHOICE, wrong("gluteus medius", ONE_NERVE))),
    (
        "L20",
        "a row names its answer",
        replace(
            MATCH,
            rows=(
                replace(MATCH.rows[0], text="sartorius, for hip flexion"),
                *MATCH.rows[1:],
            ),
        ),
    ),
    ("L22", "no claim is named", replace(CHOICE, claims=())),
    ("L22", "the quote is left out", replace(SCOPED, explanation=("The leaflet says so.",))),
    ("L22", "the source is left out", replace(SCOPED, explanation=(f"“{QUOTE}”",))),
    (
        "L22",
        "why is left out",
        replace(CHOICE, options=tuple(replace(option, why=" ") for option in CHOICE.options)),
    ),
    (
        "L23",
        "a placeholder is left",
        stem(CHOICE, "The gluteus medius of [Your Name] is innervated by which nerve?"),
    ),
    ("L23", "a heading's marks are left", keyed(CHOICE, "## superior gluteal nerve")),
    (
        "L23",
        "Chinese characters are left",
        stem(CHOICE, "The gluteus medius 的原因 is innervated by which nerve?"),
    ),
    (
        "L23",
        "letters are not composed",
        stem(CHOICE, "The gluteus me\u0301dius, gluteus medius, has which nerve?"),
    ),
    ("L23", "a mark turns the writing round", keyed(CHOICE, "superior gluteal nerve\u202e")),
    (
        "L23",
        "a bracket is not closed",
        stem(CHOICE, "The gluteus medius (of the hip is innervated by which nerve?"),
    ),
    ("L23", "a space is doubled", stem(CHOICE, "The gluteus medius  is innervated by which nerve?")),
    ("L23", "a word does not fit the screen", keyed(CHOICE, "superior gluteal nerve " + "x" * 71)),
    ("L23", "an option is not the label", keyed(CHOICE, "upper nerve of the buttock")),
    ("L24", "numbers do not ascend", TIMES),
    ("L24", "numbers are not in one unit", said(CHOICE, "3 weeks", "5 weeks", "8 days", "12 weeks")),
    ("L24", "ranges overlap", said(CHOICE, "1-3 weeks", "2-4 weeks", "5-6 weeks", "7-8 weeks")),
    (
        "L25",
        "a stem is hard to read",
        stem(
            CHOICE,
            "Notwithstanding considerable interindividual neuromuscular variability, the gluteus medius "
            "predominantly receives its characteristic innervation by which nerve?",
        ),
    ),
    (
        "L25",
        "a stem winds from clause to clause",
        stem(
            CHOICE,
            "The gluteus medius, which lies where it can be felt although it is deep, has which nerve?",
        ),
    ),
    (
        "L26",
        "the blank comes first",
        stem(CLOZE, "The f______ n____ is what innervates the sartorius of the thigh."),
    ),
    ("L26", "the blank is half of a label", stem(CLOZE, "The sartorius is innervated by the f______ nerve.")),
    (
        "L26",
        "two things fit the blank",
        replace(
            CLOZE,
            stem="Hip abduction is performed by the g______ m_____s or m______s, so by the ____.",
            claims=("gluteus-medius-performs-hip-abduction",),
            accept=("gluteus medius",),
        ),
    ),
    (
        "L27",
        "two matchings are right",
        replace(
            MATCH,
            claims=(
                "gluteus-medius-performs-hip-abduction",
                "gluteus-minimus-performs-hip-abduction",
                *MATCH.claims,
            ),
            options=(*(right("hip abduction"),) * 2, MATCH.options[2]),
            rows=(
                replace(MATCH.rows[0], entity="gluteus-medius"),
                replace(MATCH.rows[1], entity="gluteus-minimus"),
                MATCH.rows[2],
            ),
        ),
    ),
    (
        "L27",
        "an option belongs to two rows",
        replace(MATCH, rows=(MATCH.rows[0], replace(MATCH.rows[1], key=0), MATCH.rows[2])),
    ),
    (
        "L27",
        "a side is of two kinds",
        replace(MATCH, rows=(replace(MATCH.rows[0], entity="toe-pain"), *MATCH.rows[1:])),
    ),
    (
        "L28",
        "links stand side by side",
        replace(
            ORDER,
            options=(right("fallen foot"), right("weak arch"), right("higher load")),
        ),
    ),
    ("L28", "the order goes backward", replace(ORDER, order=(2, 0, 1))),
    ("L29", "a wrong option links the same ends", options(MECHANISM, wrong("higher load", None))),
    (
        "L30",
        "another can be singled out as well",
        options(
            replace(ODD, options=(right("gluteus minimus"), *ODD.options[1:])),
            wrong("gluteus medius", None),
        ),
    ),
    (
        "L30",
        "the others share nothing",
        replace(
            ODD,
            options=(wrong("femoral nerve", None), right("toe pain"), wrong("hip flexion", None)),
        ),
    ),
    (
        "L31",
        "a name of the answer is not accepted",
        replace(
            TYPED,
            accept=("gluteus medius",),
            claims=("gluteus-medius-performs-hip-abduction",),
        ),
    ),
    ("L31", "a name of another thing is accepted", replace(TYPED, accept=("gluteus maximus", "soleus"))),
    ("L31", "so much is forgiven that it can be another", replace(TYPED, forgiven=2)),
    (
        "L32",
        "two studies are compared",
        replace(GOAL, claims=("pistol-squat-first-study", "forward-lunge-second-study")),
    ),
    ("L32", "ranges overlap", replace(GOAL, claims=("clamshell-first-study", "forward-lunge-first-study"))),
]
