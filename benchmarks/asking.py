"""How many questions in plain words are read and answered right, and how many were at the first try.

Questions and right answers were written, set after set, by people who had not seen the parser, from the
claims alone (tests/kg/ask/*.yaml). The parser was changed after each set had been tried once; what that try
gave is kept in FIRST_TRIES.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

import kg
from benchmarks.figures import ROOT, Budget, Found, ranged
from benchmarks.figures import time as unit
from benchmarks.page import prose, table
from kg.ask import ask
from kg.ask.tree import About, Compared

if TYPE_CHECKING:
    from benchmarks.figures import Setting
    from kg.ask import Reply
    from kg.graph import KnowledgeGraph

FOLDER = ROOT / "tests" / "kg" / "ask"
SETS = ("questions.yaml", "second.yaml", "holdout.yaml", "third.yaml")


class FirstTry(NamedTuple):
    """What one set gave when it was first asked: right, answered otherwise, and not read at all."""

    asked: int
    right: int
    otherwise: int
    unread: int


# The first set was written while the parser was, and taught it from the start.
FIRST_TRIES = {
    "second.yaml": FirstTry(40, 21, 2, 17),
    "holdout.yaml": FirstTry(40, 16, 3, 21),
    "third.yaml": FirstTry(40, 31, 0, 9),
}
ABOUT = {
    "questions.yaml": "the set it was built with",
    "second.yaml": "held out, first",
    "holdout.yaml": "held out, second",
    "third.yaml": "held out, third",
}
VERDICTS = {
    "yes": "Yes;Established, but only",
    "no": "No:;No,;Refuted, in these",
    "contested": "Sources disagree",
    "reported": "It is said, but not established",
    "unsaid": "No claim",
}


def questions(name: str) -> list[dict[str, Any]]:
    """Return a set of questions with their right answers."""
    found: list[dict[str, Any]] = yaml.safe_load((FOLDER / name).read_text("utf-8"))
    return found


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
        if not verdict.startswith(tuple(VERDICTS[question["verdict"]].split(";"))):
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


def measure(setting: Setting) -> Found:
    """Ask all sets, and return the table."""
    graph = kg.load()
    rows, times, wrong = [], [], 0
    for name in SETS[: setting.pick(len(SETS), 1)]:
        setting.progress(ABOUT[name])
        asked = questions(name)
        right = 0
        for question in asked:
            start = time.perf_counter()
            ask(graph, question["ask"])
            times.append(time.perf_counter() - start)
            right += not failing(graph, question)
        wrong += len(asked) - right
        first = FIRST_TRIES.get(name)
        rows.append(
            [
                ABOUT[name],
                len(asked),
                f"{first.right} ({100 * first.right / first.asked:.0f} %)" if first else "-",
                first.otherwise if first else "-",
                first.unread if first else "-",
                right,
            ]
        )
    head = ["set", "questions", "right at the first try", "answered otherwise", "not read", "right now"]
    told = f"""
        Right means the whole answer as it was worked out from the claims by someone who had not seen the
        parser: every entity, number, verdict, chain or source, and no other. After a set had been tried
        once, the parser was taught what it lacked in general, so only the first try says how a new
        question will fare. People word the same wish in very many ways: of a new forty, the third,
        {FIRST_TRIES["third.yaml"].unread} were declined, with questions near them that can be read. A
        question takes {ranged(unit, times)}: the median, in brackets the least and the most.
    """
    budget = Budget("questions that are answered wrong now", wrong, 0, str(wrong), "0", aim=True)
    return Found([*table(head, rows), "", *prose(told)], [budget])
