"""An entity in a few lines: what is said of it, and what was found for and against that."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.inwords import counted
from kg.model import Stance, Status, Tier
from kg.standing import kind_name
from kg.wording import sentence, source_name, statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.lookup import Lookup
    from kg.model import Claim, Entity, Evidence

__all__ = ["summary_lines"]

# So many claims at most are told in a line; the page below holds them all.
MAX_TOLD = 6


def summary_lines(graph: Lookup, entity: Entity) -> Iterator[str]:
    """Yield what texts say of the entity, what studies found, and how all its claims stand.

    A line that ends in a colon is followed by its items, each with a dash before it.

    >>> import kg
    >>> graph = kg.load()
    >>> lines = list(summary_lines(graph, graph.find("tight gluteus medius")))
    >>> [line for line in lines if not line.startswith("- ")][:3]
    ['The article says:', 'Found for it: nothing that tests it.', 'Found against it: nothing that tests it.']
    """
    claims = [claim for claim in graph.about(entity.id) if claim.status is not Status.DRAFT]
    said = [claim for claim in claims if graph.sources[claim.source].sha256 is not None]
    for source in dict.fromkeys(claim.source for claim in said):
        own = [_marked(graph, claim) for claim in said if claim.source == source]
        yield from _listed(f"{sentence(source_name(graph, source)).removesuffix('.')} says", own)
    if any(_tested(graph, claim) or claim.searched for claim in said):
        yield from _findings(graph, said)
    disagreed = [statement(graph, claim) for claim in claims if claim.status is Status.CONTESTED]
    if disagreed:
        yield from _listed("Contested", disagreed)
    yield _count(claims)


def _marked(graph: Lookup, claim: Claim) -> str:
    """Return a claim; one that is refuted says so."""
    told = statement(graph, claim)
    return f"{told} (refuted)" if claim.status is Status.REFUTED else told


def _findings(graph: Lookup, said: Sequence[Claim]) -> Iterator[str]:
    for words, stance in (("Found for it", Stance.SUPPORTS), ("Found against it", Stance.DISPUTES)):
        found = {
            claim: direct
            for claim in said
            if (direct := [e for e in _tested(graph, claim) if e.stance is stance and not e.indirect])
        }
        if found:
            yield from _listed(words, [_told_of(graph, claim, direct) for claim, direct in found.items()])
        else:
            yield f"{words}: nothing that tests it."
    near = [item for claim in said for item in _tested(graph, claim) if item.indirect]
    if near:
        yield from _listed("Found near it, which counts neither for nor against", _told(graph, near))
    yield from dict.fromkeys(claim.searched for claim in said if claim.searched)


def _tested(graph: Lookup, claim: Claim) -> list[Evidence]:
    tiers = (Tier.STUDY, Tier.REFERENCE)
    return [item for item in claim.evidence if graph.sources[item.source].tier in tiers]


def _told_of(graph: Lookup, claim: Claim, evidence: Sequence[Evidence]) -> str:
    """Return a claim, who bears on it and, where that is one source alone, what it found."""
    names = ", ".join(dict.fromkeys(source_name(graph, item.source) for item in evidence))
    words = f": {evidence[0].told.rstrip('.')}" if len(evidence) == 1 and evidence[0].told else ""
    return f"{statement(graph, claim)} ({names}{words})"


def _told(graph: Lookup, evidence: Sequence[Evidence]) -> list[str]:
    """Return what each piece of evidence says and whose it is, each once."""
    return list(
        dict.fromkeys(
            f"{(item.told or kind_name(item.kind)).rstrip('.')} ({source_name(graph, item.source)})"
            for item in evidence
        )
    )


def _count(claims: Sequence[Claim]) -> str:
    counts = Counter(claim.status for claim in claims)
    parts = [f"{counts[status]} {status}" for status in Status if counts[status]]
    return f"In all: {counted(len(claims), 'claim')}, {', '.join(parts)}."


def _listed(words: str, items: Sequence[str]) -> Iterator[str]:
    yield f"{words}:"
    for item in items[:MAX_TOLD]:
        yield f"- {sentence(item)}"
    if len(items) > MAX_TOLD:
        yield f"- And {len(items) - MAX_TOLD} more, below."
