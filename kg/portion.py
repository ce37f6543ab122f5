"""What of a graph is to be written for other programs, in which form, and the command that does the same."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from kg.completion import typed_name
from kg.errors import MyographError, NoSuchEntityError, NoSuchSourceError
from kg.sourcelist import find_source

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = [
    "FORMS",
    "MAX_DEPTH",
    "FieldError",
    "Form",
    "Portion",
    "command",
    "entity_in",
    "file_name",
    "source_in",
]

MAX_DEPTH = 99
# Longer names are cut: some systems allow no more.
_LONGEST = 60


class FieldError(MyographError):
    """What was typed in a `field` cannot be used."""

    exit_code: ClassVar[int] = 2

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


class Form(NamedTuple):
    """A format of `kg.export` in a few words, how names of its files end, and whether Graphviz draws it."""

    words: str
    ending: str
    drawn: bool = False


FORMS = {
    "turtle": Form("RDF that people can read, with all evidence", "ttl"),
    "ntriples": Form("RDF, one triple a line", "nt"),
    "jsonld": Form("RDF as JSON", "jsonld"),
    "rdfxml": Form("RDF as XML", "rdf"),
    "graphml": Form("for Gephi, yEd and NetworkX", "graphml"),
    "cytoscape": Form("for Cytoscape and its like", "cyjs"),
    "dot": Form("for Graphviz", "dot"),
    "mermaid": Form("for pages and notes that draw it", "mmd"),
    "svg": Form("a picture; Graphviz draws it", "svg", drawn=True),
    "png": Form("a picture in pixels; Graphviz draws it", "png", drawn=True),
    "html": Form("a page to walk through, needs nothing else", "html"),
}


@dataclass(frozen=True, slots=True)
class Portion:
    """All of a graph, or a part: around an entity, chains between two `ends`, or what a SPARQL `query` names.

    Entities are named by their ids; what is around one is up to `depth` claims away. Where there are
    `statuses`, only claims of these are in it.
    """

    around: str | None = None
    depth: int = 1
    ends: tuple[str, str] | None = None
    query: str | None = None
    statuses: tuple[str, ...] = ()

    def of(self, graph: KnowledgeGraph) -> KnowledgeGraph:
        """Return this part as a graph of its own. Raises `NothingLeftError` where no claim is in it.

        A query may raise what `kg.scope.named_by` does.
        """
        from kg.part import around, with_status
        from kg.scope import NothingLeftError, named_by, on_chains

        found = graph
        if self.around is not None:
            found = around(graph, self.around, self.depth)
        elif self.ends is not None:
            found = on_chains(graph, *self.ends)
        elif self.query is not None:
            found = named_by(graph, self.query)
        if self.statuses:
            found = with_status(found, self.statuses)
        if found is not graph and not found.claims():
            raise NothingLeftError("No claim is left to write.")
        return found


def file_name(portion: Portion, form: str) -> str:
    """Return a name for the file.

    >>> file_name(Portion(around="knee-pain"), "turtle"), file_name(Portion(), "png")
    ('knee-pain.ttl', 'myograph.png')
    """
    names = portion.ends or ((portion.around,) if portion.around is not None else ("myograph",))
    stem = re.sub(r"[^\w-]+", "-", "-to-".join(names))[:_LONGEST].strip("-")
    return f"{stem or 'myograph'}.{FORMS[form].ending}"


def command(graph: KnowledgeGraph, portion: Portion, form: str, path: str) -> str:
    """Return the command line that writes the same.

    >>> import kg
    >>> command(kg.load(), Portion(around="knee-pain", statuses=("contested",)), "dot", "knee.dot")
    "myograph export --around 'knee pain' --depth 1 --status contested -f dot -o knee.dot"
    """
    words = ["myograph", "export"]
    if portion.around is not None:
        words += ["--around", typed_name(graph, portion.around), "--depth", str(portion.depth)]
    elif portion.ends is not None:
        words += ["--path", *(typed_name(graph, end) for end in portion.ends)]
    elif portion.query is not None:
        words += ["--query", portion.query]
    for status in portion.statuses:
        words += ["--status", status]
    return shlex.join([*words, "-f", form, "-o", path])


def source_in(graph: KnowledgeGraph, field: str, typed: str) -> str:
    """Return the id of the source that is named in a field. Raises `FieldError` where there is none."""
    try:
        return find_source(graph.sources, typed)
    except NoSuchSourceError as error:
        raise FieldError(field, str(error)) from None


def entity_in(graph: KnowledgeGraph, field: str, typed: str) -> str:
    """Return the id of the entity that is named in a field. Raises `FieldError` where there is none."""
    try:
        return graph.find(typed.strip()).id
    except NoSuchEntityError as error:
        raise FieldError(field, str(error)) from None
