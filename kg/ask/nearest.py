"""Questions that can be read, as near as may be to one that cannot."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.model import End
from kg.wording import name_of, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.ask.lexicon import Lexicon
    from kg.graph import KnowledgeGraph
    from kg.lookup import Lookup

__all__ = ["nearest", "questions_on", "well_known"]

SHOWN = 3
# How much of a name has to be in the question, in hundredths, for the name to be meant.
ALIKE = 60


def nearest(graph: Lookup, lexicon: Lexicon, words: Sequence[str]) -> tuple[str, ...]:
    """Return up to three questions that can be read, on what the words name, nearest first."""
    from rapidfuzz import fuzz, process

    named: dict[str, None] = {}
    place = 0
    while place < len(words):
        found = next(lexicon.entities(words, place), None)
        if found is not None:
            named.update(dict.fromkeys(found.ids[:1]))
        place = found.end if found is not None else place + 1
    if not named:
        known = dict(graph.names_like(list(words)))
        near = process.extract(
            " ".join(words), list(known), scorer=fuzz.token_set_ratio, score_cutoff=ALIKE, limit=2
        )
        named.update(dict.fromkeys(known[name] for name, _, _ in near))
    pool = list(dict.fromkeys(question for entity in named for question in questions_on(graph, entity)))
    ranked = process.extract(" ".join(words), pool, scorer=fuzz.token_set_ratio, limit=SHOWN)
    return tuple(question for question, _, _ in ranked)


def well_known(graph: KnowledgeGraph) -> list[str]:
    """Return questions that have an answer, one each on the things that most is claimed of.

    >>> import kg
    >>> well_known(kg.load())[-1]
    'What is the adductor magnus?'
    """
    claims = Counter(end for claim in graph.claims() if claim.live for end in (claim.subject, claim.object))
    most = sorted(claims, key=lambda entity: (-claims[entity], entity))[:SHOWN]
    # Of each thing another kind of question: by a relation, on what is contested, what it is.
    return [list(questions_on(graph, entity))[place] for entity, place in zip(most, (1, -1, 0), strict=False)]


def questions_on(graph: Lookup, entity: str) -> Iterator[str]:
    """Yield questions on an entity that have an answer, in the words of its claims.

    >>> import kg
    >>> next(questions_on(kg.load(), "knee-pain"))
    'What is knee pain?'
    """
    found = graph.entity(entity)
    name = name_of(found)
    be, do = ("are", "do") if found.plural else ("is", "does")
    yield f"What {be} {name}?"
    seen: dict[tuple[str, End], None] = {}
    for claim in graph.about(entity):
        if claim.live:
            seen[claim.relation, End.SUBJECT if claim.subject == entity else End.OBJECT] = None
    for relation, end in seen:
        phrase = graph.phrase(relation)
        first, _, rest = phrase.base.partition(" ")
        if end is End.OBJECT:
            which = f"Which {phrase.subjects}" if phrase.subjects else "What"
            yield sentence(f"{which} {phrase.singular} {name}?")
        elif first == "be":
            yield f"What {be} {name} {rest}?"
        else:
            yield f"What {do} {name} {phrase.base}?"
    yield f"Which claims about {name} are contested?"
