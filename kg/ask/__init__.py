"""A question in plain words to a pattern over the graph, and its answers with the claims they rest on.

What words mean comes from the graph alone: the labels and synonyms of its entities, the labels of its classes
and relations, and phrases.yaml. Nothing in this package names a relation or an entity.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from kg.ask.pieces import pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.ask.lexicon import Lexicon
    from kg.ask.outcome import Outcome
    from kg.ask.tree import Meaning
    from kg.falsity import Falsity
    from kg.graph import KnowledgeGraph
    from kg.lookup import Lookup
    from kg.proof import Proof

__all__ = ["MAX_LETTERS", "Reply", "ask"]

# Longer questions are not read: the work grows faster than the words.
MAX_LETTERS = 500
# So many readings of a question are looked up at most, to find one with an answer.
MAX_READINGS = 6
# So many of its parts are tried where the whole question cannot be read.
MAX_PIECES = 20


@dataclass(frozen=True, slots=True)
class Reply:
    """What there is to say to a question.

    `meaning`, `reading` and `outcome` are None where the question cannot be read; `nearest` then holds
    questions that can, and `unknown` the words that stand for nothing here. `corrected` tells which words
    were taken for misspelt ones, `ignored` which no claim can answer and so were left out, `piece` the part
    that was read where the whole could not be.
    """

    question: str
    meaning: Meaning | None = None
    reading: str | None = None
    outcome: Outcome | None = None
    corrected: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    piece: str | None = None
    unknown: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()


def ask(graph: Lookup, question: str) -> Reply:
    """Return how a question is read and what the graph answers.

    Of several readings the first with an answer is taken. Where the whole cannot be read, a part of it that
    is a question of its own is, and that is told.

    >>> import kg
    >>> reply = ask(kg.load(), "Which nerve supplies the sartorius?")
    >>> reply.reading, [answer.text for answer in reply.outcome.answers]
    ('nerves that the sartorius is innervated by', ['femoral nerve'])
    """
    if len(question) > MAX_LETTERS:
        return Reply(question)
    whole = _read(graph, question)
    if whole.outcome is not None:
        return whole
    for piece in islice(pieces(graph, question), MAX_PIECES):
        reply = _read(graph, piece)
        if reply.outcome is not None:
            return replace(reply, question=question, piece=piece)
    return whole


def _read(graph: Lookup, question: str) -> Reply:
    from kg.ask.lexicon import Lexicon
    from kg.ask.smallwords import UNREAD
    from kg.ask.words import tokens

    words = tokens(question)
    lexicon = Lexicon(graph, words)
    plain = [word for word in words if word not in UNREAD]
    left = tuple(dict.fromkeys(word for word in words if word in UNREAD))
    for some, ignored in ((words, ()), (plain, left)) if left else ((words, ()),):
        reply = _answered(graph, question, lexicon, some)
        if reply is not None:
            return replace(reply, ignored=ignored)
    from kg.ask.nearest import nearest
    from kg.ask.spelling import corrections

    lexicon = Lexicon(graph, plain, whole=True)
    ways, unknown = corrections(lexicon, plain)
    for better, changed in ways:
        reply = _answered(graph, question, lexicon, better)
        if reply is not None:
            return replace(reply, corrected=changed, ignored=left)
    return Reply(question, unknown=unknown, nearest=nearest(graph, lexicon, words))


def _answered(graph: Lookup, question: str, lexicon: Lexicon, words: Sequence[str]) -> Reply | None:
    """Return the first reading that has an answer, else the first; None where there is no reading."""
    from kg.ask.answer import work_out
    from kg.ask.questions import readings
    from kg.ask.reading import reading
    from kg.graph import KnowledgeGraph

    prove = _Prover(graph) if isinstance(graph, KnowledgeGraph) else None
    first: Reply | None = None
    for meaning in islice(_different(readings(graph, lexicon, words)), MAX_READINGS):
        outcome = work_out(graph, meaning, prove)
        reply = Reply(question, meaning, reading(graph, meaning), outcome)
        if outcome.found:
            return reply
        first = first or reply
    return first


def _different(meanings: Iterable[Meaning]) -> Iterator[Meaning]:
    seen: set[object] = set()
    for meaning in meanings:
        key = type(meaning.wanted), meaning
        if key not in seen:
            seen.add(key)
            yield meaning


class _Prover:
    """Proves statements wrong, over a whole graph; what that takes is made when it is first needed."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._falsity: Falsity | None = None

    def __call__(self, subject: str, relation: str, object_: str) -> Proof | None:
        from kg.falsity import Falsity

        if self._falsity is None:
            self._falsity = Falsity(self._graph)
        return self._falsity.prove(subject, relation, object_, None)
