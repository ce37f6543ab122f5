"""Whether something is so: no firmer than the claims put it, part by part, and never by what is only near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ask.outcome import Answer
from kg.ask.terms import ORDER, collected
from kg.ask.tree import Clause, Either, Kind, Thing
from kg.ask.voices import Voices
from kg.inwords import counted
from kg.model import End, Status
from kg.proof import ProofKind
from kg.standing import surety
from kg.vocabulary import BELONGS_TO
from kg.wording import name_of, sentence, source_name, statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.ask.tree import Term, Whether
    from kg.lookup import Lookup
    from kg.model import Claim
    from kg.proof import Proof

__all__ = ["Truths", "proof_in_words"]

LOWERS = "lowers"
_FLAT = {
    Status.ESTABLISHED: "Yes, that is established.",
    Status.CONTESTED: "Sources disagree.",
    Status.REPORTED: "It is said, but not established.",
    Status.REFUTED: "No, that is refuted.",
    Status.DRAFT: "It is a draft that no one has checked.",
}
_NARROW = {
    Status.ESTABLISHED: "Established, but only in these words",
    Status.CONTESTED: "Sources disagree, on these words",
    Status.REPORTED: "It is said, but not established, in these words",
    Status.REFUTED: "Refuted, in these words",
    Status.DRAFT: "A draft that no one has checked, in these words",
}


class Truths(Voices):
    """Answers questions of yes or no."""

    def whether(self, wanted: Whether) -> None:
        """Answer with how the claims on the statement stand, or with what else there is to say."""
        if wanted.clause is None:
            self._classified(wanted)
            return
        clause = wanted.clause
        if isinstance(wanted.term, Kind):
            self._of_many(wanted.term, clause)
        else:
            parts = [(one, other) for one in _parts(wanted.term) for other in _parts(clause.other)]
            told = [
                self._judged(one.entity, clause._replace(other=other))
                for one, other in parts
                if isinstance(one, Thing)
            ]
            if len(told) == 1:
                self.out.verdict = told[0]
            else:
                self._part_by_part(parts, clause, told)
        if clause.denied and self.out.verdict is not None:
            self.out.verdict = f"Whether it is so, without the denial: {self.out.verdict}"

    def _part_by_part(self, parts: Sequence[tuple[Term, Term]], clause: Clause, told: Sequence[str]) -> None:
        from kg.ask.reading import term_in_words

        self.out.verdict = "Part by part:"
        for (one, other), text in zip(parts, told, strict=True):
            ends = term_in_words(self.graph, one), term_in_words(self.graph, other)
            first, last = ends if clause.head is End.SUBJECT else ends[::-1]
            self.out.answers.append(Answer(f"{first} … {last}: {text}"))
        self.out.answers.sort(key=lambda answer: bool(answer.claims))

    def _judged(self, subject: str, clause: Clause) -> str:
        """Return the verdict on one subject, and keep the claims that it rests on among the answers."""
        clause = clause._replace(denied=False)
        others = self.others_of(clause)
        rows = [row for row in self.joining(clause, others) if row[0] == subject]
        claims = list(collected(others, rows).get(subject, ()))
        claims += [claim for claim in self.refuted.values() if _joins(claim, subject, others)]
        if not claims:
            return self._unsaid(subject, clause, others)
        self._tell(sorted(claims, key=_firmness))
        own = [claim for claim in claims if subject in (claim.subject, claim.object)]
        return self._verdict(min(own or claims, key=_firmness))

    def _tell(self, claims: Iterable[Claim]) -> None:
        for claim in claims:
            answer = Answer(sentence(statement(self.graph, claim)), claims=(claim,))
            if answer not in self.out.answers:
                self.out.answers.append(answer)

    def _verdict(self, claim: Claim) -> str:
        """Return how a claim stands; where it is hedged or qualified, its words are part of that."""
        how = surety(self.graph, claim)
        if claim.qualifier is None and not claim.hedged:
            return f"{_FLAT[claim.status]} {how}"
        return f"{_NARROW[claim.status]}: {sentence(statement(self.graph, claim))} {how}"

    def _unsaid(self, subject: str, clause: Clause, others: Iterable[str]) -> str:
        """Return what there is to say where no claim says so: a proof, or what is near, told as such."""
        names = list(others)
        proofs = [proof for other in names if (proof := self.proof(clause, subject, other)) is not None]
        if proofs and len(proofs) == len(names):
            self.out.proofs += proofs
            return (
                f"No: that is proved wrong. {' '.join(proof_in_words(self.graph, each) for each in proofs)}"
            )
        unsaid = "No claim here says so, which does not prove that it is not so."
        wider = [claim for head, _, claim in self.more_widely(clause, names) if head == subject]
        if wider:
            self._tell(wider)
            return f"{unsaid} What is said is less, and by other verbs:"
        members = self._members(subject, clause, names)
        if members is not None:
            return members
        if against := self._opposite(subject, clause, names):
            self._tell(against)
            return f"{unsaid} What is said is the opposite:"
        self._lead_there(subject, clause, names)
        if self.out.chains:
            return "No claim says so in one step, but claims lead there one after another."
        return unsaid

    def _members(self, subject: str, clause: Clause, others: Sequence[str]) -> str | None:
        """Return how many members of a group it is said of, where nothing is said of the group itself."""
        belonging = self.kept(self.graph.entering([subject], BELONGS_TO))
        names = {claim.subject for claim in belonging}
        said = [claim for head, _, claim in self.joining(clause, others) if head in names]
        if not said:
            return None
        self._tell(said)
        number = len({end for claim in said for end in (claim.subject, claim.object)} & names)
        label, parts = name_of(self.graph.entity(subject)), counted(len(names), "part")
        return f"No claim says so of {label} as a whole, but of {number} of its {parts}:"

    def _opposite(self, subject: str, clause: Clause, others: Sequence[str]) -> list[Claim]:
        """Return claims that raise what the question says is lowered, or the reverse."""
        signs = self._signs(clause)
        if len(signs) != 1 or clause.head is not End.SUBJECT:
            return []
        relations = self.graph.vocabulary.relations
        opposed = [
            claim
            for name in self.graph.vocabulary.upper(clause.relations)
            for claim in self.kept(self.graph.leaving([subject], name))
            if claim.object in others and relations[claim.relation].sign not in (None, *signs)
        ]
        return list(dict.fromkeys(opposed))

    def _signs(self, clause: Clause) -> set[str | None]:
        return {self.graph.vocabulary.relations[name].sign for name in clause.relations}

    def _lead_there(self, subject: str, clause: Clause, others: Iterable[str]) -> None:
        """Keep the chains that come to what the clause says, where it is about cause and effect."""
        if not all(map(self.graph.vocabulary.causal, clause.relations)):
            return
        for other in others:
            start, end = (subject, other) if clause.head is End.SUBJECT else (other, subject)
            self.chains_to(start, end, clause.relations)

    def chains_to(self, start: str, end: str, relations: Sequence[str]) -> int:
        """Keep the chains that come to what any of the relations says; return how many others there are."""
        from kg.paths import causal_chains

        terms = self.graph.vocabulary.relations
        signs = {terms[name].sign for name in relations}
        chains = causal_chains(self.graph, start, end)
        for chain in chains:
            comes_to = {1}
            for step in chain.steps:
                steps = {-1 if terms[claim.relation].sign == LOWERS else 1 for claim in step}
                comes_to = {before * step_sign for before in comes_to for step_sign in steps}
            lowers = {LOWERS} & signs
            if (
                not relations
                or None in signs
                or (-1 in comes_to and lowers)
                or (1 in comes_to and signs - lowers)
            ):
                self.out.chains.append(chain)
        return len(chains) - len(self.out.chains)

    def _of_many(self, kind: Kind, clause: Clause) -> None:
        """Tell of how many of a kind it is said, disproved, and neither; "all" is never a plain yes."""
        members = self.evaluate(kind)
        wanted = clause._replace(denied=False)
        others = self.others_of(wanted)
        found = collected(others, self.joining(wanted, others))
        said = {name: claims for name, claims in found.items() if name in members}
        proofs = {
            name: proof
            for name in sorted(members.keys() - said.keys())
            if len(others) == 1 and (proof := self.proof(wanted, name, next(iter(others)))) is not None
        }
        self.out.open = sorted(members.keys() - said.keys() - proofs.keys())
        self.out.verdict = (
            f"Of {len(members)}: {len(said)} by claims, {len(proofs)} proved not, {len(self.out.open)} "
            "neither said nor disproved."
        )
        for name in sorted(said):
            self.out.answers.append(Answer(self.graph.entity(name).label, name, claims=said[name]))
        self.out.proofs += proofs.values()
        for words, names in (("Proved not", proofs), ("Neither said nor disproved", self.out.open)):
            if names:
                self.out.remarks.append(
                    f"{words}: {', '.join(self.graph.entity(each).label for each in names)}."
                )

    def _classified(self, wanted: Whether) -> None:
        graph, cls = self.graph, wanted.cls or ""
        label = graph.vocabulary.classes[cls].label
        article = "an" if label[0] in "aeiou" else "a"
        verdicts = []
        for name in sorted(self.evaluate(wanted.term)):
            entity = graph.entity(name)
            own = graph.vocabulary.classes[entity.cls].label
            subject = f"{name_of(entity)} {'are' if entity.plural else 'is'}"
            if graph.vocabulary.is_a(entity.cls, cls):
                verdicts.append(f"Yes: {subject} of the kind “{own}”.")
            elif graph.vocabulary.disjoint(entity.cls, cls):
                verdicts.append(f"No: {subject} of the kind “{own}”, and that is never {article} {label}.")
            else:
                verdicts.append(
                    f"{sentence(subject)[:-1]} held as “{own}” here, which leaves “{label}” open."
                )
            self.out.answers.append(Answer(entity.label, name))
        self.out.verdict = " ".join(verdicts)


def proof_in_words(graph: Lookup, proof: Proof) -> str:
    """Return what proves a statement wrong, as a sentence.

    >>> import kg
    >>> from kg.falsity import Falsity
    >>> graph = kg.load()
    >>> proof_in_words(graph, Falsity(graph).prove("sartorius", "innervatedBy", "tibial-nerve", None))
    'The Albany Virtual Anatomy Lab and Wheeless’ Textbook of Orthopaedics each give the whole list, and \
this is not in it: femoral nerve.'
    """
    if proof.kind is ProofKind.EXPLICIT_NEGATIVE:
        return f"It is held as refuted: {statement(graph, graph.claim(proof.witnesses[0]))}."
    listed = [
        claim
        for claim in graph.claims(subject=proof.subject, relation=proof.ground)
        if claim.status is Status.ESTABLISHED
    ]
    values = ", ".join(dict.fromkeys(graph.entity(claim.object).label for claim in listed))
    if proof.witnesses[0] in graph.sources:
        names = " and ".join(source_name(graph, source) for source in proof.witnesses)
        return sentence(f"{names} each give the whole list, and this is not in it: {values}")
    return f"There can be only one, and it is {values}."


def _parts(term: Term) -> Iterator[Term]:
    """Yield the single things of a term, however they are joined."""
    if isinstance(term, Either):
        for each in term.terms:
            yield from _parts(each)
    else:
        yield term


def _joins(claim: Claim, subject: str, others: Iterable[str]) -> bool:
    ends = {claim.subject, claim.object}
    return subject in ends and not ends.isdisjoint(others)


def _firmness(claim: Claim) -> tuple[bool, int, bool, str]:
    """Return what orders claims: flat before qualified, then by status, then by hedge."""
    return claim.qualifier is not None, ORDER.index(claim.status), claim.hedged, claim.id
