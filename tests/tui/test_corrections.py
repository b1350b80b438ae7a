"""Corrections by key: proposals with their price, pictures before and after, one undo."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import OptionList

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.rules import Verdict
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.corrections.screen import CorrectionsScreen
from kuke_tui.tui.dialogs.message import MessageDialog
from kuke_tui.tui.matrix.screen import MatrixScreen
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.screens.accounts import AccountsScreen
from kuke_tui.tui.work import Work
from kuke_tui.workspace.steps import Cursor, StepKind
from kuke_tui.workspace.workspace import Workspace

LECKA, SLAZAK, KOWALSKI, ZURAW, ADMIN, DAB, NOWAK, LECKI = range(8)
ALL = 0b111111
ScreenText = Callable[[App[None]], str]


async def press(pilot: Pilot[None], keys: Sequence[str]) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await pilot.pause()


async def test_a_correction_is_chosen_looked_at_applied_and_undone(
    app: KukeApp, workspace: Workspace, screen_text: ScreenText
) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, ["n", "c"])
        assert isinstance(app.screen, CorrectionsScreen)
        text = screen_text(app)
        assert "Jan Kowalski" in text
        assert "6 kliknięć w Ekstranecie: 6 pól do zaznaczenia" in text
        assert "! 6 kliknięć" in text
        assert "Brak poprawki „tylko odebranie”" in text
        assert "Teraz" in text
        assert "Po poprawce" in text
        await press(pilot, ["2", "enter"])
        assert isinstance(app.screen, AccountsScreen)
        assert workspace.boxes(KOWALSKI) == Boxes(ALL, ALL)
        assert workspace.history.undoable is not None
        assert workspace.history.undoable.kind is StepKind.CORRECTION
        assert "✓ TAK plan j.kowalski" in screen_text(app)
        await press(pilot, ["u"])
        assert workspace.verdict(KOWALSKI) is Verdict.NIE
        assert not workspace.changed


async def test_escape_applies_nothing(app: KukeApp, workspace: Workspace) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["c", "down", "escape"])
        assert isinstance(app.screen, AccountsScreen)
        assert not workspace.changed


async def test_it_begins_at_what_gives_nobody_more_power(
    app: KukeApp, workspace: Workspace
) -> None:
    held = Boxes(0b011011, 0b001011)
    workspace.edit(StepKind.TOGGLE, Cursor(SLAZAK), {SLAZAK: held})
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["c"])
        at = app.screen.query_one(OptionList).highlighted
        await press(pilot, ["enter"])
        after = workspace.boxes(SLAZAK)
        assert at is not None
        assert not after.view & ~held.view
        assert not after.change & ~held.change
        assert workspace.verdict(SLAZAK) is Verdict.TAK


async def test_a_narrow_window_turns_between_before_and_after(
    app: KukeApp, screen_text: ScreenText
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["c"])
        assert "Po poprawce" in screen_text(app)
        await press(pilot, ["b"])
        assert "Teraz" in screen_text(app)
        assert "Po poprawce" not in screen_text(app)


@pytest.mark.parametrize(
    ("account", "sentence"),
    [(LECKA, "Werdykt jest już TAK; nie ma czego poprawiać"), (NOWAK, "nie udało się odczytać")],
)
async def test_where_nothing_can_be_proposed_it_says_why(
    app: KukeApp, screen_words: ScreenText, account: int, sentence: str
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["home", *["down"] * account, "c"])
        assert isinstance(app.screen, MessageDialog)
        assert sentence in screen_words(app)
        await press(pilot, ["enter"])
        assert isinstance(app.screen, AccountsScreen)


async def test_who_has_nothing_can_only_be_made_like_a_colleague(
    app: KukeApp, workspace: Workspace, screen_text: ScreenText
) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, ["home", *["down"] * DAB, "c"])
        assert "tak" in screen_text(app)
        assert "e.lecki" in screen_text(app)
        await press(pilot, ["enter"])
        assert workspace.boxes(DAB) == workspace.boxes(LECKI)


async def test_corrections_are_offered_in_the_matrix_too(
    app: KukeApp, workspace: Workspace
) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, ["enter", "C"])
        assert isinstance(app.screen, CorrectionsScreen)
        await press(pilot, ["enter"])
        assert isinstance(app.screen, MatrixScreen)
        assert workspace.verdict(SLAZAK) is Verdict.TAK
        assert "Poprawiono" in app.screen.notice
        await press(pilot, ["u"])
        assert workspace.verdict(SLAZAK) is Verdict.NIE


async def test_hostile_names_never_reach_the_terminal(
    workspace: Workspace, recent: RecentFiles, screen_text: ScreenText
) -> None:
    bad = "\x1b]2;x\x07[bold]Zażółć[/]\u202e"
    export = workspace.export
    accounts = tuple(
        replace(each, login=f"{each.login}{bad}", name=bad) for each in export.accounts
    )
    export = replace(export, accounts=accounts, rights=tuple(f"{r}{bad}" for r in export.rights))
    app = KukeApp(Work(Workspace(export)), recent=recent)
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, ["n"])
        for keys in (["c"], ["escape", "a", "b", "down", "down", "down", "enter"], ["enter"] * 2):
            await press(pilot, keys)
            text = screen_text(app)
            assert "\x1b" not in text
            assert "\u202e" not in text
            assert "[bold]" in text
