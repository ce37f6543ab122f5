"""What a screen that asks questions has in common with any other: the page, its keys, and what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from kg.errors import MyographError
from quiz.session import NothingToUndoError
from quiz.tui.messages import Failed
from quiz.tui.screens.page import Page
from quiz.tui.text import plain
from quiz.tui.widgets.interactions import asking

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.item import Item
    from quiz.session import Session
    from quiz.tui.study import Study
    from quiz.tui.widgets.asking import Asking

__all__ = ["NOT_SURE", "QuestionPage"]

NOT_SURE = "Not sure: noted. Answer as you think."


class QuestionPage(Page["Session"]):
    """Asks the items of a session on a page that scrolls. A screen has `#page`, `#stem` and `#answer`."""

    def __init__(self, study: Study, session: Session) -> None:
        super().__init__()
        self._study = study
        self._session = session
        self._asking: Asking | None = None
        self._asked_at = 0.0
        self._unsure = False

    @property
    def session(self) -> Session:
        """The session whose items are asked."""
        return self._session

    @property
    def _page(self) -> VerticalScroll:
        return self.query_one("#page", VerticalScroll)

    @property
    def _took_ms(self) -> int:
        """How long the student has thought about the question, in milliseconds."""
        return round((self._study.timer() - self._asked_at) * 1000)

    async def _put(self, item: Item) -> None:
        """Show a question with the means to answer it."""
        self._unsure = False
        self.query_one("#stem", Static).update(plain(item.stem))
        room = self.query_one("#answer", Vertical)
        await room.remove_children()
        self._asking = asking(item)
        await room.mount(self._asking)

    def _asked(self) -> None:
        """Begin at the top of the page, and count the time from now."""
        self._page.scroll_home(animate=False)
        self._take_keys()
        self._asked_at = self._study.timer()
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Take the keys again after the terminal was too small."""
        super().on_resize()
        if self.focused is None and self.fits:
            self._take_keys()

    def _take_keys(self) -> None:
        """Give the keys to the means to answer."""
        self._page.can_focus = False
        if self._asking is not None:
            self._asking.start()

    def _keeping(self, keep: Callable[[], object]) -> None:
        """Do something that is kept; what cannot be kept ends the app."""
        try:
            keep()
        except NothingToUndoError as error:
            self.notify(str(error), severity="warning", markup=False)
        except MyographError as error:
            self.post_message(Failed(error))

    def action_scroll(self, by: int) -> None:
        """Show more of a question that does not fit."""
        self._page.scroll_relative(y=by * (self._page.size.height - 1), animate=False)

    def action_home(self) -> None:
        """Leave for now; it can be gone on with."""
        self.dismiss(self._session)
