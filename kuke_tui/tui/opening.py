"""From a path to the accounts on the screen: an export is read and shown, or it is said why not."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import Screen

from kuke_tui.domain.reading import Reading
from kuke_tui.i18n import _
from kuke_tui.messages.visible import visible
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.tui.desk import Desk
from kuke_tui.tui.screens.loading import LoadingScreen
from kuke_tui.tui.settled_app import SettledApp
from kuke_tui.tui.work import OpenFile, Work

if TYPE_CHECKING:
    from kuke_tui.sheets.opening import ReadOptions
    from kuke_tui.tui.screens.accounts import AccountsScreen
    from kuke_tui.workspace.workspace import Workspace

BOTTOM = 2
"""Textual's own blank screen and ours on it."""


class Opening:
    """Brings exports onto a desk, and onto the screens of an app.

    What waits for a screen must run in a worker of Textual: every coroutine here does.
    """

    def __init__(self, app: SettledApp, desk: Desk, reading: Reading) -> None:
        self._app = app
        self._desk = desk
        self._reading = reading
        self._options: ReadOptions | None = None
        """How the file last loaded was to be read, where a person chose a way."""
        self._asked_for: Path | None = None
        """What was last chosen in the dialog that opens files."""

    def load(self, path: Path, options: "ReadOptions | None" = None) -> None:
        """Read a file, in the way of ``options`` where a person chose one, and show it."""
        self._app.push_screen(self.loading_screen(path, options))

    def loading_screen(self, path: Path, options: "ReadOptions | None") -> LoadingScreen:
        """Make the screen on which a file is read."""
        self._options = options
        files = self._desk.files if options is None else self._desk.files.reading_as(options)

        def make(file: OpenFile) -> "Workspace":
            from kuke_tui.workspace.workspace import Workspace

            return Workspace(file.export, reading=self._reading)

        return LoadingScreen(files, path, make)

    def bottom_screen(self) -> Screen[None]:
        """Make the screen that all others lie over: the accounts, or a start without any."""
        if self._desk.work is None:
            from kuke_tui.tui.screens.start import StartScreen

            return StartScreen(self._desk.recent.paths())
        from kuke_tui.tui.screens.accounts import AccountsScreen

        screen = AccountsScreen(self._desk.work)
        screen.view = self._app.first_view()
        return screen

    async def ask_for_file(self, start: str = "") -> None:
        """Have a file chosen, and load it."""
        from kuke_tui.tui.dialogs.open_file import OpenFileDialog

        self._asked_for = await self._app.push_screen_wait(OpenFileDialog(start))
        if self._asked_for is not None:
            self.load(self._asked_for)

    async def read_otherwise(self) -> None:
        """Let a person say otherwise what the open file's columns are, and read it so."""
        from kuke_tui.messages.errors import error_text
        from kuke_tui.tui.flows.leaving import may_leave
        from kuke_tui.tui.flows.mapping import say_columns_of_work
        from kuke_tui.tui.import_report.screen import ImportReportScreen

        app, work = self._app, self._desk.work
        if work is None or work.file is None:
            return
        path = work.file.path
        try:
            options = await say_columns_of_work(app, work, self._desk.mappings)
        except SheetError as error:
            app.notify(error_text(error), severity="error", markup=False)
            return
        if options is not None and await may_leave(app, work, _("Read without saving")):
            if isinstance(app.screen, ImportReportScreen):
                await app.screen.dismiss(None)
            self.load(path, options)

    # What comes of reading a file

    async def loaded(self, work: Work, path: Path) -> None:
        """Show what was read, unless it is to be read anew as its header was explained before."""
        from kuke_tui.tui.flows.mapping import offered_known

        options = await offered_known(self._app, work, self._desk.mappings)
        if options is None:
            await self._begin(work, path)
        else:
            await self._leave_loading(anew=False)
            self.load(path, options)

    async def failed(self, error: SheetError, path: Path) -> None:
        """Say what is wrong with a file; where no table was recognised, have it explained."""
        await self._leave_loading(anew=False)
        if error.code is SheetErrorCode.NO_TABLE:
            await self._explain_columns(error)
        elif error.code is not SheetErrorCode.CANCELLED:
            from kuke_tui.messages.errors import error_text

            await self._tell_not_opened(error_text(error), path)

    async def broke(self, fault: Exception, path: Path) -> None:
        """Say that the program is at fault."""
        from kuke_tui.messages.fault import fault_text

        await self._leave_loading(anew=False)
        told = _("Nothing was changed: {fault}")
        await self._tell_not_opened(told.format(fault=fault_text(fault)), path)

    # What is shown

    async def show_work(self, work: Work, path: Path) -> None:
        """Leave the export that is open and show this one, until all questions are answered."""
        await self._go_to_the_bottom()
        await self._begin(work, path)

    async def show_accounts(self) -> None:
        """Go back to the list of accounts, which shows everything anew."""
        await self._go_to_the_bottom()
        screen = self._accounts_screen
        if screen is not None:
            screen.refresh_all()

    async def _begin(self, work: Work, path: Path) -> None:
        """Show an export, with its journal, and what that keeps from before."""
        from kuke_tui.tui.flows.recovery import open_journal, settle

        desk = self._desk
        desk.let_go()
        opened = await asyncio.to_thread(open_journal, desk.sessions, work.workspace.export, path)
        desk.work = replace(work, journal=opened.journal)
        desk.recent.add(path)
        await self._leave_loading(anew=True)
        screen = self._accounts_screen
        if screen is not None:
            await screen.until_filled()
            await settle(self._app, work.workspace, opened, screen)

    async def _leave_loading(self, *, anew: bool) -> None:
        """Go back to the screen beneath, or to a new one where there is none or ``anew``.

        What lies over the loading screen is closed first.
        """
        for screen in self._app.screen_stack:
            if isinstance(screen, LoadingScreen):
                await screen.until_on_top()
        if len(self._app.screen_stack) > BOTTOM:
            await self._app.pop_screen()
            if not anew:
                return
        await self._app.switch_screen(self.bottom_screen())

    async def _go_to_the_bottom(self) -> None:
        while len(self._app.screen_stack) > BOTTOM:
            await self._app.pop_screen()

    @property
    def _accounts_screen(self) -> "AccountsScreen | None":
        from kuke_tui.tui.screens.accounts import AccountsScreen

        screen = self._app.screen
        return screen if isinstance(screen, AccountsScreen) else None

    async def _explain_columns(self, error: SheetError) -> None:
        """Have the columns of a file explained in which no table was recognised."""
        from kuke_tui.messages.errors import error_text
        from kuke_tui.sheets.opening import DEFAULT_OPTIONS
        from kuke_tui.tui.dialogs.message import MessageDialog
        from kuke_tui.tui.flows.mapping import say_columns_of_unrecognised

        path, asked = Path(error.path), self._options or DEFAULT_OPTIONS
        try:
            options = await say_columns_of_unrecognised(self._app, path, asked, self._desk.mappings)
        except SheetError as newer:
            title = _("The file can't be opened")
            self._app.push_screen(MessageDialog(title, error_text(newer)))
            return
        if options is not None:
            self.load(path, options)

    async def _tell_not_opened(self, why: str, path: Path) -> None:
        """Say why a file wasn't opened; where its path was typed, let it be typed otherwise."""
        from kuke_tui.tui.dialogs.message import MessageDialog

        text = visible(why)
        await self._app.push_screen_wait(MessageDialog(_("The file can't be opened"), text))
        if path == self._asked_for:
            await self.ask_for_file(str(path))
