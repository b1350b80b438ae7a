"""Target 3: with a large export open, from the key to the finished frame."""

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.comparison import Bound, Comparison, Kind, Quantities
from tests.benchmarks.data import Data
from tests.benchmarks.opening import EMPTY
from tests.benchmarks.processes import KUKE
from tests.benchmarks.pseudo_terminal import PseudoTerminal, click

_TIMES = 15
_YARDSTICK = "an empty Textual program, a key"


def comparisons(data: Data) -> Iterator[Comparison]:
    """Work in the wide workbook, and in an account with 200 policies and 12 rights."""
    folder, export, broad = data.folder, data.wide("xlsx"), data.broad()
    ratios = {"move": 3.0, "filter": 10.0, "sort": 20.0, "next problem": 5.0, "toggle": 2.5}
    yield Comparison(
        3,
        "working in the wide xlsx",
        lambda: _worked(export, folder),
        (
            *(Bound(key, Kind.RATIO_AT_MOST, most, "key") for key, most in ratios.items()),
            Bound("memory", Kind.MORE_AT_MOST, 250),
        ),
        _YARDSTICK,
        lambda: _empty(folder),
        runs=3,
    )
    yield Comparison(
        3,
        "200 policies x 12 rights",
        lambda: _toggled(broad, folder),
        (Bound("toggle", Kind.RATIO_AT_MOST, 2.5, "key"),),
        _YARDSTICK,
        lambda: _empty(folder),
        runs=3,
    )


def _empty(folder: Path) -> Quantities:
    with PseudoTerminal(EMPTY, folder) as terminal:
        terminal.rest()
        return {"key": _pressed(terminal, "xy"), "memory": terminal.memory}


def _worked(export: Path, folder: Path) -> Quantities:
    with _opened(export, folder) as terminal:
        measured = {
            "memory": terminal.memory,
            "move": _pressed(terminal, "j"),
            "next problem": _pressed(terminal, "n"),
        }
        heading = click(*terminal.place_of("Login"))
        measured["sort"] = _median(lambda: terminal.press(heading), 5)
        terminal.press("/")
        measured["filter"] = _pressed(terminal, "kow" + "\x7f" * 3)
        terminal.press("\x1b")
        measured["toggle"] = _toggle(terminal)
        return measured


def _toggled(export: Path, folder: Path) -> Quantities:
    with _opened(export, folder) as terminal:
        return {"toggle": _toggle(terminal)}


def _opened(export: Path, folder: Path) -> PseudoTerminal:
    terminal = PseudoTerminal((*KUKE, str(export)), folder)
    terminal.wait_for("accounts ·")
    terminal.rest(2.0)
    return terminal


def _toggle(terminal: PseudoTerminal) -> float:
    terminal.press("\r")
    terminal.rest()
    return _pressed(terminal, " ")


def _pressed(terminal: PseudoTerminal, keys: str) -> float:
    """The median over keys pressed in turn, after one round to grow warm."""
    for key in keys:
        terminal.press(key)
    rounds = max(1, _TIMES // len(keys))
    return median(terminal.press(key) for _round in range(rounds) for key in keys)


def _median(measure: Callable[[], float], times: int) -> float:
    return median(measure() for _time in range(times))
