"""One HTML page that needs nothing else: a drawing to walk through, and every claim in a table.

The words stand in the page itself, where they can be read without JavaScript. The script finds them there;
what it is given besides is how they hang together: which thing is at which end of which claim.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import kg
from kg.drawing import STATUS_WORDS, Family, arrows, boxes, statuses
from kg.inwords import counted, listed
from kg.onepage import block, policy, text
from kg.render import claim_lines
from kg.showable import one_line
from kg.wording import ends, predicate, sentence, statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph import KnowledgeGraph
    from kg.model import Claim, Entity, Source

__all__ = ["export"]

# A plain folder, as kg.files reads the data.
_PAGE = Path(__file__).parent / "page"
_SCRIPTS = ("text.js", "shapes.js", "layout.js", "drawing.js", "panel.js", "page.js")
# The outlines that shapes.js has.
_OUTLINES = {
    Family.MUSCLE: "pill",
    Family.PART: "box",
    Family.CONDITION: "octagon",
    Family.MOVEMENT: "flag",
    Family.INTERVENTION: "slant",
    Family.OTHER: "frame",
}
_NAMED = 3


def export(graph: KnowledgeGraph) -> bytes:
    """Return the page, in UTF-8.

    Nothing in it is fetched, and its policy forbids all that is not in it; links to sources are followed
    only by whoever clicks them.

    >>> import kg
    >>> from kg.part import around
    >>> page = export(around(kg.load(), "exercise-band", 1)).decode()
    >>> page.count("<tr data-claim="), "<noscript>" in page
    (4, True)
    """
    style = _read("page.css")
    script = "(() => {\n" + "".join(map(_read, _SCRIPTS)) + "})();\n"
    page = Template(_read("page.html")).substitute(
        policy=policy(style, script),
        style=style,
        script=script,
        version=text(kg.__version__),
        title=text(sentence(_subject(graph)).removesuffix(".")),
        counts=text(_counts(graph)),
        data=block(_structure(graph)),
        rows="\n".join(_row(graph, claim) for claim in graph.claims()),
        things="\n".join(_thing(graph, entity) for entity in graph.entities.values()),
        sources="\n".join(_source(source) for source in graph.sources.values()),
        packs=text("; ".join(f"{pack.title} ({pack.name} {pack.version})" for pack in graph.packs.values())),
    )
    return page.encode("utf-8")


def _read(name: str) -> str:
    return (_PAGE / name).read_text("utf-8")


def _subject(graph: KnowledgeGraph) -> str:
    """Return what the page is about: the things with the most claims."""
    counts = Counter(end for claim in graph.claims() for end in {claim.subject, claim.object})
    ranked = sorted(graph.entities.values(), key=lambda entity: (-counts[entity.id], entity.id))
    names = [entity.label for entity in ranked[:_NAMED]]
    more = len(ranked) - len(names)
    if more:
        return f"{', '.join(names)} and {more:,} more"
    return listed(names) or "nothing"


def _counts(graph: KnowledgeGraph) -> str:
    numbers = ((len(graph.claims()), "claim"), (len(graph.entities), "thing"), (len(graph.sources), "source"))
    claims, things, sources = (counted(number, word) for number, word in numbers)
    return f"{claims} about {things}, from {sources}."


def _structure(graph: KnowledgeGraph) -> dict[str, object]:
    """Return how claims, things and sources hang together; each is named by its place in the page."""
    places = {name: place for place, name in enumerate(graph.entities)}
    sources = {name: place for place, name in enumerate(graph.sources)}
    kinds = {entity.id: graph.vocabulary.classes[entity.cls].label for entity in graph.entities.values()}
    return {
        "things": [
            {
                "id": box.entity,
                "label": box.label,
                "kind": kinds[box.entity],
                "outline": _OUTLINES[box.family],
            }
            for box in boxes(graph)
        ],
        "claims": [
            {
                "id": arrow.claim.id,
                "from": places[arrow.tail],
                "to": places[arrow.head],
                "verb": arrow.label,
                "says": one_line(sentence(statement(graph, arrow.claim))),
                "status": str(arrow.claim.status),
                "both": graph.vocabulary.relations[arrow.claim.relation].symmetric,
                "sources": [sources[name] for name in _named(arrow.claim)],
            }
            for arrow in arrows(graph)
        ],
        "statuses": {str(status): STATUS_WORDS[status] for status in statuses(graph)},
    }


def _named(claim: Claim) -> dict[str, None]:
    """Return the sources of a claim and of its evidence, each once and in order."""
    return dict.fromkeys((claim.source, *(item.source for item in claim.evidence)))


def _row(graph: KnowledgeGraph, claim: Claim) -> str:
    """Return a claim as a row of the table."""
    first, last = (graph.entity(end) for end in ends(graph, claim))
    cells = (
        predicate(claim, graph.phrase(claim.relation), plural=first.plural),
        " ".join(filter(None, (last.label, claim.qualifier))),
        str(claim.status),
        graph.sources[claim.source].label,
    )
    return "".join(
        (
            f'<tr data-claim="{escape(claim.id)}"><th scope="row">{text(first.label)}</th>',
            *(f"<td>{text(cell)}</td>" for cell in cells),
            "<td>",
            *(f"<p>{text(line)}</p>" for line in _words(graph, claim)),
            "</td></tr>",
        )
    )


def _words(graph: KnowledgeGraph, claim: Claim) -> Iterator[str]:
    """Yield how sure a claim is and what it rests on, a line each."""
    _, *lines = claim_lines(graph, claim)
    yield from (line.strip() for line in lines)
    if claim.measure is not None:
        yield f"Measured: {claim.measure.value} {claim.measure.unit}"


def _thing(graph: KnowledgeGraph, entity: Entity) -> str:
    also = f'<p class="also">Also called: {text(", ".join(entity.synonyms))}.</p>' if entity.synonyms else ""
    kind = graph.vocabulary.classes[entity.cls].label
    return (
        f'<dt data-thing="{escape(entity.id)}">{text(entity.label)} <small>({text(kind)})</small></dt>'
        f"<dd><p>{text(entity.definition)}</p>{also}</dd>"
    )


def _source(source: Source) -> str:
    """Return a source as an item of the list; only what leads to the web becomes a link."""
    parts = [text(source.citation or source.label)]
    if source.url:
        url = text(source.url)
        parts.append(f'<a href="{url}" rel="noreferrer">{url}</a>' if _on_the_web(source.url) else url)
    if source.caution:
        parts.append(f"<em>{text(source.caution)}</em>")
    return f'<li data-source="{escape(source.id)}">{" ".join(parts)}</li>'


def _on_the_web(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False
