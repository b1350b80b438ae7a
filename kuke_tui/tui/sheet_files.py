"""The real files: exports opened and saved by the room of sheets, loaded when first wanted."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from kuke_tui.sample.shipped import SHIPPED_SAMPLE
from kuke_tui.sheets.read_options import DEFAULT_OPTIONS, ReadOptions
from kuke_tui.tui.work import OpenFile, Progress, Saved

if TYPE_CHECKING:
    from kuke_tui.domain.boxes import Boxes
    from kuke_tui.domain.export import Export
    from kuke_tui.sheets.opening import OpenedExport
    from kuke_tui.sheets.recognition.mapping import ColumnMapping
    from kuke_tui.sheets.saving.notes import SavingNote


class SheetFile:
    """An export in a spreadsheet or text file."""

    def __init__(self, opened: "OpenedExport", asked: ReadOptions = DEFAULT_OPTIONS) -> None:
        self._opened = opened
        self._asked = asked

    @property
    def asked(self) -> ReadOptions:
        """How the person wanted it to be read."""
        return self._asked

    @property
    def understood(self) -> "ColumnMapping":
        """How it was understood."""
        return self._opened.recognition.mapping

    @property
    def path(self) -> Path:
        """Where it was read from."""
        return self._opened.path

    @property
    def export(self) -> "Export":
        """What was read."""
        return self._opened.export

    @property
    def target(self) -> Path:
        """Where a corrected export is offered to go: beside it, the sample's where one works."""
        if self.path == SHIPPED_SAMPLE:
            from kuke_tui.sheets.saving.names import suggest_name

            return suggest_name(Path.cwd() / self.path.name)
        from kuke_tui.sheets.correcting import default_target

        return default_target(self._opened)

    def saving_notes(self, boxes: "Mapping[int, Boxes]") -> "Sequence[SavingNote]":
        """Say what is to be known; the original is looked through for formulas."""
        from kuke_tui.sheets.correcting import notes_before_saving
        from kuke_tui.sheets.file_kind import FileKind
        from kuke_tui.sheets.saving.notes import SavingNote
        from kuke_tui.sheets.xlsx.package import has_formulas, open_package

        notes = notes_before_saving(self._opened, boxes)
        may_calculate = self._opened.kind in (FileKind.XLSX, FileKind.XLSM)
        if may_calculate and has_formulas(open_package(self.path)):
            notes.append(SavingNote.STALE_FORMULAS)
        return notes

    def taken_as(self) -> Sequence[tuple[str, str]]:
        """Say which column was taken for what."""
        from kuke_tui.tui.taken_as import taken_as

        return taken_as(self._opened.recognition)

    def save(
        self, boxes: "Mapping[int, Boxes]", target: Path, *, overwrite: bool, progress: Progress
    ) -> Saved:
        """Write a corrected export. Raises ``SheetError``."""
        from kuke_tui.sheets.correcting import save_corrected

        receipt = save_corrected(
            self._opened, boxes, target, overwrite=overwrite, progress=progress
        )
        return Saved(receipt.path, receipt.sha256, receipt.backup)


class SheetFiles:
    """Opens exports of every kind that can be read, all in the way of ``options``."""

    def __init__(self, options: ReadOptions = DEFAULT_OPTIONS) -> None:
        self._options = options

    def open(self, path: Path, progress: Progress, cancel: Event) -> OpenFile:
        """Read a file. Raises ``SheetError``."""
        from kuke_tui.sheets.opening import open_export

        opened = open_export(path, self._options, progress=progress, cancel=cancel)
        return SheetFile(opened, self._options)

    def reading_as(self, options: ReadOptions) -> "SheetFiles":
        """Read in another way."""
        return SheetFiles(options)

    def demo(self) -> Path:
        """Say where the sample lies."""
        return SHIPPED_SAMPLE
