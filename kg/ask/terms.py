"""Which entities a term of a question means, with the claims that make it so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.outcome import Outcome
from kg.ask.tree import Clause, Either, Kind, Thing
from kg.model import Claim, End, Stance, Status
from kg.proof import ProofKind
from kg.vocabulary import BELONGS_TO

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.ask.outcome import Prover
    from kg.ask.tree import Meaning, Term
    from kg.lookup import Lookup
    from kg.proof import Proof

__all__ = ["ORDER", "Found", "Terms", "collected"]

Found = dict[str, tuple[Claim, ...]]
ORDER = (Status.ESTABLISHED, Status.CONTESTED, Status.REPORTED, Status.REFUTED, Status.DRAFT)


class Terms:
    """Evaluates the terms of one meaning over one graph; what there is to remark goes into `out`."""

    def __init__(self, graph: Lookup, meaning: Meaning, prove: Prover | None) -> None:
        self.graph = graph
        self.meaning = meaning
        self.prove = prove
        self.out = Outcome()
        self.refuted: dict[str, Claim] = {}

    def kept(self, claims: Iterable[Claim]) -> list[Claim]:
        """Return the claims that the question is about; refuted ones are put aside unless asked for."""
        status, sources = self.meaning.status, set(self.meaning.sources)
        kept = []
        for claim in claims:
            if sources and not sources & {claim.source, *_bearing(claim, Stance.SUPPORTS)}:
                continue
            if status is not None:
                if claim.status is status:
                    kept.append(claim)
            elif claim.status is Status.REFUTED:
                self.refuted[claim.id] = claim
            elif claim.status is not Status.DRAFT:
                kept.append(claim)
        return kept

    def evaluate(self, term: Term, *, top: bool = False) -> Found:
        """Return the entities; with `top`, as that is what was asked for, remark on what is left out."""
        match term:
            case Thing(entity):
                return {entity: ()}
            case Either(terms, every):
                parts = [self.evaluate(each, top=top) for each in terms]
                if every and not all(isinstance(each, Thing) for each in terms):
                    names = set(parts[0]).union(
                        *parts[1:]
                    )  # "the origins and insertions of X" are all of them
                else:
                    names = set().union(*parts)
                return {
                    name: tuple(dict.fromkeys(claim for part in parts for claim in part.get(name, ())))
                    for name in names
                }
            case Kind(cls, clauses):
                return self._of_kind(cls, clauses, top=top)

    def _of_kind(self, cls: str | None, clauses: Sequence[Clause], *, top: bool) -> Found:
        said = [clause for clause in clauses if not clause.denied]
        denied = [clause for clause in clauses if clause.denied]
        found: Found | None = None
        for clause in said:
            part = self._of_clause(clause, top=top and len(clauses) == 1)
            found = part if found is None else _both(found, part)
        if found is None:
            if cls is None:
                return {}
            found = {entity.id: () for entity in self.graph.of_class(cls)}
        if cls is not None:
            found = self._of_class(found, cls, top=top)
        for clause in denied:
            found = self._without(found, clause, top=top)
        return found

    def _of_class(self, found: Found, cls: str, *, top: bool) -> Found:
        kept = {
            name: claims
            for name, claims in found.items()
            if self.graph.vocabulary.is_a(self.graph.entity(name).cls, cls)
        }
        others = [self.graph.entity(name) for name in sorted(found.keys() - kept.keys())]
        near = [entity for entity in others if self.graph.vocabulary.akin(entity.cls, cls)]
        if top and near:
            names = ", ".join(
                f"{entity.label} ({self.graph.vocabulary.classes[entity.cls].label})" for entity in near
            )
            label = self.graph.vocabulary.classes[cls].label
            self.out.remarks.append(f"Found too, though not of the kind “{label}”: {names}.")
        return kept

    def _of_clause(self, clause: Clause, *, top: bool) -> Found:
        each = self._each(clause.other)
        if each is not None:
            parts = [self._of_clause(clause._replace(other=term), top=False) for term in each]
            if not parts:
                return {}
            found = parts[0]
            for part in parts[1:]:
                found = _both(found, part)
            return found
        others = self.others_of(clause)
        claims = self.joining(clause, others)
        if top:
            wider = self.more_widely(clause, others, besides=claims)
            if wider:
                self._tell_wider(clause, claims, wider)
            claims = claims or wider or self._of_members(clause, others)
        return collected(others, claims)

    def _of_members(self, clause: Clause, others: Iterable[str]) -> list[tuple[str, str, Claim]]:
        """Return what is said of the members of a group of which itself nothing is said, and tell of it."""
        members = self.kept(self.graph.entering(sorted(others), BELONGS_TO))
        names = {claim.subject for claim in members}
        rows = self.joining(clause, names) if names else []
        if rows:
            whole = ", ".join(sorted(self.graph.entity(name).label for name in others))
            self.out.remarks.append(
                f"No claim says so of {whole} as a whole; what follows is said of its parts."
            )
        return rows

    def _each(self, term: Term) -> Sequence[Term] | None:
        """Return the terms of each of which a clause has to hold, or None where any will do."""
        if isinstance(term, Either) and term.every:
            return term.terms
        if isinstance(term, Kind) and term.every:
            return [Thing(entity) for entity in sorted(self.evaluate(term._replace(every=False)))]
        return None

    def others_of(self, clause: Clause) -> Found:
        """Return what stands at the other end; if a relation is handed down, all that belongs to it too."""
        found = self.evaluate(clause.other)
        if clause.head is not End.SUBJECT:
            return found
        for relation in clause.relations:
            if self.graph.vocabulary.handed_down(relation):
                last = found
                while last:
                    claims = self.kept(self.graph.entering(sorted(last), relation))
                    last = {
                        claim.subject: (claim, *last[claim.object])
                        for claim in claims
                        if claim.subject not in found
                    }
                    found = found | last
        return found

    def joining(self, clause: Clause, others: Iterable[str]) -> list[tuple[str, str, Claim]]:
        """Return the entity at the head, the one at the other end, and the claim that joins them."""
        graph, names = self.graph, sorted(others)
        found: dict[str, tuple[str, str, Claim]] = {}
        for relation in clause.relations:
            symmetric = graph.vocabulary.relations[relation].symmetric
            if clause.head is End.SUBJECT or symmetric:
                for claim in self.kept(graph.entering(names, relation)):
                    found.setdefault(claim.id, (claim.subject, claim.object, claim))
            if clause.head is End.OBJECT or symmetric:
                for claim in self.kept(graph.leaving(names, relation)):
                    found.setdefault(claim.id, (claim.object, claim.subject, claim))
        return list(found.values())

    def more_widely(
        self, clause: Clause, others: Iterable[str], *, besides: Sequence[tuple[str, str, Claim]] = ()
    ) -> list[tuple[str, str, Claim]]:
        """Return what is said by the relations above those asked for, of others than `besides` has."""
        relations = self.graph.vocabulary.relations
        above = self._above(clause)
        heads = {head for head, _, _ in besides}
        wider = self.joining(Clause(above, clause.head, clause.other), others) if above else []
        signs = {relations[name].sign for name in clause.relations} - {None}
        return [
            row
            for row in wider
            if row[0] not in heads and (not signs or relations[row[2].relation].sign in signs)
        ]

    def _above(self, clause: Clause) -> tuple[str, ...]:
        """Return the relations right above; nothing where these only say what belongs to what."""
        relations = self.graph.vocabulary.relations
        above = tuple(dict.fromkeys(up for name in clause.relations for up in relations[name].parents))
        return () if all(map(self.graph.vocabulary.handed_down, above)) else above

    def _tell_wider(
        self,
        clause: Clause,
        claims: Sequence[tuple[str, str, Claim]],
        wider: Iterable[tuple[str, str, Claim]],
    ) -> None:
        """Say that some answers are by a wider relation, or that there are more by it."""
        relations = self.graph.vocabulary.relations
        wide = " or ".join(f"“{relations[name].label}”" for name in self._above(clause))
        if claims:
            names = dict.fromkeys(self.graph.entity(head).label for head, _, _ in wider)
            self.out.remarks.append(f"By the wider {wide} also: {', '.join(names)}.")
        else:
            narrow = " or ".join(f"“{relations[name].label}”" for name in clause.relations)
            self.out.verdict = f"No claim says {narrow}. What follows is by the wider {wide}: read each verb."

    def _without(self, found: Found, clause: Clause, *, top: bool) -> Found:
        """Return those of which the clause is proved not to hold; the rest is told of."""
        others = self.others_of(clause)
        stated = {head for head, _, _ in self.joining(clause, others)}
        proved: Found = {}
        unsure = []
        for name, claims in found.items():
            if name in stated:
                continue
            proofs = [self.proof(clause, name, other) for other in others]
            sound = [each for each in proofs if each is not None]
            if proofs and len(sound) == len(proofs):
                proved[name] = claims
                if top:
                    self.out.proofs += sound
            else:
                unsure.append(name)
        if top:
            self.out.open = sorted(unsure)
            labels = ", ".join(self.graph.entity(name).label for name in sorted(stated & found.keys()))
            if labels:
                self.out.remarks.append(f"Left out, as a claim says that they do: {labels}.")
            if unsure:
                names = ", ".join(self.graph.entity(name).label for name in sorted(unsure))
                why = (
                    "nothing here proves that they do not"
                    if self.prove is not None
                    else "a proof that they do not needs the whole graph at hand, and this one is on a server"
                )
                self.out.remarks.append(
                    f"Not proved either way: {names}. No claim says that they do, and {why}."
                )
        return proved

    def proof(self, clause: Clause, name: str, other: str) -> Proof | None:
        """Return a proof that no statement of the clause holds of two entities, or None.

        That one of them is of a kind that the relation cannot have proves nothing here: then the question was
        misread. Where the clause stands for several relations, each has to be proved wrong; the first proof
        is returned.
        """
        if self.prove is None:
            return None
        subject, object_ = (name, other) if clause.head is End.SUBJECT else (other, name)
        proofs = [
            self.prove(subject, relation, object_)
            for relation in self.graph.vocabulary.claimable()
            if any(self.graph.vocabulary.is_below(relation, each) for each in clause.relations)
        ]
        sound = [each for each in proofs if each is not None and each.kind is not ProofKind.DISJOINT_CLASS]
        return sound[0] if sound and len(sound) == len(proofs) else None


def _bearing(claim: Claim, stance: Stance) -> set[str]:
    return {item.source for item in claim.evidence if item.stance is stance and not item.indirect}


def _both(one: Found, other: Found) -> Found:
    """Return what is in both, with the claims of both."""
    return {name: tuple(dict.fromkeys((*one[name], *other[name]))) for name in one if name in other}


def collected(others: Found, rows: Iterable[tuple[str, str, Claim]]) -> Found:
    """Return the heads with the claims that join them, after those that led to the other end."""
    found: dict[str, dict[Claim, None]] = {}
    for head, other, claim in rows:
        mine = found.setdefault(head, {})
        mine.update(dict.fromkeys((claim, *others.get(other, ()))))
    return {name: tuple(claims) for name, claims in found.items()}
