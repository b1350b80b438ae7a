"""What a cell says: its type, style and text turned into a value."""

import re
from collections.abc import Sequence
from math import isfinite

from kuke_tui.sheets.grid import CellError, ShownNumber, Value
from kuke_tui.sheets.xlsx.formats import GENERAL, NumberFormat, show_number
from kuke_tui.sheets.xlsx.markup import decode_escapes

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_EXACT_DIGITS = 40
_KINDS = frozenset({"", "n", "s", "str", "inlineStr", "b", "e", "d"})
_TRUE, _FALSE = {"1", "true"}, {"0", "false"}


def parse_number(text: str) -> int | float | None:
    """Read a number, integral ones as int; None where the text is no finite number."""
    if text.isdigit() and text.isascii() and len(text) <= _EXACT_DIGITS:
        return int(text)
    text = text.strip(" \t\r\n")
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text)
    if not isfinite(number):
        return None
    return int(number) if number.is_integer() else number


class CellDecoder:
    """Decodes cells of one workbook, by its shared strings and its number formats.

    With ``looks`` a text that a format makes of a number knows that number.
    """

    def __init__(
        self,
        strings: Sequence[str],
        formats: Sequence[NumberFormat],
        *,
        since_1904: bool,
        looks: bool = False,
    ) -> None:
        self._looks = looks
        self._strings = strings
        self._formats = formats
        self._since_1904 = since_1904

    def decode(self, kind: str, style: str, value: str | None, inline: str | None) -> Value:
        """Give a cell's value.

        ``kind`` and ``style`` are its ``t`` and ``s`` attributes (may be empty), ``value`` the
        text of ``<v>``, ``inline`` the text of ``<is>``. What can't be read is a ``CellError``.
        """
        if kind not in _KINDS:
            # A number might be the place of a shared text, or the other way round.
            said = value or inline
            return CellError(said) if said else None
        if kind == "inlineStr" or (value is None and inline is not None):
            return decode_escapes(inline) if inline else None
        if not value:
            return None
        if kind == "s":
            return self._shared(value)
        if kind == "str":
            return decode_escapes(value)
        if kind == "b":
            text = value.strip().lower()
            return text in _TRUE if text in _TRUE or text in _FALSE else CellError(value)
        if kind == "e":
            return CellError(value)
        if kind == "d":
            return value
        return self._number(value, style)

    def _shared(self, value: str) -> Value:
        text = value.strip(" \t\r\n")
        if text.isdigit() and text.isascii() and len(text) < 12:
            index = int(text)
            if index < len(self._strings):
                return self._strings[index] or None
        return CellError(value)

    def _number(self, value: str, style: str) -> Value:
        number = parse_number(value)
        if number is None:
            return value
        form = self.format_of(style)
        if form is GENERAL:
            return number
        shown = show_number(number, form, since_1904=self._since_1904)
        return ShownNumber(shown, number) if self._looks and isinstance(shown, str) else shown

    def format_of(self, style: str) -> NumberFormat:
        """Give the number format behind an ``s`` attribute."""
        if style.isdigit() and style.isascii() and len(style) < 8:
            index = int(style)
            if index < len(self._formats):
                return self._formats[index]
        return GENERAL
