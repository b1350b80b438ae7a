"""One account on the screen: head, matrix, reasons, the cell under the cursor, the totals."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult

from kuke_tui.domain.boxes import Box
from kuke_tui.i18n import ngettext
from kuke_tui.tui.command_screen import CommandScreen
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import bindings_of
from kuke_tui.tui.matrix.account_head import AccountHead
from kuke_tui.tui.matrix.cell_drawing import ASCII, UNICODE
from kuke_tui.tui.matrix.cell_line import CellLine
from kuke_tui.tui.matrix.picture import picture_of
from kuke_tui.tui.matrix.policy_filter import PolicyFilter
from kuke_tui.tui.matrix.position import Position
from kuke_tui.tui.matrix.rows import differing_policies, matching_policies
from kuke_tui.tui.matrix.verdict_story import verdict_story
from kuke_tui.tui.matrix.widget import PermissionMatrix
from kuke_tui.tui.story import Paragraph
from kuke_tui.tui.widgets.command_footer import CommandFooter
from kuke_tui.tui.widgets.story_pane import StoryPane
from kuke_tui.tui.widgets.totals_line import TotalsLine
from kuke_tui.tui.widgets.why_asked import WhyAsked
from kuke_tui.workspace.matrix_view import MatrixView
from kuke_tui.workspace.steps import Cursor
from kuke_tui.workspace.workspace import Workspace


class _Reasons(StoryPane, can_focus=False):
    """As much of the reasons as there is room for; a click asks for the rest."""

    def on_click(self) -> None:
        """Ask why."""
        self.post_message(WhyAsked())


class AccountView(CommandScreen[int]):
    """Shows one account of a workspace, and keeps which policies of it are shown.

    Everything is shown anew within the handler of the key or click that changed it, so that it
    reaches the terminal in one frame. The screen's result is the account last shown.
    """

    place = Place.MATRIX
    BINDINGS = bindings_of(Place.MATRIX)
    CSS_PATH: ClassVar[list[str | PurePath]] = ["account_head.tcss", "matrix.tcss"]
    AUTO_FOCUS = "PermissionMatrix"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - Textual's name and type
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012 - Textual's name and type

    def __init__(
        self,
        workspace: Workspace,
        account: int,
        order: Sequence[int] | None = None,
        *,
        view: MatrixView | None = None,
        ascii_only: bool = False,
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self.account = account
        self.order = order if order is not None else range(len(workspace.export.accounts))
        """The accounts to go through, as the list shows them."""
        self.words = ""
        """What was typed to filter policies by."""
        self.differing: tuple[int, ...] | None = None
        """The policies that differed when "only differences" was asked for."""
        self._first_view = view
        self._which = ""
        glyphs = ASCII if ascii_only else UNICODE
        self.matrix = PermissionMatrix(glyphs)
        self._head = AccountHead(workspace)
        self._reasons = _Reasons(id="reasons")
        self._cell = CellLine(workspace, glyphs)
        self._totals = TotalsLine(workspace)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self._head
        yield self.matrix
        yield self._reasons
        yield self._cell
        yield self._totals
        yield PolicyFilter()
        yield CommandFooter()

    def on_mount(self) -> None:
        """Show the account; the cursor starts on the first cell that breaks a rule, if no view."""
        self.show_account(self.account)
        if self._first_view is not None:
            _account, policy, right, box = self._first_view.cursor
            self.words, self.differing = self._first_view.words, self._first_view.differing
            self.show_all()
            self.go_to(policy, right, box)
            self.say()

    @property
    def view(self) -> MatrixView:
        """How the account is looked at."""
        return MatrixView(self.cursor, self.words, self.differing)

    @property
    def cursor(self) -> Cursor:
        """The box under the cursor, for the workspace."""
        position = self.matrix.position
        return Cursor(self.account, self.matrix.policy, position.right, position.box)

    @property
    def notice(self) -> str:
        """What the screen last said about a command."""
        return self._cell.notice

    def show_account(self, account: int) -> None:
        """Turn to an account, all its policies shown."""
        self.account = account
        self.words, self.differing = "", None
        self._which = self._place_in_order()
        self.show_all()
        self.matrix.place(self._first_position())
        self.say()

    def show_all(self, notice: str = "") -> None:
        """Show everything as it is now."""
        self.matrix.show(picture_of(self.workspace, self.account), self._rows())
        self._head.show(self.account, self._which)
        self._reasons.show(self._tell_reasons)
        self._totals.refresh_changed()
        self.say(notice)

    def say(self, notice: str = "") -> None:
        """Tell of the cell under the cursor, with a notice or without, and what can be done."""
        matrix = self.matrix
        cell = None if matrix.is_empty else (self.account, matrix.policy, matrix.position.right)
        self._cell.show(cell, notice)
        self.refresh_footer()

    def go_to(self, policy: int, right: int, box: Box) -> None:
        """Put the cursor on a box; a filter that hides its policy is taken back."""
        if policy not in self.matrix.rows:
            self.words, self.differing = "", None
            self.matrix.show(picture_of(self.workspace, self.account), self._rows())
        if policy in self.matrix.rows:
            self.matrix.place(Position(self.matrix.rows.index(policy), right, box))

    def _rows(self) -> tuple[int, ...]:
        policies = self.workspace.account(self.account).client.policies
        matching = matching_policies(policies, self.words)
        if self.differing is None:
            return matching
        return tuple(policy for policy in matching if policy in self.differing)

    def differing_now(self) -> tuple[int, ...]:
        """The policies whose boxes differ from the commonest."""
        shape = self.workspace.export.shape(self.workspace.account(self.account))
        return differing_policies(self.workspace.boxes(self.account), shape)

    def _first_position(self) -> Position:
        subject = self.workspace.account(self.account)
        shape = self.workspace.export.shape(subject)
        breaking = picture_of(self.workspace, self.account).breaking
        if not breaking or not shape.rights:
            return Position()
        policy, right = shape.first_place(breaking)
        view_only = self.workspace.boxes(self.account).view & shape.cell(policy, right)
        return Position(policy, right, Box.CHANGE if view_only else Box.VIEW)

    def _place_in_order(self) -> str:
        if self.account not in self.order:
            return ""
        count = len(self.order)
        told = ngettext("account {i} of {n}", "account {i} of {n}", count)
        return told.format(i=self.order.index(self.account) + 1, n=count)

    def _tell_reasons(self) -> Iterator[Paragraph]:
        size = self._reasons.size
        return verdict_story(self.workspace, self.account, size.width, size.height)
