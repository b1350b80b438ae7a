"""Saving a corrected export for a command, after saying what is to be known of it."""

from collections.abc import Mapping
from pathlib import Path

from kuke_tui.cli.talk import say
from kuke_tui.domain.boxes import Boxes
from kuke_tui.messages.saving import saving_note_text
from kuke_tui.sheets.correcting import notes_before_saving, save_corrected
from kuke_tui.sheets.opening import OpenedExport
from kuke_tui.sheets.saving.safe_save import SaveReceipt


def save_telling(
    opened: OpenedExport, boxes: Mapping[int, Boxes], target: Path, *, overwrite: bool
) -> SaveReceipt:
    """Say on stderr what the file will not keep, and save. Raises ``SheetError``."""
    for note in notes_before_saving(opened, boxes):
        say(saving_note_text(note))
    return save_corrected(opened, boxes, target, overwrite=overwrite)
