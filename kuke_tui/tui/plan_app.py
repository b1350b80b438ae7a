"""What the app does on the way from a plan to its confirmation, from whichever screen."""

from textual import work

from kuke_tui.i18n import _
from kuke_tui.tui.work import Work
from kuke_tui.tui.work_app import WorkApp


class PlanApp(WorkApp):
    """Carries out the commands of ``commands/plan.py``."""

    @work
    async def action_write_todo(self) -> None:
        """Write what is to be clicked."""
        from kuke_tui.tui.flows.lists import write_todo_of

        if self.at_hand:
            await write_todo_of(self, self.at_hand)

    @work
    async def action_write_change_list(self) -> None:
        """Write the plan for the program."""
        from kuke_tui.tui.flows.lists import write_change_list

        if self.at_hand:
            await write_change_list(self, self.at_hand)

    @work
    async def action_show_summary(self) -> None:
        """Sum the work up."""
        from kuke_tui.tui.summary.flow import show_summary

        if self.at_hand:
            await show_summary(self, self.at_hand, self.desk.sessions)

    @work
    async def action_show_history(self) -> None:
        """Tell what was done."""
        from kuke_tui.tui.history.flow import show_history

        if self.at_hand:
            await show_history(self, self.at_hand)

    @work
    async def action_verify_fresh(self) -> None:
        """Hold a fresh export against a plan, and go on with it where wanted."""
        from kuke_tui.tui.dialogs.busy import in_thread
        from kuke_tui.tui.flows.leaving import may_leave
        from kuke_tui.tui.verification.flow import ask_and_verify
        from kuke_tui.tui.verification.going_on import go_on_with
        from kuke_tui.tui.verification.screen import VerificationScreen

        verified = await ask_and_verify(self, self.at_hand, self.desk.files, self.desk.sessions)
        if verified is None:
            return
        at_hand = self.at_hand
        is_open = at_hand is not None and at_hand.file is verified.file
        label = _("Open without saving")
        while await self.push_screen_wait(VerificationScreen(verified, verified.file.path)):
            if is_open or at_hand is None or await may_leave(self, at_hand, label):
                break
        else:
            return
        if not is_open:
            from kuke_tui.workspace.workspace import Workspace

            reading = verified.found.plan.reading
            workspace = await in_thread(
                self, lambda: Workspace(verified.found.fresh, reading=reading)
            )
            await self.opening.show_work(Work(workspace, verified.file), verified.file.path)
        if self.at_hand is not None:
            await go_on_with(self, self.at_hand.workspace, verified.found)
        await self.opening.show_accounts()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a command makes sense now."""
        match action:
            case "write_todo":
                return self.at_hand is not None and bool(self.at_hand.workspace.changed)
            case "write_change_list":
                if self.at_hand is None:
                    return False
                workspace = self.at_hand.workspace
                return bool(workspace.changed or workspace.decisions)
            case "show_summary" | "show_history":
                return self.at_hand is not None
        return super().check_action(action, parameters)
