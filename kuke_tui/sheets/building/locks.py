"""Cells of the matrix that can't be saved, known when the file is loaded."""

from collections.abc import Collection, Mapping
from functools import cache

from kuke_tui.domain.boxes import Box, Level
from kuke_tui.domain.export import Export, Location, Lock, LockReason
from kuke_tui.sheets.building.merged import shared_permissions
from kuke_tui.sheets.building.places import Cell, Origin
from kuke_tui.sheets.grid import GridSheet
from kuke_tui.sheets.recognition.names import Meaning
from kuke_tui.sheets.recognition.values import ValueMeanings
from kuke_tui.sheets.xlsx.locks import LockMap


def locks_of(origin: Origin, sheets: Mapping[int, GridSheet]) -> dict[int, tuple[Lock, ...]]:
    """Find every locked cell of the matrix, by the account's position.

    ``sheets`` are the read sheets by the position of their table. A right with two columns is
    locked where either is, and a merged cell where its value holds for other permissions too.
    """
    found: dict[int, list[Lock]] = {}
    for table, stretch in origin.records.stretches():
        locked = sheets[table].locked
        if not locked:
            continue
        shared = shared_permissions(sheets[table].merges, origin.tables[table])
        columns = _columns_with_locks(locked, shared, origin.slot_columns[table])
        for at in stretch if columns else ():
            row = origin.records.rows[at]
            for slot, column in columns.items():
                reason = locked.get((row, column))
                if reason is None and (row, column) in shared:
                    reason = LockReason.MERGED
                if reason is not None:
                    record = origin.records[at]
                    right = record.right if record.right >= 0 else origin.slots[slot].right
                    place = origin.location(Cell(table, row, column))
                    box = origin.records.box_of(at)
                    lock = Lock(record.policy, right, reason, place, box)
                    found.setdefault(record.account, []).append(lock)
    return {account: tuple(_each_once(locks)) for account, locks in found.items()}


def with_missing_columns(
    locks: Mapping[int, tuple[Lock, ...]], origin: Origin, export: Export
) -> dict[int, tuple[Lock, ...]]:
    """Add to the locks of each account the boxes that no column of the file speaks of."""
    missing = [
        (right, box)
        for right in range(len(export.rights))
        for box in _missing_boxes({origin.slots[at].meaning for at in origin.slots_of(right)})
    ]
    if not missing:
        return dict(locks)
    at = Location(origin.tables[0].sheet, None, None)

    @cache
    def of_policies(count: int) -> tuple[Lock, ...]:
        return tuple(
            Lock(policy, right, LockReason.NO_COLUMN, at, box)
            for policy in range(count)
            for right, box in missing
        )

    return {
        position: (*locks.get(position, ()), *of_policies(len(account.client.policies)))
        for position, account in enumerate(export.accounts)
    }


def rights_without_change_alone(
    origin: Origin, rights: int, values: ValueMeanings
) -> frozenset[int]:
    """Find the rights whose column holds a level, unless some word means changes without view."""
    if Level.CHANGE_ONLY in values.levels.values():
        return frozenset()
    return frozenset(
        right
        for right in range(rights)
        if any(origin.slots[at].meaning is Meaning.LEVEL for at in origin.slots_of(right))
    )


def _missing_boxes(meanings: set[Meaning]) -> list[Box]:
    if not meanings.isdisjoint((Meaning.LEVEL, Meaning.BOX, Meaning.TICK)):
        return []
    spoken = {Meaning.VIEW: Box.VIEW, Meaning.CHANGE: Box.CHANGE}
    return [box for meaning, box in spoken.items() if meaning not in meanings]


def _columns_with_locks(
    locked: Mapping[tuple[int, int], LockReason],
    shared: Collection[tuple[int, int]],
    slot_columns: tuple[int, ...],
) -> dict[int, int]:
    """Columns of permissions that hold a lock, by slot."""
    if isinstance(locked, LockMap):
        known = locked.columns
    else:
        known = frozenset(column for _row, column in locked)
    known |= {column for _row, column in shared}
    return {slot: column for slot, column in enumerate(slot_columns) if column in known}


def _each_once(locks: list[Lock]) -> list[Lock]:
    return list({(lock.policy, lock.right, lock.box): lock for lock in locks}.values())
