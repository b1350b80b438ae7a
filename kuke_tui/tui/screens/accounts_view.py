"""Looking at the accounts: the list, what it is narrowed to, the story of the one at the cursor."""

from collections.abc import Iterable
from dataclasses import replace

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from kuke_tui.i18n import _
from kuke_tui.tui.command_screen import CommandScreen
from kuke_tui.tui.commands.command import Command, Place
from kuke_tui.tui.commands.table import footer_commands
from kuke_tui.tui.empty_list import why_empty
from kuke_tui.tui.settled_app import keep_order
from kuke_tui.tui.story import Paragraph, story
from kuke_tui.tui.widgets.account_columns import sort_name
from kuke_tui.tui.widgets.account_list import AccountList
from kuke_tui.tui.widgets.command_footer import CommandFooter
from kuke_tui.tui.widgets.filter_line import FilterLine
from kuke_tui.tui.widgets.story_pane import StoryPane
from kuke_tui.tui.widgets.totals_line import TotalsLine
from kuke_tui.tui.work import Work
from kuke_tui.workspace.list_view import AccountFinder, ListView, SortKey
from kuke_tui.workspace.marks import hidden_marks

WIDE = 100
"""From so many columns on, the story stands beside the list."""


class AccountsView(CommandScreen[None]):
    """Carries out every command that changes nothing but what is looked at."""

    place = Place.ACCOUNTS
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide"), (160, "-very-wide")]  # noqa: RUF012 - Textual's own spelling

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work
        self.workspace = work.workspace
        self.view = ListView()
        self.finder = AccountFinder(work.workspace)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield TotalsLine(self.workspace)
        yield FilterLine(self._search_for)
        with Horizontal(id="body"):
            yield AccountList(self.workspace, self._moved, id="main")
            yield StoryPane(id="story")
        yield CommandFooter()

    def fill(self) -> None:
        """Fill the list; begin at the first problem."""
        rows = self.finder.shown(self.view)
        first = self.finder.problem_after(rows, -1, step=1)
        self._show(rows, first or 0)
        self.accounts.focus()
        self.run_worker(self.finder.prepare, thread=True)

    @property
    def accounts(self) -> AccountList:
        """The list."""
        return self.query_one(AccountList)

    @property
    def totals(self) -> TotalsLine:
        """The lines above the list."""
        return self.query_one(TotalsLine)

    def footer_commands(self) -> tuple[Command, ...]:
        """Choose what matters, among other things while searching."""
        if self.query_one(FilterLine).searching:
            return footer_commands(Place.SEARCH, self.makes_sense)
        return super().footer_commands()

    # What changed is shown

    def refresh_all(self) -> None:
        """Show everything anew, after something else changed the workspace."""
        self.accounts.repaint()
        self.totals.refresh()
        self._tell_story(keep_place=True)
        self.refresh_footer()

    def go_to(self, account: int) -> None:
        """Put the cursor on an account, in sight even where the filter would hide it."""
        rows = self.accounts.rows
        if account not in rows:
            rows = self.finder.shown(self.view, also=account)
        self._show(rows, rows.index(account))

    def _show(self, rows: Iterable[int], row: int) -> None:
        shown = rows if isinstance(rows, (list, range)) else list(rows)
        sentence = "" if shown else why_empty(self.workspace, self.view)
        self.accounts.show(shown, self.view, row, sentence)
        total = len(self.workspace.export.accounts)
        line = self.query_one(FilterLine)
        line.show(len(shown), total, only_problems=self.view.only_problems)
        self.count_marks()
        self._settled = self.accounts.account
        self._tell_story()
        self.refresh_footer()

    def count_marks(self) -> None:
        """Say how many accounts are marked, and how many of them are out of sight."""
        hidden = hidden_marks(self.view, self.accounts.rows)
        self.totals.show_marks(len(self.view.marks), hidden)

    def find(self) -> None:
        """Find anew, the cursor staying on its account where that is still shown."""
        account = self.accounts.account
        rows = self.finder.shown(self.view)
        self._show(rows, rows.index(account) if account in rows else 0)

    def _moved(self) -> None:
        left, self._settled = self._settled, self.accounts.account
        if left is not None and self.view.filtered and not self.finder.shows(self.view, left):
            self.find()
            return
        self._tell_story()
        self.refresh_footer()

    def _tell_story(self, *, keep_place: bool = False) -> None:
        account = self.accounts.account

        def tell() -> Iterable[Paragraph]:
            return () if account is None else story(self.workspace, account)

        self.query_one(StoryPane).show(tell, keep_place=keep_place)

    # Finding

    def action_search(self) -> None:
        """Type what to find."""
        self.query_one(FilterLine).begin()

    def on_descendant_focus(self) -> None:
        """Show the keys of what has the focus now."""
        self.refresh_footer()

    def action_leave_search(self) -> None:
        """Go to what was found."""
        self.accounts.focus()
        self.query_one(FilterLine).show(
            len(self.accounts.rows),
            len(self.workspace.export.accounts),
            only_problems=self.view.only_problems,
        )
        self.refresh_footer()

    def action_clear_filter(self) -> None:
        """Take back the search, then “only problems”."""
        line = self.query_one(FilterLine)
        if line.searching or self.view.query:
            line.clear()
            self.accounts.focus()
            self.view = replace(self.view, query="")
        else:
            self.view = replace(self.view, only_problems=False)
        self.call_after_refresh(self.find)

    def _search_for(self, query: str) -> None:
        self.view = replace(self.view, query=query)
        self.find()

    @on(Input.Submitted)
    def _searched(self) -> None:
        self.action_leave_search()

    @on(TotalsLine.CountClicked)
    def _count_clicked(self, event: TotalsLine.CountClicked) -> None:
        self.view = replace(self.view, query=event.query, only_problems=event.only_problems)
        self.query_one(FilterLine).set_query(event.query)
        self.find()

    def action_only_problems(self) -> None:
        """Show problems only, or all."""
        self.view = replace(self.view, only_problems=not self.view.only_problems)
        self.find()

    def action_next_problem(self) -> None:
        """Go to the next problem."""
        self._go_to_problem(1)

    def action_previous_problem(self) -> None:
        """Go to the problem before."""
        self._go_to_problem(-1)

    def _go_to_problem(self, step: int) -> None:
        rows = self.accounts.rows
        row = self.finder.problem_after(rows, self.accounts.row, step=step)
        if row is None:
            self.notify(_("No problem in this list."), markup=False)
        else:
            self.accounts.move_to(row)

    @work
    async def action_sort(self) -> None:
        """Choose what to sort by."""
        from kuke_tui.tui.dialogs.choose import ChooseDialog
        from kuke_tui.tui.dialogs.dialog import Choice

        keys = list(SortKey)
        choices = [Choice(key, sort_name(key)) for key in keys]
        current = keys.index(self.view.sort)
        key = await self.app.push_screen_wait(ChooseDialog(_("Sort by"), choices, current))
        if key:
            self._sort_by(key)

    @on(AccountList.HeadingClicked)
    def _heading_clicked(self, event: AccountList.HeadingClicked) -> None:
        self._sort_by(event.key)

    def _sort_by(self, key: SortKey) -> None:
        self.view = self.view.sorted_by(key)
        keep_order(self.app, self.view)
        self.find()
