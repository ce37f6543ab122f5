"""What was asked and what came of it, in plain words or in SPARQL, as whatever shows it needs it.

An answer has a table of texts, whose rows are known by their place; lines that are told above the table and
of each row; and the bytes of each format that it can be saved in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from kg.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.ask import Reply
    from kg.graph import KnowledgeGraph
    from kg.sparql.engine import Answer
    from kg.sparql.guard import Query
    from kg.sparql.process import Oxigraph

__all__ = ["Found", "InSparql", "InWords", "Named", "SparqlRun", "asked_in_words", "form_of"]

FORMS = {".csv": "csv", ".json": "json", ".ttl": "turtle"}


def form_of(file: str) -> str:
    """Return the format that the ending of a file chooses: csv, json or turtle.

    Raises `ExportError` where it chooses none.

    >>> form_of("answers.TTL")
    'turtle'
    """
    from pathlib import PurePath

    from kg.faults import did_you_mean

    ending = PurePath(file.strip()).suffix
    if ending.casefold() in FORMS:
        return FORMS[ending.casefold()]
    hint = (
        did_you_mean(ending, [*FORMS, ".turtle"]).replace(".turtle", ".ttl")
        or "Known ones: .csv, .json, .ttl."
    )
    raise ExportError(f"{f'“{ending}”' if ending else 'A file without an ending'} chooses no format. {hint}")


class Named(NamedTuple):
    """What of the graph a row is about, as far as it is about anything: ids."""

    entity: str | None = None
    claim: str | None = None
    source: str | None = None


class Found(Protocol):
    """An answer."""

    @property
    def said(self) -> Sequence[str]:
        """What is told before the table: how the question was read, the verdict, what else to know."""

    @property
    def near(self) -> Sequence[str]:
        """Questions that can be asked instead."""

    @property
    def header(self) -> Sequence[str]:
        """What the columns are called; none where there is no table."""

    @property
    def rows(self) -> Sequence[tuple[str, ...]]:
        """The table."""

    @property
    def tells_surety(self) -> bool:
        """Whether the last column is the status of a claim in a word, where a row has one."""

    def named(self, row: int) -> Named:
        """Return what a row is about."""

    def told(self, row: int) -> Sequence[str]:
        """Return all that there is to tell of a row."""

    def written(self, form: str) -> bytes:
        """Return the answer as csv, json or turtle. Raises `MyographError` where it has no such form."""


class InWords:
    """The answer to a question in plain words."""

    tells_surety = True

    def __init__(self, graph: KnowledgeGraph, reply: Reply) -> None:
        from kg.ask.table import rows

        self._graph = graph
        self._reply = reply
        self._rows = rows(graph, reply)
        self.near = reply.nearest
        self.said = list(_said(graph, reply))
        # Where claims were asked for, they are the answers.
        self._alike = all(row.answer == row.statement for row in self._rows)
        full = [(row.answer, row.statement, row.how_sure) for row in self._rows]
        self.header: Sequence[str] = ("Claim", "How sure") if self._alike else ("Answer", "Claim", "How sure")
        self.rows: list[tuple[str, ...]] = [cells[1:] for cells in full] if self._alike else list(full)

    def named(self, row: int) -> Named:
        """Return what a row is about."""
        found = self._rows[row]
        claim = found.claim
        return Named(found.entity) if claim is None else Named(found.entity, claim.id, claim.source)

    def told(self, row: int) -> Sequence[str]:
        """Return the answer, its claim, how sure that is, and the words that it rests on."""
        from kg.render import claim_lines

        found = self._rows[row]
        answer = [] if self._alike else [found.answer]
        if found.claim is not None:
            return [*answer, *claim_lines(self._graph, found.claim)]
        return [*answer, f"  Proved: {found.statement}"] if found.statement else answer

    def written(self, form: str) -> bytes:
        """Return the answer as csv, json or turtle."""
        from kg.ask.table import written

        return written(self._graph, self._reply, form)


def _said(graph: KnowledgeGraph, reply: Reply) -> Sequence[str]:
    from kg.ask.tell import cannot_read, head_lines, nothing_found, tail_lines

    outcome = reply.outcome
    if outcome is None:
        return [cannot_read(reply)]
    nothing = nothing_found(outcome)
    tail = [line for line in tail_lines(graph, outcome) if line]
    return [*head_lines(reply), *([] if nothing is None else [nothing]), *tail]


def asked_in_words(graph: KnowledgeGraph, question: str) -> InWords:
    """Return the answer to a question in plain words. May be slow.

    >>> import kg
    >>> asked_in_words(kg.load(), "Which nerve supplies the sartorius?").rows
    [('femoral nerve', 'The sartorius is innervated by the femoral nerve.', 'established')]
    """
    from kg.ask import ask

    return InWords(graph, ask(graph, question))


class InSparql:
    """The answer to a query; `truncated` says that there was more than was asked for."""

    near: Sequence[str] = ()
    tells_surety = False

    def __init__(self, graph: KnowledgeGraph, query: Query, answer: Answer, ntriples: bytes) -> None:
        from kg.sparql.answerfile import cells, header

        self._graph = graph
        self._query = query
        self._answer = answer
        self.header = header(answer)
        self.rows = cells(answer)
        self.said = _said_of(query, answer, ntriples)

    def named(self, row: int) -> Named:
        """Return what the first cell of a row that names something names."""
        from kg.sparql.answerfile import named_in

        return Named(*named_in(self._graph, self._answer, row))

    def told(self, row: int) -> Sequence[str]:
        """Return each cell of a row in full."""
        return [f"{name}: {cell}" for name, cell in zip(self.header, self.rows[row], strict=True)]

    def written(self, form: str) -> bytes:
        """Return the answer as csv, json or turtle."""
        from kg.sparql.answerfile import written

        return written(self._graph, self._query, self._answer, form)


def _said_of(query: Query, answer: Answer, ntriples: bytes) -> Sequence[str]:
    from kg.inwords import counted
    from kg.sparql.absent import absent_names, why_nothing
    from kg.sparql.engine import Rows, Truth

    if isinstance(answer, Truth):
        return ["Yes."] if answer.value else ["No.", *absent_names(query, ntriples)]
    number, what = (len(answer.rows), "row") if isinstance(answer, Rows) else (len(answer.triples), "triple")
    if not number:
        return ["No result.", *why_nothing(query, ntriples)]
    if answer.truncated:
        rest = "LIMIT and OFFSET in the query give a part, and myograph sparql --limit 0 gives all."
        return [f"Only the first {counted(number, what)}; there are more. {rest}"]
    return [f"{counted(number, what)}."]


class SparqlRun:
    """One query over the graph; `stop` ends it from another thread.

    `ntriples` gives the graph as N-Triples and may be slow.
    """

    def __init__(self, graph: KnowledgeGraph, text: str, ntriples: Callable[[], bytes]) -> None:
        self._graph = graph
        self._text = text
        self._ntriples = ntriples
        self._engine: Oxigraph | None = None
        self._stopped = False

    def answer(self) -> InSparql:
        """Return the answer. Raises what `kg.sparql.query` raises, `QueryStoppedError` once it is stopped."""
        from kg.rdf.terms import PREFIXES
        from kg.sparql.engine import DEFAULT_LIMIT, DEFAULT_TIMEOUT
        from kg.sparql.guard import read_query
        from kg.sparql.process import Oxigraph

        query = read_query(self._text, PREFIXES)
        ntriples = self._ntriples()
        self._engine = Oxigraph(ntriples)
        if self._stopped:  # whichever of the two threads comes second sees what the first has set
            self._engine.stop()
        answer = self._engine.answer(query, timeout=DEFAULT_TIMEOUT, limit=DEFAULT_LIMIT)
        return InSparql(self._graph, query, answer, ntriples)

    def stop(self) -> None:
        """End it."""
        self._stopped = True
        if self._engine is not None:
            self._engine.stop()
