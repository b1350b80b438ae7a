"""What large matrices and decisions look like, in Polish, at the two sizes that matter most."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.export import Account, Client
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.work import Work
from kuke_tui.workspace.steps import Cursor, Decision
from kuke_tui.workspace.workspace import Workspace

LECKA, SLAZAK, KOWALSKI, ZURAW, ADMIN, DAB, NOWAK, LECKI = range(8)
SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
Compare = Callable[..., bool]


def after(keys: Sequence[str]) -> Callable[[Pilot[None]], Awaitable[None]]:
    async def run(pilot: Pilot[None]) -> None:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()

    return run


@SIZES
def test_accounts_with_decisions(
    snap_compare: Compare, app: KukeApp, workspace: Workspace, size: tuple[int, int]
) -> None:
    decision = Decision("w grudniu odchodzi z firmy – ustalone z Łucją Żak")
    workspace.decide(Cursor(SLAZAK), {SLAZAK: decision, NOWAK: decision})
    assert snap_compare(app, terminal_size=size, run_before=after([]))


@SIZES
@pytest.mark.parametrize("keys", [[], ["b"]], ids=["after", "before"])
def test_corrections_of_a_large_matrix(
    snap_compare: Compare,
    workspace: Workspace,
    recent: RecentFiles,
    size: tuple[int, int],
    keys: list[str],
) -> None:
    rights = tuple(f"Uprawnienie o długiej nazwie nr {number}" for number in range(1, 21))
    client = Client("4711", tuple(f"0700{number:02}" for number in range(1, 61)))
    boxes = Boxes((1 << 1100) - 1, (1 << 900) - 1 & ~(1 << 37))
    person = Account(client, "z.zolc", "Żaneta Żółć-Źdźbło", workspace.account(0).role, boxes)
    export = replace(
        workspace.export, rights=rights, clients=(client,), accounts=(person,), problems=()
    )
    app = KukeApp(Work(Workspace(export)), recent=recent)
    assert snap_compare(app, terminal_size=size, run_before=after(["c", *keys]))
