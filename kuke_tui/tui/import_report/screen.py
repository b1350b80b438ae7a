"""What was read from the file, as what, and what could not be read."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from kuke_tui.i18n import _
from kuke_tui.tui.command_screen import CommandScreen
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import bindings_of
from kuke_tui.tui.import_report.lines import import_report_lines
from kuke_tui.tui.screens.story import StoryScreen
from kuke_tui.tui.widgets.command_footer import CommandFooter
from kuke_tui.tui.widgets.line_list import LineList
from kuke_tui.tui.work import Work


class ImportReportScreen(CommandScreen[int | None]):
    """The import report. Answers the account to go to, or None."""

    place = Place.IMPORT_REPORT
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Place.IMPORT_REPORT)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        taken_as = self._work.file.taken_as() if self._work.file else ()
        yield Static(_("Import report"), markup=False, classes="screen-title")
        yield LineList(import_report_lines(self._work.workspace, taken_as), id="main")
        yield CommandFooter()

    def action_go_back(self) -> None:
        """Return to the list."""
        self.dismiss(None)

    def action_go_to_account(self) -> None:
        """Return to the list, at the account that the problem touches."""
        target = self.query_one(LineList).target
        if target is not None:
            self.dismiss(target)

    def action_show_story(self) -> None:
        """Tell the whole story of the account that the problem touches."""
        target = self.query_one(LineList).target
        if target is not None:
            self.app.push_screen(StoryScreen.of_account(self._work.workspace, target))

    @on(LineList.Opened)
    def _double_clicked(self) -> None:
        self.action_go_to_account()
