"""The list of accounts: moving, finding, marking, undoing, and what is told beside it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from textual.app import App
from textual.pilot import Pilot

from kuke_tui.domain.reading import Reading
from kuke_tui.i18n import set_language
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.corrections.screen import CorrectionsScreen
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.screens.accounts import AccountsScreen
from kuke_tui.tui.screens.story import StoryScreen
from kuke_tui.tui.work import Work
from kuke_tui.workspace.workspace import Workspace

LECKA, SLAZAK, KOWALSKI, ZURAW, ADMIN, DAB, NOWAK, LECKI = range(8)
ScreenText = Callable[[App[None]], str]


def accounts_of(app: KukeApp) -> AccountsScreen:
    screen = app.screen
    assert isinstance(screen, AccountsScreen)
    return screen


def shown(app: KukeApp) -> list[int]:
    return list(accounts_of(app).accounts.rows)


def at(app: KukeApp) -> int | None:
    return accounts_of(app).accounts.account


async def press(pilot: Pilot[None], keys: Sequence[str]) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_it_opens_at_the_first_problem(app: KukeApp, screen_text: ScreenText) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        assert at(app) == SLAZAK
        text = screen_text(app)
        assert "✗ NIE      p.slazak" in text
        assert "✓ TAK      a.lecka" in text
        assert "?          k.nowak" in text
        assert "8 kont · ✓ 3 TAK · ✗ 4 NIE · ? 1 · do zrobienia: 5" in text


@pytest.mark.parametrize(
    ("keys", "account"),
    [
        (["down"], KOWALSKI),
        (["j", "j", "k"], KOWALSKI),
        (["end"], LECKI),
        (["end", "home"], LECKA),
        (["G", "g"], LECKA),
        (["pagedown"], LECKI),
        (["end", "down"], LECKI),
        (["n"], KOWALSKI),
        (["p"], NOWAK),
        (["end", "n"], SLAZAK),
    ],
)
async def test_keys_move_the_cursor(app: KukeApp, keys: list[str], account: int) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, keys)
        assert at(app) == account


async def test_search_folds_polish_letters_and_narrows_at_each_key(
    app: KukeApp, screen_text: ScreenText
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "/lecka")
        assert shown(app) == [LECKA]
        assert "1 z 8" in screen_text(app)
        await press(pilot, ["backspace"])
        assert shown(app) == [LECKA, LECKI]
        await press(pilot, ["enter", "down"])
        assert at(app) == LECKI


async def test_escape_takes_the_search_back_before_only_problems(app: KukeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["f", *"/nowak", "enter"])
        assert shown(app) == [NOWAK]
        await press(pilot, ["escape"])
        assert shown(app) == [SLAZAK, KOWALSKI, ZURAW, DAB, NOWAK]
        assert at(app) == NOWAK
        await press(pilot, ["escape"])
        assert len(shown(app)) == 8


async def test_letters_typed_into_the_search_are_no_commands(app: KukeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["/", "q", "?", "u"])
        assert accounts_of(app).view.query == "q?u"


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ("/kwiatek", "Żadne konto nie pasuje do „kwiatek”."),
        ("/powód:xyz", "„xyz” nie jest znaną wartością tego pola."),
    ],
)
async def test_an_empty_list_says_why(
    app: KukeApp, screen_text: ScreenText, keys: str, sentence: str
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, keys)
        assert sentence in screen_text(app)


async def test_a_fixed_account_stays_in_sight_until_one_moves_on(
    app: KukeApp, edited: Workspace
) -> None:
    edited.undo()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["f"])
        edited.redo()
        accounts_of(app).refresh_all()
        await press(pilot, [])
        assert at(app) == SLAZAK
        await press(pilot, ["down"])
        assert SLAZAK not in shown(app)
        assert at(app) == KOWALSKI


async def test_undo_and_redo_take_the_cursor_to_the_change(
    app: KukeApp, edited: Workspace, screen_text: ScreenText
) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        assert "● niezapisane" in screen_text(app)
        await press(pilot, ["end", "u"])
        assert at(app) == SLAZAK
        assert not edited.changed
        assert "niezapisane" not in screen_text(app)
        await press(pilot, ["end", "U"])
        assert at(app) == SLAZAK
        assert len(edited.changed) == 3
        await press(pilot, ["ctrl+z"])
        assert not edited.changed


@pytest.mark.usefixtures("edited")
async def test_undo_shows_an_account_that_the_filter_hides(app: KukeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, [*"/nowak", "enter", "u"])
        assert shown(app) == [SLAZAK, NOWAK]
        assert at(app) == SLAZAK


@pytest.mark.usefixtures("edited")
async def test_edited_verdicts_are_marked_as_planned(app: KukeApp, screen_text: ScreenText) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        text = screen_text(app)
        assert "✓ TAK plan p.slazak" in text
        assert "✗ NIE plan a.lecka" in text
        assert "(w planie 1)" in text


async def test_the_order_is_chosen_by_whole_words(app: KukeApp, screen_text: ScreenText) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["s"])
        assert "Liczba zmian" in screen_text(app)


async def test_marks_survive_filtering(app: KukeApp, screen_text: ScreenText) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["space", "space"])
        assert accounts_of(app).view.marks == {SLAZAK, KOWALSKI}
        assert at(app) == ZURAW
        assert "● ✗ NIE      p.slazak" in screen_text(app)
        await press(pilot, [*"/nowak", "enter", "escape", *"/zaznaczone"])
        assert shown(app) == [SLAZAK, KOWALSKI]


async def test_sorting_by_menu_and_by_a_click_on_a_heading(app: KukeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ["s", "j", "j", "enter"])
        logins = [accounts_of(app).workspace.account(each).login for each in shown(app)]
        assert logins == sorted(logins)
        await pilot.click("#main", offset=(14, 0))
        await pilot.pause()
        assert shown(app)[0] == SLAZAK
        assert at(app) == SLAZAK


async def test_a_click_selects(app: KukeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click("#main", offset=(20, 6))
        assert at(app) == DAB


async def test_a_wide_window_tells_the_story_beside_the_list(
    app: KukeApp, screen_text: ScreenText
) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, ["end", "up"])
        text = screen_text(app)
        assert "Kamil Nowak" in text
        assert "Problemy w pliku" in text
        assert "NIETAK" in text
        assert "08001" in text


async def test_a_narrow_window_tells_the_story_and_the_rule_by_a_key(
    app: KukeApp, screen_text: ScreenText
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Dlaczego\n" not in screen_text(app)
        await press(pilot, ["w"])
        assert isinstance(app.screen, StoryScreen)
        assert "Piotr Ślązak" in screen_text(app)
        await press(pilot, ["end"])
        assert "przykład nr 2" in screen_text(app)
        await press(pilot, ["escape"])
        assert at(app) == SLAZAK


async def test_the_reading_is_switched_and_stated(
    app: KukeApp, workspace: Workspace, screen_text: ScreenText
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        readings = [workspace.reading]
        await press(pilot, ["R"])
        readings.append(workspace.reading)
        assert "wykładnia łagodna" in screen_text(app)
        await press(pilot, ["R"])
        readings.append(workspace.reading)
        assert readings == [Reading.STRICT, Reading.LENIENT, Reading.STRICT]


async def test_the_footer_ends_with_help_all_commands_and_the_way_out(
    app: KukeApp, screen_text: ScreenText
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        footer = screen_text(app).splitlines()[-1]
        assert footer.split() == [
            *("Enter", "Uprawnienia", "c", "Poprawki…"),
            *("?", "Pomoc", ":", "Polecenia…", "q", "Zakończ"),
        ]
        await press(pilot, ["f"])
        assert screen_text(app).rstrip().endswith("? Pomoc   : Polecenia…   Esc Zdejmij filtr")
        await press(pilot, ["/"])
        footer = screen_text(app).splitlines()[-1]
        assert footer.rstrip().endswith("F1 Pomoc   Ctrl+P Polecenia…   Esc Zdejmij filtr")


async def test_the_footer_can_be_clicked(app: KukeApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        footer_text = "c Poprawki…"
        line = app.screen._compositor.render_strips()[-1].text
        await pilot.click("CommandFooter", offset=(line.index(footer_text), 0))
        await pilot.pause()
        assert isinstance(app.screen, CorrectionsScreen)


async def test_the_language_is_switched_in_place(app: KukeApp, screen_text: ScreenText) -> None:
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, [":", *"english", "enter"])
        text = screen_text(app)
        assert "strict reading" in text
        assert "Verdict" in text
        assert len(shown(app)) == 8
    set_language("pl")


async def test_what_stands_in_the_file_never_reaches_the_terminal_raw(
    workspace: Workspace, recent: RecentFiles, screen_text: ScreenText
) -> None:
    export = workspace.export
    hostile = replace(export.accounts[SLAZAK], name="\x1b]2;x\x07[bold]Piotr[/]\u202e")
    accounts = (hostile, *export.accounts)
    app = KukeApp(Work(Workspace(replace(export, accounts=accounts))), recent=recent)
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, ["home"])
        text = screen_text(app)
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "[bold]Piotr" in text


async def test_a_window_too_small_says_so_and_goes_on_when_it_has_grown(
    app: KukeApp, screen_text: ScreenText
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.resize_terminal(50, 15)
        await pilot.pause()
        assert "To okno jest za małe" in screen_text(app)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert "p.slazak" in screen_text(app)


@pytest.mark.usefixtures("edited")
async def test_the_smallest_terminal_tells_how_many_accounts_and_how_many_are_to_be_done(
    app: KukeApp, screen_text: ScreenText
) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        first, second = screen_text(app).splitlines()[:2]
        assert "● niezapisane" in first
        assert second.startswith(" 8 kont · do zrobienia:")


async def test_an_export_without_accounts_promises_nothing(
    workspace: Workspace, recent: RecentFiles, screen_text: ScreenText
) -> None:
    nobody = replace(workspace.export, accounts=(), problems=())
    app = KukeApp(Work(Workspace(nobody)), recent=recent)
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause()
        assert "W eksporcie nie ma żadnych kont." in screen_text(app)
        assert "Wszystkie konta zostaną zmigrowane." not in screen_text(app)
