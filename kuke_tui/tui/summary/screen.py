"""The summary: how many migrate and why the others do not, before the plan and with it."""

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from kuke_tui.i18n import _
from kuke_tui.messages.visible import visible
from kuke_tui.reports.summary import Summary
from kuke_tui.tui.command_screen import CommandScreen
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import bindings_of
from kuke_tui.tui.flows.documents import pieces, write_document
from kuke_tui.tui.screens.story import StoryScreen
from kuke_tui.tui.summary.lines import summary_lines
from kuke_tui.tui.widgets.command_footer import CommandFooter
from kuke_tui.tui.widgets.line_list import LineList


class SummaryScreen(CommandScreen[None]):
    """A summary; ``beside`` is the path beside which the report is offered to go."""

    place = Place.SUMMARY
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Place.SUMMARY)

    def __init__(self, told: Summary, beside: Path) -> None:
        super().__init__()
        self._told = told
        self._beside = beside

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        title = _("Summary of {name}").format(name=visible(self._told.file))
        yield Static(title, markup=False, classes="screen-title")
        yield LineList(summary_lines(self._told), id="main")
        yield CommandFooter()

    def action_go_back(self) -> None:
        """Return to the screen before."""
        self.dismiss(None)

    def action_show_story(self) -> None:
        """Tell the rule behind every reason that is counted."""
        self.app.push_screen(StoryScreen.of_rule(each.code for each in self._told.reasons))

    @work
    async def action_write_report(self) -> None:
        """Write the report for a manager."""
        from kuke_tui.reports.report_html import report_html

        about = _("How the migration stands, as a page for a manager.")
        page = pieces(report_html(self._told))
        ending = ("raport", ".html")
        await write_document(self.app, _("Report"), about, self._beside, ending, page)
