"""Triage: corrections, decisions, and one thing for many accounts."""

from textual import work

from kuke_tui.tui.bulk.actions import Action
from kuke_tui.tui.commands.command import Command, Place
from kuke_tui.tui.commands.table import footer_commands, ranked_commands
from kuke_tui.tui.screens.marking import MarkingView
from kuke_tui.tui.widgets.filter_line import FilterLine
from kuke_tui.tui.work import Work
from kuke_tui.workspace.colleagues import ColleagueIndex
from kuke_tui.workspace.marks import hidden_marks


class TriageView(MarkingView):
    """Carries out what changes one account or many, each time as one step."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.colleagues = ColleagueIndex(work.workspace)

    def footer_commands(self) -> tuple[Command, ...]:
        """Offer what is done for the marked only where some are marked."""
        if self.view.marks or self.query_one(FilterLine).searching:
            return super().footer_commands()
        own = (each for each in ranked_commands(Place.ACCOUNTS) if each.id != "bulk")
        return footer_commands(Place.ACCOUNTS, self.makes_sense, own)

    @work
    async def action_show_corrections(self) -> None:
        """Propose corrections for the account and apply one."""
        from kuke_tui.tui.flows.correcting import correct

        account = self.accounts.account
        if account is not None:
            self._tell(await correct(self.app, self.workspace, self.colleagues, account))

    @work
    async def action_leave_behind(self) -> None:
        """Leave the account, or the marked ones, behind on purpose, or take that back."""
        account = self.accounts.account
        if self.view.marks:
            from kuke_tui.tui.bulk.actions import leave_action

            accounts = self.to_act_on()
            await self._in_bulk(accounts, await leave_action(self.app, self.workspace, accounts))
        elif account is not None:
            from kuke_tui.tui.flows.deciding import decide

            self._tell(await decide(self.app, self.workspace, account))

    @work
    async def action_bulk(self) -> None:
        """Do one thing for the marked accounts, or for this one."""
        from kuke_tui.tui.bulk.actions import choose_action

        account, accounts = self.accounts.account, self.to_act_on()
        if accounts:
            at = accounts[0] if account is None else account
            action = await choose_action(self.app, self.workspace, self.colleagues, accounts, at)
            await self._in_bulk(accounts, action)

    async def _in_bulk(self, accounts: list[int], action: Action | None) -> None:
        from kuke_tui.tui.flows.bulk import do_in_bulk

        if action is None:
            return
        account = self.accounts.account
        told = await do_in_bulk(
            self.app,
            self.workspace,
            accounts,
            action,
            at=accounts[0] if account is None else account,
            hidden=hidden_marks(self.view, self.accounts.rows),
        )
        self._tell(told)

    def _tell(self, told: str) -> None:
        """Show what changed, and say it."""
        self.refresh_all()
        if told:
            self.notify(told, markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a command makes sense now."""
        match action:
            case "show_corrections":
                return self.accounts.account is not None
            case "leave_behind" | "bulk":
                return bool(self.view.marks) or self.accounts.account is not None
        return super().check_action(action, parameters)
