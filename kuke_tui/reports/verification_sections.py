"""What a verification tells a person: sections of lines, the same on a terminal and on a page."""

from collections.abc import Iterable
from typing import NamedTuple

from kuke_tui.domain.changes import ExportDifference
from kuke_tui.domain.verification import (
    AccountState,
    ChangeState,
    Verification,
    VerifiedAccount,
    VerifiedChange,
)
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.differences import difference_sections
from kuke_tui.messages.verification import (
    account_state_name,
    change_state_name,
    change_text,
    fit_text,
    seen_text,
)


class Section(NamedTuple):
    """A heading and its lines, hostile until escaped."""

    heading: str
    lines: tuple[str, ...]


def headline(found: Verification) -> str:
    """Say in one sentence whether the plan is there."""
    planned = len(found.changes)
    if not planned:
        return _("Nothing was planned.")
    if found.complete:
        return ngettext(
            "The fresh export shows the {n} planned change.",
            "The fresh export shows all {n} planned changes.",
            planned,
        ).format(n=thousands(planned))
    return _("The fresh export shows {done} of {n} planned changes.").format(
        done=thousands(found.count(ChangeState.DONE)), n=thousands(planned)
    )


def counts(found: Verification) -> tuple[tuple[str, int], ...]:
    """Give name and number of each state: of the planned changes, then of the accounts."""
    return (
        *((change_state_name(state), found.count(state)) for state in ChangeState),
        (_("changed though not planned"), len(found.unplanned)),
        *((account_state_name(state), found.count_accounts(state)) for state in AccountState),
    )


def sections(found: Verification) -> tuple[Section, ...]:
    """Give all that there is to tell, what needs a person's eye first. Empty sections stay out."""
    told = [
        Section(_("Not done"), _changes(found, ChangeState.NOT_DONE)),
        Section(_("Done differently"), _changes(found, ChangeState.DIFFERENT)),
        Section(_("Changed though not planned"), tuple(map(seen_text, found.unplanned))),
    ]
    told += (
        Section(heading, lines)
        for heading, lines in difference_sections(found.difference or ExportDifference())
    )
    if found.difference is None:
        told.append(
            Section(
                _("Changed though not planned"),
                (
                    _(
                        "The change list does not carry the export it was planned against, so "
                        "this can't be told."
                    ),
                ),
            )
        )
    planned = [each for each in found.accounts if each.in_plan]
    told += (
        Section(
            _("Accounts of the change list: {state}").format(state=account_state_name(state)),
            tuple(_person(each) for each in planned if each.state is state),
        )
        for state in AccountState
    )
    told.append(Section(_("Done"), _changes(found, ChangeState.DONE)))
    return tuple(section for section in told if section.lines)


def _changes(found: Verification, state: ChangeState) -> tuple[str, ...]:
    return tuple(map(_change, _in_state(found.changes, state)))


def _in_state(changes: Iterable[VerifiedChange], state: ChangeState) -> Iterable[VerifiedChange]:
    return (change for change in changes if change.state is state)


def _change(verified: VerifiedChange) -> str:
    told = change_text(verified.fitted.change)
    if verified.state is not ChangeState.DIFFERENT:
        return told
    return f"{told} – {fit_text(verified.fitted)}"


def _person(verified: VerifiedAccount) -> str:
    account = verified.account
    client = _("client {client}").format(client=account.client.key) if account.client.key else ""
    return " · ".join(filter(None, (account.login, account.name, client)))
