"""What is said before a corrected file is saved."""

from kuke_tui.i18n import _
from kuke_tui.sheets.saving.notes import SavingNote


def saving_note_text(note: SavingNote) -> str:
    """Say it in a sentence or two."""
    match note:
        case SavingNote.NEW_WORKBOOK:
            return _(
                "This kind of file can't be written, so that a new xlsx workbook will be made. "
                "It keeps values, number formats and what is hidden. Formulas become their "
                "results; colours, column widths, merged cells, comments, links, filters, "
                "pictures, charts and macros stay behind."
            )
        case SavingNote.ROWS_MOVE:
            return _("What stands below the table moves down to make room for new rows.")
        case SavingNote.STALE_FORMULAS:
            return _(
                "Formulas in the workbook will show old results until Excel recalculates them."
            )
