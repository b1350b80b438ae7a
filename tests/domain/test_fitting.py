"""Planned changes held against an export: each way to fit, and what comes of those that do."""

from dataclasses import replace

import pytest

from kuke_tui.domain.boxes import NO_BOXES, Box, Boxes
from kuke_tui.domain.changes import BoxChange
from kuke_tui.domain.export import (
    Account,
    Client,
    Export,
    Layout,
    Location,
    Lock,
    LockReason,
    Role,
    Source,
)
from kuke_tui.domain.fitting import Fit, fit_changes

CLIENT = Client("K1", ("07001", "07002"))
RIGHTS = ("Limity", "Obroty")


def export(boxes: Boxes, layout: Layout = Layout.WIDE_LEVELS) -> Export:
    account = Account(CLIENT, "anna", "Anna Żak", Role.USER, boxes)
    return Export(Source("e.xlsx", "ab", "xlsx", layout), RIGHTS, (CLIENT,), (account,))


def change(
    policy: str = "07001",
    right: str = "Limity",
    box: Box = Box.VIEW,
    *,
    login: str = "anna",
    before: bool | None = False,
    after: bool = True,
) -> BoxChange:
    return BoxChange("K1", login, policy, right, box, before, after)


@pytest.mark.parametrize(
    ("planned", "boxes", "fit", "found"),
    [
        (change(), NO_BOXES, Fit.FITS, False),
        (change(), Boxes(view=1), Fit.ALREADY, True),
        (change(before=True, after=False), Boxes(view=1), Fit.FITS, True),
        (change(before=True, after=False), NO_BOXES, Fit.ALREADY, False),
        (change(login="ewa"), NO_BOXES, Fit.NO_ACCOUNT, None),
        (change("07009"), NO_BOXES, Fit.NO_POLICY, None),
        (change(right="Raporty"), NO_BOXES, Fit.NO_RIGHT, None),
        (change(), Boxes(unreadable=1), Fit.UNREADABLE, None),
        (change(before=None), NO_BOXES, Fit.OTHERWISE, False),
        (change(before=None), Boxes(view=1), Fit.ALREADY, True),
        (change(before=None), Boxes(unreadable=1), Fit.UNREADABLE, None),
    ],
)
def test_how_one_change_fits(
    planned: BoxChange, boxes: Boxes, fit: Fit, found: bool | None
) -> None:
    (fitted,) = fit_changes(export(boxes), (planned,)).changes
    assert (fitted.fit, fitted.found) == (fit, found)


def test_an_unreadable_cell_set_whole_fits() -> None:
    plan = (change(before=None), change(before=None, box=Box.CHANGE))
    fitting = fit_changes(export(Boxes(unreadable=0b11)), plan)
    assert fitting.conflicts == ()
    assert fitting.wanted(Fit.FITS) == {0: Boxes(view=1, change=1, unreadable=0b10)}


@pytest.mark.parametrize(("policy", "right"), [("07009", "Limity"), ("07001", "Raporty")])
def test_a_long_export_names_nothing_that_nobody_holds(policy: str, right: str) -> None:
    cleared = change(policy, right, before=True, after=False)
    granted = change(policy, right)
    long, wide = export(NO_BOXES, Layout.LONG), export(NO_BOXES)
    assert fit_changes(long, (cleared,)).changes[0].fit is Fit.ALREADY
    assert fit_changes(wide, (cleared,)).changes[0].fit in (Fit.NO_POLICY, Fit.NO_RIGHT)
    assert fit_changes(long, (granted,)).changes[0].fit in (Fit.NO_POLICY, Fit.NO_RIGHT)


def test_a_locked_cell_conflicts_unless_it_is_so_already() -> None:
    lock = Lock(0, 0, LockReason.FORMULA, Location("Arkusz", 2, "E"))
    locked = replace(export(NO_BOXES), locks={0: (lock,)})
    fitting = fit_changes(locked, (change(), change("07002")))
    assert [fitted.fit for fitted in fitting.changes] == [Fit.LOCKED, Fit.FITS]
    assert fitting.conflicts[0].lock == lock
    there = replace(export(Boxes(view=1)), locks={0: (lock,)})
    assert fit_changes(there, (change(),)).conflicts == ()


def test_a_lock_of_one_box_leaves_the_other_to_be_set() -> None:
    lock = Lock(0, 0, LockReason.NO_COLUMN, Location("Arkusz"), Box.CHANGE)
    locked = replace(export(NO_BOXES), locks={0: (lock,)})
    fitting = fit_changes(locked, (change(), change(box=Box.CHANGE)))
    assert [fitted.fit for fitted in fitting.changes] == [Fit.FITS, Fit.LOCKED]


def test_changes_without_view_conflict_where_the_file_has_no_level_for_them() -> None:
    levels = replace(export(Boxes(0b100, 0b100)), no_change_alone=frozenset({0, 1}))
    taken = change("07002", before=True, after=False)
    alone = change(box=Box.CHANGE)
    fitting = fit_changes(levels, (taken, alone, change("07002", "Obroty")))
    assert [fitted.fit for fitted in fitting.changes] == [Fit.LOCKED, Fit.LOCKED, Fit.FITS]
    assert [each.lock.reason for each in fitting.conflicts if each.lock] == [
        LockReason.NO_LEVEL,
        LockReason.NO_LEVEL,
    ]
    assert fit_changes(levels, (alone, change())).conflicts == ()


def test_wanted_boxes_hold_only_the_fits_asked_for() -> None:
    plan = (
        change(),
        change(box=Box.CHANGE),
        change("07002", "Obroty", before=True, after=False),
        change("07009"),
    )
    fitting = fit_changes(export(Boxes(view=0b1000)), plan)
    assert fitting.wanted(Fit.FITS) == {0: Boxes(view=1, change=1)}
    assert fitting.wanted(Fit.ALREADY, Fit.NO_POLICY) == {}
