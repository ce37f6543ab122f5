"""A question in plain words to a pattern over the graph, and its answers with the claims they rest on.

What words mean comes from the graph alone: the labels and synonyms of its entities, the labels of its classes
and relations, and phrases.yaml. Nothing in this package names a relation or an entity.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.ask.outcome import Outcome
    from kg.ask.tree import Meaning
    from kg.falsity import Falsity
    from kg.lookup import Lookup
    from kg.proof import Proof

__all__ = ["Reply", "ask"]

_STOPS = re.compile(r"[?!:;,—–]|\.(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Reply:
    """What there is to say to a question.

    `meaning`, `reading` and `outcome` are None where the question cannot be read; `nearest` then holds
    questions that can, and `unknown` the words that stand for nothing here. `corrected` tells which words
    were taken for misspelt ones.
    """

    question: str
    meaning: Meaning | None = None
    reading: str | None = None
    outcome: Outcome | None = None
    corrected: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()


def ask(graph: Lookup, question: str, *, whole: bool = True) -> Reply:
    """Return how a question is read and what the graph answers.

    With `whole`, a part of it that commas or stops set apart is read where the whole cannot be, and told.

    >>> import kg
    >>> reply = ask(kg.load(), "Which nerve supplies the sartorius?")
    >>> reply.reading, [answer.text for answer in reply.outcome.answers]
    ('nerves that the sartorius is innervated by', ['femoral nerve'])
    """
    from kg.ask.answer import work_out
    from kg.ask.lexicon import Lexicon
    from kg.ask.nearest import nearest
    from kg.ask.questions import read
    from kg.ask.reading import reading
    from kg.ask.spelling import corrections
    from kg.ask.words import tokens

    words = tokens(question)
    lexicon = Lexicon(graph, words)
    meaning = read(graph, lexicon, words) if words else None
    changed: tuple[tuple[str, str], ...] = ()
    if meaning is None:
        lexicon = Lexicon(graph, words, whole=True)
        ways, unknown = corrections(lexicon, words)
        for better, pairs in ways:
            meaning, changed = read(graph, lexicon, better), pairs
            if meaning is not None:
                break
        if meaning is None and whole:
            for piece in _pieces(question):
                reply = ask(graph, piece, whole=False)
                if reply.outcome is not None:
                    reply.outcome.remarks.append(f"Only “{piece}” was read; the rest was left aside.")
                    return replace(reply, question=question)
        if meaning is None:
            return Reply(question, unknown=unknown, nearest=nearest(graph, lexicon, words))
    return Reply(
        question, meaning, reading(graph, meaning), work_out(graph, meaning, _Prover(graph)), changed
    )


def _pieces(question: str) -> list[str]:
    """Return the parts of a question that commas and stops set apart, the longest first."""
    parts = [part.strip() for part in _STOPS.split(question) if part.strip()]
    return sorted(parts, key=len, reverse=True) if len(parts) > 1 else []


class _Prover:
    """Proves statements wrong, where the whole graph is at hand; what that takes is made when needed."""

    def __init__(self, graph: Lookup) -> None:
        self._graph = graph
        self._falsity: Falsity | None = None

    def __call__(self, subject: str, relation: str, object_: str) -> Proof | None:
        from kg.falsity import Falsity
        from kg.graph import KnowledgeGraph

        if not isinstance(self._graph, KnowledgeGraph):
            return None
        if self._falsity is None:
            self._falsity = Falsity(self._graph)
        return self._falsity.prove(subject, relation, object_, None)
