"""The real matrix on an example, with a line that says what to do."""

from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from kuke_tui.domain.rules import Verdict
from kuke_tui.i18n import _
from kuke_tui.tui.matrix.screen import MatrixScreen
from kuke_tui.workspace.workspace import Workspace


class FixingScreen(MatrixScreen):
    """One account to be corrected until it is TAK; nothing is kept."""

    WHEN_WRONG = ("copy_policy", "toggle_box")
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        "../matrix/account_head.tcss",
        "../matrix/matrix.tcss",
    ]

    def __init__(self, workspace: Workspace, account: int, *, ascii_only: bool) -> None:
        super().__init__(workspace, account, (account,), ascii_only=ascii_only)
        self._hint = Static("", markup=False, id="tour-hint")

    def compose(self) -> ComposeResult:
        """Lay the matrix out, the hint above it."""
        yield self._hint
        yield from super().compose()

    def say(self, notice: str = "") -> None:
        """Tell what is to be done next, too."""
        super().say(notice)
        if self.workspace.verdict(self.account) is Verdict.TAK:
            hint = _("TAK: corrected! Esc goes on with the tour.")
        elif self.matrix.policy == 0:
            hint = _("Press =: all policies get what 07001 has.")
        else:
            hint = _("Go up to policy 07001 with ↑; there press =.")
        self._hint.update(hint)
