"""What a verification tells a person: sections of lines, the same on a terminal and on a page."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kuke_tui.domain.rules import Verdict
from kuke_tui.domain.verification import (
    AccountState,
    ChangeState,
    NotFresh,
    Verification,
    VerifiedAccount,
)
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.differences import difference_sections
from kuke_tui.messages.people import person_text
from kuke_tui.messages.reasons import reasons_short
from kuke_tui.messages.verification import (
    Outcome,
    Standing,
    change_text,
    not_fresh_text,
    outcome_name,
    outcome_of,
    seen_text,
    standing_name,
    standing_of,
    state_text,
)


class Told(NamedTuple):
    """A line, hostile until escaped; where it is about an account of the export, its position."""

    text: str
    account: int | None = None


class Section(NamedTuple):
    """A heading and its lines."""

    heading: str
    lines: tuple[Told, ...]


def headlines(found: Verification) -> tuple[str, ...]:
    """Say in a few sentences whether the plan is there, and whether that is enough."""
    return tuple(_headlines(found))


def _headlines(found: Verification) -> Iterator[str]:
    if found.not_fresh is not None:
        yield not_fresh_text(found.not_fresh)
        yield _("Nothing is confirmed by it.")
    if found.is_of_others:
        yield _("None of the accounts on the change list is in this export; is it the right file?")
    if found.not_fresh in (None, NotFresh.PLANNED_AGAINST):
        yield _how_much_is_there(found)
        yield from _whom_it_helped(found)


def _how_much_is_there(found: Verification) -> str:
    planned, done = len(found.changes), found.count(ChangeState.DONE)
    if not planned:
        return _("Nothing was planned.")
    if done == planned:
        return ngettext(
            "The fresh export shows the {n} planned change.",
            "The fresh export shows all {n} planned changes.",
            planned,
        ).format(n=thousands(planned))
    return _("The fresh export shows {done} of {n} planned changes.").format(
        done=thousands(done), n=thousands(planned)
    )


def _whom_it_helped(found: Verification) -> Iterator[str]:
    planned = [each for each in found.accounts if each.in_plan]
    waiting = sum(each.verdict is not Verdict.TAK for each in planned)
    if waiting:
        yield ngettext(
            "{n} account on the change list is not TAK.",
            "{n} accounts on the change list are not TAK.",
            waiting,
        ).format(n=thousands(waiting))
    insufficient = sum(each.insufficient for each in planned)
    if insufficient:
        yield ngettext(
            "For {n} account the plan no longer suffices; plan it anew.",
            "For {n} accounts the plan no longer suffices; plan them anew.",
            insufficient,
        ).format(n=thousands(insufficient))
    named = {change.account_key for change in found.plan.changes}
    is_all_confirmed = len(planned) == len(named) and all(
        each.state is AccountState.CONFIRMED for each in planned
    )
    if planned and is_all_confirmed and not found.complete:
        yield _("All accounts on the change list are confirmed TAK all the same.")
    lost = sum(each.lost for each in found.accounts)
    if lost:
        yield ngettext(
            "{n} account that was TAK is TAK no longer.",
            "{n} accounts that were TAK are TAK no longer.",
            lost,
        ).format(n=thousands(lost))


def count_outcomes(found: Verification) -> tuple[tuple[Outcome, int], ...]:
    """Count the planned changes by what became of them, done first."""
    counted = Counter(map(outcome_of, found.changes))
    order = (Outcome.DONE, Outcome.NOT_DONE, Outcome.DIFFERENT, Outcome.UNTOLD)
    return tuple((outcome, counted[outcome]) for outcome in order)


def count_standings(found: Verification) -> tuple[tuple[Standing, int], ...]:
    """Count the accounts of the fresh export by where they stand."""
    counted = Counter(map(standing_of, found.accounts))
    return tuple((standing, counted[standing]) for standing in Standing)


def counts(found: Verification) -> tuple[tuple[str, int], ...]:
    """Give name and number of each outcome of a change, then of each standing of an account."""
    return (
        *((outcome_name(outcome), number) for outcome, number in count_outcomes(found)),
        (_("changed though not planned"), len(found.unplanned)),
        *((standing_name(standing), number) for standing, number in count_standings(found)),
    )


def sections(found: Verification) -> tuple[Section, ...]:
    """Give all that there is to tell, what needs a person's eye first. Empty sections stay out."""
    changes = _changes_told(found)
    told = (
        *urgent_sections(found),
        Section(_("Not done"), changes[Outcome.NOT_DONE]),
        Section(_("Not told by the fresh export"), changes[Outcome.UNTOLD]),
        Section(_("Done differently"), changes[Outcome.DIFFERENT]),
        *unplanned_sections(found),
        *_planned_sections(found),
        *left_sections(found),
        Section(_("Done"), changes[Outcome.DONE]),
    )
    return tuple(section for section in told if section.lines)


def _planned_sections(found: Verification) -> Iterator[Section]:
    people: dict[Standing, list[Told]] = {standing: [] for standing in Standing}
    for position, each in enumerate(found.accounts):
        if each.in_plan:
            people[standing_of(each)].append(Told(_person(each), position))
    for standing, told in people.items():
        heading = _("Accounts of the change list: {state}").format(state=standing_name(standing))
        yield Section(heading, tuple(told))


def urgent_sections(found: Verification) -> tuple[Section, ...]:
    """Name the accounts that went wrong, with what stands in their way. Some may be empty."""
    return (
        Section(_("No longer TAK"), _judged(found, lambda each: each.lost)),
        Section(
            _("The plan no longer suffices; to be planned anew"),
            _judged(found, lambda each: each.insufficient),
        ),
    )


def unplanned_sections(found: Verification) -> tuple[Section, ...]:
    """Tell what nobody planned, as far as that is known. Some may be empty."""
    heading = _("Changed though not planned")
    if found.difference is None:
        told = _(
            "The change list does not carry the export it was planned against, so this can't be "
            "told."
        )
        return (Section(heading, (Told(told),)),)
    return (
        Section(heading, tuple(Told(seen_text(change)) for change in found.unplanned)),
        *(
            Section(other, tuple(map(Told, lines)))
            for other, lines in difference_sections(found.difference)
        ),
    )


def left_sections(found: Verification) -> tuple[Section, ...]:
    """Name the accounts that stay behind: on purpose, or because nothing is planned for them."""
    reasons = found.plan.reasons_for_leaving
    on_purpose = (
        Told(f"{_person(each)}: {reasons[each.account.key]}", position)
        for position, each in enumerate(found.accounts)
        if each.state is AccountState.LEFT and each.account.key in reasons
    )
    return (
        Section(_("Left behind on purpose"), tuple(on_purpose)),
        Section(
            _("Stays behind, and nothing is planned"),
            _judged(
                found,
                lambda each: (
                    each.state is AccountState.LEFT
                    and not each.in_plan
                    and not each.lost
                    and each.account.key not in reasons
                ),
            ),
        ),
    )


def _person(verified: VerifiedAccount) -> str:
    return person_text(verified.account.key, verified.account.name)


def _judged(found: Verification, chosen: Callable[[VerifiedAccount], bool]) -> tuple[Told, ...]:
    return tuple(
        Told(f"{each.verdict} · {_person(each)}: {reasons_short(each.reasons)}", position)
        for position, each in enumerate(found.accounts)
        if chosen(each)
    )


def _changes_told(found: Verification) -> dict[Outcome, tuple[Told, ...]]:
    told: dict[Outcome, list[Told]] = {outcome: [] for outcome in Outcome}
    for each in found.changes:
        outcome = outcome_of(each)
        text = change_text(each.fitted.change)
        if outcome in (Outcome.UNTOLD, Outcome.DIFFERENT):
            text = f"{text} – {state_text(each)}"
        told[outcome].append(Told(text, each.fitted.account))
    return {outcome: tuple(lines) for outcome, lines in told.items()}
