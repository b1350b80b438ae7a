"""The screen of the permission matrix, with all that corrects an account's boxes."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on, work

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.rules import Verdict
from kuke_tui.i18n import _, ngettext
from kuke_tui.tui.commands.command import Command, Place
from kuke_tui.tui.commands.table import commands_of, footer_commands
from kuke_tui.tui.flows.journal_trouble import change_at_once
from kuke_tui.tui.matrix.editing import Editing, Wanted, outcome_text
from kuke_tui.tui.matrix.moving import MovingScreen
from kuke_tui.tui.matrix.widget import PermissionMatrix
from kuke_tui.tui.work import Work
from kuke_tui.workspace.clipboard import Clipboard
from kuke_tui.workspace.colleagues import ColleagueIndex
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
    to another. ``work`` is what the workspace is reviewed and saved with, None where it is not.
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
        work: Work | None = None,
        ascii_only: bool = False,
    ) -> None:
        super().__init__(workspace, account, order, view=view, ascii_only=ascii_only)
        self.clipboard = clipboard or Clipboard()
        self._work = work

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
        if action in ("review", "save"):
            return self._work is not None and bool(workspace.changed)
        return super().check_action(action, parameters)

    def footer_commands(self) -> tuple[Command, ...]:
        """Show levels for a range, else going on or correcting, and saving what is unsaved."""
        if self.is_typing:
            return super().footer_commands()
        wanted: tuple[str, ...]
        if self.matrix.selection:
            wanted = _WITH_RANGE
        elif self.workspace.verdict(self.account) is Verdict.TAK:
            wanted = _WHEN_DONE
        else:
            wanted = self.WHEN_WRONG
        if self.workspace.unsaved and not self.matrix.selection:
            wanted = (wanted[0], "save", *wanted[1:])
        return footer_commands(self.place, self.makes_sense, (_COMMANDS[each] for each in wanted))

    # Edits

    def action_toggle_box(self) -> None:
        """Tick or clear the box, or all boxes of its kind in the range."""
        self._edit(self._editing.toggled())

    def action_set_changes(self) -> None:
        """Tick both boxes of the cell or the range."""
        self._edit(self._editing.set_to(Level.CHANGE))

    def action_set_view(self) -> None:
        """Tick view alone in the cell or the range."""
        self._edit(self._editing.set_to(Level.VIEW))

    def action_set_none(self) -> None:
        """Clear both boxes of the cell or the range."""
        self._edit(self._editing.set_to(Level.NONE))

    def action_copy_policy(self) -> None:
        """Give all policies the boxes of the cursor's policy."""
        self._edit(self._editing.policy_copied())

    def action_fill_down(self) -> None:
        """Repeat the top row of the range down to its end."""
        self._edit(self._editing.filled_down())

    def action_fill_right(self) -> None:
        """Repeat the leftmost cells of the range to its end."""
        self._edit(self._editing.filled_right())

    def action_copy_cells(self) -> None:
        """Remember the cell or the range."""
        block = self.clipboard.block = self._editing.copied()
        cells = block.policies * block.rights
        told = ngettext(
            "{n} cell copied; t puts it down", "{n} cells copied; t puts them down", cells
        )
        self.say(told.format(n=cells))

    def action_paste_cells(self) -> None:
        """Put what was copied down at the cursor, or all over the range."""
        wanted = self._editing.pasted()
        if wanted is None:
            self.say(_("Nothing was copied yet; y copies."))
        else:
            self._edit(wanted)

    def action_restore_account(self) -> None:
        """Give the account the boxes that the export has."""
        self._edit(self._editing.restored())

    @on(PermissionMatrix.BoxClicked)
    def box_clicked(self) -> None:
        """Toggle the box that was clicked."""
        self.action_toggle_box()

    @property
    def _editing(self) -> Editing:
        return Editing(self.workspace, self.matrix, self.cursor, self.clipboard)

    def _edit(self, wanted: Wanted) -> None:
        def tell(outcome: Outcome) -> None:
            self.show_all(outcome_text(self.workspace, self.account, outcome, wanted.notice))

        if not self.matrix.is_empty:
            change_at_once(self, self.workspace, wanted.make, tell, self.say)

    # Undo and redo

    def action_undo(self) -> None:
        """Take the last change back, whichever account it was in, and go there."""
        self._step_back(self.workspace.undo, _("Undone."), _("Nothing to undo."))

    def action_redo(self) -> None:
        """Make the change last taken back again, and go there."""
        self._step_back(self.workspace.redo, _("Redone."), _("Nothing to redo."))

    def _step_back(self, command: Callable[[], Step | None], done: str, nothing: str) -> None:
        def show(step: Step | None) -> None:
            if step is None:
                self.say(nothing)
                return
            account, policy, right, box = step.cursor
            self._turn_to(account)
            self.go_to(policy, right, box)
            self.say(_with_count(done, len(step.edits) + len(step.decisions)))

        change_at_once(self, self.workspace, command, show, self.say)

    # Review and saving

    @work
    async def action_review(self) -> None:
        """Show all changes; come back here, perhaps to another account."""
        from kuke_tui.tui.review.screen import ReviewScreen

        if self._work is not None:
            self._turn_to(await self.app.push_screen_wait(ReviewScreen(self._work)))

    @work
    async def action_save(self) -> None:
        """Save a corrected export."""
        from kuke_tui.tui.flows.saving import save

        if self._work is not None:
            self._turn_to((await save(self.app, self._work)).account)

    def _turn_to(self, account: int | None) -> None:
        """Show everything anew, of another account where one is given."""
        if account in (None, self.account):
            self.show_all()
        else:
            self.show_account(account)

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


def _with_count(done: str, accounts: int) -> str:
    if accounts < 2:
        return done
    told = ngettext("{n} account", "{n} accounts", accounts).format(n=accounts)
    return f"{done} {told}"
