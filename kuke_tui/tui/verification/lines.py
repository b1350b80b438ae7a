"""What became of a plan as lines: account by account, then what nobody planned."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kuke_tui.domain.changes import BoxChange
from kuke_tui.domain.export import AccountKey
from kuke_tui.domain.verification import Verification, VerifiedAccount, VerifiedChange
from kuke_tui.i18n import N_, _, ngettext, thousands
from kuke_tui.messages.people import person_text
from kuke_tui.messages.readings import reading_text
from kuke_tui.messages.verification import (
    Outcome,
    Standing,
    action_text,
    box_name,
    outcome_name,
    outcome_of,
    standing_name,
    standing_of,
    state_text,
)
from kuke_tui.messages.visible import visible
from kuke_tui.reports.verification_sections import (
    Section,
    count_outcomes,
    count_standings,
    headlines,
    left_sections,
    unplanned_sections,
    urgent_sections,
)
from kuke_tui.tui.widgets.line_list import Line, line

_MANY = 20_000
"""From more steps on, only the first few of each account are shown: nobody reads so many here."""
_SHOWN_OF_MANY = 3
_OUTCOME_LOOKS = {
    Outcome.NOT_DONE: ("✗", "nie"),
    Outcome.UNTOLD: ("?", "unknown"),
    Outcome.DIFFERENT: ("≠", "unknown"),
    Outcome.DONE: ("✓", "tak"),
}
_STEPS = {
    Outcome.NOT_DONE: N_("not done"),
    Outcome.UNTOLD: N_("not known"),
    Outcome.DIFFERENT: N_("differently"),
    Outcome.DONE: N_("done"),
}
_UNPLANNED = N_("not planned")
_STANDING_LOOKS = {
    Standing.CONFIRMED: ("✓", "tak"),
    Standing.PLANNED: ("…", "changed"),
    Standing.LEFT: ("✗", "nie"),
    Standing.UNKNOWN: ("?", "unknown"),
}


def verification_head(found: Verification) -> str:
    """Tell the outcome in a few lines: of the steps, of the accounts, under which reading."""
    steps = [(_(_STEPS[outcome]), number) for outcome, number in count_outcomes(found)]
    if found.difference is not None:
        steps.append((_(_UNPLANNED), len(found.unplanned)))
    accounts = [(standing_name(standing), number) for standing, number in count_standings(found)]
    told = (
        " ".join(headlines(found)),
        _("Steps: {counts}").format(counts=_counted(steps)),
        _("Accounts: {counts}").format(counts=_counted(accounts)),
        reading_text(found.plan.reading),
    )
    return "\n".join(told)


def verification_lines(found: Verification) -> list[Line]:
    """List what went wrong, the plan's accounts with their steps, and then the rest."""
    lines = [
        *_sections(urgent_sections(found)),
        *_plan_lines(found),
        *_sections(unplanned_sections(found)),
        *_sections(left_sections(found)),
    ]
    return lines or [line(_("Nothing was planned, and nothing else is to be told."))]


def _counted(counts: Iterable[tuple[str, int]]) -> str:
    return " · ".join(f"{name} {thousands(count)}" for name, count in counts)


def _plan_lines(found: Verification) -> Iterator[Line]:
    accounts = {
        each.account.key: (position, each)
        for position, each in enumerate(found.accounts)
        if each.in_plan
    }
    grouped: dict[AccountKey, list[VerifiedChange]] = {}
    for each in found.changes:
        grouped.setdefault(each.fitted.change.account_key, []).append(each)
    shown = _SHOWN_OF_MANY if len(found.changes) > _MANY else len(found.changes)
    for key in sorted(grouped, key=lambda key: min(map(_urgency, grouped[key]))):
        yield _account_line(key, accounts.get(key), grouped[key])
        for each in sorted(grouped[key], key=_urgency)[:shown]:
            yield _change_line(each, known=key in accounts)
        more = len(grouped[key]) - shown
        if more > 0:
            told = ngettext("and {n} more", "and {n} more", more).format(n=thousands(more))
            yield line(f"    {told}", "quiet")
        yield line("")


def _urgency(verified: VerifiedChange) -> int:
    return outcome_of(verified).value


def _account_line(
    key: AccountKey,
    known: tuple[int, VerifiedAccount] | None,
    changes: Iterable[VerifiedChange],
) -> Line:
    position, verified = known or (None, None)
    if verified is None:
        state, look, name = _("not in the fresh export"), ("?", "unknown"), ""
    else:
        standing, name = standing_of(verified), verified.account.name
        state, look = standing_name(standing), _STANDING_LOOKS[standing]
    counted = Counter(map(outcome_of, changes))
    told = [(outcome_name(each), counted[each]) for each in Outcome if counted[each]]
    sign, style = look
    return Line(
        (
            (f"{sign} {state}", style),
            ("  ", "plain"),
            (visible(person_text(key, name)), "heading"),
            (f"  {_counted(told)}", "quiet"),
        ),
        position,
    )


def _change_line(verified: VerifiedChange, *, known: bool) -> Line:
    outcome = outcome_of(verified)
    sign, style = _OUTCOME_LOOKS[outcome]
    told = f"{_box(verified.fitted.change)}: {action_text(verified.fitted.change.after)}"
    state = outcome_name(outcome)
    if outcome in (Outcome.UNTOLD, Outcome.DIFFERENT) and known:
        state = f"{state} – {state_text(verified)}"
    return Line(((f"  {sign} ", style), (visible(told), "plain"), (f"  {state}", style)))


def _box(change: BoxChange) -> str:
    return f"{change.policy} · {change.right} · {box_name(change.box)}"


def _sections(sections: Sequence[Section]) -> Iterator[Line]:
    for heading, told in sections:
        if not told:
            continue
        yield line(f"{heading} ({thousands(len(told))})", "heading")
        for text, account in told:
            yield line(f"  {visible(text)}", target=account)
        yield line("")
