"""What ``fix`` did, for a person."""

from collections.abc import Iterator
from pathlib import Path

from kuke_tui.domain.corrections import CorrectionKind
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.bulk import passed_over_text
from kuke_tui.messages.corrections import kind_short, like_text, price_text
from kuke_tui.messages.readings import reading_text
from kuke_tui.messages.visible import visible
from kuke_tui.reports.todo import disclaimer
from kuke_tui.workspace.bulk import BulkPlan
from kuke_tui.workspace.workspace import Workspace


def fix_lines(
    workspace: Workspace, plan: BulkPlan, kind: CorrectionKind, saved: Path | None
) -> Iterator[str]:
    """Tell each correction with its price, each account left with the reason, and totals."""
    for lines in (_corrected(workspace, plan), _left(workspace, plan), _totals(plan, kind)):
        yield from (f"{visible(line)}\n" for line in lines)
    yield f"{reading_text(workspace.reading)}\n"
    if saved is None:
        yield _("Nothing was saved.") + "\n"
    else:
        yield visible(_("Saved: {path}").format(path=saved)) + "\n"
        yield f"{disclaimer()}\n"


def _corrected(workspace: Workspace, plan: BulkPlan) -> Iterator[str]:
    for each in plan.planned:
        like = f" ({like_text(each.like)})" if each.like else ""
        price = price_text(each.price, workspace.export.rights)
        yield f"+ {_name(workspace, each.account)}{like}: {price}"


def _left(workspace: Workspace, plan: BulkPlan) -> Iterator[str]:
    for each in plan.passed_over:
        account = workspace.account(each.account)
        why = passed_over_text(each, account, workspace.export.rights)
        yield f"- {_name(workspace, each.account)}: {why}"


def _totals(plan: BulkPlan, kind: CorrectionKind) -> Iterator[str]:
    count, left = len(plan.planned), len(plan.passed_over)
    yield ""
    yield ngettext(
        "{n} account corrected ({kind}), {clicks} in Ekstranet",
        "{n} accounts corrected ({kind}), {clicks} in Ekstranet",
        count,
    ).format(n=thousands(count), kind=kind_short(kind), clicks=_clicks(plan.price.clicks))
    yield ngettext("{n} account left as it was", "{n} accounts left as they were", left).format(
        n=thousands(left)
    )


def _clicks(count: int) -> str:
    return ngettext("{n} click", "{n} clicks", count).format(n=thousands(count))


def _name(workspace: Workspace, position: int) -> str:
    account = workspace.account(position)
    several = len(workspace.export.clients) > 1
    return f"{account.login} ({account.client.key})" if several else account.login
