"""From the review to the saved file, and leaving without losing anything."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Button, Input, Static

from kuke_tui.domain.boxes import Boxes
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.saving.notes import SavingNote
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.dialogs.confirm import ConfirmDialog
from kuke_tui.tui.dialogs.leave import LeaveDialog
from kuke_tui.tui.dialogs.message import MessageDialog
from kuke_tui.tui.dialogs.save_as import PathDialog
from kuke_tui.tui.matrix.screen import MatrixScreen
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.review.screen import ReviewScreen
from kuke_tui.tui.screens.accounts import AccountsScreen
from kuke_tui.tui.work import Work
from kuke_tui.workspace.steps import Cursor, StepKind
from kuke_tui.workspace.workspace import Workspace
from tests.tui.conftest import KOWALSKI, LECKA, SLAZAK, UNIFORM
from tests.tui.waiting import until_on

ScreenText = Callable[[App[None]], str]
SIZE = (100, 30)


class SavedFile(Protocol):
    """The fixture's file in memory."""

    notes: list[SavingNote]
    failures: list[SheetError]
    saves: list[tuple[Path, dict[int, Boxes], bool]]


async def press(pilot: Pilot[None], keys: Sequence[str]) -> None:
    await pilot.press(*keys)
    await pilot.pause()


@pytest.mark.usefixtures("edited")
async def test_the_review_tells_every_change_and_every_flip(
    app: KukeApp, screen_text: ScreenText
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["v"])
        text = screen_text(app)
        assert "NIE → TAK: 1; TAK → NIE: 1." in text
        assert text.index("a.lecka") < text.index("p.slazak") < text.index("j.kowalski")
        assert "✓ TAK → ✗ NIE plan" in text
        assert "− 07001 · Limity kredytowe · zmiany: zaznaczone → odznaczone" in text


@pytest.mark.usefixtures("edited")
async def test_the_review_leads_to_the_account(app: KukeApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["v", "enter"])
        assert isinstance(app.screen, AccountsScreen)
        assert app.screen.accounts.account == 0


async def test_without_changes_there_is_no_review(app: KukeApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["v", "ctrl+s"])
        assert isinstance(app.screen, AccountsScreen)


async def test_saving_offers_a_new_name_and_says_what_to_do_next(
    app: KukeApp, edited: Workspace, file: SavedFile, tmp_path: Path, screen_words: ScreenText
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["v", "ctrl+s"])
        await until_on(pilot, PathDialog)
        target = tmp_path / "firma-poprawiony.xlsx"
        assert app.screen.query_one(Input).value == str(target)
        assert "nowy skoroszyt" not in screen_words(app)
        await press(pilot, ["enter"])
        await until_on(pilot, ConfirmDialog)
        text = screen_words(app)
        assert "Ekstranecie" in text
        assert file.saves == [(target, dict(edited.changed), False)]
        assert not edited.unsaved
        await press(pilot, ["enter"])
        assert isinstance(app.screen, AccountsScreen)
        assert "niezapisane" not in screen_words(app)


@pytest.mark.usefixtures("edited")
async def test_what_is_to_be_known_is_said_before(
    app: KukeApp, file: SavedFile, screen_words: ScreenText
) -> None:
    file.notes = list(SavingNote)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["ctrl+s"])
        await until_on(pilot, PathDialog)
        text = screen_words(app)
        assert "nowy skoroszyt xlsx" in text
        assert "pod tabelą" in text
        assert "Formuły w skoroszycie" in text


@pytest.mark.usefixtures("edited")
async def test_a_file_is_replaced_only_after_a_plain_yes(
    app: KukeApp, file: SavedFile, tmp_path: Path, screen_words: ScreenText
) -> None:
    original = tmp_path / "firma.xlsx"
    original.write_bytes(b"export")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["ctrl+s"])
        await until_on(pilot, PathDialog)
        app.screen.query_one(Input).value = str(original)
        await press(pilot, ["enter"])
        await until_on(pilot, ConfirmDialog)
        assert "to właśnie wczytany eksport" in screen_words(app)
        await press(pilot, ["enter"])
        await until_on(pilot, PathDialog)
        assert not file.saves
        app.screen.query_one(Input).value = str(original)
        await press(pilot, ["enter"])
        await until_on(pilot, ConfirmDialog)
        await press(pilot, ["right", "enter"])
        await until_on(pilot, ConfirmDialog)
        assert file.saves[0][0] == original
        assert file.saves[0][2] is True


async def test_a_failed_save_is_told_and_loses_nothing(
    app: KukeApp, edited: Workspace, file: SavedFile, screen_words: ScreenText
) -> None:
    file.failures.append(SheetError(SheetErrorCode.IN_USE, path="firma-poprawiony.xlsx"))
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["ctrl+s"])
        await until_on(pilot, PathDialog)
        await press(pilot, ["enter"])
        await until_on(pilot, MessageDialog)
        assert "Nic nie przepadło" in screen_words(app)
        assert edited.unsaved
        await press(pilot, ["enter"])
        await until_on(pilot, PathDialog)
        await press(pilot, ["enter"])
        await until_on(pilot, ConfirmDialog)
        assert not edited.unsaved


async def test_quitting_without_changes_asks_nothing(app: KukeApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["q"])
    assert app.return_code == 0


@pytest.mark.parametrize("keys", [["q"], ["ctrl+q"], ["v", "q"]])
async def test_quitting_with_unsaved_changes_asks_and_staying_is_the_first_answer(
    app: KukeApp, edited: Workspace, keys: list[str]
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, keys)
        await until_on(pilot, LeaveDialog)
        await press(pilot, ["enter"])
        assert isinstance(app.screen, (AccountsScreen, ReviewScreen))
        await press(pilot, ["q"])
        await until_on(pilot, LeaveDialog)
        await press(pilot, ["escape"])
        assert isinstance(app.screen, (AccountsScreen, ReviewScreen))
        assert edited.unsaved
        await press(pilot, ["q"])
        await until_on(pilot, LeaveDialog)
        await press(pilot, ["right", "right", "enter"])
    assert app.return_code == 0


@pytest.mark.usefixtures("edited")
@pytest.mark.parametrize(
    ("key", "button"), [("q", "Zakończ bez zapisywania"), ("o", "Otwórz bez zapisywania")]
)
async def test_the_last_button_says_what_happens_next(app: KukeApp, key: str, button: str) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, [key])
        await until_on(pilot, LeaveDialog)
        assert str(list(app.screen.query(Button))[-1].label) == button


async def test_quitting_may_save_first(app: KukeApp, edited: Workspace, file: SavedFile) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["q"])
        await until_on(pilot, LeaveDialog)
        await press(pilot, ["right", "enter"])
        await until_on(pilot, PathDialog)
        await press(pilot, ["enter"])
        await until_on(pilot, ConfirmDialog)
        await press(pilot, ["enter"])
    assert app.return_code == 0
    assert file.saves
    assert not edited.unsaved


async def test_work_without_a_file_says_that_there_is_nothing_to_save(
    edited: Workspace, recent: RecentFiles
) -> None:
    app = KukeApp(Work(edited), recent=recent)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["ctrl+s"])
        await until_on(pilot, MessageDialog)
        assert edited.unsaved


@pytest.mark.usefixtures("edited")
async def test_the_end_of_a_long_path_is_seen(
    app: KukeApp, work: Work, screen_text: ScreenText, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work.file, "folder", Path("/") / ("folder-o-dlugiej-nazwie" * 9))
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["ctrl+s"])
        assert "firma-poprawiony.xlsx" in screen_text(app)


@pytest.mark.usefixtures("edited")
async def test_the_matrix_is_reviewed_and_returned_to(app: KukeApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["n", "enter", "v"])
        await until_on(pilot, ReviewScreen)
        await press(pilot, ["escape"])
        await until_on(pilot, MatrixScreen)
        assert isinstance(app.screen, MatrixScreen)
        assert app.screen.account == KOWALSKI
        await press(pilot, ["v"])
        await until_on(pilot, ReviewScreen)
        await press(pilot, ["enter"])
        await until_on(pilot, MatrixScreen)
        assert isinstance(app.screen, MatrixScreen)
        assert app.screen.account == LECKA


@pytest.mark.parametrize("key", ["ctrl+s", "S"])
async def test_the_matrix_saves_what_was_ticked_in_it(
    app: KukeApp, workspace: Workspace, file: SavedFile, screen_text: ScreenText, key: str
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["enter"])
        await until_on(pilot, MatrixScreen)
        await press(pilot, [key])
        assert isinstance(app.screen, MatrixScreen)
        assert "Zapisz…" not in screen_text(app)
        await press(pilot, ["space"])
        assert "Ctrl+S Zapisz…" in screen_text(app).splitlines()[-1]
        await press(pilot, [key])
        await until_on(pilot, PathDialog)
        await press(pilot, ["enter"])
        await until_on(pilot, ConfirmDialog)
        assert [list(boxes) for _path, boxes, _overwrite in file.saves] == [[SLAZAK]]
        assert not workspace.unsaved
        await press(pilot, ["enter"])
        await until_on(pilot, MatrixScreen)
        assert "niezapisane" not in screen_text(app)
        assert "Zapisz…" not in screen_text(app).splitlines()[-1]


@pytest.mark.usefixtures("edited")
async def test_saving_says_who_becomes_nie_and_leads_to_the_review_and_back(
    app: KukeApp, file: SavedFile, tmp_path: Path, screen_words: ScreenText
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["ctrl+s"])
        await until_on(pilot, PathDialog)
        assert "Przez te zmiany 1 konto będzie NIE." in screen_words(app)
        app.screen.query_one(Input).value = "inny.xlsx"
        for keys in (["escape"], ["ctrl+s"]):
            await press(pilot, ["tab", "tab", "enter"])
            await until_on(pilot, ReviewScreen)
            await press(pilot, keys)
            await until_on(pilot, PathDialog)
            assert app.screen.query_one(Input).value == "inny.xlsx"
        await press(pilot, ["enter"])
        await until_on(pilot, ConfirmDialog)
        assert file.saves[0][0] == tmp_path / "inny.xlsx"


@pytest.mark.usefixtures("edited")
async def test_the_review_before_saving_leads_to_an_account_instead(
    app: KukeApp, file: SavedFile
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["n", "ctrl+s"])
        await until_on(pilot, PathDialog)
        await press(pilot, ["tab", "tab", "enter"])
        await until_on(pilot, ReviewScreen)
        await press(pilot, ["enter"])
        await until_on(pilot, AccountsScreen)
        assert isinstance(app.screen, AccountsScreen)
        assert app.screen.accounts.account == LECKA
        assert not file.saves


async def test_what_makes_nobody_nie_is_saved_without_a_warning(
    app: KukeApp, workspace: Workspace, screen_words: ScreenText
) -> None:
    workspace.edit(StepKind.BULK, Cursor(SLAZAK), {SLAZAK: UNIFORM})
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["ctrl+s"])
        await until_on(pilot, PathDialog)
        assert "!" not in screen_words(app)


@pytest.mark.usefixtures("edited")
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Wpisz nazwę pliku."),
        ("{folder}", "to folder. Dopisz za nim nazwę pliku."),
        ("{folder}/brak/wynik.xlsx", "Nie ma folderu"),
        ("brak/wynik.xlsx", "Nie ma folderu"),
    ],
)
async def test_where_no_file_can_go_is_said_in_the_dialog(
    app: KukeApp, file: SavedFile, tmp_path: Path, screen_words: ScreenText, typed: str, told: str
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["ctrl+s"])
        await until_on(pilot, PathDialog)
        app.screen.query_one(Input).value = typed.format(folder=tmp_path)
        await press(pilot, ["enter"])
        assert isinstance(app.screen, PathDialog)
        assert told in screen_words(app)
        app.screen.query_one(Input).value = "wynik.xlsx"
        await pilot.pause()
        assert told not in screen_words(app)
        await press(pilot, ["enter"])
        await until_on(pilot, ConfirmDialog)
        assert [path for path, _boxes, _overwrite in file.saves] == [tmp_path / "wynik.xlsx"]


@pytest.mark.usefixtures("edited")
async def test_beside_an_export_opened_by_its_bare_name_the_folder_is_told_too(
    app: KukeApp, work: Work, file: SavedFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(work.file, "folder", Path())
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["ctrl+s"])
        await until_on(pilot, PathDialog)
        app.screen.query_one(Input).value = "wynik.xlsx"
        await pilot.pause()
        where = app.screen.query_one("#where", Static)
        assert str(where.content) == f"Trafi do: {tmp_path / 'wynik.xlsx'}"
        await press(pilot, ["enter"])
        await until_on(pilot, ConfirmDialog)
        assert file.saves[0][0].absolute() == tmp_path / "wynik.xlsx"


@pytest.mark.usefixtures("edited")
async def test_a_name_alone_says_in_which_folder_it_goes(
    app: KukeApp, work: Work, screen_words: ScreenText, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work.file, "folder", Path("/biuro"))
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, ["ctrl+s"])
        await until_on(pilot, PathDialog)
        assert "Trafi do" not in screen_words(app)
        app.screen.query_one(Input).value = "wynik.xlsx"
        await pilot.pause()
        assert "Trafi do: /biuro/wynik.xlsx" in screen_words(app)
