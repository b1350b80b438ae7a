"""What a cell of an OpenDocument sheet says: its attributes and the text shown in it."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta

from kuke_tui.sheets.grid import NO_RESULT, CellError, Value
from kuke_tui.sheets.read_only_formats.look import shown_moment
from kuke_tui.sheets.xlsx.values import parse_number

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "

_EXTENDED_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_VALUE_TYPE, _VALUE, _STRING = OFFICE + "value-type", OFFICE + "value", OFFICE + "string-value"
_FORMULA = TABLE + "formula"
_ERROR = re.compile(r"#(?:N/[AD]|[\w/]+[!?])|(?:Err|Błąd):[0-9]{3}")
_DURATION = re.compile(r"PT(\d{1,9})H(\d{1,2})M(\d{1,2})(?:[.,]\d*)?S")
_MIDNIGHT = re.compile(r"T00:00(?::00(?:\.0*)?)?$")
_TRUTHS = {"of:=TRUE()": True, "of:=FALSE()": False}


def typed(cell: Mapping[str, str], text: str) -> Value:
    """Give a cell's value from its attributes and the text shown in it."""
    extended = cell.get(_EXTENDED_TYPE)
    if extended is None and _FORMULA in cell and _ERROR.fullmatch(text):
        extended = "error"  # a program that does not know the extension
    if extended == "error":
        return CellError(text)
    truth = _TRUTHS.get(cell.get(_FORMULA, ""))
    if truth is not None:
        return truth  # how LibreOffice keeps a boolean without a format of its own
    if _FORMULA in cell and not text and _VALUE_TYPE not in cell and extended is None:
        return NO_RESULT
    match cell.get(_VALUE_TYPE):
        case "float" | "percentage" | "currency":
            return _number(cell.get(_VALUE, ""), text)
        case "boolean":
            stated = cell.get(OFFICE + "boolean-value", "")
            return stated == "true" if stated in {"true", "false"} else CellError(text or stated)
        case "date":
            return _MIDNIGHT.sub("", cell.get(OFFICE + "date-value", "")) or text or None
        case "time":
            return _clock(cell.get(OFFICE + "time-value", "")) or text or None
        case _:
            return cell.get(_STRING) or text or None


def _number(stated: str, text: str) -> Value:
    number = parse_number(stated)
    if number is None:
        return CellError(text or stated)
    # A format such as 00000 shows a policy's zeros, which belong to its number.
    if text.startswith("0") and text.isascii() and text.isdecimal() and 1 < len(text) < 100:
        return text if int(text) == number else number
    return number


def _clock(duration: str) -> str:
    found = _DURATION.fullmatch(duration)
    return f"{int(found[1]):02}:{int(found[2]):02}:{int(found[3]):02}" if found else duration


def with_number(cell: Mapping[str, str], shown: str) -> str:
    """Let the text of a date or time know the number that a workbook stores for it."""
    match cell.get(_VALUE_TYPE):
        case "date":
            with suppress(ValueError):
                return shown_moment(shown, datetime.fromisoformat(shown).replace(tzinfo=None))
        case "time":
            found = _DURATION.fullmatch(cell.get(OFFICE + "time-value", ""))
            if found:
                hours, minutes, seconds = map(int, found.groups())
                length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
                return shown_moment(shown, length)
    return shown
