"""What was read from the file, as what, and what could not be read."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from kuke_tui.i18n import _
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import bindings_of
from kuke_tui.tui.import_report.lines import import_report_lines
from kuke_tui.tui.screens.account_lines import AccountLinesScreen
from kuke_tui.tui.widgets.command_footer import CommandFooter
from kuke_tui.tui.widgets.line_list import LineList


class ImportReportScreen(AccountLinesScreen):
    """The import report."""

    place = Place.IMPORT_REPORT
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Place.IMPORT_REPORT)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        taken_as = self._work.file.taken_as() if self._work.file else ()
        yield Static(_("Import report"), markup=False, classes="screen-title")
        yield LineList(import_report_lines(self._work.workspace, taken_as), id="main")
        yield CommandFooter()
