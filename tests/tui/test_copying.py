"""The story of an account and the list can be taken out of the program."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.dialogs.copied import CopiedDialog
from kuke_tui.tui.dialogs.save_as import SaveAsDialog
from kuke_tui.tui.flows import copying
from kuke_tui.tui.list_text import list_lines
from kuke_tui.workspace.workspace import Workspace
from tests.tui.waiting import until, until_on

Words = Callable[[App[None]], str]


async def until_written(pilot: Pilot[None], path: Path) -> Path:
    """Wait for a file that a thread writes."""
    await until(pilot, path.exists)
    return path


@pytest.mark.parametrize("keys", [("y",), ("w", "y")], ids=["beside the list", "on its screen"])
async def test_the_story_is_copied(app: KukeApp, keys: tuple[str, ...]) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        assert isinstance(app.screen, CopiedDialog)
        assert app.clipboard.startswith("Piotr Ślązak\n")
        assert "✗ NIE" in app.clipboard
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, CopiedDialog)


@pytest.mark.usefixtures("edited")
async def test_the_lines_of_a_screen_are_copied_unbroken(app: KukeApp) -> None:
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await pilot.press("v")
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
    assert "Piotr Ślązak" in app.clipboard


async def test_the_list_is_copied_as_it_is_shown(app: KukeApp) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("slash", *"nowak", "enter", "Y")
        await pilot.pause()
    lines = app.clipboard.splitlines()
    assert len(lines) == 2
    assert lines[0].split("\t")[2] == "Login"
    assert lines[1].split("\t")[:4] == ["?", "5822", "k.nowak", "Kamil Nowak"]


def test_no_cell_of_the_list_is_a_formula_or_moves_the_terminal() -> None:
    from dataclasses import replace

    from tests.tui.conftest import made_up_export

    export = made_up_export()
    bad = replace(export.accounts[0], name="=HYPERLINK()", login="a\x1b]0;x\x07\tb")
    workspace = Workspace(replace(export, accounts=(bad,)))
    line = list(list_lines(workspace, [0]))[1]
    assert "\t'=HYPERLINK()\t" in line
    assert "\x1b" not in line
    assert line.count("\t") == 6


async def test_what_a_terminal_does_not_take_goes_to_a_file(app: KukeApp, tmp_path: Path) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("Y")
        await pilot.pause()
        await pilot.press("right", "enter")
        await until_on(pilot, SaveAsDialog)
        await pilot.press("enter")
        written = await until_written(pilot, tmp_path / "firma-lista-kont.tsv")
    assert "k.nowak" in written.read_text(encoding="utf-8-sig")
    assert written.stat().st_mode & 0o077 == 0


async def test_what_is_too_long_is_not_sent_to_the_terminal(
    app: KukeApp, screen_words: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_MOST", 40)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("Y")
        await pilot.pause()
        assert "za dużo" in screen_words(app)
    assert app.clipboard == ""


async def test_the_screen_is_written_to_a_picture_that_fetches_nothing(
    app: KukeApp, tmp_path: Path
) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("colon", *"zrzut", "enter")
        await until_on(pilot, SaveAsDialog)
        await pilot.press("enter")
        written = await until_written(pilot, tmp_path / "firma-ekran.svg")
    picture = written.read_text(encoding="utf-8")
    assert "Piotr" in picture
    assert "zrzut" not in picture
    assert 'url("http' not in picture
    assert written.stat().st_mode & 0o077 == 0
