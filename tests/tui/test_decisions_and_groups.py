"""Leaving an account behind on purpose, what is still to be done, and groups of that."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from textual.app import App
from textual.pilot import Pilot

from kuke_tui.domain.export import Client
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.dialogs.decision import DecisionDialog
from kuke_tui.tui.groups.screen import GroupsScreen
from kuke_tui.tui.matrix.screen import MatrixScreen
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.screens.accounts import AccountsScreen
from kuke_tui.tui.work import Work
from kuke_tui.workspace.steps import Cursor, Decision
from kuke_tui.workspace.workspace import Workspace

LECKA, SLAZAK, KOWALSKI, ZURAW, ADMIN, DAB, NOWAK, LECKI = range(8)
ScreenText = Callable[[App[None]], str]


async def press(pilot: Pilot[None], keys: Sequence[str]) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await pilot.pause()


def said(app: KukeApp) -> str:
    """Return what the program said in passing."""
    return " ".join(notification.message for notification in app._notifications)


def shown(app: KukeApp) -> list[int]:
    screen = app.screen
    assert isinstance(screen, AccountsScreen)
    return list(screen.accounts.rows)


async def test_an_account_is_left_behind_seen_so_and_taken_back(
    app: KukeApp, workspace: Workspace, screen_text: ScreenText
) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, ["d", *"odejdzie", "enter"])
        assert workspace.decisions == {SLAZAK: Decision("odejdzie")}
        text = screen_text(app)
        assert "◆ zostaje: odejdzie" in text
        assert "do zrobienia: 4" in text
        assert "pozostawione: 1" in text
        assert "✗ NIE      p.slazak" in text
        assert "Pozostawione celowo" in text
        await press(pilot, ["d", "shift+tab"])
        assert isinstance(app.screen, DecisionDialog)
        await press(pilot, ["escape"])
        await press(pilot, ["d", "tab", "tab", "enter"])
        assert not workspace.decisions
        assert "◆" not in screen_text(app)
        await press(pilot, ["u"])
        assert SLAZAK in workspace.decisions


async def test_without_a_reason_there_is_no_decision(
    app: KukeApp, workspace: Workspace, screen_words: ScreenText
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["d", "space", "enter"])
        assert isinstance(app.screen, DecisionDialog)
        assert "Napisz dlaczego" in screen_words(app)
        await press(pilot, ["escape"])
        assert not workspace.decisions


async def test_who_will_migrate_is_not_left_behind(app: KukeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["home", "d"])
        assert isinstance(app.screen, AccountsScreen)
        assert "nie ma czego pozostawiać" in said(app)


async def test_it_is_decided_in_the_matrix_too(app: KukeApp, workspace: Workspace) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["enter", "D", *"urlop", "enter"])
        assert isinstance(app.screen, MatrixScreen)
        assert workspace.decisions == {SLAZAK: Decision("urlop")}


@pytest.mark.parametrize("word", ["pozostawione", "zdecydowane"])
async def test_decided_accounts_are_no_problems_and_can_be_found(
    app: KukeApp, workspace: Workspace, word: str
) -> None:
    workspace.decide(Cursor(KOWALSKI), {KOWALSKI: Decision("urlop")})
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["f"])
        assert KOWALSKI not in shown(app)
        await press(pilot, ["escape", "/", *word, "enter"])
        assert shown(app) == [KOWALSKI]


async def test_a_group_is_shown_in_the_list_and_escape_takes_it_back(
    app: KukeApp, screen_text: ScreenText
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["r"])
        assert "1 konto: brak polis" in screen_text(app)
        await press(pilot, ["down", "enter"])
        assert shown(app) == [KOWALSKI]
        assert "powód:brak_polis" in screen_text(app)
        await press(pilot, ["escape", "escape"])
        assert len(shown(app)) == 8


async def test_groups_unfold_and_turn(app: KukeApp, screen_text: ScreenText) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["r", "space"])
        assert "1 konto: klient 4711" in screen_text(app)
        await press(pilot, ["left"])
        assert "klient 4711" not in screen_text(app)
        await press(pilot, ["tab"])
        text = screen_text(app)
        assert "Do zrobienia według klientów" in text
        assert text.index("3 konta: klient 4711") < text.index("2 konta: klient 5822")
        await press(pilot, ["down", "space", "down", "enter"])
        assert shown(app) == [DAB]


async def test_a_group_is_marked(app: KukeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["r", "tab", "m"])
        screen = app.screen
        assert isinstance(screen, AccountsScreen)
        assert screen.view.marks == {SLAZAK, KOWALSKI, ZURAW}
        assert len(shown(app)) == 8


@pytest.mark.parametrize("key", ["47 11", 'Zażółć "Gęślą" S.A.', "a:b=c", "=4711", "ŁÓDŹ"])
async def test_whatever_a_client_is_called_its_group_finds_it(
    workspace: Workspace, recent: RecentFiles, key: str
) -> None:
    export = workspace.export
    clients = (Client(key, export.clients[0].policies), export.clients[1])
    accounts = tuple(
        replace(each, client=clients[export.clients.index(each.client)]) for each in export.accounts
    )
    renamed = Workspace(replace(export, clients=clients, accounts=accounts))
    app = KukeApp(Work(renamed), recent=recent)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["r", "tab", "enter"])
        assert shown(app) == [SLAZAK, KOWALSKI, ZURAW]


async def test_when_nothing_is_left_to_do_it_says_so(
    app: KukeApp, workspace: Workspace, screen_text: ScreenText
) -> None:
    everyone = {account: Decision("urlop") for account in (SLAZAK, KOWALSKI, ZURAW, DAB, NOWAK)}
    workspace.decide(Cursor(SLAZAK), dict(everyone))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["r"])
        assert isinstance(app.screen, GroupsScreen)
        assert "5 kont: pozostawione celowo" in screen_text(app)
        await press(pilot, ["enter"])
        assert len(shown(app)) == 5


@pytest.mark.parametrize("keys", [["d"], ["enter", "d"], ["enter", "D"]])
async def test_the_same_key_leaves_behind_in_the_list_and_in_the_matrix(
    app: KukeApp, workspace: Workspace, keys: list[str]
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, keys)
        assert isinstance(app.screen, DecisionDialog)
        assert not workspace.changed
