"""The edits a person makes in the matrix, each a function from the workspace to an outcome.

Cells are given as a mask of the cursor's account, or as the policies and rights that cross in them.
"""

from collections.abc import Sequence

from kuke_tui.domain.boxes import Box, Boxes, Level, Shape, blended, toggled, with_level
from kuke_tui.workspace.clipboard import Block, copied, pasted
from kuke_tui.workspace.steps import Cursor, StepKind
from kuke_tui.workspace.workspace import Outcome, Workspace


def toggle(workspace: Workspace, cursor: Cursor) -> Outcome:
    """Toggle the box under the cursor, its twin following as the migration asks."""
    cell = _shape(workspace, cursor).cell(cursor.policy, cursor.right)
    boxes = toggled(workspace.boxes(cursor.account), cell, cursor.box)
    return workspace.edit(StepKind.TOGGLE, cursor, {cursor.account: boxes})


def toggle_cells(workspace: Workspace, cursor: Cursor, cells: int) -> Outcome:
    """Tick the cursor's kind of box in all cells, or clear it where all of them have it."""
    boxes = workspace.boxes(cursor.account)
    view, change, unreadable = boxes
    if cursor.box is Box.CHANGE:
        if cells & change == cells:
            wanted = Boxes(view, change & ~cells, unreadable)
        else:
            wanted = with_level(boxes, cells, Level.CHANGE)
    elif cells & view == cells:
        wanted = with_level(boxes, cells, Level.NONE)
    else:
        wanted = Boxes(view | cells, change, unreadable & ~cells)
    return workspace.edit(_kind(workspace, cursor, cells), cursor, {cursor.account: wanted})


def set_cells(workspace: Workspace, cursor: Cursor, cells: int, level: Level) -> Outcome:
    """Set cells to a level: one, a range, a whole policy, right or account."""
    boxes = with_level(workspace.boxes(cursor.account), cells, level)
    return workspace.edit(_kind(workspace, cursor, cells), cursor, {cursor.account: boxes})


def copy_policy(workspace: Workspace, cursor: Cursor) -> Outcome:
    """Give every policy of the account the boxes of the cursor's policy.

    A right that is unreadable on that policy stays as it is on the others.
    """
    shape = _shape(workspace, cursor)
    boxes = workspace.boxes(cursor.account)
    row = shape.row_bits_of_each(boxes, cursor.policy)
    everywhere = Boxes(*(bits_of_row * shape.first_column for bits_of_row in row))
    wanted = blended(everywhere, boxes, everywhere.unreadable)
    return workspace.edit(StepKind.COPY_POLICY, cursor, {cursor.account: wanted})


def fill(
    workspace: Workspace,
    cursor: Cursor,
    source: tuple[Sequence[int], Sequence[int]],
    target: tuple[Sequence[int], Sequence[int]],
) -> Outcome:
    """Repeat the source's cells over the target, each given as policies and rights."""
    block = copied(workspace.boxes(cursor.account), _shape(workspace, cursor), *source)
    return _put(workspace, StepKind.FILL, cursor, block, target)


def paste(
    workspace: Workspace,
    cursor: Cursor,
    block: Block,
    target: tuple[Sequence[int], Sequence[int]],
) -> Outcome:
    """Put copied cells down over the target, given as policies and rights."""
    return _put(workspace, StepKind.PASTE, cursor, block, target)


def restore_account(workspace: Workspace, cursor: Cursor) -> Outcome:
    """Give the account back the boxes it was loaded with."""
    loaded = workspace.account(cursor.account).boxes
    return workspace.edit(StepKind.RESTORE, cursor, {cursor.account: loaded})


def _put(
    workspace: Workspace,
    kind: StepKind,
    cursor: Cursor,
    block: Block,
    target: tuple[Sequence[int], Sequence[int]],
) -> Outcome:
    boxes = workspace.boxes(cursor.account)
    wanted = pasted(boxes, _shape(workspace, cursor), block, *target)
    return workspace.edit(kind, cursor, {cursor.account: wanted})


def _kind(workspace: Workspace, cursor: Cursor, cells: int) -> StepKind:
    shape = _shape(workspace, cursor)
    if cells.bit_count() == 1:
        return StepKind.TOGGLE
    if cells == shape.all_cells:
        return StepKind.SET_ACCOUNT
    if cells == shape.row_of(cursor.policy):
        return StepKind.SET_POLICY
    if cells == shape.columns[cursor.right]:
        return StepKind.SET_RIGHT
    return StepKind.SET_RANGE


def _shape(workspace: Workspace, cursor: Cursor) -> Shape:
    return workspace.export.shape(workspace.account(cursor.account))
