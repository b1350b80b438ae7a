"""What a bulk plan would do: a summary, and a line for each account, the worrying ones first."""

from collections.abc import Iterable, Iterator, Sequence

from kuke_tui.domain.corrections import RefusalCode
from kuke_tui.domain.rules import Verdict
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.bulk import why_passed_over
from kuke_tui.messages.corrections import clicks_text, like_text
from kuke_tui.messages.people import person_text
from kuke_tui.messages.visible import visible
from kuke_tui.tui.badges import account_badge, badge, planned
from kuke_tui.tui.widgets.line_list import Line, line
from kuke_tui.workspace.bulk import BulkPlan, Obstacle, PassedOver, Planned
from kuke_tui.workspace.workspace import Workspace


def bulk_summary(plan: BulkPlan, hidden: int) -> str:
    """Tell in a few sentences how the accounts end, what it costs, and who is passed over.

    ``hidden`` is how many of the accounts the filter hides.
    """
    count = len(plan.planned)
    changes = ngettext("{n} account changes", "{n} accounts change", count)
    told = [changes.format(n=thousands(count)) + _ends(plan) + "."]
    if plan.price.clicks:
        told.append(clicks_text(plan.price))
    if plan.losing:
        losing = ngettext(
            "! {n} person loses a whole permission.",
            "! {n} people lose a whole permission.",
            plan.losing,
        )
        told.append(losing.format(n=thousands(plan.losing)))
    if plan.widened:
        widened = ngettext(
            "! {n} person may do more than before.",
            "! {n} people may do more than before.",
            plan.widened,
        )
        told.append(widened.format(n=thousands(plan.widened)))
    if plan.passed_over:
        passed = len(plan.passed_over)
        left = ngettext("{n} account stays as it is.", "{n} accounts stay as they are.", passed)
        told.append(left.format(n=thousands(passed)))
    if hidden:
        out = ngettext(
            "{n} of them is hidden by the filter.", "{n} of them are hidden by the filter.", hidden
        )
        told.append(out.format(n=thousands(hidden)))
    return " ".join(told)


def _ends(plan: BulkPlan) -> str:
    counts = ((verdict, len(plan.ending(verdict))) for verdict in Verdict)
    told = [f"{badge(verdict).text}: {thousands(count)}" for verdict, count in counts if count]
    return f" ({', '.join(told)})" if told else ""


def bulk_lines(workspace: Workspace, plan: BulkPlan) -> list[Line]:
    """List every account: those that end NIE or ?, those that lose a right, those passed over."""
    lines: list[Line] = []

    def add(heading: str, style: str, accounts: Sequence[Planned]) -> None:
        if accounts:
            if lines:
                lines.append(line(""))
            lines.append(line(heading.format(n=thousands(len(accounts))), style))
            lines.extend(_planned_lines(workspace, accounts))

    unsolved = [*plan.ending(Verdict.NIE), *plan.ending(Verdict.UNKNOWN)]
    add(ngettext("{n} does not end TAK:", "{n} do not end TAK:", len(unsolved)), "nie", unsolved)
    solved = plan.ending(Verdict.TAK)
    losing = [each for each in solved if each.lost]
    told = ngettext(
        "{n} ends TAK but loses a whole permission:",
        "{n} end TAK but lose a whole permission:",
        len(losing),
    )
    add(told, "unknown", losing)
    for why, accounts in _by_cause(plan.passed_over).items():
        if lines:
            lines.append(line(""))
        told = ngettext("{n} stays as it is: {why}", "{n} stay as they are: {why}", len(accounts))
        lines.append(line(told.format(n=thousands(len(accounts)), why=why), "heading"))
        lines += (_passed_line(workspace, account) for account in accounts)
    rest = [each for each in solved if not each.lost]
    add(ngettext("{n} ends TAK:", "{n} end TAK:", len(rest)), "tak", rest)
    return lines


def _planned_lines(workspace: Workspace, accounts: Iterable[Planned]) -> Iterator[Line]:
    rights = [visible(name) for name in workspace.export.rights]
    for each in accounts:
        before, after = account_badge(workspace, each.account), badge(each.after)
        count = each.price.clicks
        if count:
            after = planned(after)
        pieces = [
            ("  ", "plain"),
            (before.text, before.style),
            (" → ", "quiet"),
            (after.text, after.style),
            (f"  {_name(workspace, each.account)}", "plain"),
        ]
        if count:
            clicks = ngettext("{n} click", "{n} clicks", count).format(n=count)
            pieces.append((f"  {clicks}", "quiet"))
        if each.like:
            pieces.append((f"  {visible(like_text(each.like))}", "quiet"))
        if each.lost:
            names = ", ".join(rights[right] for right in each.lost)
            lost = _("loses: {permissions}").format(permissions=names)
            pieces.append((f"  ! {lost}", "unknown"))
        if each.price.widens:
            pieces.append((f"  ! {_('may do more')}", "unknown"))
        if each.locked:
            locked = ngettext("{n} locked cell", "{n} locked cells", each.locked)
            pieces.append((f"  # {locked.format(n=each.locked)}", "unknown"))
        yield Line(tuple(pieces), each.account)


def _passed_line(workspace: Workspace, account: int) -> Line:
    shown = badge(workspace.verdict(account))
    pieces = (("  ", "plain"), (shown.text, shown.style))
    return Line((*pieces, (f"  {_name(workspace, account)}", "plain")), account)


def _name(workspace: Workspace, account: int) -> str:
    subject = workspace.account(account)
    return visible(person_text(subject.key, subject.name))


def _by_cause(passed: Iterable[PassedOver]) -> dict[str, list[int]]:
    """Gather accounts by the sentence that says why; one sentence for each cause, not account."""
    causes: dict[Obstacle | RefusalCode, str] = {}
    found: dict[str, list[int]] = {}
    for each in passed:
        told = causes.get(each.code)
        if told is None:
            told = causes[each.code] = why_passed_over(each.code)
        found.setdefault(told, []).append(each.account)
    return found
