"""The steps of a causal chain: every claim of each with its words, and what speaks for and against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual import on
from textual.message import Message
from textual.widgets import OptionList

from kg.fit import cut
from kg.inwords import counted
from kg.model import End, Status
from kg.showable import one_line
from kg.standing import evidence_line, surety
from kg.wording import predicate, sentence, statement
from quiz.tui.statuses import STYLES, arrow
from quiz.tui.text import styled
from quiz.tui.widgets.lists import Choices

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.content import Content

    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from kg.paths import Chain
    from quiz.tui.text import Part

__all__ = ["ChainSteps", "chain_line"]

# From what stands best to what stands worst; no chain goes by what is refuted.
_STRENGTH = (Status.ESTABLISHED, Status.REPORTED, Status.CONTESTED)
# What an arrow alone says.
LEADS_TO = "leadsTo"
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
    """Return a chain on a line: what leads to what, how sure each step is, how many steps there are.

    The verb stands before an arrow that says anything else: an exercise may alleviate what it comes to.
    """
    parts: list[Part] = [_cut(graph.entity(chain.nodes[0]).label)]
    found = [_strongest(step) for step in chain.steps]
    for node, step, status in zip(chain.nodes[1:], chain.steps, found, strict=True):
        parts += [_verbs(graph, step), " ", (arrow(status), STYLES[status])]
        parts.append(f" {_cut(graph.entity(node).label)}")
    parts.append((f" · {counted(len(chain.steps), 'step')}", "$text-muted"))
    if Status.CONTESTED in found:
        parts.append((" · contested", STYLES[Status.CONTESTED]))
    parts += [
        (f" · also{_worse(step)[1:]}", STYLES[Status.CONTESTED]) for step in chain.steps if _worse(step)
    ]
    return styled(*parts)


def _verbs(graph: KnowledgeGraph, step: Sequence[Claim]) -> str:
    """Return the verbs that the arrow of a step stands for, or nothing where that is only leading to."""
    step = [claim for claim in step if claim.status is _strongest(step)]
    if all(claim.relation == LEADS_TO for claim in step):
        return ""
    plural = graph.entity(step[0].subject).plural
    forward = (claim._replace(reads_from=End.SUBJECT) for claim in step)
    verbs = (predicate(claim, graph.phrase(claim.relation), plural=plural) for claim in forward)
    return f" {one_line(' / '.join(dict.fromkeys(verbs)))}"


def _strongest(step: Sequence[Claim]) -> Status:
    return min((claim.status for claim in step), key=_STRENGTH.index)


def _worse(step: Sequence[Claim]) -> str:
    """Return how many claims of a step stand worse than the strongest, whose arrow is shown, and how."""
    found = [claim.status for claim in step if claim.status is not _strongest(step)]
    return "".join(f", {found.count(status)} {status}" for status in _STRENGTH if status in found)


def _several(step: Sequence[Claim]) -> str:
    return f" ({counted(len(step), 'claim')}{_worse(step)})" if len(step) > 1 else ""


def _cut(label: str) -> str:
    return cut(one_line(label), _LABEL)


def _pieces(graph: KnowledgeGraph, chain: Chain) -> Iterator[_Piece]:
    for number, step in enumerate(chain.steps):
        status = _strongest(step)
        first, last = (one_line(graph.entity(node).label) for node in chain.nodes[number : number + 2])
        head = styled(
            (f"{number + 1}. {first}{_verbs(graph, step)} ", "bold"),
            (arrow(status), STYLES[status]),
            (f" {last}", "bold"),
            (f" · {status}", STYLES[status]),
            (_several(step), STYLES[Status.CONTESTED] if _worse(step) else "$text-muted"),
        )
        yield _Piece(head, step[0], step[0].source)
        for claim in step:
            said = (f"{one_line(sentence(statement(graph, claim)))} ", STYLES[claim.status])
            yield _Piece(styled(said, (f"[{one_line(claim.id)}]", "$text-muted")), claim, claim.source)
            yield _Piece(styled(f"How sure: {one_line(surety(graph, claim))}"), claim, claim.source)
            for item in claim.evidence:
                yield _Piece(styled(f"{one_line(evidence_line(graph, item))}"), claim, item.source)
