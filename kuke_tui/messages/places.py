"""Places in a file in words, the way a spreadsheet names them."""

from kuke_tui.domain.export import Location
from kuke_tui.i18n import _
from kuke_tui.messages.visible import visible_short


def place_text(at: Location | None) -> str:
    """Name a place: ``Arkusz1!E4``, ``Arkusz1, row 4``, a sheet alone; empty where unknown."""
    if at is None:
        return ""
    sheet = visible_short(at.sheet, 40) if at.sheet else ""
    if at.row is not None and at.column is not None:
        return f"{sheet}!{at.column}{at.row}" if sheet else f"{at.column}{at.row}"
    if at.row is not None:
        row = _("row {row}").format(row=at.row)
        return f"{sheet}, {row}" if sheet else row
    if at.column is not None:
        column = _("column {column}").format(column=at.column)
        return f"{sheet}, {column}" if sheet else column
    return sheet
