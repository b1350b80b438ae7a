"""The program on the screen: which screen comes first, and what is done from every screen."""

import gc
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.geometry import Size

from kuke_tui.domain.reading import Reading
from kuke_tui.i18n import _, language, set_language
from kuke_tui.tui.command_screen import CommandScreen
from kuke_tui.tui.desk import Desk
from kuke_tui.tui.opening import BOTTOM, Opening
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.screens.loading import LoadingScreen
from kuke_tui.tui.screens.too_small import TooSmallScreen, too_small
from kuke_tui.tui.settled_app import SettledApp, Setup
from kuke_tui.tui.themes import THEMES
from kuke_tui.tui.work import Files, Work

if TYPE_CHECKING:
    from kuke_tui.sheets.opening import ReadOptions
    from kuke_tui.sheets.recognition.known_mappings import KnownMappings
    from kuke_tui.tui.screens.start import StartScreen


class KukeApp(SettledApp, inherit_bindings=False):
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
        self.desk = Desk(
            opened if isinstance(opened, Work) else None,
            files=files,
            recent=recent,
            sessions=sessions,
            mappings=mappings,
        )
        self.opening = Opening(self, self.desk, reading)
        self._path = opened if isinstance(opened, Path) else None
        self._options = options

    @property
    def at_hand(self) -> Work | None:
        """The open export, or None."""
        return self.desk.work

    async def on_mount(self) -> None:
        """Start where the person wants to be."""
        path = self._path
        await self.push_screen(
            self.opening.bottom_screen()
            if path is None
            else self.opening.loading_screen(path, self._options)
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
        if len(self.screen_stack) >= BOTTOM:
            self._check_size(event.size)

    def _check_size(self, size: Size) -> None:
        if too_small(size) and not isinstance(self.screen, TooSmallScreen):
            self.push_screen(TooSmallScreen())

    # Opening

    def on_start_screen_file_chosen(self, event: "StartScreen.FileChosen") -> None:
        """Open what was chosen on the start screen."""
        self.opening.load(event.path or self.desk.files.demo())

    @on(LoadingScreen.Loaded)
    @work
    async def _loaded(self, event: LoadingScreen.Loaded) -> None:
        await self.opening.loaded(event.work, event.path)

    @on(LoadingScreen.Failed)
    @work
    async def _failed(self, event: LoadingScreen.Failed) -> None:
        await self.opening.failed(event.error, event.path)

    @on(LoadingScreen.Broke)
    @work
    async def _broke(self, event: LoadingScreen.Broke) -> None:
        await self.opening.broke(event.error, event.path)

    def on_unmount(self) -> None:
        """Let the export go, so that another window may have it."""
        self.desk.let_go()

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
            await self.opening.ask_for_file()

    @work
    async def action_map_columns(self) -> None:
        """Let a person say otherwise what the open file's columns are, and read it so."""
        await self.opening.read_otherwise()

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
    async def action_copy_text(self) -> None:
        """Copy the story or the lines shown."""
        from kuke_tui.tui.flows.copying import copy_text

        await copy_text(self, self.at_hand)

    @work
    async def action_copy_list(self) -> None:
        """Copy the accounts listed, to be put into a spreadsheet."""
        from kuke_tui.tui.flows.copying import copy_list

        await copy_list(self, self.at_hand)

    @work
    async def action_save_screenshot(self) -> None:
        """Write what is on the screen to a picture."""
        from kuke_tui.tui.flows.copying import save_screenshot

        await save_screenshot(self, self.at_hand)

    @work
    async def action_quit(self) -> None:  # type: ignore[override]  # waits for a dialog
        """Leave; ask first where something is not saved."""
        if await self._may_leave(_("Quit without saving")):
            self.exit()

    def action_help_quit(self) -> None:
        """Say how to quit to someone who presses Ctrl+C."""
        self.notify(_("To quit press q, or Ctrl+Q while typing."), markup=False)

    # Commands from a plan to its confirmation

    @work
    async def action_write_todo(self) -> None:
        """Write what is to be clicked."""
        from kuke_tui.tui.flows.lists import write_todo_of

        if self.at_hand:
            await write_todo_of(self, self.at_hand)

    @work
    async def action_write_change_list(self) -> None:
        """Write the plan for the program."""
        from kuke_tui.tui.flows.lists import write_change_list

        if self.at_hand:
            await write_change_list(self, self.at_hand)

    @work
    async def action_show_summary(self) -> None:
        """Sum the work up."""
        from kuke_tui.tui.summary.flow import show_summary

        if self.at_hand:
            await show_summary(self, self.at_hand, self.desk.sessions)

    @work
    async def action_show_history(self) -> None:
        """Tell what was done."""
        from kuke_tui.tui.history.flow import show_history

        if self.at_hand:
            await show_history(self, self.at_hand)

    @work
    async def action_verify_fresh(self) -> None:
        """Hold a fresh export against a plan, and go on with it where wanted."""
        from kuke_tui.tui.verification.going_on import verify_and_go_on

        await verify_and_go_on(self, self.desk, self.opening)

    # Leaving

    async def _may_leave(self, without_saving: str) -> bool:
        from kuke_tui.tui.flows.leaving import may_leave

        if self.at_hand is not None and not await may_leave(self, self.at_hand, without_saving):
            return False
        self._keep_view()
        return True

    def _keep_view(self) -> None:
        from kuke_tui.tui.screens.accounts import AccountsScreen

        for screen in self.screen_stack:
            if isinstance(screen, AccountsScreen):
                screen.keep_view()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a command makes sense now."""
        work = self.at_hand
        match action:
            case "map_columns":
                return work is not None and work.file is not None
            case "write_todo":
                return work is not None and bool(work.workspace.changed)
            case "write_change_list":
                return work is not None and bool(work.workspace.changed or work.workspace.decisions)
            case "show_summary" | "show_history":
                return work is not None
        return super().check_action(action, parameters)
