"""Marking accounts, and going through them in groups."""

from dataclasses import replace

from textual import on, work

from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.reasons import reason_short
from kuke_tui.messages.visible import visible
from kuke_tui.tui.screens.accounts_view import AccountsView
from kuke_tui.tui.widgets.account_list import AccountList
from kuke_tui.tui.widgets.filter_line import FilterLine
from kuke_tui.workspace.grouping import Group, Grouping
from kuke_tui.workspace.list_view import ListView
from kuke_tui.workspace.marks import (
    by_reason,
    of_client,
    span_to,
    with_inverted,
    with_marked,
    without_marks,
)


class MarkingView(AccountsView):
    """Marks accounts, and shows those of a group."""

    # Marks

    def action_mark(self) -> None:
        """Mark the account, and go on to the next."""
        account = self.accounts.account
        if account is not None:
            self._mark(self.view.with_mark_toggled(account))
            self.accounts.action_move(1)

    @on(AccountList.MarkClicked)
    def _mark_clicked(self) -> None:
        account = self.accounts.account
        if account is not None:
            self._mark(self.view.with_mark_toggled(account))

    def action_mark_up(self) -> None:
        """Mark the account and the one above, and go there."""
        self._extend(-1)

    def action_mark_down(self) -> None:
        """Mark the account and the one below, and go there."""
        self._extend(1)

    def action_mark_to_here(self) -> None:
        """Mark every account from the nearest marked one to this one."""
        rows, row = self.accounts.rows, self.accounts.row
        if rows:
            self._mark(with_marked(self.view, span_to(self.view, rows, row)))

    def action_mark_shown(self) -> None:
        """Mark every account in the list."""
        self._mark(with_marked(self.view, self.accounts.rows))

    def action_invert_marks(self) -> None:
        """Turn the marks of the accounts shown round."""
        self._mark(with_inverted(self.view, self.accounts.rows))

    def action_unmark_all(self) -> None:
        """Take all marks off."""
        self._mark(without_marks(self.view))

    @work
    async def action_mark_by(self) -> None:
        """Mark accounts shown by reason or by client."""
        from kuke_tui.tui.dialogs.choose import ChooseDialog
        from kuke_tui.tui.dialogs.dialog import Choice

        rows, account = self.accounts.rows, self.accounts.account
        if account is None:
            return
        choices = [
            Choice(tuple(found), _with_count(reason_short(code), len(found)))
            for code, found in by_reason(self.workspace, rows).items()
        ]
        if len(self.workspace.export.clients) > 1:
            client = self.workspace.account(account).client.key
            found = of_client(self.workspace, rows, client)
            name = _("client {client}").format(client=visible(client))
            choices.append(Choice(tuple(found), _with_count(name, len(found))))
        if not choices:
            self.notify(_("No problem in this list."), markup=False)
            return
        chosen = await self.app.push_screen_wait(ChooseDialog(_("Mark by"), choices))
        if chosen:
            self._mark(with_marked(self.view, chosen))

    def _extend(self, step: int) -> None:
        account = self.accounts.account
        if account is None:
            return
        self._mark(with_marked(self.view, (account,)))
        self.accounts.action_move(step)
        reached = self.accounts.account
        if reached is not None:
            self._mark(with_marked(self.view, (reached,)))

    def _mark(self, view: ListView) -> None:
        self.view = view
        self.accounts.mark(view)
        self.count_marks()
        self.refresh_footer()

    def to_act_on(self) -> list[int]:
        """List the marked accounts in the order of the file, or the one under the cursor."""
        if self.view.marks:
            return sorted(self.view.marks)
        account = self.accounts.account
        return [] if account is None else [account]

    # Groups

    @work
    async def action_show_groups(self) -> None:
        """Show what is to be done in groups, and what is chosen there in the list."""
        from kuke_tui.tui.groups.screen import GroupsScreen, Use

        chosen = await self.app.push_screen_wait(GroupsScreen(self.workspace, Grouping.REASON))
        if chosen is None:
            return
        if chosen.use is Use.MARK:
            self._mark(with_marked(self.view, chosen.group.accounts))
            return
        self._show_group(chosen.group)

    def _show_group(self, group: Group) -> None:
        from kuke_tui.tui.queries import group_query

        is_to_do = group.reason is not None or group.client is not None
        self.look_as(replace(self.view, query=group_query(group), only_problems=is_to_do))

    def look_as(self, view: ListView, account: int | None = None) -> None:
        """Look at the list in another way, the cursor on ``account`` where one is given."""
        self.view = view
        self.query_one(FilterLine).set_query(view.query)
        self.find()
        if account is not None:
            self.go_to(account)
        self.accounts.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a command makes sense now."""
        match action:
            case "unmark_all":
                return bool(self.view.marks)
            case "mark" | "mark_up" | "mark_down" | "mark_to_here" | "mark_shown":
                return self.accounts.account is not None
            case "invert_marks" | "mark_by":
                return self.accounts.account is not None
        return super().check_action(action, parameters)


def _with_count(name: str, count: int) -> str:
    told = ngettext("{n} account", "{n} accounts", count).format(n=thousands(count))
    return f"{name}: {told}"
