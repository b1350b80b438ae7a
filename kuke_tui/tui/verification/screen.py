"""What became of a plan, by a fresh export, and what is still to be done."""

from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from kuke_tui.i18n import _
from kuke_tui.messages.clock import now
from kuke_tui.messages.visible import visible
from kuke_tui.reports.todo import TodoList, todo_list
from kuke_tui.tui.command_screen import CommandScreen
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import bindings_of
from kuke_tui.tui.flows.documents import pieces, write_document
from kuke_tui.tui.flows.lists import write_todo
from kuke_tui.tui.screens.story import StoryScreen
from kuke_tui.tui.verification.lines import verification_head
from kuke_tui.tui.verification.reading import Verified
from kuke_tui.tui.widgets.command_footer import CommandFooter
from kuke_tui.tui.widgets.line_list import LineList
from kuke_tui.workspace.workspace import Workspace


class VerificationScreen(CommandScreen[bool]):
    """Planned steps, account by account. Answers whether to go on with the fresh export.

    ``beside`` is the path beside which lists are offered to go.
    """

    place = Place.VERIFICATION
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Place.VERIFICATION)
    CSS_PATH = "verification.tcss"

    def __init__(self, verified: Verified, beside: Path) -> None:
        super().__init__()
        self._found = verified.found
        self._lines = verified.lines
        self._beside = beside
        self._workspace: Workspace | None = None
        """The fresh export judged anew, made when a story is first asked for."""

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        name = visible(self._found.fresh.source.file)
        title = _("The plan and the fresh export {name}").format(name=name)
        yield Static(title, markup=False, classes="screen-title")
        yield Static(verification_head(self._found), markup=False, classes="screen-summary")
        yield LineList(self._lines, id="main")
        yield CommandFooter()

    def action_go_back(self) -> None:
        """Leave everything as it is."""
        self.dismiss(False)

    def action_go_on_with_fresh(self) -> None:
        """Work on the fresh export."""
        self.dismiss(True)

    def action_show_story(self) -> None:
        """Tell the whole story of the account under the cursor, as the fresh export has it."""
        target = self.query_one(LineList).target
        if target is not None:
            if self._workspace is None:
                reading = self._found.plan.reading
                self._workspace = Workspace(self._found.fresh, reading=reading)
            self.app.push_screen(StoryScreen.of_account(self._workspace, target))

    @on(LineList.Opened)
    def _double_clicked(self) -> None:
        self.action_show_story()

    @work
    async def action_write_remaining(self) -> None:
        """Write what is still to be clicked."""
        found = self._found

        def make() -> TodoList:
            return todo_list(found.fresh, found.wanted, found.plan.reading, now())

        await write_todo(self.app, make, len(found.remaining), self._beside)

    @work
    async def action_write_verification(self) -> None:
        """Write a page with all of this."""
        from kuke_tui.reports.verification_html import verification_html

        about = _("What became of the plan, as a page for the browser.")
        page = pieces(verification_html(self._found))
        ending = ("weryfikacja", ".html")
        await write_document(self.app, _("Verification"), about, self._beside, ending, page)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a command makes sense now."""
        if action == "write_remaining":
            return bool(self._found.remaining)
        return super().check_action(action, parameters)
