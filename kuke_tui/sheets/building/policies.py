"""Policy numbers, and what Excel does to them."""

import re
from collections.abc import Iterable, Mapping
from math import isfinite

from kuke_tui.sheets.grid import Value
from kuke_tui.sheets.recognition.values import value_text

_EXPONENT = re.compile(r"[+-]?\d(?:[.,]\d+)?[Ee]\+?\d+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:T[\d:.]+)?")
_BETWEEN_SEVERAL = re.compile(r"[,;|\n\r]+")
_WITHIN_ONE = "./-_"
_EXACT_DIGITS = 15


def policy_number(value: Value) -> str:
    """Give a policy's number as text, a whole number without decimals."""
    if isinstance(value, float) and isfinite(value) and value.is_integer():
        return policy_number(int(value))
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**20:
        return f"{value:.15g}".upper()
    return value_text(value)


def is_date(number: str) -> bool:
    """Whether a spreadsheet took a policy's number, such as ``7/01``, for a date."""
    return _DATE.fullmatch(number) is not None


def names_several(number: str) -> bool:
    """Whether one cell names several policies: ``07001, 07002``."""
    if not _BETWEEN_SEVERAL.search(number):
        return False
    parts = [part.strip() for part in _BETWEEN_SEVERAL.split(number)]
    return len(parts) > 1 and all(map(_may_be_one, parts))


def _may_be_one(part: str) -> bool:
    return any(map(str.isdigit, part)) and all(
        sign.isalnum() or sign in _WITHIN_ONE for sign in part
    )


def damaged_policies(values: Mapping[str, Value]) -> set[str]:
    """Which policy numbers show that Excel cut them; ``values`` are cells by the number they gave.

    Numbers in scientific notation, and numbers beyond the fifteen digits Excel keeps.
    """
    digits = _digits(values)
    damaged = {number for number in values if _EXPONENT.fullmatch(number)}
    long = {n for n in digits if len(n) > _EXACT_DIGITS}
    cut = {n for n in long if not n[_EXACT_DIGITS:].strip("0")}
    damaged |= {n for n in long if not isinstance(digits[n], str)}
    if cut == long:
        damaged |= cut
    return damaged


def whole_numbers(numbers: Iterable[str], short: Iterable[str]) -> dict[str, str]:
    """Which number each of those that lost their zeros was, where there is just one such."""
    padded: dict[str, list[str]] = {}
    for number in numbers:
        if number.startswith("0"):
            padded.setdefault(number.lstrip("0"), []).append(number)
    found = ((number, padded.get(number, [])) for number in short)
    return {number: whole[0] for number, whole in found if len(whole) == 1}


def _digits(values: Mapping[str, Value]) -> dict[str, Value]:
    return {number: value for number, value in values.items() if number.isdecimal()}


def without_zeros(values: Mapping[str, Value]) -> set[str]:
    """Which of one client's policy numbers lost the zeros in front that its others have.

    Clients number apart from each other: what others' numbers look like says nothing.
    """
    digits = _digits(values)
    padded = {n for n in digits if n.startswith("0") and len(n) > 1}
    widths = {len(n) for n in padded}
    if not widths:
        return set()
    short = {n for n in digits if n not in padded and any(len(n) < width for width in widths)}
    whole = [n for n in digits if n not in short]
    uniform = len({len(n) for n in whole}) == 1 and len(whole) > len(short)
    return {
        n
        for n in short
        if not isinstance(digits[n], str)
        or uniform
        or any(n.zfill(width) in padded for width in widths)
    }
