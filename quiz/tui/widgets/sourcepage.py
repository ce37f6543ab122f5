"""A source: what it is and where it was read, and the claims that it makes or bears on."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static
from textual.widgets.option_list import Option

from kg.inwords import counted
from kg.model import Tier
from kg.showable import one_line
from kg.sourcelist import claims_of
from kg.standing import evidence_line
from kg.wording import sentence, statement
from quiz.tui.statuses import STYLES, signed
from quiz.tui.text import plain, styled
from quiz.tui.widgets.lists import Choices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.timer import Timer
    from textual.widgets import OptionList

    from kg.graph import KnowledgeGraph
    from kg.model import Claim
    from kg.sourcelist import SourceRow

__all__ = ["TIER_WORDS", "SourcePage"]

TIER_WORDS = {
    Tier.POPULAR: "A popular text: it counts for nothing in its own favour.",
    Tier.REFERENCE: "A reference work.",
    Tier.STUDY: "A study.",
    Tier.CURATOR: "The people who made this graph.",
}
# So many claims show at once. When the learner stays at the source for PATIENCE seconds, as many more show
# every PAUSE seconds: all together would hold up the keys.
SOME = 20
PATIENCE = 0.3
PAUSE = 0.05


class SourcePage(Vertical):
    """Posts `Chosen`."""

    class Chosen(Message):
        """The learner wants to see a claim in the graph."""

        def __init__(self, claim: Claim) -> None:
            super().__init__()
            self.claim = claim

    def __init__(self, id: str) -> None:  # noqa: A002 - as Textual names it
        super().__init__(id=id)
        self._claims: list[Claim] = []
        self._rest: Iterator[Option] = iter(())
        self._later: Timer | None = None

    def compose(self) -> ComposeResult:
        """Yield what it is, then its claims."""
        yield Static(id="source")
        yield Choices(id="claims")

    def show(self, graph: KnowledgeGraph, row: SourceRow) -> None:
        """Show a source."""
        self.query_one("#source", Static).update(styled(*_told(row)))
        self._claims = claims_of(graph, row.source.id)
        self._rest = (_option(graph, claim, row.source.id) for claim in self._claims)
        self.query_one("#claims", Choices).clear_options()
        self._more(PATIENCE)

    def clear(self, told: str) -> None:
        """Show no source."""
        self.query_one("#source", Static).update(plain(told))
        self._claims, self._rest = [], iter(())
        self.query_one("#claims", Choices).clear_options()

    def _more(self, wait: float = PAUSE) -> None:
        claims = self.query_one("#claims", Choices)
        claims.add_options(islice(self._rest, SOME))
        if self._later is not None:
            self._later.stop()
        if claims.option_count < len(self._claims):
            self._later = self.set_timer(wait, self._more)

    def enter(self) -> None:
        """Go to the claims."""
        claims = self.query_one("#claims", Choices)
        claims.focus()
        if claims.highlighted is None and claims.option_count:
            claims.highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say which claim was chosen."""
        event.stop()
        self.post_message(self.Chosen(self._claims[event.option_index]))


def _told(row: SourceRow) -> Iterator[tuple[str, str]]:
    source = row.source
    yield one_line(source.label), "bold"
    if source.citation != source.label:
        yield f"\n{one_line(source.citation)}", ""
    yield f"\n{TIER_WORDS[source.tier]}", ""
    yield f" Makes {counted(row.asserts, 'claim')}; bears on {counted(row.bears_on, 'claim')}.", ""
    if source.caution is not None:
        yield f"\n! Caution: {one_line(source.caution)}", "$text-warning"
    if source.url is not None:
        yield f"\n{one_line(source.url)}", "$text-accent"
    if source.licence is not None:
        yield f"\nLicence: {one_line(source.licence)}", "$text-muted"


def _option(graph: KnowledgeGraph, claim: Claim, source: str) -> Option:
    """Return a claim with its status, and what the source has to say on it."""
    words = [one_line(evidence_line(graph, item)) for item in claim.evidence if item.source == source]
    return Option(
        styled(
            (signed(claim.status), f"bold {STYLES[claim.status]}"),
            f"  {one_line(sentence(statement(graph, claim)))}",
            *((f"\n  {line}", "$text-muted") for line in words),
        ),
        id=claim.id,
    )
