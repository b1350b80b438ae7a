"""Columns and values that the program does not know are explained by key and mouse."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from kuke_tui.domain.export import Role
from kuke_tui.domain.rules import Verdict
from kuke_tui.sheets.recognition.known_mappings import KnownMappings
from kuke_tui.sheets.recognition.mapping import TableKind
from kuke_tui.sheets.recognition.mapping_file import load_mapping
from kuke_tui.sheets.recognition.names import Meaning
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.dialogs.ask import AskDialog
from kuke_tui.tui.dialogs.choose import ChooseDialog
from kuke_tui.tui.dialogs.confirm import ConfirmDialog
from kuke_tui.tui.import_report.screen import ImportReportScreen
from kuke_tui.tui.mapping.grid import ColumnGrid
from kuke_tui.tui.mapping.menus import meanings
from kuke_tui.tui.mapping.screen import MappingScreen
from kuke_tui.tui.mapping.value_list import ValueList
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.screens.accounts import AccountsScreen
from kuke_tui.tui.screens.start import StartScreen
from tests.sheets.exports.files import Row, write_csv, write_xlsx
from tests.tui.waiting import until, until_on

ScreenText = Callable[[App[None]], str]
Press = Callable[..., Awaitable[None]]
STRANGE: list[Row] = [
    ["Raport dostępów"],
    ["Kto", "Osoba", "Kontrakt", "Limity", "Szkody"],
    ["a.lecka", "Anna Łęcka", "07001", "RW", "RW"],
    ["a.lecka", "Anna Łęcka", "07002", "RW", "RW"],
    ["p.slazak", "Piotr Ślązak", "07001", "R", "nic"],
    ["p.slazak", "Piotr Ślązak", "07002", "R", "R"],
]
RECOGNISED: list[Row] = [
    ["Login", "Rola", "Polisa", "Limity"],
    ["ala", "U", "1", "W"],
    ["jan", "U", "1", "Z"],
]
SIZE = (80, 24)


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "dziwny.csv", STRANGE)


@pytest.fixture
def known(tmp_path: Path) -> KnownMappings:
    return KnownMappings(tmp_path / "known")


@pytest.fixture
def opened(recent: RecentFiles, known: KnownMappings, tmp_path: Path) -> Callable[[Path], KukeApp]:
    """Open the program on a file, nothing of it kept outside of the test."""

    def open_on(path: Path) -> KukeApp:
        return KukeApp(path, recent=recent, sessions=tmp_path / "sessions", mappings=known)

    return open_on


def mapping_screen(pilot: Pilot[None]) -> MappingScreen:
    screen = pilot.app.screen
    assert isinstance(screen, MappingScreen)
    return screen


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


async def say(pilot: Pilot[None], column: int, meaning: Meaning) -> None:
    """Go to a column and choose from the menu what it is."""
    screen = mapping_screen(pilot)
    await press(pilot, "home", *["right"] * column, "space")
    assert isinstance(pilot.app.screen, ChooseDialog)
    names = [choice.answer for choice in meanings()]
    at = screen.sheet.columns[column].meaning
    steps = names.index(meaning) - names.index(at)
    await press(pilot, *["down" if steps > 0 else "up"] * abs(steps), "enter")
    assert mapping_screen(pilot) is screen


async def say_all(pilot: Pilot[None]) -> None:
    """Say what the columns of the strange file are."""
    await say(pilot, 0, Meaning.LOGIN)
    await say(pilot, 2, Meaning.POLICY)
    await say(pilot, 3, Meaning.LEVEL)
    await press(pilot, "right", ".")


async def counted(pilot: Pilot[None], text: str, screen_text: ScreenText) -> None:
    """Wait until the counts say something."""
    await until(pilot, lambda: text in screen_text(pilot.app))


async def explain_values(pilot: Pilot[None], screen_text: ScreenText) -> None:
    """Say everybody's role and the three values, in the order of the list."""
    await counted(pilot, "3 czekają na objaśnienie", screen_text)
    lines = [line for line in screen_text(pilot.app).splitlines() if "jeszcze nieobj" in line]
    order = [re.sub(r".*„(.*)”.*", r"\1", line.strip()) for line in lines if "„" in line]
    digits = {"R": "1", "RW": "2", "nic": "0"}
    await press(pilot, "tab", "2", *(digits[text] for text in order))


async def test_an_export_that_is_not_recognised_is_explained_and_read(
    opened: Callable[[Path], KukeApp], strange: Path, screen_text: ScreenText
) -> None:
    app = opened(strange)
    async with app.run_test(size=SIZE) as pilot:
        await until_on(pilot, MappingScreen)
        text = screen_text(app)
        assert "nie rozpoznano tabeli kont" in text
        assert "▸ 2 Kto" in text
        assert "Wskaż w „dziwny” kolumnę: login. (i jeszcze 2)" in text
        await say_all(pilot)
        await explain_values(pilot, screen_text)
        await counted(pilot, "2 konta · 2 polisy · 2 uprawnienia · 0 problemów", screen_text)
        assert "wszystkie są zrozumiałe" in screen_text(app)
        await press(pilot, "enter")
        await until_on(pilot, AccountsScreen)
        assert app.at_hand is not None
        workspace = app.at_hand.workspace
        assert [account.role for account in workspace.export.accounts] == [Role.USER] * 2
        verdicts = [workspace.assessment(account).verdict for account in (0, 1)]
        assert verdicts == [Verdict.TAK, Verdict.NIE]


async def test_enter_says_what_is_missing_and_escape_leaves(
    opened: Callable[[Path], KukeApp], strange: Path, screen_text: ScreenText
) -> None:
    app = opened(strange)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await until_on(pilot, MappingScreen)
        await press(pilot, "enter")
        await until(pilot, lambda: screen_text(app).count("kolumnę: login.") == 2)
        await press(pilot, "escape")
        await until_on(pilot, StartScreen)


async def test_what_was_said_is_offered_for_the_next_file_with_the_header(
    opened: Callable[[Path], KukeApp], strange: Path, tmp_path: Path, screen_text: ScreenText
) -> None:
    app = opened(strange)
    async with app.run_test(size=SIZE) as pilot:
        await until_on(pilot, MappingScreen)
        await say_all(pilot)
        await explain_values(pilot, screen_text)
        await press(pilot, "enter")
        await until_on(pilot, AccountsScreen)
    again = write_xlsx(tmp_path / "nowy.xlsx", [*STRANGE, ["e.nowa", "Ewa", "07001", "R", ""]])
    app = opened(again)
    async with app.run_test(size=SIZE) as pilot:
        await until_on(pilot, ConfirmDialog)
        assert "z takim samym nagłówkiem" in screen_text(app)
        await press(pilot, "right", "enter")
        await until_on(pilot, AccountsScreen)
        assert app.at_hand is not None
        assert len(app.at_hand.workspace.export.accounts) == 3
    app = opened(again)
    async with app.run_test(size=SIZE) as pilot:
        await until_on(pilot, ConfirmDialog)
        await press(pilot, "enter")
        await until_on(pilot, MappingScreen)
        assert mapping_screen(pilot).faults


async def test_a_recognised_file_that_was_explained_otherwise_is_read_so_if_wanted(
    opened: Callable[[Path], KukeApp], tmp_path: Path, screen_text: ScreenText
) -> None:
    path = write_csv(tmp_path / "export.csv", RECOGNISED)
    app = opened(path)
    async with app.run_test(size=SIZE) as pilot:
        await until_on(pilot, AccountsScreen)
        await press(pilot, "l")
        await until_on(pilot, MappingScreen)
        await counted(pilot, "1 czeka na objaśnienie", screen_text)
        await press(pilot, "tab", "2")
        await counted(pilot, "0 problemów", screen_text)
        await press(pilot, "enter")
        await until_on(pilot, AccountsScreen)
        assert app.at_hand is not None
        assert app.at_hand.workspace.assessment(0).verdict is Verdict.TAK
    app = opened(path)
    async with app.run_test(size=SIZE) as pilot:
        await until_on(pilot, ConfirmDialog)
        await press(pilot, "right", "enter")
        await until_on(pilot, AccountsScreen)
        assert app.at_hand is not None
        assert app.at_hand.workspace.assessment(0).verdict is Verdict.TAK


async def test_from_the_import_report_the_columns_are_said_otherwise(
    opened: Callable[[Path], KukeApp], tmp_path: Path, screen_text: ScreenText
) -> None:
    app = opened(write_csv(tmp_path / "export.csv", RECOGNISED))
    async with app.run_test(size=(100, 40)) as pilot:
        await until_on(pilot, AccountsScreen)
        before = app.screen
        await press(pilot, "!")
        await until_on(pilot, ImportReportScreen)
        text = screen_text(app)
        assert "Nieczytelne uprawnienia: 1" in text
        assert "(konto ala)" in text
        assert "uprawnienia kont, nazwy w wierszu 1" in text
        await press(pilot, "l")
        await until_on(pilot, MappingScreen)
        await press(pilot, "escape")
        await until_on(pilot, ImportReportScreen)
        await press(pilot, "l")
        await until_on(pilot, MappingScreen)
        await press(pilot, "right", "right", "right", "delete")
        assert mapping_screen(pilot).faults
        await press(pilot, "u")
        assert not mapping_screen(pilot).faults
        await press(pilot, "enter")
        await until_on(pilot, AccountsScreen)
        assert app.screen is not before
        assert len(app.screen_stack) == 2


async def test_names_stand_in_the_row_that_is_pointed_at_or_nowhere(
    opened: Callable[[Path], KukeApp], strange: Path
) -> None:
    app = opened(strange)
    async with app.run_test(size=SIZE) as pilot:
        await until_on(pilot, MappingScreen)
        screen = mapping_screen(pilot)
        await press(pilot, "down", "r")
        assert screen.sheet.header_row == 3
        assert screen.sheet.columns[0].header == "a.lecka"
        await press(pilot, "r")
        assert screen.sheet.header_row == 0
        assert {column.header for column in screen.sheet.columns} == {""}
        await press(pilot, "u", "u")
        assert screen.sheet.header_row == 2


async def test_encoding_and_delimiter_are_chosen_for_text_files(
    opened: Callable[[Path], KukeApp], tmp_path: Path, screen_text: ScreenText
) -> None:
    rows = [["Kto,to", "Kontrakt"], ["Łęcka,1", "żółw"]]
    app = opened(write_csv(tmp_path / "a.csv", rows, encoding="cp1250", delimiter=";"))
    async with app.run_test(size=SIZE) as pilot:
        await until_on(pilot, MappingScreen)
        assert "cp1250 · separator ;" in screen_text(app)
        await press(pilot, "d")
        await until_on(pilot, ChooseDialog)
        await press(pilot, "down", "down", "enter")
        await counted(pilot, "separator ,", screen_text)
        assert mapping_screen(pilot).sheet.columns[0].header == "Kto"
        await press(pilot, "e")
        await until_on(pilot, ChooseDialog)
        await press(pilot, "down", "enter")
        await counted(pilot, "iso-8859-2", screen_text)


async def test_sheets_are_looked_through_and_said_to_hold_something(
    opened: Callable[[Path], KukeApp], tmp_path: Path, screen_text: ScreenText
) -> None:
    sheets = {"Opis": [["Raport"]], "Dane": STRANGE, "Ludzie": [["Kto", "Kim"], ["ala", "szef"]]}
    app = opened(write_xlsx(tmp_path / "a.xlsx", sheets))
    async with app.run_test(size=SIZE) as pilot:
        await until_on(pilot, MappingScreen)
        screen = mapping_screen(pilot)
        assert "Arkusz „Dane” (2 z 3): uprawnienia kont" in screen_text(app)
        await press(pilot, "]")
        assert "Arkusz „Ludzie” (3 z 3): niewczytywany" in screen_text(app)
        await press(pilot, "a")
        await until_on(pilot, ChooseDialog)
        await press(pilot, "up", "up", "enter")
        assert screen.sheet.kind is TableKind.ACCOUNTS
        await say(pilot, 1, Meaning.ROLE)
        await counted(pilot, "„szef” (role, 1 komórka)", screen_text)
        assert "Rola każdego konta" not in screen_text(app)
        await press(pilot, "tab", "1")
        assert screen.draft.values.roles == {"szef": Role.ADMINISTRATOR}


async def test_a_right_is_named_and_boxes_are_explained(
    opened: Callable[[Path], KukeApp], tmp_path: Path, screen_text: ScreenText
) -> None:
    rows: list[Row] = [["Kto", "Co", "W", "E"], ["ala", "1", "+", "."], ["jan", "1", "", "+"]]
    app = opened(write_csv(tmp_path / "a.csv", rows))
    async with app.run_test(size=SIZE) as pilot:
        await until_on(pilot, MappingScreen)
        screen = mapping_screen(pilot)
        await say(pilot, 0, Meaning.LOGIN)
        await say(pilot, 1, Meaning.POLICY)
        await say(pilot, 2, Meaning.VIEW)
        await say(pilot, 3, Meaning.CHANGE)
        for _column in range(2):
            await press(pilot, "n")
            await until_on(pilot, AskDialog)
            app.screen.query_one(Input).value = "Limity"
            await press(pilot, "enter")
            await until_on(pilot, MappingScreen)
            await press(pilot, "left")
        assert screen.draft.mapping.tables[0].rights == ("Limity",)
        assert screen.faults == ()
        await counted(pilot, "„+” (pola, 2 komórki)", screen_text)
        await press(pilot, "v", "down", "space")
        await until_on(pilot, ChooseDialog)
        await press(pilot, "down", "enter")
        assert screen.draft.values.boxes == {"+": True}
        await press(pilot, "up", "delete")
        assert screen.draft.values.boxes == {}


async def test_a_mapping_is_saved_and_used_for_another_file(
    opened: Callable[[Path], KukeApp], strange: Path, tmp_path: Path, screen_text: ScreenText
) -> None:
    app = opened(strange)
    path = tmp_path / "dziwny-kolumny.toml"
    async with app.run_test(size=SIZE) as pilot:
        await until_on(pilot, MappingScreen)
        await say_all(pilot)
        await press(pilot, "S")
        await until_on(pilot, AskDialog)
        assert app.screen.query_one(Input).value == str(path)
        await press(pilot, "enter")
        await until_on(pilot, MappingScreen)
        assert load_mapping(path).tables[0].rights == ("Limity", "Szkody")
        await press(pilot, "S")
        await until_on(pilot, AskDialog)
        await press(pilot, "enter")
        await until_on(pilot, ConfirmDialog)
        await press(pilot, "enter")
    app = opened(strange)
    async with app.run_test(size=SIZE) as pilot:
        await until_on(pilot, MappingScreen)
        assert mapping_screen(pilot).faults
        await press(pilot, "o")
        await until_on(pilot, AskDialog)
        await press(pilot, "enter")
        await until_on(pilot, MappingScreen)
        assert mapping_screen(pilot).faults == ()
        await counted(pilot, "3 czekają", screen_text)


async def test_a_mapping_that_is_wrong_or_does_not_fit_is_told_and_changes_nothing(
    opened: Callable[[Path], KukeApp], strange: Path, tmp_path: Path, screen_text: ScreenText
) -> None:
    wrong = tmp_path / "zly.toml"
    wrong.write_text("version = 7", encoding="utf-8")
    app = opened(strange)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await until_on(pilot, MappingScreen)
        draft = mapping_screen(pilot).draft
        await press(pilot, "o")
        await until_on(pilot, AskDialog)
        app.screen.query_one(Input).value = str(wrong)
        await press(pilot, "enter")
        await counted(pilot, "„zly.toml”: wartości version", screen_text)
        assert mapping_screen(pilot).draft == draft


async def test_the_mouse_points_at_columns_rows_and_values(
    opened: Callable[[Path], KukeApp], strange: Path
) -> None:
    app = opened(strange)
    async with app.run_test(size=SIZE) as pilot:
        await until_on(pilot, MappingScreen)
        screen = mapping_screen(pilot)
        await pilot.click(ColumnGrid, offset=(8, 1), times=2)
        await until_on(pilot, ChooseDialog)
        await press(pilot, "down", "enter")
        assert screen.sheet.columns[0].meaning is Meaning.LOGIN
        await pilot.click(ColumnGrid, offset=(2, 4), times=2)
        assert screen.sheet.header_row == 3
        await pilot.click(ValueList, offset=(4, 0), times=2)
        await until_on(pilot, ChooseDialog)
        await press(pilot, "enter")
        assert screen.draft.values.default_role is Role.ADMINISTRATOR


async def test_a_long_file_is_counted_by_its_first_rows_then_whole(
    opened: Callable[[Path], KukeApp], tmp_path: Path, screen_text: ScreenText
) -> None:
    rows: list[Row] = [["Login", "Rola", "Polisa", "Limity"]]
    rows += [[f"u{n}", "U", "1", "Z"] for n in range(2500)]
    app = opened(write_csv(tmp_path / "a.csv", [*rows, ["ala", "U", "1", "RW"]]))
    async with app.run_test(size=(120, 30)) as pilot:
        await until_on(pilot, AccountsScreen)
        await press(pilot, "l")
        await until_on(pilot, MappingScreen)
        await counted(pilot, "(w pierwszych wierszach; trwa liczenie wszystkich…)", screen_text)
        await counted(pilot, "2\u00a0501 kont", screen_text)
        assert "„RW” (uprawnienia, 1 komórka)" in screen_text(app)


async def test_cells_cant_steer_the_terminal(
    opened: Callable[[Path], KukeApp], tmp_path: Path, screen_text: ScreenText
) -> None:
    rows: list[Row] = [["Kto\x1b]0;x\x07", "[red]Co[/]"], ["a\x1b[2J", "\u202eb"]]
    app = opened(write_csv(tmp_path / "a.csv", rows))
    async with app.run_test(size=SIZE) as pilot:
        await until_on(pilot, MappingScreen)
        text = screen_text(app)
        assert "[red]Co[/]" in text
        assert not set(text) & set("\x1b\x07\u202e")
        await press(pilot, "space")
        assert "\x1b" not in screen_text(app)
