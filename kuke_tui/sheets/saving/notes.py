"""What a person has to know of a corrected file before it is saved."""

from enum import StrEnum


class SavingNote(StrEnum):
    """The sentence for each is in ``kuke_tui.messages.saving``."""

    NEW_WORKBOOK = "new_workbook"
    """This kind of file can't be written: a new workbook is made of it."""
    ROWS_MOVE = "rows_move"
    """What stands below a table moves down to make room for new rows."""
    STALE_FORMULAS = "stale_formulas"
    """Formulas will show old results until they are calculated again."""
