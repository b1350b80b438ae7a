"""What of an account can't be set because its file can't be changed there safely."""

from kuke_tui.domain.boxes import NO_BOXES, Box, Boxes, blended, changed_cells
from kuke_tui.domain.export import Export


def locked_cells(export: Export, account: int) -> int:
    """Mask of the locked cells of an account, given by its position."""
    cells = 0
    shape = export.shape(export.accounts[account])
    for lock in export.locks.get(account, ()):
        cells |= shape.cell(lock.policy, lock.right)
    return cells


def locked_boxes(export: Export, account: int) -> Boxes:
    """Masks of an account's boxes that can't be set; ``unreadable`` where neither can."""
    if account not in export.locks:
        return NO_BOXES
    view = change = 0
    shape = export.shape(export.accounts[account])
    for lock in export.locks[account]:
        cell = shape.cell(lock.policy, lock.right)
        view |= cell if lock.box is not Box.CHANGE else 0
        change |= cell if lock.box is not Box.VIEW else 0
    return Boxes(view, change, view & change)


def without_locked(export: Export, account: int, before: Boxes, wanted: Boxes) -> tuple[Boxes, int]:
    """Return the boxes wanted, with cells that can't be set so as ``before``, and how many."""
    if account not in export.locks and not export.no_change_alone:
        return wanted, 0
    locked = _unwritable(export, account, wanted) & changed_cells(before, wanted)
    for old, new, fixed in zip(before, wanted, locked_boxes(export, account), strict=True):
        locked |= (old ^ new) & fixed
    if not locked:
        return wanted, 0
    return blended(wanted, before, locked), locked.bit_count()


def _unwritable(export: Export, account: int, wanted: Boxes) -> int:
    """Mask of the cells for which the file has no level."""
    alone = wanted.change & ~wanted.view
    if not (alone and export.no_change_alone):
        return 0
    columns = export.shape(export.accounts[account]).columns
    return alone & sum(columns[right] for right in export.no_change_alone)
