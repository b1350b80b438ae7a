"""Leaving an export: nothing unsaved is lost without a word."""

from typing import Any

from textual.app import App

from kuke_tui.tui.dialogs.leave import LeaveAnswer, LeaveDialog
from kuke_tui.tui.flows.saving import save
from kuke_tui.tui.work import Work


async def may_leave(app: App[Any], work: Work, without_saving: str) -> bool:
    """Ask what is to become of unsaved changes, save them if wanted; say whether to go.

    ``without_saving`` stands on the button that gives them up.
    """
    if not work.workspace.unsaved:
        return True
    totals = work.workspace.totals()
    dialog = LeaveDialog(totals.changed_boxes, totals.changed_accounts, without_saving)
    answer = await app.push_screen_wait(dialog)
    if answer is LeaveAnswer.SAVE:
        return (await save(app, work)).saved
    return answer is LeaveAnswer.DISCARD
