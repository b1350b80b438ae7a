"""Words for what became of a plan. *Confirmed* is what a fresh export shows, never the plan."""

from kuke_tui.domain.boxes import Box
from kuke_tui.domain.changes import BoxChange
from kuke_tui.domain.fitting import Fit, FittedChange
from kuke_tui.domain.rules import Verdict
from kuke_tui.domain.verification import AccountState, ChangeState
from kuke_tui.i18n import _
from kuke_tui.messages.locks import lock_text


def change_state_name(state: ChangeState) -> str:
    """Name what became of a planned change."""
    match state:
        case ChangeState.DONE:
            return _("done")
        case ChangeState.NOT_DONE:
            return _("not done")
        case ChangeState.DIFFERENT:
            return _("done differently")


def account_state_name(state: AccountState) -> str:
    """Name where an account stands."""
    match state:
        case AccountState.CONFIRMED:
            return _("confirmed TAK")
        case AccountState.PLANNED:
            return _("planned TAK")
        case AccountState.LEFT:
            return _("stays behind")


def planned_verdict(verdict: Verdict) -> str:
    """Name a verdict that is expected once the plan is carried out, never more than planned."""
    return _("planned {verdict}").format(verdict=verdict)


def action_text(tick: bool) -> str:
    """Name what is to be done with a checkbox."""
    return _("tick") if tick else _("clear")


def box_name(box: Box) -> str:
    """Name a checkbox of a cell."""
    return _("view") if box is Box.VIEW else _("changes")


def place_of(change: BoxChange) -> str:
    """Say in one line which box of whom a change is about."""
    place = _("{login}, policy {policy}, “{right}”, {box}").format(
        login=change.login, policy=change.policy, right=change.right, box=box_name(change.box)
    )
    return with_client(change.client, place)


def with_client(client: str, told: str) -> str:
    """Put the client before what is told of one of its accounts, where the export names clients."""
    return _("client {client}, {place}").format(client=client, place=told) if client else told


def change_text(change: BoxChange) -> str:
    """Say what is planned for a box."""
    return f"{place_of(change)}: {action_text(change.after)}"


def seen_text(change: BoxChange) -> str:
    """Say how a fresh export shows a box that changed."""
    return f"{place_of(change)}: {_('is ticked now') if change.after else _('is clear now')}"


def fit_text(fitted: FittedChange) -> str:
    """Say how a planned change stands to an export."""
    match fitted.fit:
        case Fit.FITS:
            return _("fits this export")
        case Fit.ALREADY:
            return _("is there already")
        case Fit.NO_ACCOUNT:
            return _("the account is not in this export")
        case Fit.NO_POLICY:
            return _("the policy is not in this export")
        case Fit.NO_RIGHT:
            return _("the permission is not in this export")
        case Fit.UNREADABLE:
            return _("the cell can't be read in this export, so what it says is not known")
        case Fit.LOCKED:
            return _("can't be set in this file") if fitted.lock is None else lock_text(fitted.lock)
        case Fit.OTHERWISE:
            return _("the cell could not be read before and says something else now")
