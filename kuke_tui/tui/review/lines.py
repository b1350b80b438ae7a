"""The net changes of the whole work as lines: an account, then each of its boxes."""

from collections.abc import Iterator

from kuke_tui.domain.boxes import Box
from kuke_tui.domain.changes import BoxChange, net_changes
from kuke_tui.domain.rules import Verdict
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.people import person_text
from kuke_tui.messages.visible import visible
from kuke_tui.tui.badges import badge, planned
from kuke_tui.tui.widgets.line_list import Line, line
from kuke_tui.workspace.workspace import Workspace


def flips(workspace: Workspace) -> dict[tuple[Verdict, Verdict], int]:
    """Count the changed accounts by their verdict as loaded and as edited."""
    counts: dict[tuple[Verdict, Verdict], int] = {}
    for account in workspace.changed:
        pair = (workspace.loaded_verdict(account), workspace.verdict(account))
        counts[pair] = counts.get(pair, 0) + 1
    return counts


def summary(workspace: Workspace) -> str:
    """Tell the changes in one sentence: boxes, accounts and every flip of a verdict."""
    totals = workspace.totals()
    boxes = ngettext("{n} changed box", "{n} changed boxes", totals.changed_boxes)
    accounts = ngettext("in {n} account", "in {n} accounts", totals.changed_accounts)
    told = [
        f"{before} → {after}: {thousands(count)}"
        for (before, after), count in sorted(flips(workspace).items())
        if before is not after
    ]
    start = (
        boxes.format(n=thousands(totals.changed_boxes))
        + " "
        + accounts.format(n=thousands(totals.changed_accounts))
    )
    return start + ". " + ("; ".join(told) + "." if told else _("No verdict flips."))


def worsened_text(workspace: Workspace) -> str:
    """Say how many accounts end NIE only because of the changes; empty where none does."""
    count = sum(
        count
        for (before, after), count in flips(workspace).items()
        if after is Verdict.NIE and before is not Verdict.NIE
    )
    if not count:
        return ""
    told = ngettext(
        "{n} account becomes NIE by these changes; the review lists it first.",
        "{n} accounts become NIE by these changes; the review lists them first.",
        count,
    )
    return told.format(n=thousands(count))


def review_lines(workspace: Workspace) -> list[Line]:
    """List every changed account, those whose verdict gets worse first, with its changes."""
    lines: list[Line] = []
    for account in sorted(workspace.changed, key=lambda each: (_order(workspace, each), each)):
        if lines:
            lines.append(line(""))
        lines.append(_account_line(workspace, account))
        lines += _change_lines(workspace, account)
    return lines


def _order(workspace: Workspace, account: int) -> int:
    before, after = workspace.loaded_verdict(account), workspace.verdict(account)
    if before is after:
        return 2
    return 0 if after is not Verdict.TAK else 1


def _account_line(workspace: Workspace, account: int) -> Line:
    subject = workspace.account(account)
    before, after = badge(workspace.loaded_verdict(account)), badge(workspace.verdict(account))
    name = visible(person_text(subject.key, subject.name))
    pieces = [(before.text, before.style)]
    if before != after:
        pieces += [(" → ", "quiet"), planned(after)]
    else:
        pieces.append((" " + _("stays"), "quiet"))
    return Line((*pieces, ("  ", "plain"), (name, "heading")), account)


def _change_lines(workspace: Workspace, account: int) -> Iterator[Line]:
    subject = workspace.account(account)
    rights = workspace.export.rights
    changes = net_changes(subject, subject.boxes, workspace.boxes(account), rights)
    for change in changes:
        sign = "+" if change.after else "−"
        text = f"  {sign} {visible(change.policy)} · {visible(change.right)} · {_box(change)}"
        yield Line(((text, "plain"), (_from_to(change), "quiet")), account)


def _box(change: BoxChange) -> str:
    return _("view") if change.box is Box.VIEW else _("changes")


def _from_to(change: BoxChange) -> str:
    if change.before is None:
        before = _("unreadable")
    else:
        before = _("ticked") if change.before else _("not ticked")
    after = _("ticked") if change.after else _("not ticked")
    return f": {before} → {after}"
