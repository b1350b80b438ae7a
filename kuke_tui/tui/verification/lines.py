"""What became of a plan as lines: account by account, then what nobody planned."""

from collections import Counter
from collections.abc import Iterable, Iterator

from kuke_tui.domain.changes import BoxChange, ExportDifference
from kuke_tui.domain.export import AccountKey
from kuke_tui.domain.verification import (
    AccountState,
    ChangeState,
    Verification,
    VerifiedAccount,
    VerifiedChange,
)
from kuke_tui.i18n import N_, _, ngettext, thousands
from kuke_tui.messages.differences import difference_sections
from kuke_tui.messages.verification import (
    account_state_name,
    action_text,
    box_name,
    change_state_name,
    fit_text,
    seen_text,
)
from kuke_tui.messages.visible import visible
from kuke_tui.reports.todo import reading_text
from kuke_tui.reports.verification_sections import headline
from kuke_tui.tui.widgets.line_list import Line, line

_MANY = 20_000
"""From more steps on, only the first few of each account are shown: nobody reads so many here."""
_SHOWN_OF_MANY = 3
_CHANGE_LOOKS = {
    ChangeState.NOT_DONE: ("✗", "nie"),
    ChangeState.DIFFERENT: ("≠", "unknown"),
    ChangeState.DONE: ("✓", "tak"),
}
_URGENCY = tuple(_CHANGE_LOOKS)
_STEPS = {
    ChangeState.DONE: N_("done"),
    ChangeState.NOT_DONE: N_("not done"),
    ChangeState.DIFFERENT: N_("differently"),
}
_UNPLANNED = N_("not planned")
_ACCOUNT_LOOKS = {
    AccountState.CONFIRMED: ("✓", "tak"),
    AccountState.PLANNED: ("…", "changed"),
    AccountState.LEFT: ("✗", "nie"),
}


def verification_head(found: Verification) -> str:
    """Tell the outcome in a few lines: of the steps, of the accounts, under which reading."""
    steps = [(_STEPS[state], found.count(state)) for state in ChangeState]
    if found.difference is not None:
        steps.append((_UNPLANNED, len(found.unplanned)))
    accounts = [(account_state_name(state), found.count_accounts(state)) for state in AccountState]
    told = [
        headline(found),
        _("Steps: {counts}").format(counts=_counted((_(name), n) for name, n in steps)),
        _("Accounts: {counts}").format(counts=_counted(accounts)),
        reading_text(found.plan.reading),
    ]
    if found.plan.sha256 == found.fresh.source.sha256:
        told.insert(
            0, _("This is the very export that the plan was made against, not a fresh one.")
        )
    return "\n".join(told)


def verification_lines(found: Verification) -> list[Line]:
    """List the plan's accounts with their steps, what needs an eye first, and then the rest."""
    lines = [
        *_plan_lines(found),
        *_section(_("Changed though not planned"), map(seen_text, found.unplanned)),
        *_difference_lines(found.difference),
        *_left_lines(found),
    ]
    return lines or [line(_("Nothing was planned, and nothing else is to be told."))]


def _counted(counts: Iterable[tuple[str, int]]) -> str:
    return " · ".join(f"{name} {thousands(count)}" for name, count in counts)


def _plan_lines(found: Verification) -> Iterator[Line]:
    accounts = {each.account.key: each for each in found.accounts if each.in_plan}
    grouped: dict[AccountKey, list[VerifiedChange]] = {}
    for each in found.changes:
        grouped.setdefault(each.fitted.change.account_key, []).append(each)
    shown = _SHOWN_OF_MANY if len(found.changes) > _MANY else len(found.changes)
    for key in sorted(grouped, key=lambda key: _urgency(grouped[key])):
        yield _account_line(key, accounts.get(key), grouped[key])
        changes = sorted(grouped[key], key=lambda each: _URGENCY.index(each.state))
        for each in changes[:shown]:
            yield _change_line(each, known=key in accounts)
        more = len(changes) - shown
        if more > 0:
            told = ngettext("and {n} more", "and {n} more", more).format(n=thousands(more))
            yield line(f"    {told}", "quiet")
        yield line("")


def _urgency(changes: Iterable[VerifiedChange]) -> int:
    return min(_URGENCY.index(each.state) for each in changes)


def _account_line(
    key: AccountKey, verified: VerifiedAccount | None, changes: Iterable[VerifiedChange]
) -> Line:
    if verified is None:
        state, look = _("not in the fresh export"), ("?", "unknown")
    else:
        state, look = account_state_name(verified.state), _ACCOUNT_LOOKS[verified.state]
    counted = Counter(each.state for each in changes)
    told = [(change_state_name(each), counted[each]) for each in _URGENCY if counted[each]]
    sign, style = look
    return Line(
        (
            (f"{sign} {state}", style),
            ("  ", "plain"),
            (_person(key, verified), "heading"),
            (f"  {_counted(told)}", "quiet"),
        )
    )


def _change_line(verified: VerifiedChange, *, known: bool) -> Line:
    fitted, (sign, style) = verified.fitted, _CHANGE_LOOKS[verified.state]
    told = f"{_box(fitted.change)}: {action_text(fitted.change.after)}"
    state = change_state_name(verified.state)
    if verified.state is ChangeState.DIFFERENT and known:
        state = f"{state} – {fit_text(fitted)}"
    return Line(((f"  {sign} ", style), (visible(told), "plain"), (f"  {state}", style)))


def _box(change: BoxChange) -> str:
    return f"{change.policy} · {change.right} · {box_name(change.box)}"


def _difference_lines(difference: ExportDifference | None) -> Iterator[Line]:
    if difference is None:
        told = _(
            "The change list does not carry the export it was planned against, so this can't be "
            "told."
        )
        yield from _section(_("Changed though not planned"), [told])
        return
    for heading, lines in difference_sections(difference):
        yield from _section(heading, lines)


def _left_lines(found: Verification) -> Iterator[Line]:
    reasons = {left.account_key: left.reason for left in found.plan.left}
    on_purpose: list[str] = []
    others: list[str] = []
    for each in found.accounts:
        if each.state is not AccountState.LEFT:
            continue
        person = _person(each.account.key, each)
        if each.account.key in reasons:
            on_purpose.append(f"{person}: {reasons[each.account.key]}")
        elif not each.in_plan:
            others.append(f"{each.verdict} · {person}")
    yield from _section(_("Left behind on purpose"), on_purpose)
    yield from _section(_("Stays behind, and nothing is planned"), others)


def _section(heading: str, told: Iterable[str]) -> Iterator[Line]:
    lines = list(told)
    if not lines:
        return
    yield line(f"{heading} ({thousands(len(lines))})", "heading")
    for text in lines:
        yield line(f"  {visible(text)}")
    yield line("")


def _person(key: AccountKey, verified: VerifiedAccount | None) -> str:
    client, login = key
    name = verified.account.name if verified else ""
    of_client = _("client {client}").format(client=client) if client else ""
    return " · ".join(visible(part) for part in (login, name, of_client) if part)
