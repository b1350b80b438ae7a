"""Saying what columns, values and sheets of a file mean, by keyboard or mouse."""

import asyncio
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.export import Role
from kuke_tui.i18n import _
from kuke_tui.messages.errors import error_text
from kuke_tui.messages.visible import visible
from kuke_tui.sheets.errors import SheetError
from kuke_tui.sheets.opening import ReadOptions, preview
from kuke_tui.sheets.recognition.draft import Said, ValueKind
from kuke_tui.sheets.recognition.drafting import begin_draft, with_header
from kuke_tui.sheets.recognition.names import PERMISSION_MEANINGS, Meaning
from kuke_tui.sheets.trying import options_of
from kuke_tui.tui.commands.command import Place as CommandPlace
from kuke_tui.tui.commands.table import bindings_of
from kuke_tui.tui.dialogs.ask import AskDialog
from kuke_tui.tui.dialogs.choose import ChooseDialog
from kuke_tui.tui.mapping.grid import ColumnGrid
from kuke_tui.tui.mapping.menus import Explanation, delimiters, encodings, kinds, meanings, saids
from kuke_tui.tui.mapping.value_list import ValueList
from kuke_tui.tui.mapping.view import MappingView
from kuke_tui.tui.mapping.words import fault_text

_LEVELS = (Level.NONE, Level.VIEW, Level.CHANGE)
_ROLES = (None, Role.ADMINISTRATOR, Role.USER)


class MappingScreen(MappingView):
    """The mapping screen."""

    CSS_PATH = "mapping.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(CommandPlace.MAPPING)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-tall")]  # noqa: RUF012 - Textual's own spelling

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a command makes sense now."""
        in_grid = self.focused is self.grid if self.is_mounted else True
        match action:
            case "say_nothing" | "say_view" | "say_changes":
                return not in_grid and not self.values.is_empty
            case "header_here":
                return in_grid and self.grid.row_number is not None
            case "say_again":
                return in_grid and self.grid.column is not None
            case "name_right":
                column = self.grid.column
                held = column is not None and column.meaning in PERMISSION_MEANINGS
                return in_grid and held and not self.sheet.is_long
            case "next_sheet" | "previous_sheet":
                return len(self.preview.sheets) > 1
            case "choose_encoding" | "choose_delimiter":
                return self.preview.encoding is not None
            case "undo_mapping":
                return self.undoable
        return super().check_action(action, parameters)

    # The whole

    def action_accept_mapping(self) -> None:
        """Answer how to read the file, once nothing is missing."""
        blocking = [fault for fault in self.faults if fault.blocks]
        if blocking:
            self.notify(fault_text(blocking[0]), severity="warning", markup=False)
        else:
            self.dismiss(options_of(self.preview, self.draft, self.asked))

    def action_leave_mapping(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)

    def action_undo_mapping(self) -> None:
        """Take back what was said last."""
        self.undo()

    def action_switch_pane(self) -> None:
        """Go to the values, or back to the columns."""
        (self.values if self.focused is self.grid else self.grid).focus()

    # Columns

    def action_say_what(self) -> None:
        """Say what the column or the value under the cursor is."""
        if self.focused is self.values:
            self._ask_value()
        else:
            self._ask_column()

    def _ask_column(self) -> None:
        column = self.grid.column
        if column is None:
            return
        choices = meanings()
        current = [choice.answer for choice in choices].index(column.meaning)
        title = _("Column {letter} “{name}” is").format(
            letter=column.letter, name=visible(column.header[:24])
        )

        def say(meaning: Meaning | None) -> None:
            if meaning is not None:
                self._last = meaning
                self.change(self.draft.with_meaning(self.at, column.index, meaning))

        # No worker: the menu is there for the next key, however fast that comes.
        self.app.push_screen(ChooseDialog(title, choices, current), say)

    _last = Meaning.LEVEL
    """What the last column was said to be."""

    def action_say_again(self) -> None:
        """Say the same of this column as of the last one, and go on."""
        column = self.grid.column
        if column is not None:
            self.change(self.draft.with_meaning(self.at, column.index, self._last))
            self.grid.action_move(0, 1)

    @work
    async def action_name_right(self) -> None:
        """Name the right of the column."""
        column = self.grid.column
        if column is None:
            return
        text = _("To which right does column {letter} belong?").format(letter=column.letter)
        dialog = AskDialog(_("Name of the right"), text, column.right, _("Name it so"))
        right = await self.app.push_screen_wait(dialog)
        if right is not None:
            self.change(self.draft.with_right(self.at, column.index, right))

    def action_header_here(self) -> None:
        """Take the row under the cursor for the names, or none where it is that already."""
        number = self.grid.row_number or 0
        row = 0 if number == self.sheet.header_row else number
        sheet = with_header(self.sheet, self.sheet_preview, row)
        self.change(self.draft.with_sheet(self.at, sheet))

    @on(ColumnGrid.Opened)
    def _double_clicked(self, event: ColumnGrid.Opened) -> None:
        if event.on_number:
            self.action_header_here()
        else:
            self.action_say_what()

    # Values

    @on(ValueList.Opened)
    def _value_double_clicked(self) -> None:
        self.action_say_what()

    def _ask_value(self) -> None:
        if self.values.is_empty:
            return
        entry = self.values.entry
        choices = saids(ValueKind.ROLE if entry is None else entry.kind)
        title = _("Role of every account") if entry is None else visible(entry.text[:30])

        def say(explanation: Explanation | None) -> None:
            if explanation is not None:
                self._say_value(explanation.said)

        self.app.push_screen(ChooseDialog(title, choices), say)

    def _say_value(self, said: Said | None) -> None:
        entry = self.values.entry
        if entry is None:
            self.change(self.draft.with_default_role(said if isinstance(said, Role) else None))
        else:
            self.change(self.draft.with_value(entry.kind, entry.text, said))
        self.values.action_move(1)

    def action_say_nothing(self) -> None:
        """The value grants nothing."""
        self._say_digit(0)

    def action_say_view(self) -> None:
        """The value means view."""
        self._say_digit(1)

    def action_say_changes(self) -> None:
        """The value means view and changes."""
        self._say_digit(2)

    def _say_digit(self, digit: int) -> None:
        entry = self.values.entry
        if entry is None or entry.kind is ValueKind.ROLE:
            self._say_value(_ROLES[digit])
        elif entry.kind is ValueKind.BOX:
            self._say_value(digit > 0)
        else:
            self._say_value(_LEVELS[digit])

    def action_say_unknown(self) -> None:
        """Take back what was said of the column or value."""
        column = self.grid.column
        if self.focused is self.values:
            if not self.values.is_empty:
                self._say_value(None)
        elif column is not None:
            self.change(self.draft.with_meaning(self.at, column.index, Meaning.OTHER))

    # Sheets and files

    def action_next_sheet(self) -> None:
        """Show the next sheet."""
        self.show_sheet((self.at + 1) % len(self.preview.sheets))

    def action_previous_sheet(self) -> None:
        """Show the previous sheet."""
        self.show_sheet((self.at - 1) % len(self.preview.sheets))

    @work
    async def action_sheet_kind(self) -> None:
        """Say what the rows of the sheet are."""
        choices = kinds()
        current = [choice.answer.kind for choice in choices].index(self.sheet.kind)
        dialog = ChooseDialog(_("The rows of the sheet are"), choices, current)
        chosen = await self.app.push_screen_wait(dialog)
        if chosen is not None:
            self.change(self.draft.with_kind(self.at, chosen.kind))

    @work
    async def action_choose_encoding(self) -> None:
        """Read the text file in another encoding."""
        choices = encodings()
        names = [choice.answer for choice in choices]
        current = names.index(self.preview.encoding) if self.preview.encoding in names else 0
        chosen = await self.app.push_screen_wait(ChooseDialog(_("Encoding"), choices, current))
        if chosen is not None:
            await self._read_otherwise(replace(self.asked, encoding=chosen))

    @work
    async def action_choose_delimiter(self) -> None:
        """Read the text file with another delimiter."""
        choices = delimiters()
        signs = [choice.answer for choice in choices]
        current = signs.index(self.preview.delimiter) if self.preview.delimiter in signs else 0
        chosen = await self.app.push_screen_wait(ChooseDialog(_("Delimiter"), choices, current))
        if chosen is not None:
            await self._read_otherwise(replace(self.asked, delimiter=chosen))

    async def _read_otherwise(self, asked: ReadOptions) -> None:
        try:
            shown = await asyncio.to_thread(preview, self.path, asked)
        except SheetError as error:
            self.notify(error_text(error), severity="error", markup=False)
            return
        draft = begin_draft(shown)
        self.begin_anew(shown, replace(draft, values=self.draft.values), asked)

    @work
    async def action_save_mapping(self) -> None:
        """Write the mapping to a file."""
        from kuke_tui.tui.flows.mapping_files import save_mapping

        await save_mapping(self.app, self.path, self.draft.mapping)

    @work
    async def action_load_mapping(self) -> None:
        """Take a mapping from a file."""
        from kuke_tui.tui.flows.mapping_files import load_fitting_mapping

        mapping = await load_fitting_mapping(self.app, self.path, self.preview)
        if mapping is not None:
            self.change(begin_draft(self.preview, mapping))
