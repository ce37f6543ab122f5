"""A reply as a table, and as a file: a row for each claim that an answer rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.errors import ExportError
from kg.standing import surety
from kg.wording import sentence, statement

if TYPE_CHECKING:
    from kg.ask import Reply
    from kg.graph import KnowledgeGraph
    from kg.lookup import Lookup
    from kg.model import Claim
    from kg.proof import Proof

__all__ = ["HEADER", "Row", "rows", "written"]

HEADER = ("answer", "entity", "claim", "statement", "status", "howSure", "source")


class Row(NamedTuple):
    """An answer and one of its claims.

    `claim` is None where the answer rests on none: `proof` is then what a denial rests on, where it is one.
    `entity` is what the answer is, else what the claim is about.
    """

    answer: str
    entity: str | None
    claim: Claim | None
    statement: str
    proof: Proof | None = None

    @property
    def how_sure(self) -> str:
        """The status of the claim in a word; “proved” for a denial; nothing for what follows from names."""
        if self.claim is not None:
            return str(self.claim.status)
        return "proved" if self.proof is not None else ""


def rows(graph: Lookup, reply: Reply) -> list[Row]:
    """Return the rows of a reply, in the order of its answers and of their claims.

    >>> import kg
    >>> from kg.ask import ask
    >>> graph = kg.load()
    >>> [(row.answer, row.how_sure) for row in rows(graph, ask(graph, "Which nerve supplies the sartorius?"))]
    [('femoral nerve', 'established')]
    """
    if reply.outcome is None:
        return []
    from kg.ask.truth import proof_in_words

    proofs = {proof.subject: proof for proof in reply.outcome.proofs}
    found = []
    for answer in reply.outcome.answers:
        for claim in answer.claims:
            said = sentence(statement(graph, claim))
            found.append(Row(answer.text, answer.entity or claim.subject, claim, said))
        if not answer.claims:
            proof = proofs.get(answer.entity or "")
            words = "" if proof is None else proof_in_words(graph, proof)
            found.append(Row(answer.text, answer.entity, None, words, proof))
    return found


def written(graph: KnowledgeGraph, reply: Reply, form: str) -> bytes:
    """Return a reply as csv (its rows), json (all that is told of it) or turtle (the part that it names).

    Raises `ExportError` where there is nothing in the graph to write.
    """
    if form == "json":
        import json

        from kg.ask.tell import reply_view

        return (json.dumps(reply_view(graph, reply), ensure_ascii=False, indent=2) + "\n").encode()
    found = rows(graph, reply)
    if form == "turtle":
        return _turtle(graph, found)
    from kg.cells import to_csv

    return to_csv(HEADER, [_cells(graph, row) for row in found])


def _cells(graph: Lookup, row: Row) -> tuple[str, ...]:
    claim = row.claim
    if claim is None:
        return row.answer, row.entity or "", "", row.statement, "", row.how_sure, ""
    source = graph.sources[claim.source].label
    how_sure = surety(graph, claim)
    return row.answer, row.entity or "", claim.id, row.statement, str(claim.status), how_sure, source


def _turtle(graph: KnowledgeGraph, found: list[Row]) -> bytes:
    from kg.export import write
    from kg.part import part

    entities = {row.entity for row in found if row.entity is not None}
    if not found or not (entities or any(row.claim for row in found)):
        raise ExportError("The answer names nothing of the graph, so there is no Turtle of it.")
    return write(part(graph, [row.claim for row in found if row.claim is not None], entities), "turtle")
