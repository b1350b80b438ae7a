"""From an account that stays behind to a correction applied."""

from typing import Any

from textual.app import App

from kuke_tui.domain.corrections import Refusal
from kuke_tui.i18n import _
from kuke_tui.messages.corrections import kind_short, price_text, refusal_text
from kuke_tui.messages.visible import visible
from kuke_tui.tui.dialogs.message import MessageDialog
from kuke_tui.tui.flows.journal_trouble import make_change
from kuke_tui.workspace.colleagues import ColleagueIndex
from kuke_tui.workspace.proposals import apply_proposal, proposals_for
from kuke_tui.workspace.workspace import Workspace


async def correct(
    app: App[Any], workspace: Workspace, colleagues: ColleagueIndex, account: int
) -> str:
    """Show the proposals for an account and apply the one chosen; return what to say of it.

    Must run in a worker of Textual, because it waits for a screen.
    """
    from kuke_tui.tui.corrections.screen import CorrectionsScreen

    proposals = proposals_for(workspace, colleagues, account)
    if isinstance(proposals, Refusal):
        text = refusal_text(proposals, workspace.account(account), workspace.export.rights)
        await app.push_screen_wait(MessageDialog(_("No correction"), visible(text)))
        return ""
    screen = CorrectionsScreen(workspace, colleagues, account, proposals)
    chosen = await app.push_screen_wait(screen)
    if chosen is None:
        return ""
    outcome = await make_change(app, workspace, lambda: apply_proposal(workspace, account, chosen))
    if outcome is None:
        return ""
    return _("Corrected ({kind}): {price} u takes it back.").format(
        kind=kind_short(chosen.kinds[0]),
        price=visible(price_text(chosen.price, workspace.export.rights)),
    )
