"""All changes against the loaded export, to be looked through before they are saved."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from kuke_tui.i18n import _
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import bindings_of
from kuke_tui.tui.review.lines import review_lines, summary
from kuke_tui.tui.screens.account_lines import AccountLinesScreen
from kuke_tui.tui.widgets.command_footer import CommandFooter
from kuke_tui.tui.widgets.line_list import LineList, line
from kuke_tui.tui.work import Work


class ReviewScreen(AccountLinesScreen):
    """The net changes.

    Where it is shown on the way to ``saving``, that goes on when the screen is left.
    """

    place = Place.REVIEW
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Place.REVIEW)

    def __init__(self, work: Work, *, saving: bool = False) -> None:
        super().__init__(work)
        self._saving = saving

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        workspace = self._work.workspace
        yield Static(_("Review of changes"), markup=False, classes="screen-title")
        if workspace.changed:
            yield Static(summary(workspace), markup=False, classes="screen-summary")
            yield LineList(review_lines(workspace), id="main")
        else:
            yield LineList([line(_("Nothing differs from the loaded export."))], id="main")
        yield CommandFooter()

    @work
    async def action_save(self) -> None:
        """Save a corrected export; where it was saved, return."""
        from kuke_tui.tui.flows.saving import save

        if self._saving or (await save(self.app, self._work, reviewed=True)).saved:
            self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a command makes sense now."""
        if action == "save":
            return bool(self._work.workspace.changed)
        return super().check_action(action, parameters)
