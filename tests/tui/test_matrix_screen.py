from dataclasses import replace

import pytest
from textual.pilot import Pilot

from kuke_tui.domain.boxes import Box, Boxes, Level, level_at
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import Verdict, assess
from kuke_tui.messages.reasons import reason_text
from kuke_tui.tui.matrix.screen import MatrixScreen
from kuke_tui.workspace.journal_errors import JournalError
from kuke_tui.workspace.workspace import Workspace
from tests.tui.matrix_samples import (
    FINE,
    LOCKED,
    UNEVEN,
    UNREADABLE,
    MatrixApp,
    sample,
    shown,
    sized,
)


class Driven:
    """A matrix under test: presses keys and gives what stands on the screen."""

    def __init__(self, app: MatrixApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self.screen: MatrixScreen = app.matrix_screen
        self.workspace = app.workspace

    async def press(self, *keys: str) -> str:
        await self.pilot.press(*keys)
        await self.pilot.pause()
        return shown(self.app)

    def at(self) -> tuple[int, int, Box]:
        cursor = self.screen.cursor
        return cursor.policy, cursor.right, cursor.box

    def rows(self) -> tuple[int, ...]:
        return self.screen.matrix.rows

    def level(self, policy: int, right: int) -> Level:
        shape = self.workspace.export.shape(self.workspace.account(self.screen.account))
        return level_at(self.workspace.boxes(self.screen.account), shape.cell(policy, right))

    def levels(self) -> list[list[Level]]:
        account = self.workspace.account(self.screen.account)
        rights = range(len(self.workspace.export.rights))
        rows = range(len(account.client.policies))
        return [[self.level(row, right) for right in rights] for row in rows]

    def assert_tells_the_truth(self) -> None:
        text = " ".join(shown(self.app).split())
        workspace, account = self.workspace, self.screen.account
        subject, boxes = workspace.account(account), workspace.boxes(account)
        shape = workspace.export.shape(subject)
        fresh = assess(subject.role, boxes, shape, Reading.STRICT)
        badge = {"TAK": "✓ TAK", "NIE": "✗ NIE", "?": "?"}[fresh.verdict]
        planned = " plan" if boxes != subject.boxes else ""
        assert f"{badge}{planned} " in text
        for reason in fresh.reasons:
            told = reason_text(reason, subject, boxes, workspace.export.rights, Reading.STRICT)
            assert told.split()[0] in text
        verdicts = [
            assess(each.role, workspace.boxes(index), shape, Reading.STRICT).verdict
            for index, each in enumerate(workspace.export.accounts)
        ]
        assert f"✓ {verdicts.count(Verdict.TAK)} TAK" in text
        assert f"✗ {verdicts.count(Verdict.NIE)} NIE" in text


def driven(
    workspace: Workspace | None = None, account: int = UNEVEN, *, order: list[int] | None = None
) -> MatrixApp:
    return MatrixApp(workspace or Workspace(sample()), account, order)


SIZE = (140, 40)


async def test_the_cursor_starts_where_a_rule_is_broken() -> None:
    app = driven()
    async with app.run_test(size=SIZE) as pilot:
        it = Driven(app, pilot)
        text = await it.press()
        assert it.at() == (2, 0, Box.CHANGE)
        assert "Anna Łęcka" in text
        assert "konto 1 z 4" in text
        assert "07003 · Limity kredytowe" in text
        it.assert_tells_the_truth()


async def test_a_toggle_is_told_at_once_everywhere() -> None:
    app = driven()
    async with app.run_test(size=SIZE) as pilot:
        it = Driven(app, pilot)
        text = await it.press("space")
        assert it.level(2, 0) is Level.CHANGE
        assert "✓ TAK plan" in text
        assert "1 kliknięcie w Ekstranecie" in text
        assert "w pliku: ✗ NIE" in text
        assert "zmiany  (w pliku: podgląd)" in text
        it.assert_tells_the_truth()
        text = await it.press("enter")
        assert "kliknięcie" not in text
        assert not app.workspace.changed
        it.assert_tells_the_truth()


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        (["g"], (0, 0, Box.VIEW)),
        (["ctrl+home"], (0, 0, Box.VIEW)),
        (["G"], (3, 2, Box.CHANGE)),
        (["ctrl+end"], (3, 2, Box.CHANGE)),
        (["g", "right"], (0, 0, Box.CHANGE)),
        (["g", "l", "l"], (0, 1, Box.VIEW)),
        (["g", "left"], (0, 0, Box.VIEW)),
        (["G", "h"], (3, 2, Box.VIEW)),
        (["G", "right"], (3, 2, Box.CHANGE)),
        (["g", "tab"], (0, 1, Box.VIEW)),
        (["G", "shift+tab"], (3, 1, Box.CHANGE)),
        (["G", "tab"], (3, 2, Box.CHANGE)),
        (["g", "ctrl+right", "ctrl+right", "ctrl+left"], (0, 1, Box.VIEW)),
        (["g", "down", "j"], (2, 0, Box.VIEW)),
        (["G", "up", "k"], (1, 2, Box.CHANGE)),
        (["g", "up"], (0, 0, Box.VIEW)),
        (["g", "end"], (0, 2, Box.CHANGE)),
        (["G", "home"], (3, 0, Box.VIEW)),
        (["g", "pagedown"], (3, 0, Box.VIEW)),
        (["G", "pageup"], (0, 2, Box.CHANGE)),
    ],
)
async def test_the_cursor_moves(keys: list[str], at: tuple[int, int, Box]) -> None:
    app = driven()
    async with app.run_test(size=SIZE) as pilot:
        it = Driven(app, pilot)
        await it.press(*keys)
        assert it.at() == at
        assert not app.workspace.history.steps


N, V, C = Level.NONE, Level.VIEW, Level.CHANGE
LOADED = [[C, N, N], [C, N, N], [V, N, N], [C, N, N]]


@pytest.mark.parametrize(
    ("keys", "after"),
    [
        (["2"], [[C, N, N], *LOADED[1:]]),
        (["1"], [[V, N, N], *LOADED[1:]]),
        (["0"], [[N, N, N], *LOADED[1:]]),
        (["delete"], [[N, N, N], *LOADED[1:]]),
        (["r", "2"], [[C, C, C], *LOADED[1:]]),
        (["r", "1"], [[V, V, V], *LOADED[1:]]),
        (["c", "2"], [[C, N, N]] * 4),
        (["c", "0"], [[N, N, N]] * 4),
        (["a", "2"], [[C, C, C]] * 4),
        (["ctrl+a", "1"], [[V, V, V]] * 4),
        (["a", "0"], [[N, N, N]] * 4),
        (["="], [[C, N, N]] * 4),
        (["F"], [[C, N, N]] * 4),
        (["e"], [[C, C, C], *LOADED[1:]]),
        ([">"], [[C, C, C], *LOADED[1:]]),
        (["shift+right", "e"], [[C, C, N], *LOADED[1:]]),
        (["J", "J", "F"], [[C, N, N], [C, N, N], [C, N, N], [C, N, N]]),
        (["shift+down", "L", "1"], [[V, V, N], [V, V, N], *LOADED[2:]]),
        (["G", "shift+up", "H", "2"], [*LOADED[:2], [V, C, C], [C, C, C]]),
        (["c", "space"], [[N, N, N]] * 4),
        (["c", "right", "c", "space"], [[C, N, N]] * 4),
        (["y", "down", "down", "t"], [[C, N, N]] * 4),
        (["r", "y", "j", "j", "r", "ctrl+v"], [[C, N, N]] * 4),
        (["y", "a", "t"], [[C, C, C]] * 4),
    ],
    ids=lambda value: "-".join(value) if isinstance(value[0], str) else "",
)
async def test_keys_that_set_cells(keys: list[str], after: list[list[Level]]) -> None:
    app = driven()
    async with app.run_test(size=SIZE) as pilot:
        it = Driven(app, pilot)
        await it.press("g", *keys)
        assert it.levels() == after
        it.assert_tells_the_truth()
        await it.press("u")
        assert it.levels() == LOADED
        it.assert_tells_the_truth()


async def test_restoring_takes_all_edits_of_the_account_back() -> None:
    app = driven()
    async with app.run_test(size=SIZE) as pilot:
        it = Driven(app, pilot)
        await it.press("a", "2", "escape", "x")
        assert it.levels() == LOADED
        await it.press("u")
        assert it.levels() == [[C, C, C]] * 4


async def test_undo_and_redo_go_to_the_account_and_the_box() -> None:
    app = driven()
    async with app.run_test(size=SIZE) as pilot:
        it = Driven(app, pilot)
        await it.press("g", "right", "space", "]", "]", "G", "space")
        assert it.screen.account == FINE
        await it.press("g", "ctrl+z")
        assert (it.screen.account, it.at()) == (FINE, (3, 2, Box.CHANGE))
        text = await it.press("u")
        assert (it.screen.account, it.at()) == (UNEVEN, (0, 0, Box.CHANGE))
        assert "Anna Łęcka" in text
        it.assert_tells_the_truth()
        assert "Nie ma czego cofać" in await it.press("u") or not app.workspace.history.position
        await it.press("ctrl+y", "U")
        assert (it.screen.account, it.at()) == (FINE, (3, 2, Box.CHANGE))
        assert it.level(3, 2) is Level.CHANGE
        it.assert_tells_the_truth()


async def test_undo_shows_a_policy_that_the_filter_hides() -> None:
    app = driven()
    async with app.run_test(size=SIZE) as pilot:
        it = Driven(app, pilot)
        await it.press("space", "/", *"07001", "enter")
        assert it.rows() == (0,)
        await it.press("u")
        assert it.at() == (2, 0, Box.CHANGE)


async def test_an_unreadable_cell_shows_what_was_found_until_it_is_set() -> None:
    app = driven(account=UNREADABLE)
    async with app.run_test(size=SIZE) as pilot:
        it = Driven(app, pilot)
        text = await it.press()
        assert "[?][?]" in text
        assert "„NIETAK” (F14)" in text
        assert it.at()[:2] == (1, 1)
        await it.press("0")
        assert it.level(1, 1) is Level.NONE
        assert app.workspace.verdict(UNREADABLE) is Verdict.TAK
        it.assert_tells_the_truth()


async def test_locked_cells_say_why_and_stay() -> None:
    app = driven(account=LOCKED)
    async with app.run_test(size=SIZE) as pilot:
        it = Driven(app, pilot)
        text = await it.press("g", "down")
        assert "#" in text
        assert "formuła (Uprawnienia!E21)" in text
        text = await it.press("space")
        assert "Pominięto 1 zablokowaną komórkę (w pliku: formuła)" in text
        text = await it.press("c", "0")
        assert it.levels() == [[N, N, N], [C, N, N], [N, N, N], [N, N, N]]
        assert "Pominięto 1 zablokowaną komórkę" in text
        it.assert_tells_the_truth()


async def test_cells_go_from_account_to_account() -> None:
    app = driven()
    async with app.run_test(size=SIZE) as pilot:
        it = Driven(app, pilot)
        await it.press("g", "a", "y", "]", "g", "t")
        assert it.screen.account == UNREADABLE
        assert it.levels() == LOADED
        text = await it.press("G", "t")
        assert "Nie zmieściło się tu 11 skopiowanych komórek" in text


async def test_the_next_error_is_found_round_the_end() -> None:
    export = sized(3, 2, Boxes(0b011111, 0b011111))
    app = driven(Workspace(export))
    async with app.run_test(size=SIZE) as pilot:
        it = Driven(app, pilot)
        await it.press("g", "n")
        assert it.at()[:2] == (2, 1)
        text = await it.press("n")
        assert it.at()[:2] == (2, 1)
        assert "Błąd 1 z 1" in text
        await it.press("G", "shift+up", "escape", "p")
        assert it.at()[:2] == (2, 1)
        await it.press("2")
        assert "Żadna komórka nie łamie zasad" in await it.press("n")


async def test_policies_are_filtered_while_typing() -> None:
    app = driven()
    async with app.run_test(size=SIZE) as pilot:
        it = Driven(app, pilot)
        text = await it.press("/", *"7003")
        assert it.rows() == (2,)
        assert "07001" not in text.split("✗ „")[0]
        await it.press("enter", "2")
        assert it.level(2, 0) is Level.CHANGE
        await it.press("c", "1", "escape")
        assert it.level(0, 0) is Level.CHANGE
        assert it.level(2, 0) is Level.VIEW
        await it.press("escape")
        assert it.rows() == (0, 1, 2, 3)
        text = await it.press("/", *"zzz")
        assert "Żadna polisa nie pasuje do filtra" in text
        await it.press("enter", "space", "n", "y", "t", "=", "F", "escape")
        assert it.rows() == (0, 1, 2, 3)


async def test_while_one_types_the_footer_tells_the_keys_of_the_filter() -> None:
    app = driven()
    async with app.run_test(size=SIZE) as pilot:
        it = Driven(app, pilot)

        def told() -> list[str]:
            first, *_others, last = it.screen.footer_commands()
            return [first.id, last.id]

        usual = told()
        await it.press("/", *"7003")
        assert told() == ["leave_policy_filter", "show_all_policies"]
        await it.press("down")
        assert it.rows() == (2,)
        assert told() == usual
        await it.press("/", "escape")
        assert it.rows() == (0, 1, 2, 3)
        assert told() == usual


async def test_only_differing_policies_can_be_shown_and_stay_while_corrected() -> None:
    app = driven()
    async with app.run_test(size=SIZE) as pilot:
        it = Driven(app, pilot)
        await it.press("f")
        assert it.rows() == (2,)
        await it.press("2")
        assert it.rows() == (2,)
        await it.press("f")
        assert it.rows() == (0, 1, 2, 3)
        assert "Wszystkie polisy mają takie same" in await it.press("f")


async def test_accounts_are_turned_in_the_order_of_the_list() -> None:
    app = driven(order=[FINE, UNEVEN])
    async with app.run_test(size=SIZE) as pilot:
        it = Driven(app, pilot)
        assert "ostatnie konto" in await it.press("]")
        text = await it.press("[")
        assert it.screen.account == FINE
        assert "konto 1 z 2" in text
        it.assert_tells_the_truth()
        assert "pierwsze konto" in await it.press("[")


async def test_escape_takes_back_the_range_then_the_filter_then_leaves() -> None:
    app = driven()
    left: list[int | None] = []
    async with app.run_test(size=SIZE) as pilot:
        screen = MatrixScreen(app.workspace, UNEVEN)
        await app.push_screen(screen, left.append)
        await pilot.press("/", "7", "enter", "]", "/", "7", "enter", "r")
        await pilot.press("escape")
        assert screen.matrix.selection is None
        assert screen.words == "7"
        await pilot.press("escape")
        assert screen.words == ""
        assert left == []
        await pilot.press("escape")
        await pilot.pause()
        assert left == [UNREADABLE]


async def test_the_footer_shows_what_matters_now() -> None:
    app = driven()
    async with app.run_test(size=(100, 30)) as pilot:
        it = Driven(app, pilot)
        assert "Następny błąd" in (await it.press()).splitlines()[-1]
        assert "Esc Wróć" in (await it.press()).splitlines()[-1]
        assert "Podgląd i zmiany" in (await it.press("r")).splitlines()[-1]
        footer = (await it.press("escape", "2")).splitlines()[-1]
        assert "Następne konto" in footer
        assert "Cofnij" in footer
        assert "Esc Wróć" in footer


async def test_one_account_alone_has_no_next_one() -> None:
    app = driven(order=[UNEVEN])
    async with app.run_test(size=(100, 30)) as pilot:
        it = Driven(app, pilot)
        assert "Następne konto" not in await it.press("2")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)])
async def test_every_edge_case_is_shown_at_every_size(size: tuple[int, int]) -> None:
    keys = ("2", "G", "space", "g", "c", "1", "g", "=", "n", "f", "f", "F", "y", "t", "u")
    for policies, rights in ((0, 3), (3, 0), (1, 1), (200, 12), (60, 20)):
        app = driven(Workspace(sized(policies, rights)))
        async with app.run_test(size=size) as pilot:
            it = Driven(app, pilot)
            text = await it.press(*keys)
            assert "Ewa Kąkol" in text
            if not policies:
                assert "nie ma w eksporcie żadnych polis" in text
            elif not rights:
                assert "nie zawiera żadnych uprawnień" in text


async def test_names_stay_in_sight_while_the_rest_scrolls() -> None:
    app = driven(Workspace(sized(60, 20)))
    async with app.run_test(size=(80, 24)) as pilot:
        it = Driven(app, pilot)
        text = await it.press("G")
        assert "▶ 07059" in text
        assert "07059 · Uprawnienie numer 19" in text
        assert "polisa" in text
        await pilot.resize_terminal(100, 30)
        text = await it.press()
        assert "▶ 07059" in text
        await pilot.resize_terminal(60, 20)
        assert "▶ 07059" in await it.press()


async def test_hostile_names_are_shown_harmless() -> None:
    export = sample()
    client = replace(export.clients[0], policies=("070\x1b]0;x\x0701", "2", "3", "4"))
    accounts = tuple(replace(account, client=client) for account in export.accounts)
    rights = ("Limity\x1b[2J", *export.rights[1:])
    hostile = replace(export, clients=(client,), accounts=accounts, rights=rights)
    app = driven(Workspace(hostile))
    async with app.run_test(size=SIZE) as pilot:
        text = await Driven(app, pilot).press("g")
        assert "\x1b" not in text
        assert "\x07" not in text
        assert "␛" in text


class _FullDisk:
    def step(self, *_args: object, **_kwargs: object) -> None:
        raise JournalError("database or disk is full")

    move = saved = step


async def test_a_change_that_can_not_be_kept_safe_is_not_made_and_said() -> None:
    app = driven(Workspace(sample(), recorder=_FullDisk()))
    async with app.run_test(size=SIZE) as pilot:
        it = Driven(app, pilot)
        text = await it.press("space")
        assert it.levels() == LOADED
        assert "disk is full" in text


async def test_ascii_uses_nothing_else_in_the_matrix() -> None:
    app = MatrixApp(Workspace(sized(4, 3)), ascii_only=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        await pilot.pause()
        region = app.matrix_screen.matrix.region
        lines = shown(app).splitlines()[region.y : region.bottom]
        assert any("[x][x]*" in line for line in lines)
        assert "".join(lines).isascii()


def _cell(screen: MatrixScreen, row: int, right: int, box: Box) -> tuple[int, int]:
    geometry = screen.matrix._geometry
    x = geometry.names + right * geometry.cell + (2 if box is Box.VIEW else geometry.box + 1)
    return x, geometry.header + row


async def test_the_mouse_toggles_moves_draws_ranges_and_scrolls() -> None:
    app = driven()
    async with app.run_test(size=SIZE) as pilot:
        it = Driven(app, pilot)
        matrix = it.screen.matrix
        await pilot.click(matrix, offset=_cell(it.screen, 0, 1, Box.CHANGE))
        await pilot.pause()
        assert it.at() == (0, 1, Box.CHANGE)
        assert it.level(0, 1) is Level.CHANGE
        it.assert_tells_the_truth()
        await pilot.click(matrix, offset=_cell(it.screen, 2, 2, Box.VIEW), shift=True)
        await pilot.pause()
        assert matrix.selection == (0, 1, 2, 2)
        assert it.level(2, 2) is Level.NONE
        await pilot.mouse_down(matrix, offset=_cell(it.screen, 1, 0, Box.VIEW))
        await pilot.hover(matrix, offset=_cell(it.screen, 3, 1, Box.VIEW))
        await pilot.mouse_up(matrix, offset=_cell(it.screen, 3, 1, Box.VIEW))
        await pilot.pause()
        assert matrix.selection == (1, 0, 3, 1)
        assert it.level(1, 0) is Level.CHANGE
        await pilot.click(matrix, offset=(3, matrix._geometry.header + 1))
        await pilot.pause()
        assert matrix.selection == (1, 0, 1, 2)
        await pilot.click(matrix, offset=(_cell(it.screen, 0, 2, Box.VIEW)[0], 0))
        await pilot.pause()
        assert matrix.selection == (0, 2, 3, 2)
        await pilot.click(matrix, offset=(1, 0))
        await pilot.pause()
        assert matrix.selection == (0, 0, 3, 2)


async def test_the_wheel_scrolls_without_moving_the_cursor() -> None:
    app = driven(Workspace(sized(200, 12)))
    async with app.run_test(size=(80, 24)) as pilot:
        it = Driven(app, pilot)
        await it.press("g")
        matrix = it.screen.matrix
        await pilot._post_mouse_events([_scroll_down()], matrix, offset=(20, 6))
        await pilot.pause()
        assert "07003" in shown(app)
        assert "▶" not in shown(app)
        assert it.at() == (0, 0, Box.VIEW)
        assert "▶ 07001" in await it.press("down")


def _scroll_down() -> type:
    from textual.events import MouseScrollDown

    return MouseScrollDown


async def test_the_smallest_terminal_explains_every_mark_in_sight() -> None:
    app = driven(account=UNREADABLE)
    async with app.run_test(size=(60, 20)) as pilot:
        it = Driven(app, pilot)
        assert "? nieczytelne" in (await it.press()).splitlines()[-3]
        legend = (await it.press("g", "space")).splitlines()[-3]
        assert "• zmienione  ? nieczytelne" in legend
        assert "…" not in legend


async def test_the_smallest_terminal_explains_a_lock() -> None:
    app = driven(account=LOCKED)
    async with app.run_test(size=(60, 20)) as pilot:
        it = Driven(app, pilot)
        assert "# zablokowane" in await it.press()


async def test_the_smallest_terminal_counts_what_is_to_do_after_an_edit() -> None:
    app = driven()
    async with app.run_test(size=(60, 20)) as pilot:
        it = Driven(app, pilot)
        assert "do zrobienia: 1 · ●" in (await it.press("space")).splitlines()[-2]
        await it.press("space", "right_square_bracket", "right_square_bracket")
        totals = (await it.press("space")).splitlines()[-2]
        assert totals.strip() == "4 konta · ✓ 1 TAK · ✗ 2 NIE · ? 1 · do zrobienia: 3 · ●"


async def test_nothing_beside_a_planned_badge_reads_as_its_contrary() -> None:
    app = driven()
    async with app.run_test(size=(140, 40)) as pilot:
        head = (await Driven(app, pilot).press("space")).splitlines()[1]
        told = "✓ TAK plan 1 kliknięcie w Ekstranecie w pliku: ✗ NIE"
        assert " ".join(head.split()) == told
