"""Room for new rows below a table: what stands there, whether it can move, and who lacks rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from kuke_tui.domain.boxes import Box
from kuke_tui.domain.export import Account, Export, Location, Lock, LockReason
from kuke_tui.sheets.building.places import Origin
from kuke_tui.sheets.errors import SheetError
from kuke_tui.sheets.grid import GridBook
from kuke_tui.sheets.recognition.names import Meaning

_WORKBOOKS = ("xlsx", "xlsm")


@dataclass(frozen=True, slots=True)
class Room:
    """What stands below a table whose last record is row ``after``: ``below`` is its first row.

    ``hindrance`` is where something keeps it from moving down; None where it can.
    """

    after: int
    below: int
    hindrance: Location | None = None

    def must_move(self, rows: int) -> bool:
        """Whether so many new rows would not fit above it, or leave no blank row between."""
        return rows > 0 and rows >= self.below - self.after - 1


def table_of(origin: Origin, account: int) -> int:
    """The table an account's rows stand in; the last one where it has none."""
    known = origin.index.of(account)
    return origin.records.table_of(known[-1]) if known else len(origin.tables) - 1


def last_record(origin: Origin, table: int) -> int:
    """The last row of a table that says something of a permission; 0 where there is none."""
    rows = origin.records.rows
    stretches = (stretch for of_table, stretch in origin.records.stretches() if of_table == table)
    return max((max(rows[each.start : each.stop]) for each in stretches if each), default=0)


def rooms_of(book: GridBook, export: Export, origin: Origin) -> dict[int, Room]:
    """Look below each table of a workbook that some account lacks rows in, by its position.

    Tables with nothing below are left out, and so is every table of a file of another kind, whose
    rows can always be put anywhere. The sheets must have been read; where something stands below,
    they are read again. Raises ``SheetError`` as reading does.
    """
    rooms: dict[int, Room] = {}
    if book.format not in _WORKBOOKS:
        return rooms
    from kuke_tui.sheets.xlsx.reader import XlsxBook

    if not isinstance(book, XlsxBook):
        return rooms
    sheets = {sheet.name: sheet for sheet in book.sheets}
    missing: dict[int, int] | None = None
    for table, mapping in enumerate(origin.tables):
        sheet, after = sheets[mapping.sheet], last_record(origin, table)
        below = sheet.first_below(after) if after else None
        if below is None:
            continue
        missing = _missing_by_table(export, origin) if missing is None else missing
        if missing.get(table):
            room = Room(after, below)
            if room.must_move(missing[table]):
                from kuke_tui.sheets.xlsx.movable import find_hindrance

                login = mapping.column(Meaning.LOGIN)
                column = login.index if login else 0
                error = find_hindrance(book.package, sheet.part, after, column)
                room = replace(room, hindrance=_place(error) if error else None)
            rooms[table] = room
    return rooms


def with_rows_locked(export: Export, origin: Origin, rooms: Mapping[int, Room]) -> Export:
    """Lock what an account has no row for, where there is no room for one."""
    if not any(room.hindrance for room in rooms.values()):
        return export
    locks = dict(export.locks)
    for position, account in enumerate(export.accounts):
        room = rooms.get(table_of(origin, position))
        if room and room.hindrance:
            added = tuple(
                Lock(policy, right, LockReason.NO_ROOM, room.hindrance, box)
                for policy, right, box in _without_row(export, origin, position, account)
            )
            if added:
                locks[position] = (*locks.get(position, ()), *added)
    return replace(export, locks=locks)


def _without_row(
    export: Export, origin: Origin, position: int, account: Account
) -> list[tuple[int, int, Box | None]]:
    """Cells of the matrix, by policy and right, that no row of the file speaks of.

    Where a row is of one box, the box that none is of; None where it is of both.
    """
    records, known = origin.records, origin.index.of(position)
    rights = range(len(export.rights))
    policies = range(len(account.client.policies))
    if records.rights:
        spoken = {(records.policies[at], records.rights[at], records.box_of(at)) for at in known}
        boxes: Sequence[Box | None] = tuple(Box) if records.boxes else (None,)
        cells = product(policies, rights, boxes)
        return [cell for cell in cells if cell not in spoken]
    rows = {records.policies[at] for at in known}
    return [(policy, right, None) for policy in policies if policy not in rows for right in rights]


def _missing_by_table(export: Export, origin: Origin) -> dict[int, int]:
    """How many rows would be added to each table at most."""
    missing: dict[int, int] = {}
    a_row = 1 if origin.records.rights else max(1, len(export.rights))
    for position, account in enumerate(export.accounts):
        cells = len(_without_row(export, origin, position, account))
        if cells:
            table = table_of(origin, position)
            missing[table] = missing.get(table, 0) + cells // a_row
    return missing


def _place(error: SheetError) -> Location:
    return Location(error.sheet, error.row, error.column)
