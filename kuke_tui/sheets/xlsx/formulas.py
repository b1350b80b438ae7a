"""Rows that a formula speaks of, told apart from whatever else stands in it."""

import re
from collections.abc import Callable, Iterator

from kuke_tui.sheets.xlsx.limits import ROWS

FORMULAS = frozenset(
    {"f", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula"}
)
"""Elements, of any namespace, that hold a formula."""

_CELL = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_TOKEN = re.compile(
    r'"(?:[^"]|"")*"'  # a text
    r"|(?P<sheet>(?:'(?:[^']|'')*'|(?:\[[0-9]+\])?[^\W\d][\w.]*(?::[^\W\d][\w.]*)?)!)?"
    rf"(?P<place>{_CELL}(?::{_CELL})?|\$?[0-9]{{1,7}}:\$?[0-9]{{1,7}})(?![\w.(!])"
    r"|\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]"  # a column of a table
    r"|[^\W\d][\w.\\?]*"  # a name or a function
)
_ROW = re.compile(r"[0-9]+\Z")

Rows = tuple[int, int]
"""The first and the last of neighbouring rows, 1-based."""


def rows_in(formula: str, sheet: str, *, is_own: bool) -> Iterator[Rows]:
    """Find the rows of ``sheet`` that a formula names; ``is_own`` says that it stands there.

    A name that several sheets answer to (``A:C!B2``) counts. Whole columns name no rows.
    """
    for found in _TOKEN.finditer(formula):
        if found["place"] and _is_meant(found["sheet"], sheet, is_own=is_own):
            yield _rows(found["place"])


def reaches_below(rows: Rows, after: int) -> bool:
    """Tell whether rows reach below row ``after``; those of a whole column don't count."""
    return after < rows[1] < ROWS


def with_rows(formula: str, change: Callable[[Rows], Rows], sheet: str | None = None) -> str:
    """Give a formula of ``sheet`` with other rows of it, everything else as it is spelled.

    Without ``sheet`` the rows of every sheet are changed.
    """

    def spelled(found: re.Match[str]) -> str:
        place = found["place"]
        if not place or not (sheet is None or _is_meant(found["sheet"], sheet, is_own=True)):
            return found[0]
        old = _rows(place)
        new = dict(zip(old, change(old), strict=True))
        parts = (_ROW.sub(lambda row: str(new[int(row[0])]), each) for each in place.split(":"))
        return (found["sheet"] or "") + ":".join(parts)

    return _TOKEN.sub(spelled, formula)


def _rows(place: str) -> Rows:
    rows = [int(found[0]) for part in place.split(":") if (found := _ROW.search(part))]
    return min(rows), max(rows)


def _is_meant(prefix: str | None, sheet: str, *, is_own: bool) -> bool:
    if prefix is None:
        return is_own
    name = prefix[:-1]
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    return ":" in name or name.lower() == sheet.lower()
