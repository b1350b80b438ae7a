"""The summary on the screen and as the manager's report."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App

from kuke_tui.i18n import set_language
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.dialogs.save_as import SaveAsDialog
from kuke_tui.tui.review.screen import ReviewScreen
from kuke_tui.tui.screens.accounts import AccountsScreen
from kuke_tui.tui.summary.flow import summary_of
from kuke_tui.tui.summary.lines import bar, summary_lines
from kuke_tui.tui.summary.screen import SummaryScreen
from kuke_tui.workspace.saved_files import remember_saved
from kuke_tui.workspace.steps import Cursor, Decision, StepKind
from kuke_tui.workspace.workspace import Workspace
from tests.tui.conftest import DAB
from tests.tui.plan_samples import PLAN
from tests.tui.waiting import until_on

ScreenText = Callable[[App[None]], str]
SIZE = (120, 45)


def words(workspace: Workspace, sessions: Path = Path("none")) -> str:
    lines = summary_lines(summary_of(workspace, sessions))
    return "\n".join("".join(text for text, _style in each.pieces) for each in lines)


def test_a_file_that_the_program_saved_is_told_to_be_a_plan(
    workspace: Workspace, tmp_path: Path
) -> None:
    told = "To plik zapisany przez kuke-tui"
    assert told not in words(workspace, tmp_path)
    remember_saved(tmp_path, tmp_path / "firma.xlsx", workspace.export.source.sha256)
    assert told in words(workspace, tmp_path)


async def test_totals_reasons_clients_exceptions_and_the_file_are_told(
    app: KukeApp, workspace: Workspace, screen_text: ScreenText
) -> None:
    left = {DAB: Decision("odchodzi w marcu")}
    workspace.edit(StepKind.BULK, Cursor(0), PLAN, decisions=left)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("Z")
        await until_on(pilot, SummaryScreen)
        text = screen_text(app)
    for told in ("w eksporcie", "według planu", "13 pól do kliknięcia", "2 → 5 z 5 TAK"):
        assert told in text, told
    assert "b.dab · Bożena Dąb · klient 5822: odchodzi w marcu" in text
    assert "ścisła wykładnia" in text
    assert "0" * 64 in text


def test_without_a_plan_nothing_is_called_planned(workspace: Workspace) -> None:
    set_language("en")
    text = words(workspace)
    assert "planned" not in text
    assert "→" not in text


@pytest.mark.parametrize(
    ("loaded", "planned", "most", "drawn"),
    [
        (0, 0, 10, "·" * 24),
        (10, 10, 10, "█" * 24),
        (10, 5, 10, "█" * 12 + "░" * 12),
        (5, 10, 10, "█" * 12 + "▒" * 12),
        (1, 0, 1000, "░" + "·" * 23),
        (0, 0, 0, "·" * 24),
    ],
)
def test_a_bar_tells_what_stays_goes_and_comes(
    loaded: int, planned: int, most: int, drawn: str
) -> None:
    assert bar(loaded, planned, most) == drawn


async def test_the_report_is_written_beside_the_export(app: KukeApp, tmp_path: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("Z")
        await until_on(pilot, SummaryScreen)
        await pilot.press("S")
        await until_on(pilot, SaveAsDialog)
        await pilot.press("enter")
        await until_on(pilot, SummaryScreen)
        await pilot.press("escape")
        await until_on(pilot, AccountsScreen)
    page = (tmp_path / "firma-raport.html").read_text(encoding="utf-8")
    assert "Małgorzata Żuraw" in page


@pytest.mark.usefixtures("edited")
async def test_it_is_at_hand_in_the_review_too(app: KukeApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("v", "Z")
        await until_on(pilot, SummaryScreen)
        await pilot.press("escape")
        await until_on(pilot, ReviewScreen)
