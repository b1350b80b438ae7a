"""Saving a corrected export for a command: what is to be known of it is said, and it is noted."""

from collections.abc import Mapping
from pathlib import Path

from kuke_tui.cli.talk import say
from kuke_tui.domain.boxes import Boxes
from kuke_tui.i18n import _
from kuke_tui.messages.saving import saving_note_text
from kuke_tui.sheets.correcting import notes_before_saving, save_corrected
from kuke_tui.sheets.opening import OpenedExport
from kuke_tui.sheets.saving.safe_save import SaveReceipt
from kuke_tui.workspace.journal_errors import JournalError
from kuke_tui.workspace.saved_files import remember_saved
from kuke_tui.workspace.sessions import sessions_folder


def save_telling(
    opened: OpenedExport, boxes: Mapping[int, Boxes], target: Path, *, overwrite: bool
) -> SaveReceipt:
    """Say on stderr what the file will not keep, and save. Raises ``SheetError``.

    The file is noted, so that it is never taken for a fresh export; an export in which nothing
    was corrected is one.
    """
    for note in notes_before_saving(opened, boxes):
        say(saving_note_text(note))
    receipt = save_corrected(opened, boxes, target, overwrite=overwrite)
    if receipt.sha256 != opened.export.source.sha256:
        try:
            remember_saved(sessions_folder(), receipt.path, receipt.sha256)
        except JournalError as error:
            say(_("It could not be noted that this is saved ({error}).").format(error=error))
    return receipt
