"""Asks whether to go on with work kept on this very export."""

from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.visible import visible
from kuke_tui.tui.dialogs.dialog import Choice, Dialog
from kuke_tui.workspace.recovery import Continuation
from kuke_tui.workspace.workspace import Workspace


class GoOnDialog(Dialog[bool]):
    """Offers to go on where the work was left; the safe answer is yes."""

    def __init__(self, workspace: Workspace, offer: Continuation) -> None:
        super().__init__(
            _("Work kept from before"),
            _kept_text(workspace, offer),
            [Choice(True, _("Go on there")), Choice(answer=False, label=_("Start afresh"))],
        )


def _kept_text(workspace: Workspace, offer: Continuation) -> str:
    steps = offer.kept.steps[: offer.kept.position]
    edited = {edit.account for step in steps for edit in step.edits}
    decided = {edit.account for step in steps for edit in step.decisions}
    touched = sorted(edited | decided)
    parts = [
        ngettext("{n} step", "{n} steps", len(steps)).format(n=thousands(len(steps))),
        ngettext("in {n} account", "in {n} accounts", len(touched)).format(
            n=thousands(len(touched))
        ),
    ]
    last = steps[-1].cursor.account if steps else 0
    login = visible(workspace.account(last).login)
    return "\n\n".join(
        (
            _("You have worked on this very export before: {what}, {where}.").format(
                what=parts[0], where=parts[1]
            )
            + " "
            + _("Last at {login}.").format(login=login),
            _(
                "You can go on exactly there, with edits, decisions, undo and filter; "
                "or start afresh and give that work up."
            ),
        )
    )
