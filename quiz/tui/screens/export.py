"""Export: the graph, or a part of it, written to a file for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.widgets import Button, Static

from kg.errors import MyographError
from kg.graphviz import ADVICE, can_draw
from kg.portion import FORMS, FieldError, command
from kg.showable import one_line
from quiz.tui.bindings import bindings
from quiz.tui.clipboard import send
from quiz.tui.namedfiles import target
from quiz.tui.screens.dialog import Dialog
from quiz.tui.screens.filing import Filing, write
from quiz.tui.text import plain, styled
from quiz.tui.widgets.keys import Keys
from quiz.tui.widgets.portionform import PortionForm
from quiz.tui.widgets.status import Status

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from kg.graph import KnowledgeGraph
    from quiz.tui.study import Study

__all__ = ["ExportScreen"]


class ExportScreen(Dialog[None], Filing[None]):
    """A form, the command that does the same, and what came of it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("export")
    CSS_PATH = ["../styles/form.tcss", "../styles/export.tcss"]  # noqa: RUF012 - as Textual declares it

    def __init__(self, study: Study) -> None:
        super().__init__()
        self._graph = study.graph
        self._places = study.places

    def compose(self) -> ComposeResult:
        """Yield the form, or that it is too early for it."""
        with Vertical(id="box"):
            yield Static(styled(("Export", "bold"), " the graph, or a part of it, for other programs"))
            if self._graph is None:
                yield Static(plain("The graph is being loaded. Come back in a moment."), id="outcome")
            else:
                yield PortionForm()
                yield Static(id="command")
                yield Button("Write (F5)", id="write", compact=True)
                yield Static(id="outcome")
                yield Status()
        yield Keys()

    def on_mount(self) -> None:
        """Begin with what the learner looked at last."""
        if self._graph is not None:
            seen = self._places.get("explore", [])
            form = self.query_one(PortionForm)
            form.begin(self._graph, seen[-1] if seen else None, self._places.get("paths", []))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer writing only where there is a graph."""
        return self._graph is not None or action not in ("write", "copy")

    @on(PortionForm.Changed)
    def changed(self) -> None:
        """Show the command that does the same, or what is missing."""
        if self._graph is None:
            return
        self.query_one(PortionForm).show(self._graph)
        try:
            line, style = self._command(self._graph), "$text-accent"
        except FieldError as error:
            line, style = f"✗ {one_line(str(error))}", "$text-error"
        self.query_one("#command", Static).update(styled((line, style)))
        missing = FORMS[self.query_one(PortionForm).form].drawn and not can_draw()
        self._tell(f"! {ADVICE.format(program='dot')}" if missing else "", "$text-warning")

    def _command(self, graph: KnowledgeGraph) -> str:
        form = self.query_one(PortionForm)
        return command(graph, form.portion(graph), form.form, form.file)

    def _tell(self, told: str, style: str = "") -> None:
        self.query_one(Status).rest()
        self.query_one("#outcome", Static).update(styled((told, style)))

    @on(Button.Pressed)
    @on(PortionForm.Entered)
    def action_write(self) -> None:
        """Write it, where all that is needed is there."""
        graph = self._graph
        if graph is None:
            return
        form = self.query_one(PortionForm)
        try:
            portion, path = form.portion(graph), target(form.file)
        except FieldError as error:
            self._tell(f"✗ {one_line(str(error))}", "$text-error")
            form.go_to(error.field)
        except MyographError as error:
            self._tell(f"✗ {one_line(str(error))}", "$text-error")
            form.go_to("file")
        else:
            self._tell("")
            name = form.form

            def do() -> str:
                from kg import export

                part = portion.of(graph)
                data, told = export.write(part, name), export.remark(part, name)
                return "\n".join(filter(None, (write(path, data), told)))

            self.write_to(path, do, f"Writing {name}")

    @on(Filing.Done)
    def show_done(self, message: Filing.Done) -> None:
        """Show where the file is."""
        self._tell(f"✓ {message.told}", "$text-success")

    @on(Filing.NotDone)
    def show_not_done(self, message: Filing.NotDone) -> None:
        """Show why there is no file."""
        self._tell(f"✗ {one_line(str(message.error))}", "$text-error")

    def action_copy(self) -> None:
        """Send the command that does the same to the terminal's clipboard."""
        if self._graph is None:
            return
        try:
            line = self._command(self._graph)
        except FieldError as error:
            self._tell(f"✗ {one_line(str(error))}", "$text-error")
        else:
            send(self, line)

    async def action_help(self) -> None:
        """Tell what can be done here."""
        await self.run_action("app.help")

    def action_leave(self) -> None:
        """End."""
        self.dismiss(None)
