"""The main screen: every account with its verdict, and all that starts from there."""

from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType

from kuke_tui.domain.reading import Reading
from kuke_tui.i18n import _
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import bindings_of
from kuke_tui.tui.flows.journal_trouble import change_at_once
from kuke_tui.tui.screens.keeping import KeepingView
from kuke_tui.tui.widgets.account_list import AccountList
from kuke_tui.tui.widgets.filter_line import FilterLine
from kuke_tui.workspace.steps import Step


class AccountsScreen(KeepingView):
    """The list of accounts of a workspace."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Place.ACCOUNTS)

    # Editing

    @on(AccountList.Opened)
    def _double_clicked(self) -> None:
        self.action_open_matrix()

    def action_undo(self) -> None:
        """Take the last change back."""
        self._step(self.workspace.undo, _("There is nothing to undo."))

    def action_redo(self) -> None:
        """Make the change last taken back again."""
        self._step(self.workspace.redo, _("There is nothing to redo."))

    def _step(self, command: Callable[[], Step | None], nothing: str) -> None:
        def show(step: Step | None) -> None:
            if step is None:
                self.notify(nothing, markup=False)
                return
            self.accounts.repaint()
            self.totals.refresh()
            self.go_to(step.cursor.account)

        def tell(refusal: str) -> None:
            self.notify(refusal, severity="warning", markup=False)

        change_at_once(self, self.workspace, command, show, tell)

    def action_switch_reading(self) -> None:
        """Judge everything by the other reading."""
        strict = self.workspace.reading is Reading.STRICT
        self.read_as(Reading.LENIENT if strict else Reading.STRICT)

    # Other screens

    @work
    async def action_show_story(self) -> None:
        """Tell the whole story of the account."""
        from kuke_tui.tui.screens.story import StoryScreen

        account = self.accounts.account
        if account is not None:
            await self.app.push_screen_wait(StoryScreen.of_account(self.workspace, account))

    @work
    async def action_review(self) -> None:
        """Show all changes."""
        from kuke_tui.tui.screens.review import ReviewScreen

        account = await self.app.push_screen_wait(ReviewScreen(self.work))
        self.refresh_all()
        if account is not None:
            self.go_to(account)

    @work
    async def action_show_import_report(self) -> None:
        """Show what was read and what could not be."""
        from kuke_tui.tui.screens.import_report import ImportReportScreen

        account = await self.app.push_screen_wait(ImportReportScreen(self.work))
        if account is not None:
            self.go_to(account)

    @work
    async def action_save(self) -> None:
        """Save a corrected export."""
        from kuke_tui.tui.flows.saving import save

        account = (await save(self.app, self.work)).account
        self.refresh_all()
        if account is not None:
            self.go_to(account)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a command makes sense now."""
        match action:
            case "clear_filter":
                return self.view.filtered or self.query_one(FilterLine).searching
            case "review" | "save":
                return bool(self.workspace.changed)
            case "undo":
                return self.workspace.history.undoable is not None
            case "redo":
                return self.workspace.history.redoable is not None
            case "open_matrix" | "show_story":
                return self.accounts.account is not None
        return super().check_action(action, parameters)
