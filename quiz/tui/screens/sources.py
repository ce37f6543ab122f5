"""Sources: who says what. All sources, and of the highlighted one what it is and its claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from kg.faults import did_you_mean
from kg.showable import one_line
from kg.sourcelist import holding, source_rows
from quiz.tui.bindings import bindings
from quiz.tui.clipboard import send
from quiz.tui.messages import ShowEntity
from quiz.tui.screens.room import Room
from quiz.tui.text import plain, styled
from quiz.tui.widgets.form import Field
from quiz.tui.widgets.lists import Choices
from quiz.tui.widgets.search import MAX_TYPED, SearchLine
from quiz.tui.widgets.sourcepage import SourcePage

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from kg.graph import KnowledgeGraph
    from kg.sourcelist import SourceRow
    from quiz.tui.study import Study

__all__ = ["SourcesScreen"]

HEAD = "tier       makes    on  source"


class SourcesScreen(Room):
    """A list, and a page. With `source`, the list begins there. Posts `ShowEntity`."""

    NAME = "sources"
    PLACES = ("sources",)
    # Letters are commands from the first moment on: the line would take those that come quickly.
    AUTO_FOCUS = "#sources"
    BINDINGS: ClassVar[list[BindingType]] = bindings("sources")
    CSS_PATH = ["../styles/form.tcss", "../styles/search.tcss", "../styles/sources.tcss"]  # noqa: RUF012 - as Textual declares it

    def __init__(self, study: Study, *, alone: bool = False, source: str | None = None) -> None:
        super().__init__(study, alone=alone)
        self._begin_at = source
        self._rows: list[SourceRow] = []
        self._options: dict[str, Option] = {}
        self._found: list[SourceRow] = []
        self._row: SourceRow | None = None

    def body(self) -> ComposeResult:
        """Yield the search and the list, then the page."""
        with Vertical(id="list"):
            yield SearchLine(Field("search", hint="words of the title, author or year", most=MAX_TYPED))
            yield Label(plain(HEAD), id="head")
            yield Choices(id="sources")
        yield SourcePage("page")

    @property
    def _list(self) -> Choices:
        return self.query_one("#sources", Choices)

    @property
    def _line(self) -> SearchLine:
        return self.query_one(SearchLine)

    @property
    def _page(self) -> SourcePage:
        return self.query_one(SourcePage)

    def ready(self, graph: KnowledgeGraph) -> None:
        """Show all sources, beginning where the learner was, or where they were sent."""
        self._rows = source_rows(graph)
        self._options = {row.source.id: _option(row) for row in self._rows}
        remembered = [] if self._alone else self._study.places.get(self.NAME, [])
        source, searched = (*remembered, "", "")[:2]
        self._row = next((row for row in self._rows if row.source.id == (self._begin_at or source)), None)
        self._filter(searched)
        self._line.fill(searched)
        if self._begin_at is not None:
            self.action_turn_over()

    def told(self) -> str:
        """Return how many sources there are."""
        return f"{len(self._found)} of {len(self._rows)} sources"

    def possible(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out what needs a source while there is none."""
        if action in ("copy", "match", "turn_over"):
            return self.fits and (self._row is not None or None)
        return self.fits

    @on(Input.Changed, "#search")
    def searched(self, event: Input.Changed) -> None:
        """Show what holds the words."""
        event.stop()
        if self._graph_shown:
            self._filter(event.value)
            self._remember()

    def _filter(self, text: str) -> None:
        found = holding(self._rows, text)
        self._line.count(f"{len(found)} of {len(self._rows)}")
        if found == self._found and found:
            return
        self._found = found
        self._list.clear_options()
        self._list.add_options([self._options[row.source.id] for row in found])
        if found:
            self._list.highlighted = found.index(self._row) if self._row in found else 0
        else:
            names = [row.source.label for row in self._rows]
            self._row = None
            self._page.clear(f"No source holds “{one_line(text)}”. {did_you_mean(text, names)}")
        self.refresh_status()
        self.refresh_bindings()

    @on(OptionList.OptionHighlighted, "#sources")
    def highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the source, once the highlight is seen to have moved."""
        event.stop()
        if event.option_index >= len(self._found):
            return
        self._row = self._found[event.option_index]
        self.call_after_refresh(self._show, self._row)
        self._remember()

    def _remember(self) -> None:
        if self._row is not None and not self._alone:
            self._study.places[self.NAME] = [self._row.source.id, self._line.text]

    def _show(self, row: SourceRow) -> None:
        graph = self._study.graph
        if graph is not None and row is self._row:
            self._page.show(graph, row)

    @on(Input.Submitted, "#search")
    def to_list(self) -> None:
        """Go on in the list."""
        self._list.focus()

    @on(OptionList.OptionSelected, "#sources")
    def enter(self, event: OptionList.OptionSelected) -> None:
        """Go to the claims of the source."""
        event.stop()
        self._turn(over=True)

    @on(SourcePage.Chosen)
    def chosen(self, event: SourcePage.Chosen) -> None:
        """Show the claim in the graph."""
        event.stop()
        self.post_message(ShowEntity(event.claim.subject, event.claim.id))

    def _turn(self, *, over: bool) -> None:
        self.set_class(over, "-over")
        if over:
            self._page.enter()
        else:
            self._list.focus()

    def action_search(self) -> None:
        """Type what to search for."""
        self._turn(over=False)
        self._line.edit()

    def action_turn_over(self) -> None:
        """Go from the list to the claims, or back; both where both have room, else one alone."""
        self._turn(over=not self.has_class("-over"))

    def action_match(self, by: int) -> None:
        """Go to another source that was found; after the last comes the first."""
        if self._found:
            self._list.highlighted = ((self._list.highlighted or 0) + by) % len(self._found)

    def action_copy(self) -> None:
        """Send the citation to the terminal's clipboard."""
        if self._row is not None:
            send(self, self._row.source.citation, one_line(self._row.source.citation))

    def action_back(self) -> None:
        """Leave the search or the claims, then what was searched for, then the room."""
        if self.typing or (self.has_class("-over") and self._begin_at is None):
            self._turn(over=False)
        elif self._line.text:
            self._line.fill("")
        else:
            super().action_back()


def _option(row: SourceRow) -> Option:
    numbers = f"{row.asserts:>5} {row.bears_on:>5}  "
    tier = (f"{row.source.tier:<10} ", "$text-muted")
    return Option(styled(tier, (numbers, "$text-accent"), one_line(row.source.label)), id=row.source.id)
