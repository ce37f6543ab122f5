"""From a meaning to its answers: which claims bear it out, and what cannot be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.outcome import Answer, Outcome
from kg.ask.terms import ORDER, Found, Terms
from kg.ask.tree import About, Chains, Compared, Said, Thing, Whether, Which
from kg.ask.truth import Truths
from kg.model import End
from kg.wording import sentence, statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.ask.outcome import Prover
    from kg.ask.tree import Meaning, Term
    from kg.lookup import Lookup
    from kg.model import Claim

__all__ = ["work_out"]


def work_out(graph: Lookup, meaning: Meaning, prove: Prover | None) -> Outcome:
    """Return the answers to a meaning.

    `prove` returns why `subject relation object` is wrong, or None; without it no denial is ever sure.
    """
    return _Answering(graph, meaning, prove).outcome()


class _Answering(Truths):
    """Works out one meaning over one graph."""

    def outcome(self) -> Outcome:
        match self.meaning.wanted:
            case Which(term, count):
                self._which(term, count=count)
            case Whether():
                self.whether(self.meaning.wanted)
            case Chains():
                self._chains(self.meaning.wanted)
            case Compared(entities, shared):
                self._compared(entities, shared=shared)
            case About(entity):
                self._about(entity)
            case Said():
                self.said(self.meaning.wanted)
        return self.out

    def _which(self, term: Term, *, count: bool) -> None:
        found = self.evaluate(term, top=True)
        for entity, claims in sorted(found.items(), key=lambda row: self._rank(*row)):
            self.out.answers.append(Answer(self.graph.entity(entity).label, entity, claims=claims))
        if count:
            self.out.count = len(found)
            self.out.verdict = " ".join(filter(None, (self._how_sure(found), self.out.verdict)))
        left = [
            claim
            for claim in self.refuted.values()
            if claim.subject not in found or claim.object not in found
        ]
        self.out.remarks += [
            f"Left out, as refuted: {statement(self.graph, claim)} [{claim.id}]." for claim in left
        ]
        if not found and self.meaning.sources:
            elsewhere = Terms(self.graph, self.meaning._replace(sources=()), None)
            number = len(elsewhere.evaluate(term))
            self.out.remarks.append(f"Whoever says it, there are {number}; ask without the source for them.")

    def _how_sure(self, found: Found) -> str:
        """Return how many of what was counted rest on what."""
        kinds: dict[str, int] = {}
        for claims in found.values():
            flat = [claim for claim in claims if claim.qualifier is None and not claim.hedged]
            best = min((ORDER.index(claim.status) for claim in flat or claims), default=None)
            kind = "by what they are" if best is None else str(ORDER[best])
            kind += "" if flat or best is None else ", with a qualifier or hedge"
            kinds[kind] = kinds.get(kind, 0) + 1
        told = "; ".join(f"{number} {kind}" for kind, number in kinds.items())
        unsure = f"; {len(self.out.open)} not proved either way" if self.out.open else ""
        return f"Of these: {told or 'none'}{unsure}."

    def _rank(self, entity: str, claims: Sequence[Claim]) -> tuple[int, str]:
        best = min((ORDER.index(claim.status) for claim in claims), default=0)
        return best, self.graph.entity(entity).label.casefold()

    # Chains, comparison, description

    def _chains(self, wanted: Chains) -> None:
        graph, start, end = self.graph, wanted.start, wanted.end
        others = self.chains_to(start, end, wanted.relations)
        if others:
            self.out.remarks.append(
                f"Chains that come to something else: {others}. myograph path {start} {end}"
            )
        if not self.out.chains:
            from kg.paths import causal_chains

            if causal_chains(graph, end, start, limit=1):
                self.out.remarks.append("There is a chain the other way round.")
        for chain in self.out.chains:
            text = " → ".join(graph.entity(node).label for node in chain.nodes)
            claims = tuple(claim for step in chain.steps for claim in step)
            self.out.answers.append(Answer(text, claims=claims))

    def _compared(self, entities: Sequence[str], *, shared: bool | None) -> None:
        graph = self.graph
        facts: list[dict[tuple[str, End, str], list[Claim]]] = []
        for entity in entities:
            mine: dict[tuple[str, End, str], list[Claim]] = {}
            for claim in self.kept(graph.about(entity)):
                head = End.SUBJECT if claim.subject == entity else End.OBJECT
                other = claim.object if head is End.SUBJECT else claim.subject
                if graph.vocabulary.relations[claim.relation].symmetric:
                    head = End.SUBJECT
                mine.setdefault((claim.relation, head, other), []).append(claim)
            facts.append(mine)
        if shared is not False:
            keys = [key for key in facts[0] if all(key in mine for mine in facts[1:])]
            for key in keys:
                claims = tuple(claim for mine in facts for claim in mine[key])
                both = "" if shared else "Both: "
                firsts = [mine[key][0] for mine in facts]
                self.out.answers.append(Answer(both + self._told(firsts), key[2], claims=claims))
        if not shared:
            self._apart(entities, facts)

    def _apart(
        self, entities: Sequence[str], facts: Sequence[dict[tuple[str, End, str], list[Claim]]]
    ) -> None:
        graph = self.graph
        between = [claim for key, claims in facts[0].items() if key[2] in entities[1:] for claim in claims]
        for claim in between:
            self.out.answers.append(Answer(sentence(statement(graph, claim)), claims=(claim,)))
        for number, entity in enumerate(entities):
            elsewhere = [mine for place, mine in enumerate(facts) if place != number]
            for key, claims in facts[number].items():
                comparable = any(key[:2] == other[:2] for mine in elsewhere for other in mine)
                if comparable and key[2] not in entities and not any(key in mine for mine in elsewhere):
                    text = f"{graph.entity(entity).label}: {self._told(claims)}"
                    self.out.answers.append(Answer(text, key[2], claims=tuple(claims)))
        self.out.remarks.append(
            "Only what is claimed of one and not of the other, by a relation that both have. That nobody "
            "claims it of the other does not prove that it is not so."
        )

    def _told(self, claims: Iterable[Claim]) -> str:
        """Return claims as one text, each with its hedge."""
        return sentence("; ".join(dict.fromkeys(statement(self.graph, claim) for claim in claims)))

    def _about(self, entity: str) -> None:
        if self.meaning.sources or self.meaning.status is not None:
            self.said(Said(Thing(entity)))
            return
        found = self.graph.entity(entity)
        self.out.answers.append(
            Answer(found.definition or found.label, entity, claims=tuple(self.graph.about(entity)))
        )
        self.out.remarks += [
            f"Refuted: {statement(self.graph, claim)} [{claim.id}]." for claim in self.refuted.values()
        ]
