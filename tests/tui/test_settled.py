"""The program looks and speaks as it was set, and keeps what is chosen on screen."""

from pathlib import Path

import pytest

from kuke_tui.domain.reading import Reading
from kuke_tui.settings.file import SettingsFile
from kuke_tui.settings.settings import Settings
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.screens.accounts import AccountsScreen
from kuke_tui.tui.settled_app import Setup
from kuke_tui.tui.work import Work
from kuke_tui.workspace.list_view import SortKey


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings" / "settings.toml")


async def test_what_is_chosen_is_kept(
    work: Work, recent: RecentFiles, settings: SettingsFile
) -> None:
    app = KukeApp(work, recent=recent, setup=Setup(file=settings))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("T", "down", "enter")
        await pilot.pause()
        await app.run_action("switch_language")
        await pilot.press("s", *["down"] * 2, "enter")
        await pilot.pause()
    assert settings.load() == (
        Settings(language="en", theme="kuke-light", sort="login", tour=True),
        (),
    )


async def test_it_begins_as_it_was_set(work: Work, recent: RecentFiles) -> None:
    chosen = Settings(theme="kuke-contrast", sort="name", sort_descending=True)
    app = KukeApp(work, recent=recent, setup=Setup(chosen))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.theme == "kuke-contrast"
        assert isinstance(app.screen, AccountsScreen)
        assert app.screen.view.sort is SortKey.NAME
        assert app.screen.view.descending
        names = [work.workspace.account(at).name for at in app.screen.accounts.rows]
        assert names[0] == "Piotr Ślązak"


async def test_without_a_settings_file_nothing_is_kept(app: KukeApp, own_state: Path) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("T", "down", "enter")
        await pilot.pause()
    assert not (own_state / "kuke-tui" / "settings.toml").exists()


async def test_a_wrong_file_is_told_of(
    work: Work, recent: RecentFiles, settings: SettingsFile
) -> None:
    settings.path.parent.mkdir()
    settings.path.write_text('theme = "pink"\nascii = 1\n', encoding="utf-8")
    chosen, faults = settings.load()
    setup = Setup(chosen, settings, complaints=tuple(fault.text() for fault in faults))
    app = KukeApp(work, recent=recent, setup=setup, reading=Reading.STRICT)
    async with app.run_test() as pilot:
        await pilot.pause()
        (told,) = app._notifications
    assert told.title == str(settings.path)
    wrong = told.message.splitlines()
    assert [line.partition(" nie może")[0] for line in wrong] == [
        "wiersz 1: „theme”",
        "wiersz 2: „ascii”",
    ]
