"""Whether the proofs stored in an item hold, worked out anew from the graph.

Nothing here comes from what makes the proofs: of the graph only its records are read, and what follows from
them is followed here a second time, in another way. Where the two disagree, the proof is refused.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.model import Stance
from kg.proof import ProofKind
from quiz.item import Interaction
from quiz.verify.proofs import ProofChecker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from kg.proof import Proof
    from quiz.item import Item, Option, Row

__all__ = ["Verifier", "faults"]


def faults(item: Item, graph: KnowledgeGraph) -> list[str]:
    """Return what is wrong with the proofs of an item, a sentence each; nothing where all of them hold.

    What is worked out for a graph is kept until another one is asked about.
    """
    return _verifier(graph).faults(item)


@lru_cache(maxsize=1)
def _verifier(graph: KnowledgeGraph) -> Verifier:
    return Verifier(graph)


class Verifier:
    """Checks that items over one graph have the proofs that they need, each to the point and each sound.

    To the point is a proof about the option, and about what the item asks: a claim of the item is about the
    other end of its statement, by a relation of the same family. Out of scope: whether a right option is
    right. Typed answers, which have no wrong options, have to be what the claims of the item name.
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._checker = ProofChecker(graph)
        self._named: dict[str, set[str]] = defaultdict(set)
        for entity in graph.entities.values():
            for name in entity.names:
                self._named[name.casefold()].add(entity.id)

    def faults(self, item: Item) -> list[str]:
        """Return what is wrong with the proofs of an item, a sentence each; nothing where all hold."""
        unknown = [name for name in item.claims if name not in self._checker.said]
        if unknown:
            return [f"The item tests “{name}”, which is no claim that counts." for name in unknown]
        match item.interaction:
            case Interaction.CHOOSE_ONE | Interaction.CHOOSE_MANY:
                return list(self._choice(item))
            case Interaction.TEXT:
                return list(self._text(item))
            case Interaction.MATCH:
                return list(self._match(item))
            case Interaction.ORDER:
                return list(self._order(item))

    def _choice(self, item: Item) -> Iterator[str]:
        sought = self._seeks_wrong(item)
        for option in item.options:
            if option.proof is None:
                if not option.correct:
                    yield f"“{option.text}” is wrong and has no proof."
            elif option.correct and not sought:
                yield f"“{option.text}” is right and has a proof that it is wrong."
            elif option.correct and option.proof.kind is ProofKind.CONTRADICTED:
                yield from self._slip(item, option, option.proof)
            else:
                yield from self._told(item, option, option.proof)

    def _seeks_wrong(self, item: Item) -> bool:
        """Return whether the task is to find what is wrong: then what stands is wrong to choose."""
        return all(
            option.correct or (option.proof is not None and option.proof.kind is ProofKind.CONTRADICTED)
            for option in item.options
        )

    def _slip(self, item: Item, key: Option, proof: Proof) -> Iterator[str]:
        """Yield why a statement of the item's source is not the only one that another source disputes."""
        if proof.source in (None, item.scope) or proof.ground != Stance.DISPUTES:
            yield f"“{key.text}” is right and nothing shows that another source disputes it."
        yield from self._told(item, key, proof)
        for option in item.options:
            witnesses = option.proof.witnesses if option.proof is not None and not option.correct else ()
            if any(self._checker.disputed(name) for name in witnesses):
                yield f"“{option.text}” is disputed as well."

    def _told(self, item: Item, option: Option, proof: Proof) -> Iterator[str]:
        for fault in self._about(item, option, proof):
            yield f"“{option.text}”: {fault}"

    def _match(self, item: Item) -> Iterator[str]:
        if sorted(row.key for row in item.rows) != list(range(len(item.options))):
            yield "Each option has to be the key of one row."
            return
        for option in item.options:
            if option.proof is not None:
                yield f"“{option.text}”: its proofs have to stand in the rows."
        for row in item.rows:
            if len(row.proofs) != len(item.options):
                yield f"“{row.text}” needs one place for a proof for each option."
                continue
            for place, (option, proof) in enumerate(zip(item.options, row.proofs, strict=True)):
                for fault in self._pair(item, row, option, place, proof):
                    yield f"“{option.text}” for “{row.text}”: {fault}"

    def _pair(self, item: Item, row: Row, option: Option, place: int, proof: Proof | None) -> Iterator[str]:
        if (proof is None) != (place == row.key):
            yield "no proof." if proof is None else "it is the key and has a proof that it is wrong."
        elif proof is not None:
            ends = (proof.subject, proof.object)
            if row.entity not in ends or (
                option.entity is not None and {row.entity, option.entity} != set(ends)
            ):
                yield "the proof is about something else."
            yield from self._about(item, option, proof)

    def _order(self, item: Item) -> Iterator[str]:
        if sorted(item.order) != list(range(len(item.options))) or not item.order:
            yield "The order has to name the place of each option once."
            return
        ordered = [item.options[place] for place in item.order]
        if ordered[0].proof is not None:
            yield f"“{ordered[0].text}” comes first and has a proof that it cannot."
        for before, option in pairwise(ordered):
            proof = option.proof
            if proof is None or proof.kind is not ProofKind.ORDER:
                yield f"“{option.text}” has no proof of its place."
                continue
            if (proof.subject, proof.object) != (option.entity, before.entity):
                yield f"“{option.text}”: the proof has to be that it cannot come before “{before.text}”."
            yield from self._told(item, option, proof)

    def _text(self, item: Item) -> Iterator[str]:
        if item.options:
            yield "A typed answer has no options."
        if not item.accept:
            yield "No answer is taken as right."
            return
        wanted = {name: self._named.get(name.casefold(), set()) for name in item.accept}
        pools = [
            self._fillers(item, self._checker.said[name], given)
            for name in item.claims
            for given in (self._checker.said[name].subject, self._checker.said[name].object)
        ]
        if not any(all(named and named <= pool for named in wanted.values()) for pool in pools):
            names = ", ".join(f"“{name}”" for name in item.accept)
            yield f"Not all of {names} name what the claims have there, and nothing else."

    def _fillers(self, item: Item, asked: Claim, given: str) -> set[str]:
        """Return what stands opposite the given end of `asked`, in it and in like claims that are live."""
        turned = self._checker.symmetric(asked.relation)
        return {
            claim.object if claim.subject == given else claim.subject
            for claim in self._checker.about(given, asked.relation)
            if (claim.live or claim.id in item.claims)
            and (turned or (claim.subject == given) == (asked.subject == given))
        }

    def _about(self, item: Item, option: Option, proof: Proof) -> Iterator[str]:
        """Yield why a proof is beside the point of an option, or does not hold."""
        entity, unknown = option.entity, self._checker.unknown(proof)
        if unknown is not None:
            yield unknown
            return
        if entity in self._graph.sources:
            if proof.source != entity:
                yield "the proof is about another source."
        elif entity is not None and entity not in (proof.subject, proof.object):
            yield "the proof is about something else."
        elif entity is not None and not self._asked(item, entity, proof):
            yield "the proof has nothing to do with what is asked."
        yield from self._conditions(item, option, proof)
        yield from self._checker.faults(proof, item.scope, entity)

    def _asked(self, item: Item, entity: str, proof: Proof) -> bool:
        other = proof.object if proof.subject == entity else proof.subject
        return any(
            other in (claim.subject, claim.object)
            and self._checker.same_family(claim.relation, proof.relation)
            for claim in map(self._checker.said.__getitem__, item.claims)
        )

    def _conditions(self, item: Item, option: Option, proof: Proof) -> Iterator[str]:
        """Yield under what condition a witness holds, where the student is not told of it.

        A chain goes the same way whatever the condition; two measurements are compared under both.
        """
        witnesses = [self._checker.said[name] for name in proof.witnesses if name in self._checker.said]
        shown = [option]
        if proof.kind is ProofKind.ORDER:
            witnesses = [claim for claim in witnesses if claim.measure is not None]
            shown = list(item.options)
        told = "\n".join([item.stem, *(each.text for each in shown)])
        for claim in witnesses:
            if claim.qualifier is not None and claim.qualifier not in told:
                yield f"a witness holds only {claim.qualifier}, which is not told."
