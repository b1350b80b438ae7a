"""The history of an export: every step, undo and save, from the journal's trail."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from kuke_tui.domain.export import Source
from kuke_tui.i18n import _
from kuke_tui.messages.visible import visible
from kuke_tui.tui.command_screen import CommandScreen
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import bindings_of
from kuke_tui.tui.dialogs.choose import ChooseDialog
from kuke_tui.tui.dialogs.dialog import Choice
from kuke_tui.tui.flows.documents import pieces, write_document
from kuke_tui.tui.history.lines import history_lines, why_no_history
from kuke_tui.tui.widgets.command_footer import CommandFooter
from kuke_tui.tui.widgets.line_list import LineList, line
from kuke_tui.workspace.trail import TrailEntry

_CSV = "csv"
_JSON = "json"


class HistoryScreen(CommandScreen[None]):
    """What was done to the export ``source``; ``entries`` is None where nothing is kept of it.

    ``beside`` is the path beside which the history is offered to go.
    """

    place = Place.HISTORY
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Place.HISTORY)

    def __init__(self, source: Source, entries: Sequence[TrailEntry] | None, beside: Path) -> None:
        super().__init__()
        self._source = source
        self._entries = entries
        self._beside = beside

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        source = self._source
        title = _("History of {name}").format(name=visible(source.file))
        yield Static(title, markup=False, classes="screen-title")
        yield Static(f"SHA-256: {source.sha256}", markup=False, classes="screen-summary")
        if self._entries:
            yield LineList(history_lines(self._entries), id="main")
        else:
            told = why_no_history() if self._entries is None else _("Nothing was done yet.")
            yield LineList([line(told)], id="main")
        yield CommandFooter()

    def action_go_back(self) -> None:
        """Return to the screen before."""
        self.dismiss(None)

    @work
    async def action_write_history(self) -> None:
        """Write it as csv or JSON."""
        from kuke_tui.exchange.trail_file import trail_csv, trail_json

        choices = [Choice(_CSV, _("Table (csv)")), Choice(_JSON, _("For programs (JSON)"))]
        form = await self.app.push_screen_wait(ChooseDialog(_("Write the history"), choices))
        if form is None or not self._entries:
            return
        told, sha256 = self._entries, self._source.sha256
        write = (
            pieces(trail_csv(told, sha256), "utf-8-sig")
            if form == _CSV
            else pieces(trail_json(told, sha256))
        )
        about = _("Who did what and when, each box and decision. It names people.")
        ending = ("historia", f".{form}")
        await write_document(self.app, _("History"), about, self._beside, ending, write)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a command makes sense now."""
        if action == "write_history":
            return bool(self._entries)
        return super().check_action(action, parameters)
