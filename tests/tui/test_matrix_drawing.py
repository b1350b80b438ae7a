"""Measures, headings and marks of the matrix, without a screen."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from kuke_tui.domain.boxes import Box, Boxes, Level, shape_of
from kuke_tui.tui.matrix.cell_drawing import ASCII, UNICODE, CellPainter, Look
from kuke_tui.tui.matrix.geometry import Part, first_to_show, fitted, target_at
from kuke_tui.tui.matrix.headings import cut, headings
from kuke_tui.tui.matrix.rows import differing_policies, matching_policies
from kuke_tui.tui.matrix.widget import PermissionMatrix
from kuke_tui.workspace.workspace import Workspace
from tests.tui.matrix_samples import MatrixApp, sample

STYLES = dict.fromkeys(
    ("cell", "row", "breaking", "mark", "changed", "unreadable", "locked", "range", "cursor"),
    Style(),
)


def drawn(level: Level, marks: dict[str, bool], box: int) -> str:
    flags = {"breaking": False, "changed": False, "locked": False} | marks
    look = Look(level, **flags, ranged=False, on_row=False, cursor=None)
    painter = CellPainter(ASCII, STYLES, 3 + 2 * box, box)
    return "".join(segment.text for segment in painter(look))


@pytest.mark.parametrize(
    ("level", "marks", "roomy", "compact"),
    [
        (Level.NONE, {}, " [ ][ ]  ", " [  ]  "),
        (Level.VIEW, {}, " [x][ ]  ", " [x ]  "),
        (Level.CHANGE, {}, " [x][x]  ", " [xx]  "),
        (Level.CHANGE_ONLY, {"breaking": True}, "![ ][x]  ", "![ x]  "),
        (Level.UNREADABLE, {"breaking": True}, "![?][?]  ", "![??]  "),
        (Level.VIEW, {"changed": True}, " [x][ ]* ", " [x ]* "),
        (Level.VIEW, {"locked": True}, " (x)( )# ", " (x )# "),
    ],
)
def test_every_state_differs_without_colour(
    level: Level, marks: dict[str, bool], roomy: str, compact: str
) -> None:
    assert drawn(level, marks, 3) == roomy
    assert drawn(level, marks, 2) == compact


def test_both_sets_of_glyphs_are_one_cell_wide() -> None:
    assert all(cell_len(glyph) == 1 for glyph in (*ASCII, *UNICODE))
    assert all(glyph.isascii() for glyph in ASCII)


@settings(max_examples=150, deadline=None)
@given(
    st.integers(20, 220),
    st.integers(5, 60),
    st.integers(0, 40),
    st.integers(0, 60),
    st.integers(1, 40),
    st.integers(1, 300),
)
def test_every_box_in_sight_is_under_its_own_point(
    width: int, height: int, policy: int, right: int, rights: int, rows: int
) -> None:
    geometry = fitted(width, height, policy, right, rights, rows)
    assert geometry.names + geometry.whole_rights * geometry.cell <= max(
        width, geometry.names + geometry.cell
    )
    last = geometry.whole_rights - 1
    for box, offset in ((Box.VIEW, 1), (Box.CHANGE, 2 * geometry.box)):
        x = geometry.names + last * geometry.cell + offset
        target = target_at(geometry, x, geometry.header, 3, rights - geometry.whole_rights)
        if rows > 3:
            assert target == (Part.BOX, 3, rights - 1, box)
    assert target_at(geometry, 0, 0, 0, 0).part is Part.CORNER
    beyond = geometry.names + geometry.whole_rights * geometry.cell
    assert target_at(geometry, beyond, 0, 0, 0).part is Part.NOTHING


@given(st.integers(0, 50), st.integers(1, 20), st.integers(0, 49), st.integers(1, 50))
def test_scrolling_shows_what_is_wanted_and_no_emptiness(
    first: int, whole: int, wanted: int, total: int
) -> None:
    wanted = min(wanted, total - 1)
    shown = first_to_show(first, whole, wanted, total)
    assert shown <= wanted < shown + whole
    assert shown == 0 or shown + whole <= total


@given(st.lists(st.text(max_size=30), max_size=6), st.integers(4, 20), st.integers(1, 3))
def test_headings_fit(names: list[str], width: int, lines: int) -> None:
    for heading in headings(tuple(names), width, lines):
        assert len(heading) == lines
        assert all(cell_len(line) <= width for line in heading)


def test_headings_break_at_words_and_tell_alike_names_apart() -> None:
    names = ("Limity kredytowe", "Obroty", "Zgłoszenia obrotu krajowego", "Zgłoszenia obrotu kraju")
    first, second, third, fourth = headings(names, 10, 2)
    assert first == ("Limity", "kredytowe")
    assert second == ("", "Obroty")
    assert third == ("Zgłoszenia", "…krajowego")
    assert fourth == ("Zgłoszenia", "…otu kraju")


def test_a_wide_character_is_never_cut_in_two() -> None:
    assert cut("漢字漢字", 6) == "漢字…"
    assert cut("abc", 3) == "abc"


def test_policies_match_by_every_word_without_diacritics() -> None:
    names = ("07001 Eksport", "07002 Łódź", "07003 Łódź eksport")
    assert matching_policies(names, "lodz EKSPORT") == (2,)
    assert matching_policies(names, " ") == (0, 1, 2)


def test_policies_that_differ_from_most() -> None:
    shape = shape_of(4, 2)
    assert differing_policies(Boxes(0b01_01_11_01), shape) == (1,)
    assert differing_policies(Boxes(), shape_of(0, 2)) == ()


SNAPSHOT_KEYS = ("space", "down", "shift+right")


@pytest.mark.parametrize("size", [(80, 24), (140, 40), (60, 20)])
def test_picture(snap_compare: Any, size: tuple[int, int]) -> None:
    app = MatrixApp(Workspace(sample()))
    assert snap_compare(app, terminal_size=size, press=SNAPSHOT_KEYS)


async def test_a_line_that_looks_the_same_is_not_drawn_again() -> None:
    app = MatrixApp(Workspace(sample()))
    async with app.run_test(size=(80, 24)) as pilot:
        matrix = app.screen.query_one(PermissionMatrix)

        def lines() -> list[Strip]:
            return [matrix.render_line(y) for y in range(matrix.size.height)]

        before = lines()
        await pilot.press("space")
        after = lines()
        assert before != after
        assert [old is new for old, new in zip(before, after, strict=True)] == [
            old == new for old, new in zip(before, after, strict=True)
        ]
        await pilot.press("u")
        assert all(old is new for old, new in zip(before, lines(), strict=True))
