"""The person's own editor has the terminal while a reason is written."""

import sys
from collections.abc import Callable
from pathlib import Path

from tests.terminal.terminal import Terminal

EDITOR = """
import pathlib, sys
path = pathlib.Path(sys.argv[-1])
path.write_text(input("What is to be written? ").upper(), encoding="utf-8")
"""


def called(start: Callable[..., Terminal], editor: str) -> Terminal:
    """Call the editor from the decision about an account."""
    terminal = start("firma.xlsx", EDITOR=editor)
    terminal.wait_for("TAK")
    terminal.press("n", "d")
    terminal.wait_for("Dlaczego:")
    terminal.press("Ctrl+E")
    return terminal


def test_the_terminal_comes_back_where_there_is_no_editor(start: Callable[..., Terminal]) -> None:
    terminal = called(start, "no-such-editor-anywhere")
    terminal.wait_for("no-such-editor-anywhere")
    terminal.press("urlop", "Enter")
    terminal.wait_for("Pozostawione celowo", "pozostawione: 1")


def test_it_has_the_terminal_and_gives_it_back(
    start: Callable[..., Terminal], tmp_path: Path
) -> None:
    script = tmp_path / "editor.py"
    script.write_text(EDITOR)
    terminal = called(start, f"{sys.executable} {script}")
    terminal.wait_for("What is to be written?")
    terminal.press("odchodzi w grudniu", "Enter")
    terminal.wait_for("ODCHODZI W GRUDNIU")
    terminal.press("Enter")
    terminal.wait_for("Pozostawione celowo", "pozostawione: 1")
