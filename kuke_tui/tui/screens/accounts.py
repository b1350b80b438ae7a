"""The main screen: every account with its verdict, and all that starts from there."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.binding import BindingType

from kuke_tui.domain.reading import Reading
from kuke_tui.i18n import _
from kuke_tui.tui.command_screen import CommandScreen
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import bindings_of
from kuke_tui.tui.flows.journal_trouble import change_at_once
from kuke_tui.tui.screens.keeping import PlaceKeeper
from kuke_tui.tui.screens.triage import TriageView
from kuke_tui.tui.settled_app import paints_ascii
from kuke_tui.tui.widgets.account_list import AccountList
from kuke_tui.tui.widgets.filter_line import FilterLine
from kuke_tui.tui.work import Work
from kuke_tui.workspace.clipboard import Clipboard
from kuke_tui.workspace.matrix_view import MatrixView
from kuke_tui.workspace.steps import Step
from kuke_tui.workspace.view_json import KeptView

if TYPE_CHECKING:
    from kuke_tui.tui.matrix.screen import MatrixScreen

_KEPT_EVERY = 0.5
"""Seconds. The view is kept between keys, never in a key's own handler."""
_WORK_PLACES = frozenset({Place.ACCOUNTS, Place.MATRIX, Place.REVIEW})


class AccountsScreen(TriageView):
    """The list of accounts of a workspace."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Place.ACCOUNTS)

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._clipboard = Clipboard()
        self._keeper = PlaceKeeper(work)
        self._matrix: MatrixScreen | None = None

    def on_mount(self) -> None:
        """Keep the view while nothing else goes on."""
        self.set_interval(_KEPT_EVERY, self.keep_view)

    # Where the person is

    def keep_view(self) -> None:
        """Keep where the person is with the work."""
        if not self._is_at_work():
            return
        matrix = self._matrix.view if self._matrix and self._matrix.is_mounted else None
        account, reading = self.accounts.account, self.workspace.reading
        self._keeper.keep(KeptView(self.view, account, reading, matrix))

    def restore_view(self, data: dict[str, Any]) -> None:
        """Go back to where the work was left, by the reading that was in force."""
        kept = self._keeper.take_up(data)
        if kept.reading not in (None, self.workspace.reading):
            self._read_as(kept.reading)
        self.look_as(kept.list, kept.account)
        if kept.matrix:
            account = kept.matrix.cursor.account
            self.go_to(account)
            self._open_matrix(account, kept.matrix)

    def _is_at_work(self) -> bool:
        """Whether the person works on the accounts, not on a question that comes before that."""
        screen = self.app.screen
        return isinstance(screen, CommandScreen) and screen.place in _WORK_PLACES

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
        self._read_as(Reading.LENIENT if strict else Reading.STRICT)

    def _read_as(self, reading: Reading) -> None:
        """Judge everything by a reading of the rule, and say what it asks for."""
        self.workspace.set_reading(reading)
        self.refresh_all()
        self.find()
        told = (
            _("Lenient reading: one right with changes is enough, if every right is uniform.")
            if reading is Reading.LENIENT
            else _("Strict reading: every right that is held needs changes.")
        )
        self.notify(told, markup=False)

    # Other screens

    def action_open_matrix(self) -> None:
        """Show the permissions of the account."""
        account = self.accounts.account
        if account is not None:
            self._open_matrix(account)

    @work
    async def _open_matrix(self, account: int, view: MatrixView | None = None) -> None:
        from kuke_tui.tui.matrix.screen import MatrixScreen

        self._matrix = MatrixScreen(
            self.workspace,
            account,
            self.accounts.rows,
            view=view,
            clipboard=self._clipboard,
            work=self.work,
            ascii_only=paints_ascii(self.app),
        )
        left_at = await self.app.push_screen_wait(self._matrix)
        self._matrix = None
        self.refresh_all()
        if left_at is not None and left_at != account:
            self.go_to(left_at)

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
        from kuke_tui.tui.review.screen import ReviewScreen

        account = await self.app.push_screen_wait(ReviewScreen(self.work))
        self.refresh_all()
        if account is not None:
            self.go_to(account)

    @work
    async def action_show_import_report(self) -> None:
        """Show what was read and what could not be."""
        from kuke_tui.tui.import_report.screen import ImportReportScreen

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
