"""What every pattern needs to make items: the graph, proofs, wrong options, a seed."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from kg.model import AskUse
from quiz.distractors import Distractors
from quiz.explanation import explanation, why_right, why_wrong
from quiz.falsity import Falsity
from quiz.item import Interaction, Item, Option, Proof
from quiz.stems import scoped

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.graph import KnowledgeGraph
    from kg.model import Claim

__all__ = ["Workshop"]


@dataclass(slots=True)
class Workshop:
    """One graph and one seed. The same two always make the same items."""

    graph: KnowledgeGraph
    seed: int
    falsity: Falsity = field(init=False)
    distractors: Distractors = field(init=False)

    def __post_init__(self) -> None:
        self.falsity = Falsity(self.graph)
        self.distractors = Distractors(self.graph, self.falsity)

    def askable(self) -> list[Claim]:
        """Return the claims that a plain question may have as its key, in order of id."""
        return [claim for claim in self.graph.claims() if claim.live and AskUse.ATTRIBUTED in claim.ask]

    def choose_one(
        self, claim: Claim, kind: str, key: str, question: str, prove: Callable[[str], Proof | None]
    ) -> Item | None:
        """Return a single-choice item, or None where fewer than two wrong options can be proved.

        `key` is the entity that is right, and `prove` proves another one wrong in its place.
        """
        name = f"{claim.id}-{kind}"
        rng = Random(f"{self.seed} {name}")
        chosen = self.distractors.pick(rng, claim, key, question, prove)
        if not chosen:
            return None
        options = [Option(self.graph.entity(key).label, key, True, why_right(self.graph, claim))]
        for entity, proof in chosen:
            why = why_wrong(self.graph, claim, entity, proof)
            options.append(Option(self.graph.entity(entity).label, entity, False, why, proof))
        rng.shuffle(options)
        return Item(
            id=name,
            type=kind,
            interaction=Interaction.CHOOSE_ONE,
            bloom="remember",
            difficulty=self.distractors.difficulty(key, [entity for entity, _ in chosen]),
            stem=scoped(self.graph, question, claim.source),
            scope=claim.source,
            options=tuple(options),
            claims=(claim.id,),
            explanation=explanation(self.graph, claim),
            seed=self.seed,
        )
