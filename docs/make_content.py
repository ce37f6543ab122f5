"""Write docs/content.md from the graph: python docs/make_content.py.

A test holds the page against what this writes, so that the two cannot drift apart.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import kg
from kg.model import Stance, Status, Tier
from kg.standing import kind_name, surety
from kg.wording import sentence, source_name, statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph import KnowledgeGraph
    from kg.model import Claim, Evidence

PAGE = Path(__file__).with_name("content.md")
ARTICLE = "article"
HEAD = """\
# What the article says, and what was found

Made from the graph by `python docs/make_content.py`. *For learning, not medical advice. Ask a health
professional about your own body.*

*Tight Gluteus Medius and Knee Pain* is a popular text without author, date or references. It is the seed of
this project because it is what students meet: plausible, partly right, and wrong in ways that can be shown.

## Five things to know

1. **Tight is not weak.** The title and five passages speak of a *tight* muscle; the explanations, and most
   remedies, of a *weak* one. The graph keeps two things apart, `tight-gluteus-medius` and
   `weak-gluteus-medius`, and a question must name which it means. Among the sources read here none tests
   whether tightness of the gluteus medius leads to knee pain.
2. **Weakness goes with pain; that it comes first is disputed.** People with
   [pain about the kneecap](#hip-strength-and-pain-about-the-kneecap) are weaker in hip abduction. Followed
   over time, weak hips did not get the pain more often, and stronger hips did in adolescents.
3. **The gluteus medius is named as its own helper** (`article-c13`). A reference names the gluteus minimus.
4. **One exercise on two shelves.** The pelvic drop stands under strengthening, the hip hike under stretching;
   they are the same movement, and pages and reviews file it under strengthening (`article-c56-kind`).
5. **A bridge that stretches what it works.** The article has the bridge pose stretch the glutes
   (`article-c65`); the hip extends in it, and what was measured is activity of the gluteal muscles.
"""
MIDDLE = """\
## Claim by claim

Claims of the article that something else bears on. *Near* means about something close, as weakness where the
claim says tightness: it counts neither for nor against. What was not read again in its source counts for
nothing either, and says so.
"""
CAPITAL = """\
## Hip strength and pain about the kneecap

The findings that the article would have needed, one claim each.
"""
TAIL = """\
## How the rest stands
"""


def lines(graph: KnowledgeGraph) -> Iterator[str]:
    """Yield the page."""
    yield HEAD
    yield MIDDLE
    claims = [claim for claim in graph.claims() if claim.source == ARTICLE]
    for claim in claims:
        if claim.searched or any(item.source != ARTICLE for item in claim.evidence):
            yield from _claim(graph, claim)
    yield CAPITAL
    for claim in graph.claims():
        pain = "patellofemoral-pain" in (claim.subject, claim.object)
        if pain and claim.relation in ("associatedWith", "predicts"):
            yield from _claim(graph, claim)
    yield TAIL
    yield from _counts(graph)


def _claim(graph: KnowledgeGraph, claim: Claim) -> Iterator[str]:
    yield f"**{_plain(sentence(statement(graph, claim)))}** `{claim.id}`  "
    yield f"{_plain(surety(graph, claim))}\n"
    for item in claim.evidence:
        yield f"- {_evidence(graph, item)}"
    if claim.searched:
        yield f"- {_plain(claim.searched)}"
    yield ""


def _evidence(graph: KnowledgeGraph, item: Evidence) -> str:
    source = graph.sources[item.source]
    side = "For" if item.stance is Stance.SUPPORTS else "Against"
    name = _plain(source_name(graph, item.source))
    parts = [f"*{'Near it, ' + side.lower() if item.indirect else side}:* "]
    parts.append(f"[{name}]({source.url})" if source.url else name)
    if source.tier is Tier.STUDY:
        parts.append(f", {kind_name(item.kind)}")
    if source.tier in (Tier.STUDY, Tier.REFERENCE) and not item.reread:
        parts.append(", not read again")
    if item.quote:
        parts.append(f": “{_plain(item.quote)}”")
    if item.told:
        parts.append(f". {_plain(item.told)}" if item.quote else f": {_plain(item.told)}")
    if item.figure:
        parts.append(f" ({_plain(item.figure)})")
    return "".join(parts)


def _counts(graph: KnowledgeGraph) -> Iterator[str]:
    yield "| pack | claims | established | contested | reported | refuted |\n|---|---|---|---|---|---|"
    for pack in sorted(graph.packs.values(), key=lambda pack: pack.name):
        counts = Counter(claim.status for claim in graph.claims() if claim.pack == pack.name)
        cells = (Status.ESTABLISHED, Status.CONTESTED, Status.REPORTED, Status.REFUTED)
        if counts:
            row = " | ".join(str(counts[status]) for status in cells)
            yield f"| {_plain(pack.title)} | {counts.total()} | {row} |"
    tiers = Counter(source.tier for source in graph.sources.values())
    yield (
        f"\nThey rest on {len(graph.sources)} sources: {tiers[Tier.REFERENCE]} references, "
        f"{tiers[Tier.STUDY]} studies and reviews, {tiers[Tier.POPULAR]} popular pages, and what the "
        "curators of this graph define or infer."
    )


def _plain(text: str) -> str:
    """Return the text with what Markdown would take for markup made harmless."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text)


def page() -> str:
    """Return the page as it should stand."""
    return "\n".join(lines(kg.load())) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
