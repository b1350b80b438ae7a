"""Policy numbers, and what Excel does to them."""

import re
from collections.abc import Mapping
from math import isfinite

from kuke_tui.sheets.grid import Value
from kuke_tui.sheets.recognition.values import value_text

_EXPONENT = re.compile(r"[+-]?\d(?:[.,]\d+)?[Ee]\+?\d+")
_EXACT_DIGITS = 15


def policy_number(value: Value) -> str:
    """Give a policy's number as text, a whole number without decimals."""
    if isinstance(value, float) and isfinite(value) and value.is_integer():
        return policy_number(int(value))
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**20:
        return f"{value:.15g}".upper()
    return value_text(value)


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
