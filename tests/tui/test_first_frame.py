"""What the first frame does without: later modules, styles parsed twice, collecting garbage."""

import gc
import subprocess
import sys

import pytest
from textual.css.stylesheet import Stylesheet

from kuke_tui.settings.settings import Settings
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.screens.start import StartScreen
from kuke_tui.tui.settled_app import Setup
from tests.tui.waiting import until, until_on

LATER = ("domain.rules", "domain.export", "workspace", "sheets.opening", "messages.errors")


def test_the_rules_and_all_that_works_with_accounts_come_behind_it() -> None:
    code = (
        "import sys\n"
        "import kuke_tui.cli.demo, kuke_tui.cli.running, kuke_tui.tui.app\n"
        "from kuke_tui.tui.sheet_files import SheetFiles\n"
        "SheetFiles().demo()\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "kuke_tui.tui.app" in loaded
    assert not {"json", *(f"kuke_tui.{each}" for each in LATER)} & set(loaded)


@pytest.mark.parametrize(
    ("theme", "paper"), [("kuke-light", "rgb(251,251,248)"), ("ansi-light", "ansi_default")]
)
async def test_it_has_the_chosen_theme_and_parses_no_style_twice(
    recent: RecentFiles, monkeypatch: pytest.MonkeyPatch, theme: str, paper: str
) -> None:
    parsed_anew: list[Stylesheet] = []
    monkeypatch.setattr(Stylesheet, "reparse", parsed_anew.append)
    app = KukeApp(recent=recent, setup=Setup(Settings(theme=theme, tour=False)))
    async with app.run_test() as pilot:
        await until_on(pilot, StartScreen)
        assert parsed_anew == []
        assert (app.has_class("-light-mode"), app.has_class("-dark-mode")) == (True, False)
        assert app.screen.styles.background.css == paper


async def test_garbage_is_collected_again_behind_it(recent: RecentFiles) -> None:
    gc.disable()
    try:
        async with KukeApp(recent=recent).run_test() as pilot:
            await until(pilot, gc.isenabled)
    finally:
        gc.enable()
        gc.unfreeze()
