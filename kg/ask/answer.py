"""From a meaning to its answers: which claims bear it out, and what cannot be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.outcome import Answer, Outcome
from kg.ask.terms import ORDER, Terms, collected
from kg.ask.tree import About, Chains, Clause, Compared, Said, Whether, Which
from kg.ask.voices import Voices
from kg.model import End, Status
from kg.standing import surety
from kg.wording import name_of, sentence, source_name, statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.ask.outcome import Prover
    from kg.ask.tree import Meaning, Term
    from kg.lookup import Lookup
    from kg.model import Claim

__all__ = ["work_out"]

_VERDICTS = {
    Status.ESTABLISHED: "Yes, that is established. {how}",
    Status.CONTESTED: "Sources disagree. {how}",
    Status.REPORTED: "It is said, but not established. {how}",
    Status.REFUTED: "No, that is refuted. {how}",
    Status.DRAFT: "It is a draft that no one has checked.",
}


def work_out(graph: Lookup, meaning: Meaning, prove: Prover | None) -> Outcome:
    """Return the answers to a meaning.

    `prove` returns why `subject relation object` is wrong, or None; without it no denial is ever sure.
    """
    return _Answering(graph, meaning, prove).outcome()


class _Answering(Voices):
    """Works out one meaning over one graph."""

    def outcome(self) -> Outcome:
        match self.meaning.wanted:
            case Which(term, count):
                self._which(term, count=count)
            case Whether():
                self._whether(self.meaning.wanted)
            case Chains(start, end):
                self._chains(start, end)
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

    def _rank(self, entity: str, claims: Sequence[Claim]) -> tuple[int, str]:
        best = min((ORDER.index(claim.status) for claim in claims), default=0)
        return best, self.graph.entity(entity).label.casefold()

    # Yes or no

    def _whether(self, wanted: Whether) -> None:
        graph = self.graph
        if wanted.clause is None:
            self._classified(wanted)
            return
        clause = wanted.clause
        subjects = self.evaluate(wanted.term)
        others = self.others_of(clause)
        kept = [row for row in self.joining(clause, others) if row[0] in subjects]
        refuted = [claim for claim in self.refuted.values() if {claim.subject, claim.object} & set(subjects)
                   and {claim.subject, claim.object} & set(others)]  # fmt: skip
        claims = [claim for found in collected(others, kept).values() for claim in found] + refuted
        if not claims:
            wider = [row for row in self.more_widely(clause, others) if row[0] in subjects]
            claims = [claim for _, _, claim in wider]
            if not wider:
                self.out.remarks.clear()
        claims.sort(key=lambda claim: (ORDER.index(claim.status), claim.id))
        for claim in claims:
            self.out.answers.append(Answer(sentence(statement(graph, claim)), claims=(claim,)))
        if claims:
            self.out.verdict = _VERDICTS[claims[0].status].format(
                who=source_name(graph, claims[0].source), how=surety(graph, claims[0])
            )
            if clause.denied:
                self.out.verdict = f"Asked the other way round, whether it is so: {self.out.verdict}"
            return
        self._unsaid(clause, subjects, others)

    def _unsaid(self, clause: Clause, subjects: Iterable[str], others: Iterable[str]) -> None:
        pairs = [(one, two) for one in subjects for two in others]
        if pairs and all(self.disproved(clause, one, two) for one, two in pairs):
            self.out.proved = True
            self.out.verdict = "No: that is proved wrong, as the whole list is known and this is not in it."
            return
        self.out.verdict = "No claim here says so, which does not prove that it is not so."
        causal = all(self.graph.vocabulary.causal(relation) for relation in clause.relations)
        if causal:
            from kg.paths import causal_chains

            for one, two in pairs:
                start, end = (one, two) if clause.head is End.SUBJECT else (two, one)
                self.out.chains += causal_chains(self.graph, start, end)
            if self.out.chains:
                self.out.verdict = "No claim says so in one step, but claims lead there one after another."

    def _classified(self, wanted: Whether) -> None:
        graph, cls = self.graph, wanted.cls or ""
        label = graph.vocabulary.classes[cls].label
        for name in sorted(self.evaluate(wanted.term)):
            entity = graph.entity(name)
            own = graph.vocabulary.classes[entity.cls].label
            if graph.vocabulary.is_a(entity.cls, cls):
                self.out.verdict = f"Yes: {name_of(entity)} is of the kind “{own}”."
            elif graph.vocabulary.disjoint(entity.cls, cls):
                self.out.verdict = (
                    f"No: {name_of(entity)} is of the kind “{own}”, and that is never a {label}."
                )
            else:
                self.out.verdict = f"It is held as “{own}” here; that rules “{label}” neither in nor out."
            self.out.answers.append(Answer(entity.label, name))

    # Chains, comparison, description

    def _chains(self, start: str, end: str) -> None:
        from kg.paths import causal_chains

        graph = self.graph
        self.out.chains = causal_chains(graph, start, end)
        if not self.out.chains and causal_chains(graph, end, start):
            self.out.remarks.append("There is a chain the other way round.")
        for chain in self.out.chains:
            text = " → ".join(graph.entity(node).label for node in chain.nodes)
            self.out.answers.append(
                Answer(text, claims=tuple(claim for step in chain.steps for claim in step))
            )

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
        found = self.graph.entity(entity)
        self.out.answers.append(
            Answer(found.definition or found.label, entity, claims=tuple(self.kept(self.graph.about(entity))))
        )
        self.out.remarks += [
            f"Refuted: {statement(self.graph, claim)} [{claim.id}]." for claim in self.refuted.values()
        ]
