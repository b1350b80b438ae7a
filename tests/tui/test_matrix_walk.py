"""Random walks over the keys: what is painted bit by bit equals what a fresh look shows."""

import asyncio
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from kuke_tui.domain.boxes import Level, level_at
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import Verdict, assess
from kuke_tui.workspace.workspace import Workspace
from tests.tui.matrix_samples import MatrixApp, sample, shown

MOVES = ("up", "down", "left", "right", "tab", "shift+tab", "home", "end", "g", "G", "n", "p")
RANGES = ("K", "J", "H", "L", "r", "c", "a")
EDITS = ("space", "0", "1", "2", "=", "F", "e", "y", "t", "x")
OTHERS = ("u", "U", "[", "]", "f")
KEYS = st.sampled_from(MOVES + RANGES + EDITS + EDITS + OTHERS)
DRAWN = {"[ ][ ]": Level.NONE, "[x][ ]": Level.VIEW, "[x][x]": Level.CHANGE}
DRAWN |= {"[ ][x]": Level.CHANGE_ONLY, "[?][?]": Level.UNREADABLE}
BADGES = {Verdict.TAK: "✓ TAK", Verdict.NIE: "✗ NIE", Verdict.UNKNOWN: "?"}


async def walked(keys: list[str], size: tuple[int, int]) -> None:
    app = MatrixApp(Workspace(sample()), ascii_only=True)
    async with app.run_test(size=size) as pilot:
        for key in keys:
            await pilot.press(key)
        await pilot.pause()
        painted = shown(app)
        app.screen.refresh(layout=True)
        await pilot.pause()
        assert painted == shown(app)
        _assert_true(app, painted)
        while app.workspace.history.undoable:
            await pilot.press("u")
        await pilot.pause()
        assert not app.workspace.changed
        _assert_true(app, shown(app))


def _assert_true(app: MatrixApp, text: str) -> None:
    workspace, screen = app.workspace, app.matrix_screen
    account, boxes = workspace.account(screen.account), workspace.boxes(screen.account)
    shape = workspace.export.shape(account)
    fresh = assess(account.role, boxes, shape, Reading.STRICT)
    head = text.splitlines()[1]
    planned = " plan" if boxes != account.boxes else ""
    assert head.startswith(f"  {BADGES[fresh.verdict]}{planned} ")
    levels = {}
    for line in text.splitlines():
        row = re.match(r"[> ][! ](0700\d) ", line)
        if row:
            cells = re.findall(r"[\[(].[\])][\[(].[\])]", line)
            plain = [cell.replace("(", "[").replace(")", "]") for cell in cells]
            levels[row[1]] = [DRAWN[cell] for cell in plain]
    for policy in screen.matrix.rows:
        drawn = [level_at(boxes, shape.cell(policy, right)) for right in range(shape.rights)]
        assert levels[account.client.policies[policy]] == drawn
    verdicts = [
        assess(each.role, workspace.boxes(index), shape, Reading.STRICT).verdict
        for index, each in enumerate(workspace.export.accounts)
    ]
    assert f"✓ {verdicts.count(Verdict.TAK)} TAK" in text
    assert f"✗ {verdicts.count(Verdict.NIE)} NIE" in text


@settings(max_examples=12, deadline=None)
@given(st.lists(KEYS, min_size=5, max_size=40), st.sampled_from([(80, 24), (140, 40)]))
def test_any_walk_shows_what_a_fresh_look_shows(keys: list[str], size: tuple[int, int]) -> None:
    asyncio.run(walked(keys, size))
