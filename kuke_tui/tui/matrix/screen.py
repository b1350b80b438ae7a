"""The screen of the permission matrix, with all that corrects an account's boxes."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import on, work

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.export import LockReason
from kuke_tui.domain.rules import Verdict
from kuke_tui.i18n import _, ngettext
from kuke_tui.messages.locks import lock_reason
from kuke_tui.messages.visible import visible
from kuke_tui.tui.commands.command import Command, Place
from kuke_tui.tui.commands.table import commands_of, footer_commands
from kuke_tui.tui.flows.journal_trouble import go_on_without, refusal_of
from kuke_tui.tui.matrix.moving import MovingScreen
from kuke_tui.tui.matrix.position import Rectangle
from kuke_tui.tui.matrix.widget import PermissionMatrix
from kuke_tui.workspace import matrix_edits
from kuke_tui.workspace.clipboard import Clipboard, copied
from kuke_tui.workspace.colleagues import ColleagueIndex
from kuke_tui.workspace.journal_errors import JournalError, JournalTakenError
from kuke_tui.workspace.matrix_view import MatrixView
from kuke_tui.workspace.steps import Step
from kuke_tui.workspace.workspace import Outcome, Workspace

_NEEDS_BOXES = frozenset(
    {
        "toggle_box",
        "copy_policy",
        "set_changes",
        "set_view",
        "set_none",
        "fill_down",
        "fill_right",
        "copy_cells",
        "select_policy",
        "select_right",
        "select_account",
    }
)

_WITH_RANGE = ("set_changes", "set_view")
_WHEN_DONE = ("next_account", "undo", "toggle_box")
_COMMANDS = {command.id: command for command in commands_of(Place.MATRIX)}


class MatrixScreen(MovingScreen):
    """Shows one account's boxes and corrects them. Its result is the account last shown.

    ``order`` are the accounts to go through, as the list shows them, ``view`` is how the account
    is looked at first. A ``clipboard`` shared by several such screens lets cells be copied from one
    to another.
    """

    WHEN_WRONG: ClassVar[tuple[str, ...]] = ("toggle_box", "next_breaking", "copy_policy")
    """What the footer shows first while the account is not TAK."""

    def __init__(
        self,
        workspace: Workspace,
        account: int,
        order: Sequence[int] | None = None,
        *,
        view: MatrixView | None = None,
        clipboard: Clipboard | None = None,
        ascii_only: bool = False,
    ) -> None:
        super().__init__(workspace, account, order, view=view, ascii_only=ascii_only)
        self.clipboard = clipboard or Clipboard()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a command would do something now."""
        workspace = self.workspace
        if action in _NEEDS_BOXES:
            return not self.matrix.is_empty
        if action == "paste_cells":
            return self.clipboard.block is not None and not self.matrix.is_empty
        if action == "restore_account":
            return workspace.is_changed(self.account)
        if action in ("next_account", "previous_account"):
            return len(self.order) > 1
        if action == "undo":
            return workspace.history.undoable is not None
        if action == "redo":
            return workspace.history.redoable is not None
        return super().check_action(action, parameters)

    def footer_commands(self) -> tuple[Command, ...]:
        """Show the levels while there is a range, and going on where nothing is to correct."""
        if self.is_typing:
            return super().footer_commands()
        wanted: tuple[str, ...]
        if self.matrix.selection:
            wanted = _WITH_RANGE
        elif self.workspace.verdict(self.account) is Verdict.TAK:
            wanted = _WHEN_DONE
        else:
            wanted = self.WHEN_WRONG
        return footer_commands(self.place, self.makes_sense, (_COMMANDS[each] for each in wanted))

    # Edits

    def action_toggle_box(self) -> None:
        """Tick or clear the box, or all boxes of its kind in the range."""
        workspace, cursor = self.workspace, self.cursor
        if self.matrix.selection:
            cells = self._cells()
            self._edit(lambda: matrix_edits.toggle_cells(workspace, cursor, cells))
        else:
            self._edit(lambda: matrix_edits.toggle(workspace, cursor))

    def action_set_changes(self) -> None:
        """Tick both boxes of the cell or the range."""
        self._set(Level.CHANGE)

    def action_set_view(self) -> None:
        """Tick view alone in the cell or the range."""
        self._set(Level.VIEW)

    def action_set_none(self) -> None:
        """Clear both boxes of the cell or the range."""
        self._set(Level.NONE)

    def action_copy_policy(self) -> None:
        """Give all policies the boxes of the cursor's policy."""
        workspace, cursor = self.workspace, self.cursor
        policy = visible(workspace.account(self.account).client.policies[cursor.policy])
        self._edit(
            lambda: matrix_edits.copy_policy(workspace, cursor),
            _("All policies now have the boxes of {policy}.").format(policy=policy),
        )

    def action_fill_down(self) -> None:
        """Repeat the top row of the range down to its end."""
        area = self._area()
        if self.matrix.selection is None:
            area = area._replace(bottom=len(self.matrix.rows) - 1)
        self._fill(area._replace(bottom=area.top), area)

    def action_fill_right(self) -> None:
        """Repeat the leftmost cells of the range to its end."""
        area = self._area()
        if self.matrix.selection is None:
            area = area._replace(right=len(self.workspace.export.rights) - 1)
        self._fill(area._replace(right=area.left), area)

    def action_copy_cells(self) -> None:
        """Remember the cell or the range."""
        workspace = self.workspace
        shape = workspace.export.shape(workspace.account(self.account))
        block = copied(workspace.boxes(self.account), shape, *self._crossing(self._area()))
        self.clipboard.block = block
        cells = block.policies * block.rights
        told = ngettext(
            "{n} cell copied; t puts it down", "{n} cells copied; t puts them down", cells
        )
        self.say(told.format(n=cells))

    def action_paste_cells(self) -> None:
        """Put what was copied down at the cursor, or all over the range."""
        block = self.clipboard.block
        if block is None:
            self.say(_("Nothing was copied yet; y copies."))
            return
        area = self._area()
        if self.matrix.selection is None:
            area = Rectangle(
                area.top,
                area.left,
                min(area.top + block.policies, len(self.matrix.rows)) - 1,
                min(area.left + block.rights, len(self.workspace.export.rights)) - 1,
            )
        left_out = 0
        if self.matrix.selection is None:
            fitting = len(area.rows) * len(area.rights)
            left_out = block.policies * block.rights - fitting
        workspace, cursor = self.workspace, self.cursor
        notice = ""
        if left_out:
            told = ngettext(
                "{n} copied cell did not fit here.", "{n} copied cells did not fit here.", left_out
            )
            notice = told.format(n=left_out)
        target = self._crossing(area)
        self._edit(lambda: matrix_edits.paste(workspace, cursor, block, target), notice)

    def action_restore_account(self) -> None:
        """Give the account the boxes that the export has."""
        workspace, cursor = self.workspace, self.cursor
        self._edit(
            lambda: matrix_edits.restore_account(workspace, cursor),
            _("The account is as it was loaded; u takes that back."),
        )

    @on(PermissionMatrix.BoxClicked)
    def box_clicked(self) -> None:
        """Toggle the box that was clicked."""
        self.action_toggle_box()

    # Undo and redo

    def action_undo(self) -> None:
        """Take the last change back, whichever account it was in, and go there."""
        self._step_back(self.workspace.undo, _("Undone."), _("Nothing to undo."))

    def action_redo(self) -> None:
        """Make the change last taken back again, and go there."""
        self._step_back(self.workspace.redo, _("Redone."), _("Nothing to redo."))

    def _step_back(self, command: Callable[[], Step | None], done: str, nothing: str) -> None:
        try:
            step = command()
        except (JournalError, JournalTakenError) as error:
            self._tell_journal_error(error, lambda: self._step_back(command, done, nothing))
            return
        if step is None:
            self.say(nothing)
            return
        account, policy, right, box = step.cursor
        if account != self.account:
            self.show_account(account)
        else:
            self.show_all()
        self.go_to(policy, right, box)
        self.say(_with_count(done, len(step.edits) + len(step.decisions)))

    # Corrections and decisions

    @work
    async def action_correct_account(self) -> None:
        """Propose corrections for the account and apply one."""
        from kuke_tui.tui.flows.correcting import correct

        colleagues = ColleagueIndex(self.workspace)
        self.show_all(await correct(self.app, self.workspace, colleagues, self.account))

    @work
    async def action_leave_account_behind(self) -> None:
        """Leave the account behind on purpose, or take that back."""
        from kuke_tui.tui.flows.deciding import decide

        self.show_all(await decide(self.app, self.workspace, self.account))

    # Inside

    def _set(self, level: Level) -> None:
        workspace, cursor, cells = self.workspace, self.cursor, self._cells()
        self._edit(lambda: matrix_edits.set_cells(workspace, cursor, cells, level))

    def _fill(self, source: Rectangle, target: Rectangle) -> None:
        workspace, cursor = self.workspace, self.cursor
        crossing = self._crossing(source), self._crossing(target)
        self._edit(lambda: matrix_edits.fill(workspace, cursor, *crossing))

    def _edit(self, edit: Callable[[], Outcome], notice: str = "") -> None:
        if self.matrix.is_empty:
            return
        try:
            outcome = edit()
        except (JournalError, JournalTakenError) as error:
            self._tell_journal_error(error, lambda: self._edit(edit, notice))
            return
        parts = [notice] if outcome.step else [_("Nothing to change here.")]
        if outcome.locked:
            parts = [self._locked_notice(outcome.locked), *(parts if outcome.step else ())]
        self.show_all(" ".join(filter(None, parts)))

    def _locked_notice(self, count: int) -> str:
        reasons = dict.fromkeys(
            lock_reason(lock.reason) for lock in self.workspace.locks(self.account)
        ) or [lock_reason(LockReason.NO_LEVEL)]
        return ngettext(
            "{n} locked cell left alone: the file holds {reasons} there.",
            "{n} locked cells left alone: the file holds {reasons} there.",
            count,
        ).format(n=count, reasons=", ".join(reasons))

    def _tell_journal_error(
        self, error: JournalError | JournalTakenError, again: Callable[[], None]
    ) -> None:
        self.say(refusal_of(error))
        if isinstance(error, JournalError):
            self._go_on_without(error, again)

    @work
    async def _go_on_without(self, error: JournalError, again: Callable[[], None]) -> None:
        if await go_on_without(self.app, self.workspace, error):
            again()

    def _area(self) -> Rectangle:
        row, right, _box = self.matrix.position
        return self.matrix.selection or Rectangle(row, right, row, right)

    def _crossing(self, area: Rectangle) -> tuple[list[int], range]:
        return [self.matrix.rows[row] for row in area.rows], area.rights

    def _cells(self) -> int:
        policies, rights = self._crossing(self._area())
        shape = self.workspace.export.shape(self.workspace.account(self.account))
        return _mask(shape.cell(policy, right) for policy in policies for right in rights)


def _mask(cells: Iterable[int]) -> int:
    mask = 0
    for cell in cells:
        mask |= cell
    return mask


def _with_count(done: str, accounts: int) -> str:
    if accounts < 2:
        return done
    told = ngettext("{n} account", "{n} accounts", accounts).format(n=accounts)
    return f"{done} {told}"
