"""The program in a terminal and a folder of its own; Windows has no pseudo-terminals like these."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    collect_ignore_glob = ["test_*.py"]
else:
    from tests.terminal.terminal import Terminal

    ROOT = Path(__file__).parents[2]
    _OTHERS_CHOICES = {
        "KUKE_TUI_LANG",
        "LANGUAGE",
        "LC_ALL",
        "LC_MESSAGES",
        "NO_COLOR",
        "COLORTERM",
        "TERM_PROGRAM",
        "EDITOR",
        "VISUAL",
    }

    @pytest.fixture
    def folder(tmp_path: Path) -> Path:
        """A folder with copies of the exports to try."""
        folder = tmp_path / "eksporty"
        folder.mkdir()
        for name in ("cztery-przyklady.xlsx", "firma.xlsx", "stary-excel.csv"):
            shutil.copy(ROOT / "data" / name, folder)
        return folder

    @pytest.fixture
    def environment(tmp_path: Path) -> dict[str, str]:
        """A person's environment on a Polish system, with settings and kept work of their own."""
        inherited = {name: os.environ[name] for name in os.environ.keys() - _OTHERS_CHOICES}
        own = {
            name: str(tmp_path / name)
            for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
        }
        return inherited | own | {"TERM": "xterm-256color", "LANG": "pl_PL.UTF-8"}

    Start = Callable[..., Terminal]

    @pytest.fixture
    def start(folder: Path, environment: dict[str, str]) -> Iterator[Start]:
        """Start the program with arguments, as ``kuke-tui`` would be; ended after the test."""
        started: list[Terminal] = []

        def start_program(
            *arguments: str, size: tuple[int, int] = (100, 30), **more: str
        ) -> Terminal:
            command = (sys.executable, "-m", "kuke_tui", *arguments)
            started.append(Terminal(command, folder, environment | more, size))
            return started[-1]

        yield start_program
        for terminal in started:
            terminal.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give one terminal at a time the machine: what a person waits for is waited for in seconds."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.xdist_group("terminal"))
