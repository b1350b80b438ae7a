"""Where records stand: which row of which sheet says what of which account, kept compactly."""

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from operator import le
from typing import NamedTuple

from kuke_tui.domain.boxes import Box
from kuke_tui.domain.export import Location
from kuke_tui.sheets.grid import Value, column_letter
from kuke_tui.sheets.recognition.mapping import TableMapping
from kuke_tui.sheets.recognition.names import Meaning


class Slot(NamedTuple):
    """A permission column by what it says: the right's position (wide; 0 in long) and meaning."""

    right: int
    meaning: Meaning


class Cell(NamedTuple):
    """A cell of a sheet: the table's position, 1-based row, 0-based column."""

    table: int
    row: int
    column: int


class Record(NamedTuple):
    """One row's word on an account and policy; ``right`` is -1 where it speaks of all rights."""

    account: int
    policy: int
    right: int
    row: int
    pattern: int


class Records:
    """All records in the order of reading, in arrays; some 20 bytes each."""

    __slots__ = ("accounts", "boxes", "firsts", "patterns", "policies", "rights", "rows", "tables")

    def __init__(self) -> None:
        self.accounts = array("I")
        self.policies = array("I")
        self.rights = array("i")
        """Empty in wide layouts."""
        self.boxes = array("b")
        """The box each record is of; empty where a record is of both."""
        self.rows = array("I")
        self.patterns = array("I")
        self.firsts: list[int] = []
        """The first record of each stretch read from one table."""
        self.tables: list[int] = []
        """The tables of the stretches."""

    def __len__(self) -> int:
        return len(self.accounts)

    def __getitem__(self, at: int) -> Record:
        right = self.rights[at] if self.rights else -1
        return Record(self.accounts[at], self.policies[at], right, self.rows[at], self.patterns[at])

    def box_of(self, at: int) -> Box | None:
        """The box that alone a record is of; None where it is of both."""
        return Box(self.boxes[at]) if self.boxes else None

    def begin(self, table: int) -> None:
        """Say that the records that follow are from this table."""
        if not self.tables or self.tables[-1] != table:
            self.firsts.append(len(self))
            self.tables.append(table)

    def table_of(self, at: int) -> int:
        """The position of the table a record is from."""
        return self.tables[bisect_right(self.firsts, at) - 1]

    def stretches(self) -> Iterator[tuple[int, range]]:
        """Each table with the records read from it."""
        for first, end, table in zip(
            self.firsts, [*self.firsts[1:], len(self)], self.tables, strict=True
        ):
            yield table, range(first, end)


class RecordIndex:
    """Finds an account's records; built once when all are known."""

    __slots__ = ("_order", "_starts")

    def __init__(self, accounts: "array[int]", count: int) -> None:
        rows = Counter(accounts)
        self._starts = array(
            "I", accumulate((rows[account] for account in range(count)), initial=0)
        )
        in_order = all(map(le, accounts, islice(accounts, 1, None)))
        self._order: Sequence[int] = (
            range(len(accounts))
            if in_order
            else array("I", sorted(range(len(accounts)), key=accounts.__getitem__))
        )

    def of(self, account: int) -> Sequence[int]:
        """The positions of an account's records, in the order of reading."""
        return self._order[self._starts[account] : self._starts[account + 1]]


@dataclass(frozen=True, slots=True)
class BoxWords:
    """How a file whose rows are of one box each names a right and its box in them.

    ``rights`` is what the column of rights holds, by right and box; ``styles`` the text around
    the right's name for each box, ``words`` what the column of boxes holds.
    """

    rights: Mapping[tuple[str, Box], str]
    styles: Mapping[Box, tuple[str, str]]
    words: Mapping[Box, str]

    def right(self, right: str, box: Box) -> str:
        """What stands, or would stand, in the column of rights."""
        before, after = self.styles.get(box, ("", ""))
        return self.rights.get((right, box), f"{before}{right}{after}")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where everything in an export stands in its file, by positions in the export.

    ``patterns`` are the distinct permission values of records, one value for each of ``slots``;
    ``slot_columns`` are, by table, the 0-based column of each slot. Two records may say the same.
    """

    tables: tuple[TableMapping, ...]
    slots: tuple[Slot, ...]
    slot_columns: tuple[tuple[int, ...], ...]
    records: Records
    index: RecordIndex
    patterns: tuple[tuple[Value, ...], ...]
    box_words: BoxWords | None = None
    """Where each row is of one box."""

    def records_of(self, account: int, policy: int, right: int) -> list[int]:
        """The records that say something of a cell of the matrix; more than one where repeated."""
        records = self.records
        return [
            at
            for at in self.index.of(account)
            if records.policies[at] == policy
            and (not records.rights or records.rights[at] == right)
        ]

    def slots_of(self, right: int) -> tuple[int, ...]:
        """Which slots of a record speak of a right."""
        if self.records.rights:
            return tuple(range(len(self.slots)))
        return tuple(at for at, slot in enumerate(self.slots) if slot.right == right)

    def cells(self, account: int, policy: int, right: int) -> list[Cell]:
        """Every cell of the file that says something of a cell of the matrix."""
        return [
            Cell(table, self.records.rows[at], self.slot_columns[table][slot])
            for at in self.records_of(account, policy, right)
            for table in (self.records.table_of(at),)
            for slot in self.slots_of(right)
        ]

    def cell_location(self, account: int, policy: int, right: int) -> Location | None:
        """Where a person finds a cell of the matrix in the file; None where it has no row."""
        cells = self.cells(account, policy, right)
        return self.location(cells[0]) if cells else None

    def row_location(self, account: int) -> Location | None:
        """Where the account's first row stands; None where it has none."""
        places = self.index.of(account)
        if not places:
            return None
        sheet = self.tables[self.records.table_of(places[0])].sheet
        return Location(sheet, self.records.rows[places[0]], None)

    def location(self, cell: Cell) -> Location:
        """Name a cell as a spreadsheet does."""
        return Location(self.tables[cell.table].sheet, cell.row, column_letter(cell.column))
