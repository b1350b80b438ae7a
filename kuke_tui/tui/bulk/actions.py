"""Choosing what to do for many accounts: each choice ends in a way to make a plan."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from textual.app import App

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.corrections import CorrectionKind
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.visible import visible
from kuke_tui.tui.dialogs.choose import ChooseDialog
from kuke_tui.tui.dialogs.decision import DecisionDialog, Wish
from kuke_tui.tui.dialogs.dialog import Choice
from kuke_tui.workspace.bulk import (
    BulkPlan,
    plan_copy,
    plan_corrections,
    plan_leaving,
    plan_right,
    plan_taking_back,
)
from kuke_tui.workspace.colleagues import ColleagueIndex
from kuke_tui.workspace.workspace import Workspace

Planner = Callable[[Iterable[int]], BulkPlan]


class Action(NamedTuple):
    """What is to be done: a title for its preview, and what works it out for some accounts."""

    title: str
    plan: Planner


class _What(StrEnum):
    RIGHT = "right"
    COPY = "copy"
    LEAVE = "leave"
    TAKE_BACK = "take-back"


async def choose_action(
    app: App[Any],
    workspace: Workspace,
    colleagues: ColleagueIndex,
    accounts: Sequence[int],
    at: int,
) -> Action | None:
    """Ask what to do for ``accounts``; ``at`` is the account that could be copied from.

    Must run in a worker of Textual, because it waits for dialogs.
    """
    count = len(accounts)
    title = ngettext("For {n} account", "For {n} accounts", count).format(n=thousands(count))
    labels: dict[CorrectionKind | _What, str] = {
        CorrectionKind.FEWEST_CLICKS: _("Correct: fewest clicks"),
        CorrectionKind.GRANT: _("Correct: grant only"),
        CorrectionKind.REVOKE: _("Correct: take away only"),
        CorrectionKind.LIKE_COLLEAGUE: _("Correct: each like the nearest colleague"),
        _What.RIGHT: _("Set or clear a right…"),
        _What.LEAVE: _("Leave behind on purpose…"),
        _What.TAKE_BACK: _("Take back: left behind"),
    }
    login = visible(workspace.account(at).login)
    if any(account != at for account in accounts):
        labels[_What.COPY] = _("Make like {login}").format(login=login)
    choices = [Choice(what, labels[what]) for what in (*CorrectionKind, *_What) if what in labels]
    what = await app.push_screen_wait(ChooseDialog(title, choices))
    if isinstance(what, CorrectionKind):
        return Action(
            labels[what], lambda each: plan_corrections(workspace, each, what, colleagues.of)
        )
    match what:
        case _What.RIGHT:
            return await _set_right(app, workspace)
        case _What.COPY:
            return Action(labels[what], lambda each: plan_copy(workspace, at, each))
        case _What.LEAVE:
            return await leave_action(app, workspace, accounts)
        case _What.TAKE_BACK:
            return Action(labels[what], lambda each: plan_taking_back(workspace, each))
    return None


async def leave_action(
    app: App[Any], workspace: Workspace, accounts: Sequence[int]
) -> Action | None:
    """Ask for the reason to leave accounts behind, or whether to take that back."""
    count = len(accounts)
    about = ngettext("{n} account", "{n} accounts", count).format(n=thousands(count))
    left = any(account in workspace.decisions for account in accounts)
    wish = await app.push_screen_wait(
        DecisionDialog(about, "", reasons_given(workspace), may_take_back=left)
    )
    return None if wish is None else _decision(workspace, wish)


def reasons_given(workspace: Workspace) -> list[str]:
    """List the reasons written so far, the latest first."""
    reasons = [decision.reason for decision in workspace.decisions.values()]
    return list(dict.fromkeys(reversed(reasons)))


def _decision(workspace: Workspace, wish: Wish) -> Action:
    reason = wish.reason
    if reason is None:
        title = _("Take back: left behind")
        return Action(title, lambda accounts: plan_taking_back(workspace, accounts))
    title = _("Leave behind on purpose")
    return Action(title, lambda accounts: plan_leaving(workspace, accounts, reason))


async def _set_right(app: App[Any], workspace: Workspace) -> Action | None:
    rights = workspace.export.rights
    right = await app.push_screen_wait(
        ChooseDialog(
            _("Which right?"),
            [Choice(position, visible(name)) for position, name in enumerate(rights)],
        )
    )
    if right is None:
        return None
    name = visible(rights[right])
    levels = {
        Level.CHANGE: _("View and changes"),
        Level.VIEW: _("View only"),
        Level.NONE: _("Nothing"),
    }
    level = await app.push_screen_wait(
        ChooseDialog(name, [Choice(level, label) for level, label in levels.items()])
    )
    if level is None:
        return None
    title = _("{right}: {level} on every policy").format(right=name, level=levels[level].lower())
    return Action(title, lambda accounts: plan_right(workspace, accounts, right, level))
