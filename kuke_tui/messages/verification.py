"""Words for what became of a plan. *Confirmed* is what a fresh export shows, never the plan."""

from enum import Enum, auto

from kuke_tui.domain.boxes import Box
from kuke_tui.domain.changes import BoxChange
from kuke_tui.domain.fitting import Fit, FittedChange
from kuke_tui.domain.rules import Verdict
from kuke_tui.domain.verification import (
    AccountState,
    ChangeState,
    NotFresh,
    VerifiedAccount,
    VerifiedChange,
)
from kuke_tui.i18n import _
from kuke_tui.messages.locks import lock_text


class Outcome(Enum):
    """What a person is told of a planned change, in the order of its urgency."""

    NOT_DONE = auto()
    UNTOLD = auto()
    """The fresh export says nothing of the box, so that nobody knows."""
    DIFFERENT = auto()
    DONE = auto()


_OUTCOMES = {
    ChangeState.NOT_DONE: Outcome.NOT_DONE,
    ChangeState.DIFFERENT: Outcome.DIFFERENT,
    ChangeState.DONE: Outcome.DONE,
}


def outcome_of(verified: VerifiedChange) -> Outcome:
    """Say what became of a planned change."""
    return _OUTCOMES[verified.state] if verified.is_told else Outcome.UNTOLD


def outcome_name(outcome: Outcome) -> str:
    """Name what became of a planned change."""
    match outcome:
        case Outcome.NOT_DONE:
            return _("not done")
        case Outcome.UNTOLD:
            return _("not known")
        case Outcome.DIFFERENT:
            return _("done differently")
        case Outcome.DONE:
            return _("done")


class Standing(Enum):
    """Where a person is told that an account stands; the last two are `AccountState.LEFT`."""

    CONFIRMED = auto()
    PLANNED = auto()
    LEFT = auto()
    UNKNOWN = auto()


_STANDINGS = {
    AccountState.CONFIRMED: Standing.CONFIRMED,
    AccountState.PLANNED: Standing.PLANNED,
    AccountState.LEFT: Standing.LEFT,
}


def standing_of(verified: VerifiedAccount) -> Standing:
    """Say where an account stands."""
    if verified.state is AccountState.LEFT and verified.verdict is Verdict.UNKNOWN:
        return Standing.UNKNOWN
    return _STANDINGS[verified.state]


def standing_name(standing: Standing) -> str:
    """Name where an account stands."""
    match standing:
        case Standing.CONFIRMED:
            return _("confirmed TAK")
        case Standing.PLANNED:
            return _("planned TAK")
        case Standing.LEFT:
            return _("stays behind")
        case Standing.UNKNOWN:
            return _("verdict ?")


def not_fresh_text(why: NotFresh) -> str:
    """Say why a file is no fresh export."""
    match why:
        case NotFresh.PLANNED_AGAINST:
            return _("This is the very export that the plan was made against, not a fresh one.")
        case NotFresh.PLANNED:
            return _(
                "This is the very file that the change list was made from, not a fresh export; "
                "it shows the plan itself."
            )
        case NotFresh.SAVED:
            return _(
                "This is a file that kuke-tui saved, not a fresh export; it shows what was planned."
            )


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


def state_text(verified: VerifiedChange) -> str:
    """Say how a planned change stands to the fresh export."""
    fit, state = verified.fitted.fit, verified.state
    if state is ChangeState.DIFFERENT and fit is not Fit.OTHERWISE:
        return _("this account was changed in another way")
    if state is ChangeState.NOT_DONE and fit is Fit.ALREADY:
        return _("is there, but this is no fresh export")
    return fit_text(verified.fitted)


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
