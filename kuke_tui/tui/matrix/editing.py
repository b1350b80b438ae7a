"""What the keys that change boxes ask for, where the cursor and the range are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.export import LockReason
from kuke_tui.i18n import _, ngettext
from kuke_tui.messages.locks import lock_reason
from kuke_tui.messages.visible import visible
from kuke_tui.tui.matrix.position import Rectangle
from kuke_tui.tui.matrix.widget import PermissionMatrix
from kuke_tui.workspace import matrix_edits
from kuke_tui.workspace.clipboard import Block, Clipboard, copied
from kuke_tui.workspace.steps import Cursor
from kuke_tui.workspace.workspace import Outcome, Workspace

Crossing = tuple[list[int], range]
"""Policies and rights: the cells where they cross."""


class Wanted(NamedTuple):
    """An edit that is not made yet, and what to say of it once it is."""

    make: Callable[[], Outcome]
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Editing:
    """Works out edits of the account under the ``cursor``. Makes none of them."""

    workspace: Workspace
    matrix: PermissionMatrix
    cursor: Cursor
    clipboard: Clipboard

    def toggled(self) -> Wanted:
        """Tick or clear the box, or all boxes of its kind in the range."""
        workspace, cursor = self.workspace, self.cursor
        if self.matrix.selection is None:
            return Wanted(lambda: matrix_edits.toggle(workspace, cursor))
        cells = self._cells()
        return Wanted(lambda: matrix_edits.toggle_cells(workspace, cursor, cells))

    def set_to(self, level: Level) -> Wanted:
        """Give the cell or the range a level."""
        workspace, cursor, cells = self.workspace, self.cursor, self._cells()
        return Wanted(lambda: matrix_edits.set_cells(workspace, cursor, cells, level))

    def policy_copied(self) -> Wanted:
        """Give all policies the boxes of the cursor's policy."""
        workspace, cursor = self.workspace, self.cursor
        policy = visible(workspace.account(cursor.account).client.policies[cursor.policy])
        return Wanted(
            lambda: matrix_edits.copy_policy(workspace, cursor),
            _("All policies now have the boxes of {policy}.").format(policy=policy),
        )

    def filled_down(self) -> Wanted:
        """Repeat the top row of the range down to its end, or the cell to the last policy."""
        area = self._area()
        if self.matrix.selection is None:
            area = area._replace(bottom=len(self.matrix.rows) - 1)
        return self._filled(area._replace(bottom=area.top), area)

    def filled_right(self) -> Wanted:
        """Repeat the leftmost cells of the range to its end, or the cell to the last right."""
        area = self._area()
        if self.matrix.selection is None:
            area = area._replace(right=len(self.workspace.export.rights) - 1)
        return self._filled(area._replace(right=area.left), area)

    def copied(self) -> Block:
        """Take a copy of the cell or the range."""
        workspace, account = self.workspace, self.cursor.account
        shape = workspace.export.shape(workspace.account(account))
        return copied(workspace.boxes(account), shape, *self._crossing(self._area()))

    def pasted(self) -> Wanted | None:
        """Put what was copied down at the cursor, or all over the range; None where nothing was."""
        block = self.clipboard.block
        if block is None:
            return None
        area, left_out = self._area(), 0
        if self.matrix.selection is None:
            area = Rectangle(
                area.top,
                area.left,
                min(area.top + block.policies, len(self.matrix.rows)) - 1,
                min(area.left + block.rights, len(self.workspace.export.rights)) - 1,
            )
            left_out = block.policies * block.rights - len(area.rows) * len(area.rights)
        notice = ""
        if left_out:
            told = ngettext(
                "{n} copied cell did not fit here.", "{n} copied cells did not fit here.", left_out
            )
            notice = told.format(n=left_out)
        workspace, cursor, target = self.workspace, self.cursor, self._crossing(area)
        return Wanted(lambda: matrix_edits.paste(workspace, cursor, block, target), notice)

    def restored(self) -> Wanted:
        """Give the account the boxes that the export has."""
        workspace, cursor = self.workspace, self.cursor
        return Wanted(
            lambda: matrix_edits.restore_account(workspace, cursor),
            _("The account is as it was loaded; u takes that back."),
        )

    def _filled(self, source: Rectangle, target: Rectangle) -> Wanted:
        workspace, cursor = self.workspace, self.cursor
        crossing = self._crossing(source), self._crossing(target)
        return Wanted(lambda: matrix_edits.fill(workspace, cursor, *crossing))

    def _area(self) -> Rectangle:
        row, right, _box = self.matrix.position
        return self.matrix.selection or Rectangle(row, right, row, right)

    def _crossing(self, area: Rectangle) -> Crossing:
        return [self.matrix.rows[row] for row in area.rows], area.rights

    def _cells(self) -> int:
        policies, rights = self._crossing(self._area())
        shape = self.workspace.export.shape(self.workspace.account(self.cursor.account))
        mask = 0
        for policy in policies:
            for right in rights:
                mask |= shape.cell(policy, right)
        return mask


def outcome_text(workspace: Workspace, account: int, outcome: Outcome, notice: str) -> str:
    """Say what came of an edit of an account; ``notice`` where all of it was made."""
    done = [notice] if outcome.step else [_("Nothing to change here.")]
    if outcome.locked:
        locked = _locked_text(workspace, account, outcome.locked)
        done = [locked, *(done if outcome.step else ())]
    return " ".join(filter(None, done))


def _locked_text(workspace: Workspace, account: int, count: int) -> str:
    reasons = dict.fromkeys(lock_reason(lock.reason) for lock in workspace.locks(account)) or [
        lock_reason(LockReason.NO_LEVEL)
    ]
    return ngettext(
        "{n} locked cell left alone: the file holds {reasons} there.",
        "{n} locked cells left alone: the file holds {reasons} there.",
        count,
    ).format(n=count, reasons=", ".join(reasons))
