"""The to-do list: the net changes as steps that a person follows in Ekstranet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from kuke_tui.domain.boxes import Box, Boxes
from kuke_tui.domain.change_list import accounts_by_key
from kuke_tui.domain.changes import BoxChange, net_changes
from kuke_tui.domain.export import Account, AccountKey, Export
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import Verdict, assess
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.clock import local_time
from kuke_tui.messages.readings import reading_text
from kuke_tui.messages.reasons import reason_text, reasons_short


class TodoStep(NamedTuple):
    """One checkbox to tick (True) or clear (False) on one policy."""

    policy: str
    right: str
    box: Box
    tick: bool


@dataclass(frozen=True, slots=True)
class TodoAccount:
    """All that is to be done for one account, between pressing EDYCJA and saving.

    ``why`` are the sentences of the verdict as loaded, ``why_short`` their few words; ``expected``
    is the verdict planned once the steps are made, not confirmed by anything.
    """

    client: str
    login: str
    name: str
    loaded: Verdict
    expected: Verdict
    why: tuple[str, ...]
    why_short: str
    steps: tuple[TodoStep, ...]


@dataclass(frozen=True, slots=True)
class TodoList:
    """The whole list, accounts in the order of the export, with what it was made from.

    ``time`` is ISO 8601, or empty where the list is not dated.
    """

    file: str
    sha256: str
    reading: Reading
    accounts: tuple[TodoAccount, ...]
    time: str = ""

    @property
    def clicks(self) -> int:
        """How many checkboxes are to be clicked in all."""
        return sum(len(account.steps) for account in self.accounts)

    @property
    def names_clients(self) -> bool:
        """Whether the export tells clients apart at all."""
        return any(account.client for account in self.accounts)

    @property
    def digest(self) -> str:
        """Hash of what is to be done, by which ticks made on this list are known again."""
        hashed = sha256(self.sha256.encode())
        for account in self.accounts:
            hashed.update(repr((account.client, account.login, account.steps)).encode())
        return hashed.hexdigest()


def todo_list(
    export: Export, wanted: Mapping[int, Boxes], reading: Reading, time: str = ""
) -> TodoList:
    """Make the list for the boxes wanted, by account position. Toggled back means not listed."""
    accounts = []
    for position in sorted(wanted):
        account = export.accounts[position]
        boxes = wanted[position]
        changes = net_changes(account, account.boxes, boxes, export.rights)
        if changes:
            expected = assess(account.role, boxes, export.shape(account), reading).verdict
            accounts.append(_todo_account(export, account, changes, reading, expected))
    return TodoList(export.source.file, export.source.sha256, reading, tuple(accounts), time)


def todo_between(
    before: Export,
    after: Export,
    changes: Iterable[BoxChange],
    reading: Reading,
    time: str = "",
) -> TodoList:
    """Make the list of the changes that lead from one export to another.

    The verdict expected is the one that the other export's own data give.
    """
    grouped: dict[AccountKey, list[BoxChange]] = {}
    for change in changes:
        grouped.setdefault(change.account_key, []).append(change)
    old, new = accounts_by_key(before), accounts_by_key(after)
    accounts = []
    for key, steps in grouped.items():
        goal = new[key][1]
        expected = assess(goal.role, goal.boxes, after.shape(goal), reading).verdict
        accounts.append(_todo_account(before, old[key][1], steps, reading, expected))
    return TodoList(before.source.file, before.source.sha256, reading, tuple(accounts), time)


def _todo_account(
    export: Export,
    account: Account,
    changes: Iterable[BoxChange],
    reading: Reading,
    expected: Verdict,
) -> TodoAccount:
    loaded = assess(account.role, account.boxes, export.shape(account), reading)
    return TodoAccount(
        client=account.client.key,
        login=account.login,
        name=account.name,
        loaded=loaded.verdict,
        expected=expected,
        why=tuple(
            reason_text(reason, account, account.boxes, export.rights, reading)
            for reason in loaded.reasons
        ),
        why_short=reasons_short(loaded.reasons),
        steps=tuple(TodoStep(each.policy, each.right, each.box, each.after) for each in changes),
    )


def facts(todo: TodoList) -> tuple[tuple[str, str], ...]:
    """Label and value of what the list was made from and how long it is."""
    accounts, clicks = len(todo.accounts), todo.clicks
    amount = (
        ngettext("{n} account", "{n} accounts", accounts).format(n=thousands(accounts)),
        ngettext("{n} checkbox", "{n} checkboxes", clicks).format(n=thousands(clicks)),
    )
    made = ((_("Made"), local_time(todo.time)),) if todo.time else ()
    return (
        (_("Export"), todo.file),
        ("SHA-256", todo.sha256),
        (_("Reading of the rule"), reading_text(todo.reading)),
        *made,
        (_("To do"), ", ".join(amount)),
    )


def instructions() -> tuple[str, ...]:
    """Tell how permissions are changed in Ekstranet, step by step.

    Source: KUKE, "Zasady migracji kont", instruction for changing a user's permissions.
    """
    return (
        _("Log in to Ekstranet with your administrator account (https://ekstranet.kuke.com.pl/)."),
        _("Choose the ADMINISTRATOR tab in the menu bar."),
        _("Go to the list of users and press EDYCJA at the login named below."),
        _(
            "In the EDYCJA KONTA window go to the section Uprawnienia do polis, tick or clear the "
            "checkboxes listed, and save the changes."
        ),
    )


def nothing_to_click() -> str:
    """Say that an empty list asks for nothing; the instructions would send a person looking."""
    return _("There is nothing to click: no account has a change to be made in Ekstranet.")


def disclaimer() -> str:
    """Say what the list is: a plan, and what confirms it."""
    return _(
        "This is a plan. It changes nothing in Ekstranet until somebody makes the clicks; "
        "a fresh export then confirms them."
    )
