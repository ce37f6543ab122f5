"""A reply as lines for people and as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.ask import MAX_LETTERS
from kg.ask.tree import About, Chains, Said
from kg.ask.truth import proof_in_words
from kg.render import claim_lines, path_lines
from kg.standing import surety
from kg.summary import summary_lines
from kg.views import claim_view, entity_view, path_view
from kg.wording import sentence, statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.ask import Reply
    from kg.ask.outcome import Answer, Outcome
    from kg.lookup import Lookup
    from kg.proof import Proof

__all__ = ["cannot_read", "head_lines", "nothing_found", "reply_lines", "reply_view", "tail_lines"]

_LONG = 40


def cannot_read(reply: Reply) -> str:
    """Return that a question cannot be read, with the words in it that stand for nothing here."""
    if len(reply.question) > MAX_LETTERS:
        return f"I cannot read this question: it is longer than {MAX_LETTERS:,} letters."
    strange = ", ".join(f"“{_short(word)}”" for word in reply.unknown)
    return "I cannot read this question." + (f" Nothing here goes by {strange}." if strange else "")


def _short(word: str) -> str:
    return word if len(word) <= _LONG else f"{word[:_LONG]}…"


def nothing_found(outcome: Outcome) -> str | None:
    """Return that there is no answer, or None where there is one."""
    if outcome.answers or outcome.verdict is not None or outcome.chains:
        return None
    return "None is proved." if outcome.open else "No claim in the graph answers this."


def reply_lines(graph: Lookup, reply: Reply) -> Iterator[str]:
    """Yield how the question was read, and the answers with their claims and how sure each is."""
    if reply.outcome is None or reply.meaning is None:
        return
    yield from head_lines(reply)
    outcome = reply.outcome
    match reply.meaning.wanted:
        case About(entity) if not (reply.meaning.sources or reply.meaning.status):
            yield from _entity_lines(graph, entity, outcome)
        case Chains():
            yield from _chain_lines(graph, outcome)
        case Said(who=False) | About():
            for answer in outcome.answers:
                for claim in answer.claims:
                    yield ""
                    yield from claim_lines(graph, claim)
        case _:
            yield from _answer_lines(graph, outcome.answers)
            yield from _chain_lines(graph, outcome)
    yield from tail_lines(graph, outcome)


def head_lines(reply: Reply) -> Iterator[str]:
    """Yield how a question was read, and the verdict or the number where it asked for one."""
    if reply.reading is None or reply.outcome is None:
        return
    if reply.piece is not None:
        yield f"Only this part was read: {reply.piece}"
    if reply.ignored:
        words = ", ".join(f"“{word}”" for word in reply.ignored)
        yield f"Read without {words}: no claim here tells that."
    for old, new in reply.corrected:
        yield f"Took “{old}” for “{new}”."
    yield f"Read as: {sentence(reply.reading)}"
    outcome = reply.outcome
    if outcome.count is not None:
        yield f"Number: {outcome.count}."
    if outcome.verdict is not None:
        yield outcome.verdict


def tail_lines(graph: Lookup, outcome: Outcome) -> Iterator[str]:
    """Yield what else there is to know of the answers, and what denials rest on."""
    if outcome.remarks:
        yield ""
        yield from outcome.remarks
    if outcome.proofs and outcome.answers:
        yield ""
        yield "Proved:"
        for proof in outcome.proofs:
            name = graph.entity(proof.subject).label
            yield f"- {name}: {proof_in_words(graph, proof)}"


def _answer_lines(graph: Lookup, answers: list[Answer]) -> Iterator[str]:
    for answer in answers:
        yield f"- {answer.text}"
        if answer.source is not None:
            continue
        for claim in answer.claims:
            said = sentence(statement(graph, claim))
            head = "" if said == answer.text else f"{said} "
            yield f"    {head}[{claim.id}] {surety(graph, claim)}"


def _entity_lines(graph: Lookup, entity: str, outcome: Outcome) -> Iterator[str]:
    found = graph.entity(entity)
    yield f"{found.label} ({graph.vocabulary.classes[found.cls].label})"
    yield f"  {found.definition}"
    for line in summary_lines(graph, found):
        yield f"  {line}"
    yield f"All {len(outcome.answers[0].claims)} claims with their words: myograph show {entity}"


def _chain_lines(graph: Lookup, outcome: Outcome) -> Iterator[str]:
    for chain in outcome.chains:
        yield ""
        yield from path_lines(graph, chain)


def reply_view(graph: Lookup, reply: Reply) -> dict[str, Any]:
    """Return a reply as the JSON that docs/json.md describes."""
    outcome = reply.outcome
    view: dict[str, Any] = {
        "question": reply.question,
        "reading": reply.reading,
        "corrected": [{"word": old, "takenFor": new} for old, new in reply.corrected],
        "ignored": list(reply.ignored),
        "piece": reply.piece,
        "unknown": list(reply.unknown),
        "nearest": list(reply.nearest),
        "verdict": None,
        "count": None,
        "answers": [],
        "chains": [],
        "notProved": [],
        "proofs": [],
        "remarks": [],
    }
    if outcome is not None:
        view |= {
            "verdict": outcome.verdict,
            "count": outcome.count,
            "answers": [_answer_view(graph, answer) for answer in outcome.answers],
            "chains": [path_view(graph, chain) for chain in outcome.chains],
            "notProved": [entity_view(graph.entity(name)) for name in outcome.open],
            "proofs": [_proof_view(graph, proof) for proof in outcome.proofs],
            "remarks": list(outcome.remarks),
        }
    return view


def _answer_view(graph: Lookup, answer: Answer) -> dict[str, Any]:
    return {
        "text": answer.text,
        "entity": entity_view(graph.entity(answer.entity)) if answer.entity is not None else None,
        "source": answer.source,
        "claims": [claim_view(graph, claim) for claim in answer.claims],
    }


def _proof_view(graph: Lookup, proof: Proof) -> dict[str, Any]:
    return {
        "kind": str(proof.kind),
        "subject": proof.subject,
        "relation": proof.relation,
        "object": proof.object,
        "ground": proof.ground,
        "witnesses": list(proof.witnesses),
        "text": proof_in_words(graph, proof),
    }
