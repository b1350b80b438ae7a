"""A reason is written in the person's own editor where one is set."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.app import App
from textual.widgets import Input

from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.dialogs.decision import DecisionDialog
from kuke_tui.tui.editor import editor_command
from kuke_tui.workspace.steps import Decision
from kuke_tui.workspace.workspace import Workspace
from tests.tui.conftest import SLAZAK

Words = Callable[[App[None]], str]


@contextmanager
def given_away() -> Iterator[None]:
    """The terminal, given away; the tests' own one can't be."""
    yield


def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> None:
    """Set an editor that does something with ``path``, the file it is called with."""
    script = tmp_path / "editor.py"
    script.write_text(f"import sys, pathlib\npath = pathlib.Path(sys.argv[-1])\n{does}\n")
    monkeypatch.setattr(KukeApp, "suspend", lambda _app: given_away())
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script} --wait")


async def test_a_reason_is_written_in_it(
    app: KukeApp, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(
        tmp_path,
        monkeypatch,
        "assert path.read_text(encoding='utf-8') == 'urlop\\n'\n"
        "assert path.stat().st_mode & 0o077 == 0 or sys.platform == 'win32'\n"
        "path.write_text('w grudniu\\nodchodzi z\\tfirmy\\n', encoding='utf-8')",
    )
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("d", *"urlop", "ctrl+e")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "w grudniu odchodzi z firmy"
        await pilot.press("enter")
        await pilot.pause()
    assert workspace.decisions == {SLAZAK: Decision("w grudniu odchodzi z firmy")}


async def test_it_has_a_button(
    app: KukeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, monkeypatch, "path.write_text('urlop', encoding='utf-8')")
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
        await pilot.click("#choice-1")
        await pilot.pause()
        assert isinstance(app.screen, DecisionDialog)
        assert app.screen.query_one(Input).value == "urlop"


async def test_its_key_stands_in_the_help_of_the_window(
    app: KukeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, screen_words: Words
) -> None:
    editor(tmp_path, monkeypatch, "")
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("d", "f1")
        await pilot.pause()
        assert "Ctrl+E" in screen_words(app)


@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("sys.exit(1)", ""),
        ("path.write_bytes(b'\\xff')", "nie da się"),
        ("path.write_text('x' * 600)", "500"),
    ],
    ids=["given up", "not text", "too long"],
)
async def test_what_it_does_not_give_is_told(
    app: KukeApp,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    screen_words: Words,
    does: str,
    told: str,
) -> None:
    editor(tmp_path, monkeypatch, does)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("d", *"urlop", "ctrl+e")
        await pilot.pause()
        assert told in screen_words(app)
        assert app.screen.query_one(Input).value in ("urlop", "x" * 500)


async def test_one_that_is_not_there_is_told(
    app: KukeApp, monkeypatch: pytest.MonkeyPatch, screen_words: Words
) -> None:
    monkeypatch.setattr(KukeApp, "suspend", lambda _app: given_away())
    monkeypatch.setenv("EDITOR", "no-such-editor-anywhere")
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("d", "ctrl+e")
        await pilot.pause()
        assert "no-such-editor-anywhere" in screen_words(app)


async def test_without_one_the_key_is_the_field_s_own(app: KukeApp) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("d", *"urlop", "home", "ctrl+e", "x")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "urlopx"
        assert not app.screen.query("#choice-2")


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({}, ()),
        ({"EDITOR": " "}, ()),
        ({"EDITOR": "nano"}, ["nano"]),
        ({"EDITOR": "nano", "VISUAL": "code --wait"}, ["code", "--wait"]),
        ({"EDITOR": "it's"}, ("it's",)),
    ],
)
def test_it_is_found_as_everywhere(environment: dict[str, str], command: object) -> None:
    assert editor_command(environment) == command
