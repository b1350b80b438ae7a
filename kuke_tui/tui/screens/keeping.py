"""Where a person is in the work: the list or a matrix, and how each is looked at. Kept with it."""

import contextlib
from typing import TYPE_CHECKING, Any

from textual import work

from kuke_tui.domain.reading import Reading
from kuke_tui.i18n import _
from kuke_tui.tui.command_screen import CommandScreen
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.screens.triage import TriageView
from kuke_tui.tui.settled_app import paints_ascii
from kuke_tui.tui.work import Work
from kuke_tui.workspace.clipboard import Clipboard
from kuke_tui.workspace.journal_errors import JournalError, JournalTakenError
from kuke_tui.workspace.list_view import ListView
from kuke_tui.workspace.matrix_view import MatrixView
from kuke_tui.workspace.view_json import KeptView, view_from_json, view_to_json

if TYPE_CHECKING:
    from kuke_tui.tui.matrix.screen import MatrixScreen

_KEPT_EVERY = 0.5
"""Seconds. The view is kept between keys, never in a key's own handler."""
_WORK_PLACES = frozenset({Place.ACCOUNTS, Place.MATRIX, Place.REVIEW})


class KeepingView(TriageView):
    """Opens the matrix of an account, and goes back to where the work was left."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.clipboard = Clipboard()
        self._matrix: MatrixScreen | None = None
        self._kept_view: dict[str, Any] = {}

    def on_mount(self) -> None:
        """Keep the view while nothing else goes on."""
        self.set_interval(_KEPT_EVERY, self.keep_view)

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
            clipboard=self.clipboard,
            work=self.work,
            ascii_only=paints_ascii(self.app),
        )
        left_at = await self.app.push_screen_wait(self._matrix)
        self._matrix = None
        self.refresh_all()
        if left_at is not None and left_at != account:
            self.go_to(left_at)

    def keep_view(self) -> None:
        """Keep the view with the work, where there is anything worth keeping and it changed."""
        journal = self.work.journal
        if journal is None or not self._is_at_work():
            return
        if self.view == ListView() and not self.workspace.history.steps:
            return
        matrix = self._matrix.view if self._matrix and self._matrix.is_mounted else None
        account, reading = self.accounts.account, self.workspace.reading
        data = view_to_json(KeptView(self.view, account, reading, matrix))
        if data != self._kept_view:
            self._kept_view = data
            # Of the two the work matters; where the journal fails, the next edit tells.
            with contextlib.suppress(JournalError, JournalTakenError):
                journal.keep_view(data)

    def restore_view(self, data: dict[str, Any]) -> None:
        """Go back to where the work was left, by the reading that was in force."""
        kept = view_from_json(data, self.workspace.export)
        self._kept_view = data
        if kept.reading not in (None, self.workspace.reading):
            self.read_as(kept.reading)
        self.look_as(kept.list, kept.account)
        if kept.matrix:
            account = kept.matrix.cursor.account
            self.go_to(account)
            self._open_matrix(account, kept.matrix)

    def read_as(self, reading: Reading) -> None:
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

    def _is_at_work(self) -> bool:
        """Whether the person works on the accounts, not on a question that comes before that."""
        screen = self.app.screen
        return isinstance(screen, CommandScreen) and screen.place in _WORK_PLACES
