"""What is wanted of the questions: about what, from which source, of which type and level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.falsity import Falsity
    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from quiz.item import Item

__all__ = ["Wanted", "wanted_in_words"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which items are wanted; None leaves it open.

    `topic` is an entity's id, `type` a question type, `level` one of Bloom's, `source` a source's id.
    """

    topic: str | None = None
    type: str | None = None
    level: str | None = None
    source: str | None = None

    def fits(self, item: Item) -> bool:
        """Return whether an item is of the wanted type and level; its claims are not looked at."""
        return self.type in (None, item.type) and self.level in (None, item.bloom)

    def asks_of(self, falsity: Falsity) -> Callable[[Claim], bool]:
        """Return what tells of a claim whether it is asked about.

        It is where an end of it is the topic, or a part, member, kind or state of it, and the source makes
        the claim or bears on it.
        """
        topic, source = self.topic, self.source

        def asked(claim: Claim) -> bool:
            return (source is None or claim.told_by(source)) and (
                topic is None or any(falsity.within(end, topic) for end in (claim.subject, claim.object))
            )

        return asked


def wanted_in_words(graph: KnowledgeGraph, wanted: Wanted) -> str:
    """Return what narrows the items wanted, to stand after a noun; nothing where nothing does."""
    words = []
    if wanted.topic is not None:
        words.append(f"about “{graph.entity(wanted.topic).label}”")
    if wanted.source is not None:
        words.append(f"from “{graph.sources[wanted.source].label}”")
    if wanted.type is not None:
        words.append(f"of type {wanted.type}")
    if wanted.level is not None:
        words.append(f"at level {wanted.level}")
    return f" {', '.join(words)}" if words else ""
