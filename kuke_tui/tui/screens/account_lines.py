"""A list of lines about accounts, from which one goes to the account under the cursor."""

from textual import on

from kuke_tui.tui.command_screen import CommandScreen
from kuke_tui.tui.screens.story import StoryScreen
from kuke_tui.tui.widgets.line_list import LineList
from kuke_tui.tui.work import Work


class AccountLinesScreen(CommandScreen[int | None]):
    """A screen around a ``LineList``. Answers the account to go to, or None."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work

    def action_go_back(self) -> None:
        """Return to where it was called."""
        self.dismiss(None)

    def action_go_to_account(self) -> None:
        """Go to the account that the line under the cursor is about."""
        target = self.query_one(LineList).target
        if target is not None:
            self.dismiss(target)

    def action_show_story(self) -> None:
        """Tell the whole story of the account that the line under the cursor is about."""
        target = self.query_one(LineList).target
        if target is not None:
            self.app.push_screen(StoryScreen.of_account(self._work.workspace, target))

    @on(LineList.Opened)
    def _double_clicked(self) -> None:
        self.action_go_to_account()
