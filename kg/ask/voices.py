"""Who says what, supports or disputes it: the claims of a question, or the sources that bear on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.outcome import Answer
from kg.ask.terms import ORDER, Terms
from kg.model import Stance, Status
from kg.standing import evidence_line, surety
from kg.wording import sentence, statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.ask.tree import Said
    from kg.model import Claim

__all__ = ["Voices"]

# So many claims are told in full below the sources that bear on them.
FEW = 5


class Voices(Terms):
    """Answers questions about claims and sources."""

    def said(self, said: Said) -> None:
        """Answer with the claims on the matter, or with who bears on them."""
        claims = self._claims_on(said)
        if said.who:
            self._bearers(claims, said.stance)
            return
        order = sorted(
            claims, key=lambda claim: (ORDER.index(claim.status), bool(claim.derived_from), claim.id)
        )
        if said.counted:
            self.out.count = len(order)
        for claim in order:
            self.out.answers.append(Answer(sentence(statement(self.graph, claim)), claims=(claim,)))

    def _claims_on(self, said: Said) -> list[Claim]:
        graph, meaning = self.graph, self.meaning
        sources = set(meaning.sources)
        if said.whole is not None and said.whole.clause is not None:
            subjects = self.evaluate(said.whole.term)
            others = self.evaluate(said.whole.clause.other)
            rows = self.joining(said.whole.clause, others)
            found = [claim for head, _, claim in rows if head in subjects]
            found += [
                claim
                for claim in self.refuted.values()
                if {claim.subject, claim.object} & set(subjects)
                and {claim.subject, claim.object} & set(others)
            ]
            if not sources:
                return found
        elif said.term is not None:
            names = sorted(self.evaluate(said.term))
            found = list({claim.id: claim for name in names for claim in graph.about(name)}.values())
        elif sources:
            found = list(
                {
                    claim.id: claim for source in sorted(sources) for claim in graph.claims(source=source)
                }.values()
            )
        else:
            found = graph.claims(status=meaning.status)
        return [
            claim
            for claim in found
            if claim.status is not Status.DRAFT
            and (meaning.status is None or claim.status is meaning.status)
            and (
                not sources
                or said.who
                or sources & {claim.source, *(item.source for item in claim.evidence if not item.indirect)}
            )
        ]

    def _bearers(self, claims: Iterable[Claim], stance: Stance | None) -> None:
        """Tell source by source who supports or disputes any of the claims."""
        graph, sources = self.graph, set(self.meaning.sources)
        by_source: dict[tuple[str, Stance], list[tuple[Claim, str]]] = {}
        for claim in claims:
            for item in claim.evidence:
                wanted = stance is None or item.stance is stance
                if wanted and not item.indirect and (not sources or item.source in sources):
                    line = evidence_line(graph, item)
                    by_source.setdefault((item.source, item.stance), []).append((claim, line))
        for (source, _), rows in sorted(by_source.items()):
            for claim, line in rows:
                text = f"{line} — on: {statement(graph, claim)}"
                self.out.answers.append(Answer(text, source=source, claims=(claim,)))
        bearing = dict.fromkeys(claim for rows in by_source.values() for claim, _ in rows)
        if len(bearing) <= FEW:
            self.out.remarks += [
                f"How it stands that {statement(graph, claim)}: {surety(graph, claim)}" for claim in bearing
            ]
        if stance is Stance.DISPUTES and not by_source and claims:
            self.out.remarks.append("Nothing in the graph disputes it; that is no proof that it is so.")
