"""From the plan to the fresh export and on from there."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import Verdict
from kuke_tui.domain.verification import verify
from kuke_tui.exchange.change_list_file import change_list_pieces
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.opening import ReadOptions
from kuke_tui.sheets.recognition.mapping import (
    Column,
    ColumnMapping,
    TableKind,
    TableMapping,
)
from kuke_tui.sheets.recognition.names import Meaning
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.dialogs.choose import ChooseDialog
from kuke_tui.tui.dialogs.confirm import ConfirmDialog
from kuke_tui.tui.dialogs.leave import LeaveDialog
from kuke_tui.tui.dialogs.message import MessageDialog
from kuke_tui.tui.dialogs.open_file import OpenFileDialog
from kuke_tui.tui.dialogs.save_as import SaveAsDialog
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.screens.accounts import AccountsScreen
from kuke_tui.tui.screens.start import StartScreen
from kuke_tui.tui.sheet_files import SheetFiles
from kuke_tui.tui.verification import lines
from kuke_tui.tui.verification.lines import verification_lines
from kuke_tui.tui.verification.reading import ReadingScreen
from kuke_tui.tui.verification.screen import VerificationScreen
from kuke_tui.tui.work import Work
from kuke_tui.workspace.planning import change_list_of
from kuke_tui.workspace.saved_files import remember_saved
from kuke_tui.workspace.steps import Cursor, Decision, StepKind
from kuke_tui.workspace.workspace import Workspace
from tests.tui.conftest import DAB, ZURAW, MemoryFile, made_up_export
from tests.tui.plan_samples import PLAN, FreshFiles, fresh_export
from tests.tui.waiting import until, until_on

ScreenText = Callable[[App[None]], str]
SIZE = (140, 50)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FreshFiles:
    monkeypatch.chdir(tmp_path)
    Path("luty.xlsx").touch()
    folder = tmp_path / "luty"
    folder.mkdir()
    return FreshFiles(folder)


@pytest.fixture
def planned(workspace: Workspace) -> Workspace:
    left = {DAB: Decision("odchodzi w marcu")}
    workspace.edit(StepKind.BULK, Cursor(0), PLAN, decisions=left)
    return workspace


@pytest.fixture
def app(work: Work, recent: RecentFiles, files: FreshFiles, tmp_path: Path) -> KukeApp:
    return KukeApp(work, recent=recent, files=files, sessions=tmp_path / "sessions")


@pytest.fixture
def change_list(tmp_path: Path) -> Path:
    """The same plan in a file, made under the lenient reading."""
    workspace = Workspace(made_up_export(), reading=Reading.LENIENT)
    workspace.edit(StepKind.BULK, Cursor(0), PLAN)
    path = tmp_path / "plan.json"
    plan = change_list_of(workspace, "2026-02-03T10:15:00+01:00")
    path.write_text("".join(change_list_pieces(plan)), encoding="utf-8")
    return path


async def name_file(pilot: Pilot[None], path: Path) -> None:
    """Type a path into the dialog that asks for one."""
    await until_on(pilot, OpenFileDialog)
    dialog = pilot.app.screen
    dialog.query_one(Input).value = str(path)
    await pilot.press("enter")
    await until(pilot, lambda: dialog not in pilot.app.screen_stack)


async def until_told(pilot: Pilot[None]) -> None:
    """Wait until it is told what remains, and the list of accounts stands there."""
    await until(pilot, lambda: bool(pilot.app._notifications))
    await until_on(pilot, AccountsScreen)


async def verify_own_plan(pilot: Pilot[None]) -> None:
    """Hold the fresh export against the plan made here."""
    await pilot.press("V")
    await until_on(pilot, ChooseDialog)
    await pilot.press("enter")
    await name_file(pilot, Path("luty.xlsx"))


@pytest.mark.usefixtures("planned")
async def test_each_step_and_account_is_told_planned_apart_from_confirmed(
    app: KukeApp, screen_text: ScreenText
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await verify_own_plan(pilot)
        await until_on(pilot, VerificationScreen)
        text = screen_text(app)
        assert "Zaplanowane zmiany widoczne w świeżym eksporcie: 6 z 13." in text
        assert (
            "Kroki: zrobione 6 · niezrobione 1 · inaczej 0 · nie wiadomo 6 · nieplanowane 1" in text
        )
        assert "Konta: potwierdzone TAK 4 · planowane TAK 1 · nie przejdzie 2 · werdykt ? 1" in text
        assert "✓ potwierdzone TAK  p.slazak" in text
        assert "… planowane TAK  m.zuraw" in text
        assert "? nie ma go w świeżym eksporcie  j.kowalski" in text
        assert text.index("m.zuraw") < text.index("j.kowalski") < text.index("p.slazak")
        await pilot.press("end")
        await pilot.pause()
        text = screen_text(app)
        for told in (
            "e.lecki",
            "n.nowa",
            "Nowe konta",
            "j.kowalski",
            "odchodzi w marcu",
            "k.nowak",
        ):
            assert told in text, told


@pytest.mark.usefixtures("planned")
async def test_a_small_window_shows_every_state_too(app: KukeApp, screen_text: ScreenText) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await verify_own_plan(pilot)
        await until_on(pilot, VerificationScreen)
        text = screen_text(app)
    assert "Małgorzata Żuraw · klient 4711  niezrobione 1" in text
    assert "07002 · Limity kredytowe · podgląd: zaznacz  nie wiadomo" in text


def test_of_very_many_steps_the_first_of_each_account_are_shown(
    planned: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = verify(change_list_of(planned, ""), fresh_export())
    everything = len(verification_lines(found))
    monkeypatch.setattr(lines, "_MANY", 12)
    shown = ["".join(text for text, _style in each.pieces) for each in verification_lines(found)]
    assert len(shown) == everything - 2 * 3 + 2
    assert shown.count("    i jeszcze 3") == 2


@pytest.mark.usefixtures("planned")
async def test_what_remains_is_a_new_list_beside_the_fresh_export(
    app: KukeApp, files: FreshFiles
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await verify_own_plan(pilot)
        await until_on(pilot, VerificationScreen)
        await pilot.press("E")
        await until_on(pilot, ChooseDialog)
        await pilot.press("down", "down", "enter")
        await until_on(pilot, SaveAsDialog)
        await pilot.press("enter")
        await until_on(pilot, VerificationScreen)
        await pilot.press("S")
        await until_on(pilot, SaveAsDialog)
        await pilot.press("enter")
        await until_on(pilot, VerificationScreen)
    (todo,) = files.folder.glob("*lista-klikniec.md")
    assert "m.zuraw" in todo.read_text(encoding="utf-8")
    assert "p.slazak" not in todo.read_text(encoding="utf-8")
    (page,) = files.folder.glob("*weryfikacja.html")
    assert "m.zuraw" in page.read_text(encoding="utf-8")


@pytest.mark.usefixtures("planned")
async def test_going_on_makes_what_remains_on_the_fresh_export_as_one_step(
    app: KukeApp,
) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await verify_own_plan(pilot)
        await until_on(pilot, VerificationScreen)
        await pilot.press("o")
        await until_on(pilot, LeaveDialog)
        await pilot.press("enter")
        await until_on(pilot, VerificationScreen)
        await pilot.press("o")
        await until_on(pilot, LeaveDialog)
        await pilot.press("right", "right", "enter")
        await until_told(pilot)
        assert isinstance(app.screen, AccountsScreen)
        workspace = app.screen.workspace
        assert workspace.export.source.file == "firma-luty.xlsx"
        assert set(workspace.changed) == {ZURAW}
        assert workspace.verdict(ZURAW) is Verdict.TAK
        assert [each.reason for each in workspace.decisions.values()] == ["odchodzi w marcu"]
        assert [each.message for each in app._notifications] == [
            "Reszta planu wprowadzona w 1 koncie; u ją cofa."
        ]
        await pilot.press("u")
        await pilot.pause()
        assert not workspace.changed
        assert not workspace.decisions


async def test_a_change_list_is_verified_from_the_start_screen_under_its_own_reading(
    files: FreshFiles,
    recent: RecentFiles,
    change_list: Path,
    tmp_path: Path,
    screen_text: ScreenText,
) -> None:
    app = KukeApp(files=files, recent=recent, sessions=tmp_path / "sessions")
    async with app.run_test(size=SIZE) as pilot:
        await until_on(pilot, StartScreen)
        await pilot.press("V")
        await name_file(pilot, change_list)
        await name_file(pilot, Path("luty.xlsx"))
        await until_on(pilot, VerificationScreen)
        assert "łagodna" in screen_text(app)
        await pilot.press("o")
        await until_told(pilot)
        assert isinstance(app.screen, AccountsScreen)
        assert app.screen.workspace.reading is Reading.LENIENT
        assert set(app.screen.workspace.changed) == {ZURAW}


async def test_the_start_screen_offers_verifying_to_the_mouse_too(
    files: FreshFiles, recent: RecentFiles, tmp_path: Path, screen_text: ScreenText
) -> None:
    app = KukeApp(files=files, recent=recent, sessions=tmp_path / "sessions")
    async with app.run_test(size=SIZE) as pilot:
        await until_on(pilot, StartScreen)
        lines_shown = screen_text(app).splitlines()
        row = next(y for y, text in enumerate(lines_shown) if "(V)" in text)
        await pilot.click(offset=(lines_shown[row].index("(V)"), row))
        await until_on(pilot, OpenFileDialog)


async def test_a_fresh_export_is_read_as_the_open_one_was(
    recent: RecentFiles, tmp_path: Path
) -> None:
    header, row = "kto;co;kim;jak\n", "a.lecka;07001;U;"
    opened, fresh = tmp_path / "styczen" / "firma.csv", tmp_path / "luty" / "firma.csv"
    opened.parent.mkdir()
    fresh.parent.mkdir()
    opened.write_text(f"{header}{row}P\n", encoding="utf-8")
    fresh.write_text(f"{header}{row}Z\n", encoding="utf-8")
    meanings = (Meaning.LOGIN, Meaning.POLICY, Meaning.ROLE, Meaning.LEVEL)
    columns = tuple(
        Column(index, name, meaning, "Obroty" if meaning is Meaning.LEVEL else "")
        for index, (name, meaning) in enumerate(
            zip(header.strip().split(";"), meanings, strict=True)
        )
    )
    table = TableMapping("firma", TableKind.PERMISSIONS, 1, columns)
    options = ReadOptions(mapping=ColumnMapping((table,)))
    file = SheetFiles(options).open(opened, lambda _done, _total: None, Event())
    app = KukeApp(Work(Workspace(file.export), file), recent=recent, sessions=tmp_path / "sessions")
    plan = tmp_path / "plan.json"
    told = change_list_of(Workspace(file.export), "2026-02-03T10:15:00+01:00")
    plan.write_text("".join(change_list_pieces(told)), encoding="utf-8")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("V")
        await until_on(pilot, ChooseDialog)
        await pilot.press("enter")
        await name_file(pilot, plan)
        await name_file(pilot, fresh)
        await until_on(pilot, VerificationScreen)
        await pilot.press("o")
        await until_told(pilot)
        assert app.at_hand is not None
        assert [each.login for each in app.at_hand.workspace.export.accounts] == ["a.lecka"]


async def test_the_open_export_is_held_against_a_change_list(
    files: FreshFiles, recent: RecentFiles, change_list: Path, tmp_path: Path
) -> None:
    fresh = fresh_export()
    workspace = Workspace(fresh)
    work = Work(workspace, MemoryFile(fresh, tmp_path))
    app = KukeApp(work, recent=recent, files=files, sessions=tmp_path / "sessions")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("V")
        await until_on(pilot, ChooseDialog)
        await pilot.press("down", "enter")
        await name_file(pilot, change_list)
        await until_on(pilot, VerificationScreen)
        assert not files.asked
        await pilot.press("o")
        await until_told(pilot)
        assert set(workspace.changed) == {ZURAW}
        await pilot.press("u")
        await pilot.pause()
        assert not workspace.changed


@pytest.mark.usefixtures("planned")
async def test_reading_the_fresh_export_tells_progress_and_can_be_stopped(
    app: KukeApp, files: FreshFiles, screen_words: ScreenText
) -> None:
    files.gate = Event()
    async with app.run_test(size=SIZE) as pilot:
        await verify_own_plan(pilot)
        await until_on(pilot, ReadingScreen)
        await until(pilot, lambda: "1 200 z 5 000" in screen_words(app))
        await pilot.press("escape")
        await until_on(pilot, AccountsScreen)


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (SheetError(SheetErrorCode.NOT_A_SPREADSHEET, path="luty.xlsx"), "luty.xlsx"),
        (ZeroDivisionError("gdzieś"), "ZeroDivisionError"),
    ],
)
async def test_what_goes_wrong_is_told_and_changes_nothing(
    app: KukeApp, files: FreshFiles, screen_words: ScreenText, failure: Exception, told: str
) -> None:
    files.failure = failure
    async with app.run_test(size=SIZE) as pilot:
        await verify_own_plan(pilot)
        await until_on(pilot, MessageDialog)
        assert told in screen_words(app)
        await pilot.press("enter")
        await until_on(pilot, AccountsScreen)


@pytest.mark.usefixtures("planned")
async def test_a_fault_of_the_program_is_kept_and_told_in_one_sentence(
    app: KukeApp, files: FreshFiles, screen_words: ScreenText, own_state: Path
) -> None:
    files.failure = ZeroDivisionError("gdzieś")
    async with app.run_test(size=SIZE) as pilot:
        await verify_own_plan(pilot)
        await until_on(pilot, MessageDialog)
        words = screen_words(app)
    assert "Niczego nie zmieniono: w programie wystąpił błąd (ZeroDivisionError)" in words
    assert "faults.log" in "".join(words.split())
    assert "gdzieś" not in words
    log = own_state / "kuke-tui" / "faults.log"
    assert "ZeroDivisionError: gdzieś" in log.read_text(encoding="utf-8")


async def test_what_is_no_change_list_is_told(
    app: KukeApp, tmp_path: Path, screen_words: ScreenText
) -> None:
    wrong = tmp_path / "plan.json"
    wrong.write_text('{"export": 1}', encoding="utf-8")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("V")
        await until_on(pilot, ChooseDialog)
        await pilot.press("enter")
        await name_file(pilot, wrong)
        await name_file(pilot, Path("luty.xlsx"))
        await until_on(pilot, MessageDialog)
        assert "plan.json" in screen_words(app)


@pytest.mark.usefixtures("planned")
async def test_a_file_that_the_program_saved_confirms_nothing_unless_a_person_knows_better(
    app: KukeApp, files: FreshFiles, tmp_path: Path, screen_words: ScreenText
) -> None:
    remember_saved(app.desk.sessions, tmp_path / "gdzieś.xlsx", files.export.source.sha256)
    async with app.run_test(size=SIZE) as pilot:
        await verify_own_plan(pilot)
        await until_on(pilot, ConfirmDialog)
        assert "zapisany przez kuke-tui, a nie świeży eksport" in screen_words(app)
        await pilot.press("enter")
        await until_on(pilot, AccountsScreen)
        await verify_own_plan(pilot)
        await until_on(pilot, ConfirmDialog)
        await pilot.press("right", "enter")
        await until_on(pilot, VerificationScreen)
        assert "potwierdzone TAK 4" in screen_words(app)


@pytest.mark.usefixtures("planned")
async def test_what_the_program_wrote_is_not_offered_as_a_fresh_export(
    app: KukeApp, tmp_path: Path
) -> None:
    folder = tmp_path / "styczeń"
    folder.mkdir()
    for name in ("firma-lista-klikniec-2.xlsx", "luty.xlsx", "u-mnie.xlsx"):
        (folder / name).write_bytes(b"")
    remember_saved(app.desk.sessions, folder / "u-mnie.xlsx", "3" * 64)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("V")
        await until_on(pilot, ChooseDialog)
        await pilot.press("enter")
        await until_on(pilot, OpenFileDialog)
        app.screen.query_one(Input).value = f"{folder}/"
        await pilot.pause()
        offered = app.screen.query_one(OptionList).options
        assert [Path(str(each.prompt)).name for each in offered] == ["luty.xlsx"]


@pytest.mark.usefixtures("planned")
async def test_the_export_that_the_plan_was_made_against_confirms_nothing(
    app: KukeApp, files: FreshFiles, screen_words: ScreenText
) -> None:
    files.export = made_up_export()
    async with app.run_test(size=SIZE) as pilot:
        await verify_own_plan(pilot)
        await until_on(pilot, VerificationScreen)
        text = screen_words(app)
    assert "Niczego to nie potwierdza." in text
    assert "potwierdzone TAK 0" in text
    assert "Zaplanowane zmiany widoczne w świeżym eksporcie: 0 z 13." in text
