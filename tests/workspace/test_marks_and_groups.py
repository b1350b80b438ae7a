"""Marks that survive filtering, groups with counts, and the view that is kept."""

import json
from typing import Any

import pytest

from kuke_tui.domain.boxes import Box, Boxes
from kuke_tui.domain.export import Account, Client, Export, Layout, Role, Source
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import ReasonCode
from kuke_tui.workspace.grouping import Grouping, grouped
from kuke_tui.workspace.list_view import AccountFinder, ListView, SortKey
from kuke_tui.workspace.marks import (
    by_reason,
    hidden_marks,
    of_client,
    span_to,
    with_inverted,
    with_marked,
    without_marks,
)
from kuke_tui.workspace.matrix_view import MatrixView
from kuke_tui.workspace.steps import Cursor, Decision
from kuke_tui.workspace.view_json import KeptView, view_from_json, view_to_json
from kuke_tui.workspace.workspace import Workspace

ACME = Client("4711", ("07001", "07002"))
LONGER = Client("47110", ("08001",))
PEOPLE = (
    Account(ACME, "a.lecka", "Anna Łęcka", Role.USER, Boxes(3, 3)),
    Account(ACME, "p.slazak", "Piotr Ślązak", Role.USER, Boxes(1, 0)),
    Account(ACME, "z.zolc", "Żaneta Żółć", Role.USER, Boxes(1, 1)),
    Account(LONGER, "j.lis", "Jan Lis", Role.USER, Boxes()),
    Account(LONGER, "b.luk", "Beata Łuk", None, Boxes(1, 1)),
)
LECKA, SLAZAK, ZOLC, LIS, LUK = range(5)


@pytest.fixture
def export() -> Export:
    source = Source("firma.xlsx", "0", "xlsx", Layout.WIDE_LEVELS)
    return Export(source, ("Limity",), (ACME, LONGER), PEOPLE)


@pytest.fixture
def workspace(export: Export) -> Workspace:
    return Workspace(export)


def test_marks_are_added_inverted_counted_and_taken_off() -> None:
    view = with_marked(ListView(), (LECKA, LIS))
    assert hidden_marks(view, [LECKA, SLAZAK]) == 1
    view = with_inverted(view, [LECKA, SLAZAK])
    assert view.marks == {SLAZAK, LIS}
    assert not without_marks(view).marks
    assert hidden_marks(without_marks(view), []) == 0


@pytest.mark.parametrize(
    ("marked", "row", "span"),
    [
        ([], 2, [30]),
        ([10], 3, [10, 20, 30, 40]),
        ([50], 2, [30, 40, 50]),
        ([10, 50], 3, [40, 50]),
        ([99], 1, [20]),
    ],
)
def test_a_range_goes_from_the_nearest_mark(marked: list[int], row: int, span: list[int]) -> None:
    rows = [10, 20, 30, 40, 50]
    assert list(span_to(with_marked(ListView(), marked), rows, row)) == span


def test_accounts_by_reason_and_by_client(workspace: Workspace) -> None:
    found = by_reason(workspace, range(5))
    assert found == {
        ReasonCode.NO_ACCESS: [LIS],
        ReasonCode.VIEW_ONLY: [SLAZAK],
        ReasonCode.MISSING_POLICIES: [SLAZAK, ZOLC],
        ReasonCode.UNREADABLE: [LUK],
    }
    assert of_client(workspace, [LECKA, LIS, LUK], "47110") == [LIS, LUK]


def test_groups_by_reason_count_what_is_to_be_done(workspace: Workspace) -> None:
    first, *others = grouped(workspace, Grouping.REASON)
    assert (first.reason, first.accounts) == (ReasonCode.MISSING_POLICIES, (SLAZAK, ZOLC))
    assert [part.client for part in first.parts] == ["4711"]
    assert {group.reason: group.accounts for group in others} == {
        ReasonCode.NO_ACCESS: (LIS,),
        ReasonCode.VIEW_ONLY: (SLAZAK,),
        ReasonCode.UNREADABLE: (LUK,),
    }


def test_groups_by_client_have_reasons_as_parts(workspace: Workspace) -> None:
    acme, longer = grouped(workspace, Grouping.CLIENT)
    assert (acme.client, acme.accounts) == ("4711", (SLAZAK, ZOLC))
    assert [part.reason for part in acme.parts] == [
        ReasonCode.MISSING_POLICIES,
        ReasonCode.VIEW_ONLY,
    ]
    assert longer.accounts == (LIS, LUK)


def test_who_is_left_behind_on_purpose_stands_apart(workspace: Workspace) -> None:
    workspace.decide(Cursor(SLAZAK), {SLAZAK: Decision("odchodzi")})
    groups = grouped(workspace, Grouping.REASON)
    assert ReasonCode.VIEW_ONLY not in {group.reason for group in groups}
    assert (groups[-1].reason, groups[-1].client, groups[-1].accounts) == (None, None, (SLAZAK,))


@pytest.mark.parametrize(
    ("query", "accounts"),
    [
        ("klient:471", [LECKA, SLAZAK, ZOLC, LIS, LUK]),
        ("klient:4711", [LECKA, SLAZAK, ZOLC]),
        ("klient:47110", [LIS, LUK]),
        ("klient:471 klient:4711", [LECKA, SLAZAK, ZOLC]),
        ("klient:=471", []),
        ("klient:=4711", [LECKA, SLAZAK, ZOLC]),
        ('klient:"=47110"', [LIS, LUK]),
        ("pozostawione", [SLAZAK]),
        ("zdecydowane", [SLAZAK]),
    ],
)
def test_whole_keys_and_decisions_can_be_searched_for(
    workspace: Workspace, query: str, accounts: list[int]
) -> None:
    workspace.decide(Cursor(SLAZAK), {SLAZAK: Decision("odchodzi")})
    assert list(AccountFinder(workspace).shown(ListView(query))) == accounts


@pytest.mark.parametrize(
    "kept",
    [
        KeptView(ListView()),
        KeptView(
            ListView("Łęcka", True, SortKey.NAME, True, frozenset({1, 4})),
            3,
            Reading.LENIENT,
            MatrixView(Cursor(1, 1, 0, Box.CHANGE), "07", (0, 1)),
        ),
        KeptView(ListView(), 0, Reading.STRICT, MatrixView(Cursor(0))),
    ],
)
def test_the_view_is_kept_and_read_back(export: Export, kept: KeptView) -> None:
    assert view_from_json(json.loads(json.dumps(view_to_json(kept))), export) == kept


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"sort": "colour", "marks": 7, "account": "x", "only_problems": "yes", "reading": 1},
        {"marks": [99, -1, "a", None], "account": 99, "sort": ["name"], "reading": ["lenient"]},
        {"matrix": [1, 2]},
        {"matrix": {"account": 99, "policy": 0, "right": 0}},
    ],
)
def test_a_damaged_view_is_no_view(export: Export, data: dict[str, Any]) -> None:
    assert view_from_json(data, export) == KeptView(ListView())


@pytest.mark.parametrize("policy", [99, -1, None, True, "0"])
def test_of_a_damaged_place_in_the_matrix_the_account_is_left(
    export: Export, policy: object
) -> None:
    data = {"matrix": {"account": 1, "policy": policy, "right": 0, "box": "change"}}
    assert view_from_json(data, export).matrix == MatrixView(Cursor(1))
