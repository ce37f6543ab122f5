"""The steps of a causal chain: every claim of each with its words, and what speaks for and against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual import on
from textual.message import Message
from textual.widgets import OptionList

from kg.counted import counted
from kg.drawing import one_line
from kg.model import Status
from kg.standing import evidence_line, surety
from kg.wording import sentence, statement
from quiz.tui.edges import arrow
from quiz.tui.fit import cut
from quiz.tui.text import styled
from quiz.tui.widgets.lists import Choices

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.content import Content

    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from kg.paths import Chain

__all__ = ["ChainSteps", "chain_line"]

# From what stands best to what stands worst; no chain goes by what is refuted.
_STRENGTH = (Status.ESTABLISHED, Status.REPORTED, Status.CONTESTED)
_STYLES = {Status.ESTABLISHED: "$text-success", Status.REPORTED: "", Status.CONTESTED: "$text-warning"}
# So many cells of a label stand in the line of a chain; its steps have it whole.
_LABEL = 40


class _Piece(NamedTuple):
    prompt: Content
    claim: Claim
    source: str


class ChainSteps(Choices):
    """One chain, in lines that can be chosen. Posts `Chosen`."""

    class Chosen(Message):
        """The learner wants to see what a line is about."""

        def __init__(self, claim: Claim) -> None:
            super().__init__()
            self.claim = claim

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._pieces: list[_Piece] = []

    @property
    def source(self) -> str | None:
        """Who says what the highlighted line tells."""
        at = self.highlighted
        return self._pieces[at].source if at is not None and at < len(self._pieces) else None

    def show(self, graph: KnowledgeGraph, chain: Chain) -> None:
        """Show another chain."""
        self._pieces = list(_pieces(graph, chain))
        self.set_options(piece.prompt for piece in self._pieces)
        self.highlighted = 0

    def clear(self) -> None:
        """Show none."""
        self._pieces = []
        self.clear_options()

    @on(OptionList.OptionSelected)
    def line_chosen(self, event: OptionList.OptionSelected) -> None:
        """Tell what was chosen."""
        event.stop()
        self.post_message(self.Chosen(self._pieces[event.option_index].claim))


def chain_line(graph: KnowledgeGraph, chain: Chain) -> Content:
    """Return a chain on a line: what leads to what, how sure each step is, how many steps there are."""
    parts: list[str | tuple[str, str]] = [_cut(graph.entity(chain.nodes[0]).label)]
    found = [_strongest(step) for step in chain.steps]
    for node, status in zip(chain.nodes[1:], found, strict=True):
        parts += [" ", (arrow(status), _STYLES[status]), f" {_cut(graph.entity(node).label)}"]
    parts.append((f" · {counted(len(chain.steps), 'step')}", "$text-muted"))
    if Status.CONTESTED in found:
        parts.append((" · contested", _STYLES[Status.CONTESTED]))
    return styled(*parts)


def _strongest(step: Sequence[Claim]) -> Status:
    return min((claim.status for claim in step), key=_STRENGTH.index)


def _cut(label: str) -> str:
    return cut(one_line(label), _LABEL)


def _pieces(graph: KnowledgeGraph, chain: Chain) -> Iterator[_Piece]:
    for number, step in enumerate(chain.steps):
        status = _strongest(step)
        first, last = (one_line(graph.entity(node).label) for node in chain.nodes[number : number + 2])
        head = styled(
            (f"{number + 1}. {first} ", "bold"),
            (arrow(status), _STYLES[status]),
            (f" {last}", "bold"),
            (f" · {status}", _STYLES[status]),
        )
        yield _Piece(head, step[0], step[0].source)
        for claim in step:
            said = (f"{one_line(sentence(statement(graph, claim)))} ", _STYLES[claim.status])
            yield _Piece(styled(said, (f"[{one_line(claim.id)}]", "$text-muted")), claim, claim.source)
            yield _Piece(styled(f"How sure: {one_line(surety(graph, claim))}"), claim, claim.source)
            for item in claim.evidence:
                yield _Piece(styled(f"{one_line(evidence_line(graph, item))}"), claim, item.source)
