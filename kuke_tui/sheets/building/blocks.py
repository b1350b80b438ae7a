"""Rows under a header that stands again: whose columns are still the table's, and whose not."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from kuke_tui.domain.export import Location, ProblemCode
from kuke_tui.sheets.building.identities import is_blank
from kuke_tui.sheets.building.reading import PermissionReader
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import Value
from kuke_tui.sheets.recognition.values import value_text


class _Header(NamedTuple):
    """A header that stands again: whether it differs, and has the role in another place."""

    row: int
    differs: bool
    moves_role: bool


class Blocks:
    """The blocks of a table that have a header of their own, found row by row."""

    def __init__(self, reader: PermissionReader) -> None:
        self._reader = reader
        self._headers: list[_Header] = []

    def passes_over(self, number: int, cells: Sequence[Value]) -> bool:
        """Take a row for a header, tell of it, and say whether it is one.

        Raises ``SheetError`` OTHER_TABLE where the rows under it name accounts or policies in
        other columns: nothing they seem to say would be true.
        """
        reader, header = self._reader, self._reader.header
        if not header.is_header(cells):
            return self._is_second_line(number, cells)
        is_same = header.is_same(cells)
        code = ProblemCode.REPEATED_HEADER if is_same else ProblemCode.OTHER_HEADER
        texts = [text for cell in cells if (text := value_text(cell))]
        if not header.keeps_names(cells):
            raise SheetError(
                SheetErrorCode.OTHER_TABLE,
                sheet=reader.table.sheet,
                row=number,
                found=", ".join(texts),
            )
        found = texts[0] if is_same else ", ".join(texts)
        reader.draft.problems.add(code, Location(reader.table.sheet, number, None), found)
        self._headers.append(_Header(number, not is_same, not header.keeps_role(cells)))
        return True

    def _is_second_line(self, number: int, cells: Sequence[Value]) -> bool:
        columns, above = self._reader.columns, self._headers[-1:]
        return (
            any(header.row == number - 1 and header.differs for header in above)
            and is_blank(cells[columns.login])
            and is_blank(cells[columns.policy])
        )

    def records(self) -> Iterator[tuple[int, int]]:
        """The account and policy of each row under a header that differs; tell of each account."""
        if not any(header.differs for header in self._headers):
            return
        reader, draft = self._reader, self._reader.draft
        records, told = draft.records, set[int]()
        for table, stretch in records.stretches():
            for at in stretch if table == reader.position else ():
                row, account = records.rows[at], records.accounts[at]
                block = bisect_right(self._headers, row, key=itemgetter(0)) - 1
                if block < 0 or not self._headers[block].differs:
                    continue
                if self._headers[block].moves_role:
                    draft.role_lost.add(account)
                if account not in told:
                    told.add(account)
                    draft.problems.add(
                        ProblemCode.OTHER_HEADER,
                        Location(reader.table.sheet, row, None),
                        other=Location(reader.table.sheet, self._headers[block].row, None),
                        account=account,
                        subject=draft.logins[account],
                    )
                yield account, records.policies[at]
