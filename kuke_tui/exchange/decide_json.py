"""What is decided about accounts, as JSON."""

from collections.abc import Iterable

from kuke_tui.exchange import shapes
from kuke_tui.exchange.facts import export_facts
from kuke_tui.exchange.trail_file import decision_json
from kuke_tui.workspace.trail import DecisionChange
from kuke_tui.workspace.workspace import Workspace


def decide_json(
    workspace: Workspace, changes: Iterable[DecisionChange], listed: Iterable[int]
) -> shapes.Decide:
    """Put it in JSON's terms: what was decided now, and the accounts at ``listed`` left behind."""
    totals = workspace.totals()
    return {
        "export": export_facts(workspace.export, workspace.reading),
        "summary": {"left": totals.left, "to_do": totals.to_do},
        "decided": list(map(decision_json, changes)),
        "left": [_left(workspace, place) for place in listed],
    }


def _left(workspace: Workspace, place: int) -> shapes.DecidedAccount:
    account = workspace.account(place)
    return {
        "client": account.client.key,
        "login": account.login,
        "name": account.name,
        "verdict": workspace.verdict(place).value,
        "reason": workspace.decisions[place].reason,
    }
