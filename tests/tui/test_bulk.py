"""Marks, and one thing for all that are marked: always seen before it is done."""

import threading
from collections.abc import Callable, Sequence
from typing import ClassVar

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Button

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.rules import Verdict
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.bulk.preview import BulkPreview
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.screens.accounts import AccountsScreen
from kuke_tui.tui.work import Work
from kuke_tui.workspace.steps import Step
from kuke_tui.workspace.workspace import Workspace
from tests.tui.conftest import made_up_export
from tests.tui.waiting import until, until_on

LECKA, SLAZAK, KOWALSKI, ZURAW, ADMIN, DAB, NOWAK, LECKI = range(8)
ALL = 0b111111
ScreenText = Callable[[App[None]], str]


async def press(pilot: Pilot[None], keys: Sequence[str]) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await pilot.pause()


def said(app: KukeApp) -> str:
    """Return what the program said in passing."""
    return " ".join(notification.message for notification in app._notifications)


def marks(app: KukeApp) -> set[int]:
    screen = app.screen
    assert isinstance(screen, AccountsScreen)
    return set(screen.view.marks)


@pytest.mark.parametrize(
    ("keys", "marked"),
    [
        (["space", "space"], {SLAZAK, KOWALSKI}),
        (["shift+down", "shift+down"], {SLAZAK, KOWALSKI, ZURAW}),
        (["J", "K"], {SLAZAK, KOWALSKI}),
        (["end", "K"], {LECKI, NOWAK}),
        (["space", "end", "M"], {*range(SLAZAK, 8)}),
        (["a"], {*range(8)}),
        (["f", "a"], {SLAZAK, KOWALSKI, ZURAW, DAB, NOWAK}),
        (["space", "*"], {*range(8)} - {SLAZAK}),
        (["m", "enter"], {DAB}),
        (["m", "down", "enter"], {SLAZAK}),
        (["m", "end", "enter"], {LECKA, SLAZAK, KOWALSKI, ZURAW, ADMIN}),
        (["m", "escape"], set()),
        (["a", "-"], set()),
        (["a", *"/lecka", "enter", "*", "escape"], {*range(8)} - {LECKA}),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else "",
)
async def test_marks(app: KukeApp, keys: list[str], marked: set[int]) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, keys)
        assert marks(app) == marked


async def test_marks_out_of_sight_are_counted(app: KukeApp, screen_text: ScreenText) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["a"])
        assert "● 8 oznaczonych" in screen_text(app)
        await press(pilot, [*"/lecka", "enter"])
        assert "● 8 oznaczonych (7 ukrytych)" in screen_text(app)


async def test_a_narrow_footer_offers_what_is_done_for_the_marked(
    app: KukeApp, screen_text: ScreenText
) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, ["f", "a"])
        assert "b Dla oznaczonych…" in screen_text(app).splitlines()[-1]


async def test_a_bulk_correction_is_previewed_done_and_undone_at_once(
    app: KukeApp, workspace: Workspace, screen_words: ScreenText
) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await press(pilot, ["a", *"/kowalski", "enter", "b", "enter"])
        assert isinstance(app.screen, BulkPreview)
        words = screen_words(app)
        assert "Zmienią się 3 konta (✓ TAK: 3). 13 kliknięć w Ekstranecie: " in words
        assert "5 pól do zaznaczenia, 8 pól do odznaczenia. ! 2 osoby tracą całe upraw" in words
        assert "! 3 osoby zyskują uprawnienia." in words
        assert "5 kont pozostanie bez zmian. 7 z nich ukrywa filtr." in words
        assert "✗ NIE → ✓ TAK plan p.slazak · Piotr Ślązak · klient 4711" in words
        assert "brak jakichkolwiek uprawnień w Ekstranecie ✗ NIE b.dab" in words
        focused = app.screen.focused
        assert isinstance(focused, Button)
        assert str(focused.label) == "Anuluj"
        await press(pilot, ["right", "enter"])
        assert isinstance(app.screen, AccountsScreen)
        assert workspace.totals().planned_tak == 3
        assert workspace.history.position == 1
        assert "Zmieniono 3 konta; jedno u cofa wszystko." in said(app)
        await press(pilot, ["u"])
        assert not workspace.changed


async def test_whoever_loses_a_right_altogether_stands_before_the_others(
    app: KukeApp, screen_words: ScreenText
) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, ["a", "b", "enter"])
        words = screen_words(app)
        losing = words.index("2 konta będą TAK, ale tracą całe uprawnienie:")
        assert losing < words.index("! traci: ") < words.index("bez zmian: ")
        assert words.index("bez zmian: ") < words.index("Werdykt TAK będzie miało 1 konto:")


@pytest.mark.parametrize("keys", [["enter"], ["escape"]])
async def test_the_safe_answer_changes_nothing(
    app: KukeApp, workspace: Workspace, keys: list[str]
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["a", "b", "enter", *keys])
        assert isinstance(app.screen, AccountsScreen)
        assert workspace.history.undoable is None
        assert len(marks(app)) == 8


async def test_whoever_ends_nie_is_told_first(
    app: KukeApp, workspace: Workspace, screen_words: ScreenText
) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await press(pilot, ["a", "b", "down", "down", "down", "down", "enter"])
        assert "Które uprawnienie?" in screen_words(app)
        await press(pilot, ["down", "enter", "down", "enter"])
        words = screen_words(app)
        assert "Zgłoszenia szkód: sam podgląd na każdej polisie" in words
        assert words.index("Werdyktu TAK nie będzie") < words.index("Werdykt TAK będzie")
        assert "✓ TAK → ✗ NIE plan a.lecka" in words
        await press(pilot, ["right", "enter"])
        assert workspace.verdict(LECKA) is Verdict.NIE
        assert workspace.boxes(DAB) == Boxes(0b010010, 0)


async def test_each_is_made_like_the_nearest_colleague(
    app: KukeApp, workspace: Workspace, screen_words: ScreenText
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, ["a", "b", "down", "down", "down", "enter"])
        words = screen_words(app)
        assert "Popraw: każde jak najbliższa osoba" in words
        assert "p.slazak" in words
        assert "jak a.lecka" in words
        await press(pilot, ["right", "enter"])
        assert workspace.boxes(SLAZAK) == workspace.boxes(LECKA)
        assert workspace.verdict(SLAZAK) is Verdict.TAK


async def test_one_account_is_copied_to_the_marked_ones_of_its_client(
    app: KukeApp, workspace: Workspace, screen_words: ScreenText
) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await press(pilot, ["a", "home", "b", "down", "down", "down", "down", "down"])
        assert "Ustaw tak jak a.lecka" in screen_words(app)
        await press(pilot, ["enter"])
        assert "3 konta bez zmian: inny klient, z innymi polisami" in screen_words(app)
        await press(pilot, ["right", "enter"])
        assert workspace.boxes(ZURAW) == workspace.boxes(LECKA) == Boxes(ALL, ALL)
        assert workspace.boxes(DAB) == Boxes()


async def test_without_marks_it_is_for_the_one_under_the_cursor(
    app: KukeApp, workspace: Workspace, screen_words: ScreenText
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["b"])
        assert "Dla 1 konta" in screen_words(app)
        assert "Ustaw tak jak" not in screen_words(app)
        await press(pilot, ["enter", "right", "enter"])
        assert set(workspace.changed) == {SLAZAK}


async def test_where_nobody_would_change_it_can_only_be_closed(
    app: KukeApp, workspace: Workspace, screen_words: ScreenText
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["home", "b", "enter"])
        assert "1 konto pozostanie bez zmian" in screen_words(app)
        assert len(app.screen.query(Button)) == 1
        await press(pilot, ["enter"])
        assert isinstance(app.screen, AccountsScreen)
        assert not workspace.changed


async def test_many_accounts_are_left_behind_with_one_reason(
    app: KukeApp, workspace: Workspace, screen_words: ScreenText
) -> None:
    async with app.run_test(size=(100, 40)) as pilot:
        await press(pilot, ["a", "d", *"urlop", "enter"])
        assert "werdykt jest już TAK" in screen_words(app)
        await press(pilot, ["right", "enter"])
        assert set(workspace.decisions) == {SLAZAK, KOWALSKI, ZURAW, DAB, NOWAK}
        assert workspace.totals().to_do == 0
        await press(pilot, ["u"])
        assert not workspace.decisions


class _Watched(Workspace):
    threads: ClassVar[list[int]] = []
    """The threads in which it was changed."""

    def apply(self, step: Step) -> None:
        self.threads.append(threading.get_ident())
        super().apply(step)


async def test_many_accounts_are_changed_where_the_screen_reads_them(
    recent: RecentFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kuke_tui.tui.flows.bulk._MANY", 1)
    monkeypatch.setattr(_Watched, "threads", [])
    workspace = _Watched(made_up_export())
    app = KukeApp(Work(workspace), recent=recent)
    async with app.run_test(size=(100, 40)) as pilot:
        await press(pilot, ["a", "b", "enter"])
        await until_on(pilot, BulkPreview)
        await press(pilot, ["right", "enter"])
        await until(pilot, lambda: bool(workspace.changed))
        await until_on(pilot, AccountsScreen)
    assert workspace.threads == [threading.get_ident()]
