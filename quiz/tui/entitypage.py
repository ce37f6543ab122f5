"""What there is to read about a thing and about claims, as text with headings."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from kg.render import claim_lines, naming_lines
from kg.showable import one_line
from kg.summary import summary_lines
from quiz.tui.statuses import signed
from quiz.tui.text import styled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.content import Content

    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from quiz.tui.text import Part

__all__ = ["about", "all_claims", "claims_text"]

# So many claims make one part of a page: few enough to be laid out between two keys.
AT_ONCE = 8
HEADING = "$text-primary bold"


def about(graph: KnowledgeGraph, entity: str) -> Content:
    """Return what a thing is, what it is called, and what is said of it and found, in short."""
    thing = graph.entity(entity)
    kind = graph.vocabulary.classes[thing.cls].label
    parts: list[Part] = [(one_line(thing.label), HEADING), f" ({kind})\n"]
    parts += [f"{one_line(line)}\n" for line in naming_lines(graph, thing)]
    parts.append(("\nWhat is said of it, and what was found", HEADING))
    for line in map(one_line, summary_lines(graph, thing)):
        parts += ["\n", line if line.startswith("- ") else (line, "bold")]
    return styled(*parts)


def claims_text(graph: KnowledgeGraph, claims: Sequence[Claim], heading: str = "") -> Content:
    """Return claims, each with its standing, who says so in which words, and what was found."""
    parts: list[Part] = [(heading, HEADING)] if heading else []
    for number, claim in enumerate(claims):
        first, *rest = map(one_line, claim_lines(graph, claim))
        between = "\n\n" if number else "\n" if heading else ""
        parts += [f"{between}{signed(claim.status)}\n", (first, "bold")]
        parts += [f"\n{line}" for line in rest]
    return styled(*parts)


def all_claims(graph: KnowledgeGraph, entity: str) -> Iterator[Content]:
    """Yield all claims on a thing, some at a time: those with it as subject, then those with it as object."""
    claims = graph.about(entity)
    for words, side in (
        ("Claims from here", [claim for claim in claims if claim.subject == entity]),
        ("Claims to here", [claim for claim in claims if claim.subject != entity]),
    ):
        heading, rest = f"{words}: {len(side)}", iter(side)
        while some := list(islice(rest, AT_ONCE)):
            yield claims_text(graph, some, heading)
            heading = ""
