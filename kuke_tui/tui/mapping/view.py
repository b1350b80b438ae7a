"""The mapping screen as it looks: a sheet's first rows, the values, and what they come to."""

from pathlib import Path
from threading import Event
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static

from kuke_tui.i18n import _
from kuke_tui.messages.errors import error_text
from kuke_tui.messages.visible import visible
from kuke_tui.sheets.opening import ReadOptions
from kuke_tui.sheets.recognition.draft import Fault, MappingDraft, SheetDraft, faults_of
from kuke_tui.sheets.recognition.found_values import FoundValue
from kuke_tui.sheets.recognition.mapping import TableKind
from kuke_tui.sheets.recognition.preview import BookPreview, SheetPreview
from kuke_tui.tui.command_screen import CommandScreen
from kuke_tui.tui.commands.command import Place as CommandPlace
from kuke_tui.tui.mapping.counting import Count, counts
from kuke_tui.tui.mapping.grid import ColumnGrid, Place
from kuke_tui.tui.mapping.picture import SheetPicture
from kuke_tui.tui.mapping.value_list import ValueList
from kuke_tui.tui.mapping.words import (
    column_line,
    counts_line,
    faults_line,
    sheet_line,
    values_line,
)
from kuke_tui.tui.widgets.command_footer import CommandFooter


class MappingView(CommandScreen[ReadOptions | None]):
    """Shows a draft and counts what it comes to. Answers how to read the file, or None."""

    AUTO_FOCUS: ClassVar[str | None] = "#main"
    place = CommandPlace.MAPPING

    class Counted(Message):
        """A count is there; ``asked_for`` tells it from counts that are no longer wanted."""

        def __init__(self, count: Count, asked_for: Event) -> None:
            self.count = count
            self.asked_for = asked_for
            super().__init__()

    def __init__(
        self, path: Path, preview: BookPreview, draft: MappingDraft, asked: ReadOptions, why: str
    ) -> None:
        super().__init__()
        self.path = path
        self.preview = preview
        self.draft = draft
        self.asked = asked
        self.at = self._first_sheet()
        self._why = why
        self._past: list[MappingDraft] = []
        self._values: list[FoundValue] = []
        self._count: Count | None = None
        self._cancel = Event()

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        title = _("Columns of {name}").format(name=visible(self.path.name))
        yield Static(title, markup=False, classes="screen-title")
        yield Static(self._why, markup=False, id="mapping-why")
        yield Static("", markup=False, id="mapping-sheet")
        yield ColumnGrid(id="main")
        yield Static("", markup=False, id="mapping-column")
        yield Static("", markup=False, id="mapping-values")
        yield ValueList(id="values")
        yield Static("", markup=False, id="mapping-faults")
        yield Static("", markup=False, id="mapping-counts")
        yield CommandFooter()

    # What is in view

    @property
    def grid(self) -> ColumnGrid:
        """The first rows of the sheet."""
        return self.query_one(ColumnGrid)

    @property
    def values(self) -> ValueList:
        """The values and what they mean."""
        return self.query_one(ValueList)

    @property
    def sheet(self) -> SheetDraft:
        """The sheet in view, as drafted."""
        return self.draft.sheets[self.at]

    @property
    def sheet_preview(self) -> SheetPreview:
        """The rows of the sheet in view."""
        return self.preview.sheets[self.at]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is missing or said twice."""
        return faults_of(self.draft.mapping)

    @property
    def undoable(self) -> bool:
        """Whether something said can be taken back."""
        return bool(self._past)

    @property
    def is_counted(self) -> bool:
        """Whether what stands below belongs to what is said now."""
        return self._count is not None

    # Changing

    def fill(self) -> None:
        """Show all."""
        self.show_sheet(self.at)
        self._count_anew()

    def change(self, draft: MappingDraft) -> None:
        """Take what was said, to be taken back by undo."""
        if draft != self.draft:
            self._past.append(self.draft)
            self.draft = draft
            self._show()
            self._count_anew()

    def undo(self) -> None:
        """Take the last thing said back."""
        if self._past:
            self.draft = self._past.pop()
            self._show()
            self._count_anew()

    def begin_anew(self, preview: BookPreview, draft: MappingDraft, asked: ReadOptions) -> None:
        """Show the file as it looks when read otherwise."""
        self.preview, self.draft, self.asked = preview, draft, asked
        self._past.clear()
        self.show_sheet(self._first_sheet())
        self._count_anew()

    def show_sheet(self, at: int) -> None:
        """Show a sheet, the cursor on the row of its names."""
        self.at = at
        rows = self.sheet_preview.rows
        names = next((i for i, row in enumerate(rows) if row.number >= self.sheet.header_row), 0)
        self._show(Place(names, 0))

    def _first_sheet(self) -> int:
        kinds = [sheet.kind for sheet in self.draft.sheets]
        return kinds.index(TableKind.PERMISSIONS) if TableKind.PERMISSIONS in kinds else 0

    # Showing

    def _show(self, place: Place | None = None) -> None:
        picture = SheetPicture(self.sheet, self.draft.values, self.sheet_preview.rows)
        self.grid.show(picture, place)
        self._say("#mapping-sheet", sheet_line(self.preview, self.sheet, self.at))
        self._show_column()
        self._show_values()
        self._show_faults()
        self.refresh_footer()

    @on(ColumnGrid.Moved)
    def _show_column(self) -> None:
        line = column_line(self.sheet, self.grid.column)
        self.query_one("#mapping-column", Static).update(line, layout=False)

    def _show_values(self) -> None:
        self.values.show(self._values, self.draft)
        self._say("#mapping-values", values_line(self._values, self.draft))

    def _show_faults(self) -> None:
        faults = self.faults
        blocked = any(fault.blocks for fault in faults)
        ready = _("Enter reads the export so.")
        line = self.query_one("#mapping-faults", Static)
        line.set_class(bool(faults), "-open")
        line.update(faults_line(faults) + ("" if blocked else f" {ready}") if faults else ready)

    def _say(self, where: str, text: str) -> None:
        self.query_one(where, Static).update(text)

    def on_descendant_focus(self) -> None:
        """Show the keys of what has the focus now."""
        self.refresh_footer()

    # Counting

    def on_unmount(self) -> None:
        """Let the counting end with the screen."""
        self._cancel.set()

    def _count_anew(self) -> None:
        self._cancel.set()
        self._cancel = Event()
        self._count = None
        self._say("#mapping-counts", _("Counting…"))
        self._count_in_thread(self._cancel)

    @work(thread=True, group="count", exclusive=True, exit_on_error=False)
    def _count_in_thread(self, cancel: Event) -> None:
        for count in counts(self.path, self.preview, self.draft, self.asked, cancel):
            self.post_message(self.Counted(count, cancel))

    @on(Counted)
    def _counted(self, event: Counted) -> None:
        if event.asked_for is self._cancel:
            self._count = event.count
            self._take_values(event.count.values)
            self._show_values()
            self._say("#mapping-counts", self._counted_line(event.count))
            self.refresh_footer()

    def _take_values(self, values: list[FoundValue]) -> None:
        """Keep the order of values that are listed already, so that none moves under a key."""
        new = {(value.kind, value.text): value for value in values}
        listed = [(value.kind, value.text) for value in self._values]
        same = set(listed) == new.keys()
        self._values = [new[key] for key in listed] if same else values

    def _counted_line(self, count: Count) -> str:
        if count.error is not None:
            return error_text(count.error)
        if count.trial is None:
            return _("What the export holds is counted once nothing is missing.")
        told = counts_line(count.trial)
        if count.of_all:
            return told
        return told + " " + _("(in the first rows; all of them are being counted…)")
