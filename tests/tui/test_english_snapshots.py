"""What the main screens look like in English."""

from collections.abc import Callable

import pytest

from kuke_tui.i18n import set_language
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.recent import RecentFiles
from tests.tui.test_snapshots import SMALL, after

Compare = Callable[..., bool]


@pytest.fixture(autouse=True)
def english(polish: None) -> None:  # noqa: ARG001 - comes after it
    set_language("en")


def test_start(snap_compare: Compare, recent: RecentFiles) -> None:
    assert snap_compare(KukeApp(recent=recent), terminal_size=SMALL, run_before=after([]))


@pytest.mark.usefixtures("edited")
@pytest.mark.parametrize(
    "keys",
    [[], ["enter"], ["v"], ["?"], ["w"], ["y"]],
    ids=["accounts", "matrix", "review", "help", "story", "copied"],
)
def test_screens(snap_compare: Compare, app: KukeApp, keys: list[str]) -> None:
    assert snap_compare(app, terminal_size=SMALL, run_before=after(keys))


@pytest.mark.parametrize(
    "keys", [[], ["enter"], ["enter", "n"], ["enter", "t"]], ids=["welcome", "ask", "again", "told"]
)
def test_tour(snap_compare: Compare, recent: RecentFiles, keys: list[str]) -> None:
    app = KukeApp(recent=recent, tour=True)
    assert snap_compare(app, terminal_size=SMALL, run_before=after(keys))
