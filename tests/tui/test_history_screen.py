"""The history on the screen and as a file."""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.app import App

from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.dialogs.choose import ChooseDialog
from kuke_tui.tui.dialogs.message import MessageDialog
from kuke_tui.tui.dialogs.save_as import SaveAsDialog
from kuke_tui.tui.history.screen import HistoryScreen
from kuke_tui.workspace.journal import Journal
from kuke_tui.workspace.matrix_edits import toggle
from kuke_tui.workspace.steps import Cursor, Decision
from kuke_tui.workspace.workspace import Workspace
from tests.tui.conftest import DAB, SLAZAK
from tests.tui.waiting import until_on

ScreenText = Callable[[App[None]], str]
SIZE = (120, 40)


@pytest.fixture
def journal(workspace: Workspace, tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(tmp_path / "sessions", workspace.export, tmp_path / "firma.xlsx")
    workspace.recorder = journal
    yield journal
    journal.close()


@pytest.fixture
def worked(workspace: Workspace, journal: Journal) -> Workspace:
    """A box is ticked, that is undone, an account is left behind, the export is saved."""
    assert workspace.recorder is journal
    toggle(workspace, Cursor(SLAZAK))
    workspace.undo()
    workspace.decide(Cursor(DAB), {DAB: Decision("odchodzi w marcu")})
    workspace.mark_saved("firma-poprawiony.xlsx", "a" * 64)
    return workspace


@pytest.mark.usefixtures("worked")
async def test_what_was_done_is_told_the_latest_first_and_undo_as_undo(
    app: KukeApp, screen_text: ScreenText
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("A")
        await until_on(pilot, HistoryScreen)
        text = screen_text(app)
    told = (
        "zapis jako firma-poprawiony.xlsx",
        "b.dab: pozostawione celowo: odchodzi w marcu",
        "cofnięcie nr 1: zmiana pola",
        "zmiana pola",
    )
    places = [text.rindex(each) for each in told]
    assert places == sorted(places)


@pytest.mark.usefixtures("worked")
@pytest.mark.parametrize("form", ["csv", "json"])
async def test_it_is_written_whole(app: KukeApp, tmp_path: Path, form: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("A")
        await until_on(pilot, HistoryScreen)
        await pilot.press("S")
        await until_on(pilot, ChooseDialog)
        await pilot.press(*["down"] * (form == "json"), "enter")
        await until_on(pilot, SaveAsDialog)
        await pilot.press("enter")
        await until_on(pilot, HistoryScreen)
    text = (tmp_path / f"firma-historia.{form}").read_text(encoding="utf-8-sig")
    if form == "csv":
        actions = [row["action"] for row in csv.DictReader(text.splitlines(), delimiter=";")]
        assert list(dict.fromkeys(actions)) == ["step", "undo", "saved"]
    else:
        actions = [entry["action"] for entry in json.loads(text)["trail"]]
        assert actions == ["step", "undo", "step", "saved"]


async def test_work_without_a_journal_says_that_no_history_is_kept(
    app: KukeApp, screen_words: ScreenText
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("A")
        await until_on(pilot, HistoryScreen)
        assert "bez dziennika" in screen_words(app)
        await pilot.press("S")
        await pilot.pause()
        assert isinstance(app.screen, HistoryScreen)


@pytest.mark.usefixtures("journal")
async def test_a_journal_in_which_nothing_stands_says_so(
    app: KukeApp, screen_words: ScreenText
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("A")
        await until_on(pilot, HistoryScreen)
        assert "Niczego jeszcze nie zrobiono." in screen_words(app)


async def test_a_journal_that_fails_is_told(
    app: KukeApp, journal: Journal, screen_words: ScreenText
) -> None:
    journal.close()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("A")
        await until_on(pilot, MessageDialog)
        assert "Nie można odczytać historii" in screen_words(app)
