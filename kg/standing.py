"""How sure a claim is and what it rests on, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Modality, Stance, Status, Tier
from kg.status import DEFINITION, DERIVATION, HYPOTHESIS, SELF_CONTRADICTION
from kg.wording import sentence, source_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.lookup import Lookup
    from kg.model import Claim, Evidence

__all__ = ["evidence_line", "evidence_lines", "kind_name", "measured", "surety"]

_HEDGE_WORDS = {
    Modality.IS: "says flatly that it is so",
    Modality.CAN: "says that it can be so",
    Modality.MAY: "says that it may be so",
    Modality.OFTEN: "says that it is often so",
    Modality.AIM: "says that it is meant to be so",
}
_STATUS_WORDS = {
    Status.ESTABLISHED: "established",
    Status.CONTESTED: "contested, sources disagree",
    Status.REPORTED: "reported, only {source} says so",
    Status.REFUTED: "refuted, as all that counts speaks against it",
    Status.DRAFT: "draft, no one has checked it",
}
_LEADS = {
    (Stance.SUPPORTS, False): "",
    (Stance.DISPUTES, False): "Against it: ",
    (Stance.SUPPORTS, True): "Near it, for: ",
    (Stance.DISPUTES, True): "Near it, against: ",
}
_KIND_NAMES = {
    "case-control": "case-control study",
    "cross-sectional": "cross-sectional study",
    "prospective-cohort": "prospective cohort study",
    "simulation": "computer simulation",
}
_MANY = 2


def surety(graph: Lookup, claim: Claim) -> str:
    """Return how sure the source is, and how the claim stands, as a sentence.

    >>> import kg
    >>> graph = kg.load()
    >>> surety(graph, graph.claim("article-c07"))
    'The article says that it can be so; reported, only the article says so.'
    >>> surety(graph, graph.claim("article-c15"))
    'The article says flatly that it is so; contested, as a finding speaks against it.'
    """
    return sentence(f"{_who_says(graph, claim)}; {_standing(graph, claim)}")


def _who_says(graph: Lookup, claim: Claim) -> str:
    kinds = {item.kind for item in claim.evidence if item.source == claim.source}
    source = source_name(graph, claim.source)
    tier = graph.sources[claim.source].tier
    if tier is Tier.STUDY and claim.modality is Modality.IS:
        return f"{source} found it so"
    if tier is not Tier.CURATOR:
        return f"{source} {_HEDGE_WORDS[claim.modality]}"
    if HYPOTHESIS in kinds:
        return "no source here says so, it is the question that was tested"
    if DERIVATION in kinds:
        return "it follows by rule from other claims"
    return "it is so by definition" if DEFINITION in kinds else f"{source} holds it to be so"


def _standing(graph: Lookup, claim: Claim) -> str:
    direct = [item for item in claim.evidence if not item.indirect and item.stance is Stance.SUPPORTS]
    if claim.status is Status.REFUTED and any(item.kind == SELF_CONTRADICTION for item in claim.evidence):
        return "refuted, as its own source contradicts it"
    if claim.status is Status.REPORTED and any(item.kind == HYPOTHESIS for item in direct):
        return "nothing that counts has answered it yet"
    sources = {item.source for item in direct} | {claim.source}
    if claim.status is Status.REPORTED and len(sources) > 1:
        return "reported, with too little behind it to establish it"
    if claim.status is Status.CONTESTED and not any(item.reread for item in direct):
        return "contested, as a finding speaks against it"
    return _STATUS_WORDS[claim.status].format(source=source_name(graph, claim.source))


def measured(claim: Claim) -> str | None:
    """Return the value that a claim says was measured, where it does.

    >>> import kg
    >>> graph = kg.load()
    >>> measured(graph.claim("side-lying-hip-abduction-emg-gluteus-medius-ijspt-2014-table2"))
    'Measured: 42-81 %MVIC'
    """
    return None if claim.measure is None else f"Measured: {claim.measure.value} {claim.measure.unit}"


def evidence_lines(graph: Lookup, claim: Claim) -> Iterator[str]:
    """Yield the evidence of a claim, a line a piece; sources that add no words share one line."""
    plain = [item for item in claim.evidence if _adds_nothing(item)]
    if len(plain) < _MANY:
        plain = []
    for item in claim.evidence:
        if item not in plain:
            yield evidence_line(graph, item)
    for reread, words in ((True, "Read again in"), (False, "Not read again")):
        names = dict.fromkeys(source_name(graph, item.source) for item in plain if item.reread is reread)
        if names:
            yield f"{words}: {', '.join(names)}"


def kind_name(kind: str) -> str:
    """Return a kind of evidence as it reads in a sentence.

    >>> kind_name("case-control"), kind_name("systematic-review")
    ('case-control study', 'systematic review')
    """
    return _KIND_NAMES.get(kind, kind.replace("-", " "))


def _adds_nothing(item: Evidence) -> bool:
    words = item.quote or item.told or item.figure or item.indirect
    return not words and item.stance is Stance.SUPPORTS


def evidence_line(graph: Lookup, item: Evidence) -> str:
    """Return a piece of evidence: for or against, who, by what kind of study, in which words.

    >>> import kg
    >>> graph = kg.load()
    >>> evidence_line(graph, graph.claim("article-c15").evidence[-1])
    'Against it: Pohl and others 2015, laboratory experiment: With the nerve to the gluteus \
medius numbed, 8 men walked with the same knee adduction moment as before. Figures: 8 men, P=.52'
    """
    tier = graph.sources[item.source].tier
    parts = [_LEADS[item.stance, item.indirect], source_name(graph, item.source)]
    if tier is Tier.STUDY:
        parts.append(f", {kind_name(item.kind)}")
    if item.section:
        parts.append(f", under “{item.section}”")
    if tier in (Tier.REFERENCE, Tier.STUDY) and not item.reread:
        parts.append(" (not read again, so it does not count)")
    if item.quote:
        parts.append(f": “{item.quote}”")
    if item.presupposed:
        parts.append(" (taken for granted, not stated)")
    if item.told:
        parts.append(f". {item.told}" if item.quote else f": {item.told}")
    if item.figure:
        parts.append(f"{' ' if item.told else '. '}Figures: {item.figure}")
    line = "".join(parts)
    return line[:1].upper() + line[1:]
