"""Every screen and dialog, and the keys that lead there from the list of accounts."""

from pathlib import Path
from threading import Event
from typing import Any, NamedTuple

from textual.pilot import Pilot
from textual.screen import Screen

from kuke_tui.sample.shipped import SHIPPED_SAMPLE
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.dialogs.busy import BusyDialog
from kuke_tui.tui.mapping.screen import MappingScreen
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.settled_app import Setup
from kuke_tui.tui.sheet_files import SheetFiles
from kuke_tui.tui.work import Work
from kuke_tui.workspace.workspace import Workspace
from tests.tui.waiting import until


class Way(NamedTuple):
    """Keys, and the name of the screen that they lead to, after an account was ``edited``.

    ``through`` is a screen that has to come before the second key.
    """

    keys: tuple[str, ...]
    screen: str
    edited: bool = True
    through: str | None = None


WAYS = {
    "accounts": Way((), "AccountsScreen"),
    "search": Way(("slash", "k"), "AccountsScreen"),
    "empty list": Way(("slash", *"qqqq"), "AccountsScreen"),
    "accounts, marked": Way(("a", "f"), "AccountsScreen"),
    "matrix": Way(("enter",), "MatrixScreen"),
    "matrix of one left behind": Way(("n", "enter"), "MatrixScreen", edited=False),
    "matrix of one unreadable": Way(("f", "end", "enter"), "MatrixScreen", edited=False),
    "matrix with a range": Way(("enter", "K", "H"), "MatrixScreen"),
    "policies filtered": Way(("enter", "slash", "0"), "MatrixScreen"),
    "matrix, corrections": Way(("enter", "C"), "CorrectionsScreen", edited=False),
    "story": Way(("w",), "StoryScreen"),
    "corrections": Way(("c",), "CorrectionsScreen", edited=False),
    "groups": Way(("r", "space"), "GroupsScreen"),
    "review": Way(("v",), "ReviewScreen"),
    "import report": Way(("exclamation_mark",), "ImportReportScreen"),
    "columns": Way(("l",), "MappingScreen"),
    "summary": Way(("Z",), "SummaryScreen"),
    "history": Way(("A",), "HistoryScreen"),
    "help": Way(("question_mark",), "HelpScreen"),
    "help of the matrix": Way(("enter", "question_mark"), "HelpScreen"),
    "commands": Way(("colon",), "PaletteScreen"),
    "sort": Way(("s",), "ChooseDialog"),
    "colours": Way(("T",), "ChooseDialog"),
    "mark by": Way(("m",), "ChooseDialog"),
    "for the marked": Way(("space", "b"), "ChooseDialog"),
    "bulk": Way(("f", "a", "b", "enter"), "BulkPreview", edited=False),
    "leave behind": Way(("n", "d"), "DecisionDialog"),
    "quit": Way(("q",), "LeaveDialog"),
    "open": Way(("o", "right", "right", "enter"), "OpenFileDialog"),
    "save": Way(("ctrl+s",), "SaveExportDialog"),
    "no correction": Way(("home", "c"), "MessageDialog"),
    "name of a right": Way(("l", *("right",) * 8, "n"), "AskDialog", through="MappingScreen"),
    "to-do list": Way(("E",), "ChooseDialog"),
    "change list": Way(("P",), "SaveAsDialog"),
    "verify": Way(("V",), "ChooseDialog"),
    "copied": Way(("y",), "CopiedDialog"),
    "copied, to a file": Way(("Y", "tab", "enter"), "SaveAsDialog"),
    "tour": Way(("t",), "TourScreen"),
    "tour, question": Way(("t", "enter"), "TourScreen"),
    "tour, wrong answer": Way(("t", "enter", "n"), "TourScreen"),
    "tour, answer": Way(("t", "enter", "t", "enter", "n"), "TourScreen"),
    "tour, correction": Way(
        ("t", "enter", *("t", "enter"), *("n", "enter") * 3, "enter"), "FixingScreen"
    ),
}


def sample_work(folder: Path) -> Work:
    """Open a copy of the sample."""
    path = folder / "firma.xlsx"
    path.write_bytes(SHIPPED_SAMPLE.read_bytes())
    file = SheetFiles().open(path, lambda _done, _all: None, Event())
    return Work(Workspace(file.export), file)


def sample_app(work: Work, folder: Path, setup: Setup | None = None) -> KukeApp:
    """Make the program on the sample, all it keeps in a folder of its own."""
    return KukeApp(work, recent=RecentFiles(folder / "recent.json"), setup=setup)


async def go(pilot: Pilot[None], way: Way) -> None:
    """Edit an account where that is wanted, press the keys, and wait for the screen."""
    await pilot.pause()
    edit = ("enter", "a", "2", "escape", "escape") if way.edited else ()
    for at, key in enumerate((*edit, *way.keys), 1 - len(edit)):
        await pilot.press(key)
        await until(pilot, lambda: not any(map(_is_at_work, pilot.app.screen_stack)))
        if at == 1 and way.through:
            await _until_on(pilot, way.through)
    await _until_on(pilot, way.screen)


async def _until_on(pilot: Pilot[None], screen: str) -> None:
    """Wait for a screen, and for all that it is to show."""

    def is_there() -> bool:
        stack = pilot.app.screen_stack
        return type(stack[-1]).__name__ == screen and not any(map(_is_at_work, stack))

    await until(pilot, is_there)


def _is_at_work(screen: Screen[Any]) -> bool:
    """Whether a thread works on what a screen is to show."""
    return isinstance(screen, BusyDialog) or (
        isinstance(screen, MappingScreen) and not screen.is_counted
    )
