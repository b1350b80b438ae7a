"""What the app does to have a file's columns explained, from whichever screen."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import App

from kuke_tui.i18n import _
from kuke_tui.sheets.errors import SheetError
from kuke_tui.tui.work import Work

if TYPE_CHECKING:
    from kuke_tui.sheets.opening import ReadOptions
    from kuke_tui.sheets.recognition.known_mappings import KnownMappings


class MappingApp(App[None]):
    """Carries out ``map_columns``. Subclasses know the work at hand and read files."""

    @property
    def at_hand(self) -> Work | None:
        """The open export, or None."""
        raise NotImplementedError

    @property
    def mappings(self) -> "KnownMappings":
        """What was said of columns before."""
        raise NotImplementedError

    def load(self, path: Path, options: "ReadOptions | None" = None) -> None:
        """Read a file, in the way of ``options`` where a person chose one, and show it."""
        raise NotImplementedError

    @work
    async def action_map_columns(self) -> None:
        """Let a person say otherwise what the open file's columns are, and read it so."""
        from kuke_tui.messages.errors import error_text
        from kuke_tui.tui.flows.leaving import may_leave
        from kuke_tui.tui.flows.mapping import say_columns_of_work
        from kuke_tui.tui.screens.import_report import ImportReportScreen

        at_hand = self.at_hand
        if at_hand is None or at_hand.file is None:
            return
        path = at_hand.file.path
        try:
            options = await say_columns_of_work(self, at_hand, self.mappings)
        except SheetError as error:
            self.notify(error_text(error), severity="error", markup=False)
            return
        if options is not None and await may_leave(self, at_hand, _("Read without saving")):
            if isinstance(self.screen, ImportReportScreen):
                await self.screen.dismiss(None)
            self.load(path, options)

    async def explain_columns(self, error: SheetError, asked: "ReadOptions | None") -> None:
        """Have the columns of a file explained in which no table was recognised."""
        from kuke_tui.messages.errors import error_text
        from kuke_tui.sheets.opening import DEFAULT_OPTIONS
        from kuke_tui.tui.dialogs.message import MessageDialog
        from kuke_tui.tui.flows.mapping import say_columns_of_unrecognised

        path = Path(error.path)
        try:
            options = await say_columns_of_unrecognised(
                self, path, asked or DEFAULT_OPTIONS, self.mappings
            )
        except SheetError as newer:
            self.push_screen(MessageDialog(_("The file can't be opened"), error_text(newer)))
            return
        if options is not None:
            self.load(path, options)

    async def options_known(self, work: Work) -> "ReadOptions | None":
        """Ask whether to read a file anew, as its header was explained before."""
        from kuke_tui.tui.flows.mapping import offered_known

        return await offered_known(self, work, self.mappings)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a command makes sense now."""
        if action == "map_columns":
            return self.at_hand is not None and self.at_hand.file is not None
        return super().check_action(action, parameters)
