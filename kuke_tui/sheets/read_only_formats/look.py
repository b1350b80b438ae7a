"""How a sheet that can't be written shows its cells, as far as a new workbook shows them alike."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from kuke_tui.sheets.grid import ShownNumber
from kuke_tui.sheets.new_styles import NumberCode

_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - sheets know no time zones
_LEAP_DAY = 60
"""The 29 February 1900 that spreadsheets count and that never was."""


@dataclass
class SheetLook:
    """Number formats by 1-based row and 0-based column, and which rows and columns are hidden."""

    codes: dict[tuple[int, int], NumberCode] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def shown_moment(text: str, moment: datetime | date | time | timedelta) -> str:
    """Give a moment's text with the number that a workbook stores for it, where it has one."""
    if isinstance(moment, time):
        moment = timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second)
    if not isinstance(moment, timedelta):
        if not isinstance(moment, datetime):
            moment = datetime.combine(moment, time())
        moment = moment - _FIRST_DAY
        if moment.days <= _LEAP_DAY:
            moment -= timedelta(days=1)
        if moment.days < 1:
            return text
    days = moment / timedelta(days=1)
    return ShownNumber(text, int(days) if days.is_integer() else round(days, 10))
