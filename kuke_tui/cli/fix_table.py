"""What ``fix`` did, for a person."""

from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from kuke_tui.cli.fixing import Fixing
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.corrections import kind_short, price_text, refusal_text
from kuke_tui.messages.visible import visible
from kuke_tui.reports.todo import disclaimer, reading_text
from kuke_tui.workspace.workspace import Workspace


def write_table(workspace: Workspace, fixing: Fixing, saved: Path | None, output: TextIO) -> None:
    """Write each correction with its price, each account left with the reason, and totals."""
    for lines in (_corrected(workspace, fixing), _left(workspace, fixing), _totals(fixing)):
        output.writelines(f"{visible(line)}\n" for line in lines)
    output.write(f"{reading_text(workspace.reading)}\n")
    if saved is None:
        output.write(_("Nothing was saved.") + "\n")
    else:
        output.write(visible(_("Saved: {path}").format(path=saved)) + "\n")
        output.write(f"{disclaimer()}\n")


def _corrected(workspace: Workspace, fixing: Fixing) -> Iterator[str]:
    for position, correction in fixing.corrected.items():
        price = price_text(correction.price, workspace.export.rights)
        yield f"+ {_name(workspace, position)}: {price}"


def _left(workspace: Workspace, fixing: Fixing) -> Iterator[str]:
    for position, refusal in fixing.left.items():
        account = workspace.account(position)
        why = refusal_text(refusal, account, workspace.export.rights)
        yield f"- {_name(workspace, position)}: {why}"


def _totals(fixing: Fixing) -> Iterator[str]:
    count, left = len(fixing.corrected), len(fixing.left)
    yield ""
    yield ngettext(
        "{n} account corrected ({kind}), {clicks} in Ekstranet",
        "{n} accounts corrected ({kind}), {clicks} in Ekstranet",
        count,
    ).format(n=thousands(count), kind=kind_short(fixing.kind), clicks=_clicks(fixing.clicks))
    yield ngettext("{n} account left as it was", "{n} accounts left as they were", left).format(
        n=thousands(left)
    )


def _clicks(count: int) -> str:
    return ngettext("{n} click", "{n} clicks", count).format(n=thousands(count))


def _name(workspace: Workspace, position: int) -> str:
    account = workspace.account(position)
    several = len(workspace.export.clients) > 1
    return f"{account.login} ({account.client.key})" if several else account.login
