"""The program on the screen: which screen comes first, and what is done from every screen."""

import asyncio
import gc
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen

from kuke_tui.domain.reading import Reading
from kuke_tui.i18n import _, language, set_language
from kuke_tui.messages.visible import visible
from kuke_tui.sheets.errors import SheetErrorCode
from kuke_tui.tui.command_screen import CommandScreen
from kuke_tui.tui.copy_app import CopyApp
from kuke_tui.tui.mapping_app import MappingApp
from kuke_tui.tui.plan_app import PlanApp
from kuke_tui.tui.recent import RecentFiles, default_store
from kuke_tui.tui.screens.loading import LoadingScreen
from kuke_tui.tui.screens.too_small import TooSmallScreen, too_small
from kuke_tui.tui.settled_app import SettledApp, Setup
from kuke_tui.tui.themes import THEMES
from kuke_tui.tui.work import Files, OpenFile, Work

if TYPE_CHECKING:
    from kuke_tui.sheets.opening import ReadOptions
    from kuke_tui.sheets.recognition.known_mappings import KnownMappings
    from kuke_tui.tui.screens.accounts import AccountsScreen
    from kuke_tui.tui.screens.start import StartScreen
    from kuke_tui.workspace.workspace import Workspace

_BOTTOM = 2
"""Textual's own blank screen and ours on it."""


class KukeApp(PlanApp, MappingApp, CopyApp, SettledApp, inherit_bindings=False):
    """The program. ``opened`` is a file to load, work at hand, or None for a start screen.

    ``files`` reads and writes exports, ``recent`` remembers which were opened, ``sessions`` is the
    folder of the journals, ``mappings`` what was said of columns before; all have the real thing
    as default. ``options`` are how the file at ``opened`` is to be read, ``setup`` what the person
    set; ``tour`` begins with the guided tour.
    """

    CSS_PATH: ClassVar[list[str | PurePath]] = ["styles/app.tcss", "styles/screens.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "help_quit", system=True)]
    """Textual's own Ctrl+Q would quit from within every window; here each window has the key."""
    ENABLE_COMMAND_PALETTE = False
    TITLE = "kuke-tui"

    def __init__(
        self,
        opened: Path | Work | None = None,
        *,
        reading: Reading = Reading.STRICT,
        theme: str | None = None,
        files: Files | None = None,
        recent: RecentFiles | None = None,
        sessions: Path | None = None,
        mappings: "KnownMappings | None" = None,
        options: "ReadOptions | None" = None,
        setup: Setup | None = None,
        tour: bool = False,
    ) -> None:
        super().__init__(setup, theme)
        self._tour = tour
        self._reading = reading
        self._files = files
        self._recent = recent or RecentFiles(default_store())
        self._sessions = sessions
        self._mappings = mappings
        self._options = options
        self._work = opened if isinstance(opened, Work) else None
        self._path = opened if isinstance(opened, Path) else None
        self._asked_for: Path | None = None
        """What was last chosen in the dialog that opens files."""

    async def on_mount(self) -> None:
        """Start where the person wants to be."""
        path = self._path
        await self.push_screen(
            self._bottom_screen() if path is None else self._loading_screen(path, self._options)
        )
        self.tell_complaints()
        if self._tour:
            self.action_show_tour()
        self.call_after_refresh(self._begun)

    def _begun(self) -> None:
        """Go on once the first frame is painted."""
        if not gc.isenabled():
            gc.freeze()  # all that the start made stays to the end
            gc.enable()
        self._check_size(self.size)

    def on_resize(self, event: Resize) -> None:
        """Say where the window is too small."""
        if len(self.screen_stack) >= _BOTTOM:
            self._check_size(event.size)

    def _check_size(self, size: Size) -> None:
        if too_small(size) and not isinstance(self.screen, TooSmallScreen):
            self.push_screen(TooSmallScreen())

    # Opening

    def on_start_screen_file_chosen(self, event: "StartScreen.FileChosen") -> None:
        """Open what was chosen on the start screen."""
        self.load(event.path or self.files.demo())

    @on(LoadingScreen.Loaded)
    @work
    async def _loaded(self, event: LoadingScreen.Loaded) -> None:
        options = await self.options_known(event.work)
        if options is None:
            self._begin(event.work, event.path)
        else:
            await self._leave_loading(anew=False)
            self.load(event.path, options)

    @work
    async def _begin(self, work: Work, path: Path) -> None:
        """Show an export, with its journal, and what that keeps from before."""
        from kuke_tui.tui.flows.recovery import open_journal, settle

        self._close_journal()
        export = work.workspace.export
        opened = await asyncio.to_thread(open_journal, self.sessions, export, path)
        self._work = replace(work, journal=opened.journal)
        self._recent.add(path)
        await self._leave_loading(anew=True)
        screen = self._accounts_screen
        if screen is not None:
            await screen.until_filled()
            await settle(self, work.workspace, opened, screen)

    @property
    def at_hand(self) -> Work | None:
        """The open export, or None."""
        return self._work

    @property
    def work_is_kept(self) -> bool:
        """Whether there are changes, and a journal that has them."""
        from kuke_tui.workspace.unkept import is_unsafe

        if self._work is None or not self._work.workspace.unsaved:
            return False
        return self._work.journal is not None and not is_unsafe(self._work.workspace.recorder)

    async def show_work(self, work: Work, path: Path) -> None:
        """Leave the export that is open and show this one, until all questions are answered."""
        await self._go_to_the_bottom()
        await self._begin(work, path).wait()

    async def show_accounts(self) -> None:
        """Go back to the list of accounts, which shows everything anew."""
        await self._go_to_the_bottom()
        if self._accounts_screen is not None:
            self._accounts_screen.refresh_all()

    async def _go_to_the_bottom(self) -> None:
        while len(self.screen_stack) > _BOTTOM:
            await self.pop_screen()

    @property
    def _accounts_screen(self) -> "AccountsScreen | None":
        from kuke_tui.tui.screens.accounts import AccountsScreen

        return self.screen if isinstance(self.screen, AccountsScreen) else None

    def _close_journal(self) -> None:
        if self._work is not None and self._work.journal is not None:
            from kuke_tui.workspace.unkept import Postponed

            recorder = self._work.workspace.recorder
            if isinstance(recorder, Postponed):
                recorder.catch_up()
            self._work.journal.close()

    def on_unmount(self) -> None:
        """Let the export go, so that another window may have it."""
        self._close_journal()

    @property
    def sessions(self) -> Path:
        """The folder of the journals."""
        if self._sessions is None:
            from kuke_tui.workspace.sessions import sessions_folder

            self._sessions = sessions_folder()
        return self._sessions

    @on(LoadingScreen.Failed)
    @work
    async def _failed(self, event: LoadingScreen.Failed) -> None:
        await self._leave_loading(anew=False)
        if event.error.code is SheetErrorCode.NO_TABLE:
            await self.explain_columns(event.error, self._options)
        elif event.error.code is not SheetErrorCode.CANCELLED:
            from kuke_tui.messages.errors import error_text

            await self._tell_not_opened(error_text(event.error), event.path)

    async def _leave_loading(self, *, anew: bool) -> None:
        """Go back to the screen beneath, or to a new one where there is none or ``anew``.

        Must run in a worker of Textual: what lies over the loading screen is closed first.
        """
        for screen in self.screen_stack:
            if isinstance(screen, LoadingScreen):
                await screen.until_on_top()
        if len(self.screen_stack) > _BOTTOM:
            await self.pop_screen()
            if not anew:
                return
        await self.switch_screen(self._bottom_screen())

    @on(LoadingScreen.Broke)
    @work
    async def _broke(self, event: LoadingScreen.Broke) -> None:
        from kuke_tui.messages.fault import fault_text

        await self._leave_loading(anew=False)
        told = _("Nothing was changed: {fault}")
        await self._tell_not_opened(told.format(fault=fault_text(event.error)), event.path)

    async def _tell_not_opened(self, why: str, path: Path) -> None:
        """Say why a file wasn't opened; where its path was typed, let it be typed otherwise."""
        from kuke_tui.tui.dialogs.message import MessageDialog

        text = visible(why)
        await self.push_screen_wait(MessageDialog(_("The file can't be opened"), text))
        if path == self._asked_for:
            await self._ask_for_file(str(path))

    @property
    def files(self) -> Files:
        """What reads and writes exports, loaded when it is first wanted."""
        if self._files is None:
            from kuke_tui.tui.sheet_files import SheetFiles

            self._files = SheetFiles()
        return self._files

    @property
    def mappings(self) -> "KnownMappings":
        """What was said of columns before."""
        if self._mappings is None:
            from kuke_tui.sheets.recognition.known_mappings import KnownMappings, default_folder

            self._mappings = KnownMappings(default_folder())
        return self._mappings

    def load(self, path: Path, options: "ReadOptions | None" = None) -> None:
        """Read a file, in the way of ``options`` where a person chose one, and show it."""
        self._options = options
        self.push_screen(self._loading_screen(path, options))

    def _bottom_screen(self) -> Screen[None]:
        if self._work is None:
            from kuke_tui.tui.screens.start import StartScreen

            return StartScreen(self._recent.paths())
        from kuke_tui.tui.screens.accounts import AccountsScreen

        screen = AccountsScreen(self._work)
        screen.view = self.first_view()
        return screen

    def _loading_screen(self, path: Path, options: "ReadOptions | None") -> LoadingScreen:
        files = self.files
        if options is not None:
            from kuke_tui.tui.sheet_files import SheetFiles

            files = SheetFiles(options)

        def make(file: OpenFile) -> "Workspace":
            from kuke_tui.workspace.workspace import Workspace

            return Workspace(file.export, reading=self._reading)

        return LoadingScreen(files, path, make)

    # Commands given everywhere

    def action_show_help(self) -> None:
        """Show the help of this screen."""
        from kuke_tui.tui.help_page import page_of
        from kuke_tui.tui.screens.help import HelpScreen

        if isinstance(self.screen, CommandScreen):
            self.push_screen(HelpScreen(page_of(self.screen.place)))

    @work
    async def action_show_palette(self) -> None:
        """Find a command and do it."""
        from kuke_tui.tui.screens.palette import PaletteScreen

        screen = self.screen
        if isinstance(screen, CommandScreen):
            command = await self.push_screen_wait(PaletteScreen(screen.place, screen.makes_sense))
            if command is not None:
                await self.run_action(command.action, screen)

    @work
    async def action_open_file(self) -> None:
        """Ask for a file and open it."""
        if await self._may_leave(_("Open without saving")):
            await self._ask_for_file()

    async def _ask_for_file(self, start: str = "") -> None:
        from kuke_tui.tui.dialogs.open_file import OpenFileDialog

        self._asked_for = await self.push_screen_wait(OpenFileDialog(start))
        if self._asked_for is not None:
            self.load(self._asked_for)

    @work
    async def action_choose_theme(self) -> None:
        """Choose the colours."""
        from kuke_tui.tui.dialogs.choose import ChooseDialog
        from kuke_tui.tui.dialogs.dialog import Choice

        choices = [Choice(name, _(title)) for name, title in THEMES]
        names = [name for name, _title in THEMES]
        current = names.index(self.theme) if self.theme in names else 0
        name = await self.push_screen_wait(ChooseDialog(_("Colours"), choices, current))
        if name:
            self.theme = name
            self.keep(theme=name)

    async def action_switch_language(self) -> None:
        """Speak the other language."""
        set_language("en" if language() == "pl" else "pl")
        self.keep(language=language())
        if isinstance(self.screen, CommandScreen):
            await self.screen.speak_anew()

    @work
    async def action_show_tour(self) -> None:
        """Lead through the examples of the rules."""
        from kuke_tui.tui.tour.screen import TourScreen

        self.keep(tour=False)
        await self.push_screen_wait(TourScreen())

    @work
    async def action_quit(self) -> None:  # type: ignore[override]  # waits for a dialog
        """Leave; ask first where something is not saved."""
        if await self._may_leave(_("Quit without saving")):
            self.exit()

    def action_help_quit(self) -> None:
        """Say how to quit to someone who presses Ctrl+C."""
        self.notify(_("To quit press q, or Ctrl+Q while typing."), markup=False)

    async def _may_leave(self, without_saving: str) -> bool:
        from kuke_tui.tui.flows.leaving import may_leave

        if self._work is not None and not await may_leave(self, self._work, without_saving):
            return False
        self._keep_view()
        return True

    def _keep_view(self) -> None:
        from kuke_tui.tui.screens.keeping import KeepingView

        for screen in self.screen_stack:
            if isinstance(screen, KeepingView):
                screen.keep_view()
