"""The to-do list and the change list, written from the screens."""

import json
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from kuke_tui.domain.verification import verify
from kuke_tui.exchange.change_list_file import read_change_list
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.dialogs.choose import ChooseDialog
from kuke_tui.tui.dialogs.confirm import ConfirmDialog
from kuke_tui.tui.dialogs.message import MessageDialog
from kuke_tui.tui.dialogs.save_as import SaveAsDialog
from kuke_tui.tui.dialogs.save_export import SaveExportDialog
from kuke_tui.tui.review.screen import ReviewScreen
from kuke_tui.tui.screens.accounts import AccountsScreen
from kuke_tui.tui.screens.palette import PaletteScreen
from kuke_tui.workspace.steps import Cursor, Decision, StepKind
from kuke_tui.workspace.workspace import Workspace
from tests.tui.conftest import DAB
from tests.tui.plan_samples import PLAN, fresh_export
from tests.tui.waiting import until_on

ScreenText = Callable[[App[None]], str]
SIZE = (100, 30)
FORMATS = ("xlsx", "html", "md", "csv")


async def open_format(pilot: Pilot[None], form: str) -> None:
    """Choose a format in the menu."""
    await until_on(pilot, ChooseDialog)
    await pilot.press(*["down"] * FORMATS.index(form), "enter")
    await until_on(pilot, SaveAsDialog)


@pytest.mark.usefixtures("edited")
@pytest.mark.parametrize("form", FORMATS)
async def test_the_to_do_list_is_written_beside_the_export_for_its_owner_only(
    app: KukeApp, tmp_path: Path, form: str
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("v", "E")
        await open_format(pilot, form)
        await pilot.press("enter")
        await until_on(pilot, ReviewScreen)
    written = tmp_path / f"firma-lista-klikniec.{form}"
    content = written.read_bytes()
    if form == "xlsx":
        assert content.startswith(b"PK")
    else:
        assert content.startswith(b"\xef\xbb\xbf") is (form == "csv")
        text = content.decode()
        assert "p.slazak" in text
        assert "m.zuraw" not in text
    if sys.platform != "win32":
        assert stat.S_IMODE(written.stat().st_mode) == 0o600


@pytest.mark.usefixtures("edited")
async def test_a_name_that_is_taken_is_not_offered_and_not_replaced_without_a_yes(
    app: KukeApp, tmp_path: Path
) -> None:
    taken = tmp_path / "firma-lista-klikniec.md"
    taken.write_text("stara lista", encoding="utf-8")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("E")
        await open_format(pilot, "md")
        field = app.screen.query_one(Input)
        assert field.value == str(tmp_path / "firma-lista-klikniec-2.md")
        field.value = str(taken)
        await pilot.press("enter")
        await until_on(pilot, ConfirmDialog)
        await pilot.press("enter")
        await until_on(pilot, SaveAsDialog)
        assert taken.read_text(encoding="utf-8") == "stara lista"
        await pilot.press("enter")
        await until_on(pilot, ConfirmDialog)
        await pilot.press("right", "enter")
        await until_on(pilot, AccountsScreen)
    assert "p.slazak" in taken.read_text(encoding="utf-8")


@pytest.mark.usefixtures("edited")
async def test_the_export_itself_is_never_replaced_by_a_list(app: KukeApp, tmp_path: Path) -> None:
    export = tmp_path / "firma.xlsx"
    export.write_bytes(b"export")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("E")
        await open_format(pilot, "xlsx")
        app.screen.query_one(Input).value = str(export)
        await pilot.press("enter")
        await until_on(pilot, MessageDialog)
        await pilot.press("enter")
        await until_on(pilot, SaveAsDialog)
        await pilot.press("escape")
        await until_on(pilot, AccountsScreen)
    assert export.read_bytes() == b"export"
    assert not (tmp_path / "firma-lista-klikniec.xlsx").exists()


@pytest.mark.usefixtures("edited")
async def test_a_list_that_can_not_be_written_is_told_and_another_place_asked_for(
    app: KukeApp, screen_words: ScreenText, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_use(target: Path, *_args: object, **_kwargs: object) -> None:
        raise SheetError(SheetErrorCode.IN_USE, path=str(target))

    monkeypatch.setattr("kuke_tui.tui.flows.documents.write_private", in_use)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("E")
        await open_format(pilot, "csv")
        await pilot.press("enter")
        await until_on(pilot, MessageDialog)
        assert "Nie zapisano" in screen_words(app)
        await pilot.press("enter")
        await until_on(pilot, SaveAsDialog)


async def test_the_change_list_is_what_verify_takes(
    app: KukeApp, workspace: Workspace, tmp_path: Path
) -> None:
    left = {DAB: Decision("odchodzi")}
    workspace.edit(StepKind.BULK, Cursor(0), PLAN, decisions=left)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("P")
        await until_on(pilot, SaveAsDialog)
        await pilot.press("enter")
        await until_on(pilot, AccountsScreen)
    written = tmp_path / "firma-lista-zmian.json"
    plan = read_change_list(written)
    assert plan.baseline is not None
    assert [(each.login, each.reason) for each in plan.left] == [("b.dab", "odchodzi")]
    found = verify(plan, fresh_export())
    assert [change.login for change in found.unplanned] == ["e.lecki"]
    assert json.loads(written.read_text(encoding="utf-8"))["reading"] == "strict"


async def test_without_changes_there_is_no_list(app: KukeApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("E", "P")
        await pilot.pause()
        assert isinstance(app.screen, AccountsScreen)


@pytest.mark.usefixtures("edited")
@pytest.mark.parametrize("keys", [[], ["v"], ["w"], ["!"], ["enter"]])
async def test_the_palette_offers_the_lists_wherever_an_export_is_open(
    app: KukeApp, keys: list[str]
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        await pilot.press(":")
        await until_on(pilot, PaletteScreen)
        await pilot.press(*"lista klik", "enter")
        await until_on(pilot, ChooseDialog)


@pytest.mark.usefixtures("edited")
async def test_after_saving_the_list_of_clicks_is_the_next_step(
    app: KukeApp, tmp_path: Path, screen_words: ScreenText
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+s")
        await until_on(pilot, SaveExportDialog)
        await pilot.press("enter")
        await until_on(pilot, ConfirmDialog)
        assert "Lista kliknięć" in screen_words(app)
        await pilot.press("right", "enter")
        await open_format(pilot, "html")
        await pilot.press("enter")
        await until_on(pilot, AccountsScreen)
    assert (tmp_path / "firma-lista-klikniec.html").exists()
