"""Finding accounts by words and fields, in any order."""

from dataclasses import replace

import pytest

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.export import Account, Client, Export, Layout, Role, Source
from kuke_tui.workspace.finding import fold, parse_query
from kuke_tui.workspace.list_view import AccountFinder, ListView, SortKey, collation_key
from kuke_tui.workspace.steps import Cursor, Decision, StepKind
from kuke_tui.workspace.workspace import Workspace

ACME = Client("4711", ("07001", "07002"))
OTHER = Client("14711", ("08001",))
PEOPLE = (
    Account(ACME, "a.lecka", "Anna Łęcka", Role.USER, Boxes(3, 3)),
    Account(ACME, "p.slazak", "Piotr Ślązak", Role.USER, Boxes(3, 0)),
    Account(ACME, "szef", "Łucja Żak", Role.ADMINISTRATOR),
    Account(OTHER, "j.lis", "Jan Lis", Role.USER, Boxes()),
    Account(OTHER, "b.luk", "Beata Łuk", None, Boxes(1, 1)),
)
LECKA, SLAZAK, BOSS, LIS, LUK = range(5)


@pytest.fixture
def workspace() -> Workspace:
    source = Source("firma.xlsx", "0", "xlsx", Layout.WIDE_LEVELS)
    return Workspace(Export(source, ("Limity",), (ACME, OTHER), PEOPLE))


def found(workspace: Workspace, query: str, *, only_problems: bool = False) -> list[int]:
    return list(AccountFinder(workspace).shown(ListView(query, only_problems)))


@pytest.mark.parametrize(
    ("query", "accounts"),
    [
        ("", [LECKA, SLAZAK, BOSS, LIS, LUK]),
        ("lecka", [LECKA]),
        ("ŁĘCKA", [LECKA]),
        ("slazak piotr", [SLAZAK]),
        ("lu", [BOSS, LUK]),
        ("klient:4711", [LECKA, SLAZAK, BOSS]),
        ("client:147", [LIS, LUK]),
        ("4711 a", [LECKA, SLAZAK, BOSS, LIS, LUK]),
        ("powód:view_only", [SLAZAK]),
        ("powod:podgląd", [SLAZAK]),
        ("powód:brak-dostepu", [LIS]),
        ("reason:no", [LIS]),
        ("rola:admin", [BOSS]),
        ("rola:adm", [BOSS]),
        ("rola:użytk.", [LECKA, SLAZAK, LIS]),
        ("role:user", [LECKA, SLAZAK, LIS]),
        ("role:.", []),
        ("role:xyz", []),
        ("werdykt:nie", [SLAZAK, LIS]),
        ("werdykt:ni", []),
        ("werdykt:niez", [LUK]),
        ("verdict:?", [LUK]),
        ("werdykt:tak klient:4711", [LECKA, BOSS]),
        ('name:"jan lis"', [LIS]),
        ("login:szef", [BOSS]),
        ("powód:xyz", []),
        ("nic:takiego", []),
        ("klient:", [LECKA, SLAZAK, BOSS, LIS, LUK]),
    ],
)
def test_words_and_fields(workspace: Workspace, query: str, accounts: list[int]) -> None:
    assert found(workspace, query) == accounts


def test_only_problems_leave_out_who_migrates_and_who_stays_on_purpose(
    workspace: Workspace,
) -> None:
    assert found(workspace, "", only_problems=True) == [SLAZAK, LIS, LUK]
    workspace.decide(Cursor(LIS), {LIS: Decision("odchodzi")})
    assert found(workspace, "", only_problems=True) == [SLAZAK, LUK]
    assert found(workspace, "zostawione") == [LIS]


def test_changed_and_marked(workspace: Workspace) -> None:
    workspace.edit(StepKind.TOGGLE, Cursor(SLAZAK), {SLAZAK: Boxes(3, 3)})
    assert found(workspace, "zmienione") == [SLAZAK]
    view = ListView("oznaczone").with_mark_toggled(LUK).with_mark_toggled(LIS)
    assert list(AccountFinder(workspace).shown(view)) == [LIS, LUK]
    assert not view.with_mark_toggled(LIS).with_mark_toggled(LUK).marks


@pytest.mark.parametrize(
    ("key", "accounts"),
    [
        (SortKey.FILE, [LECKA, SLAZAK, BOSS, LIS, LUK]),
        (SortKey.VERDICT, [SLAZAK, LIS, LUK, LECKA, BOSS]),
        (SortKey.LOGIN, [LECKA, LUK, LIS, SLAZAK, BOSS]),
        (SortKey.NAME, [LECKA, LUK, LIS, BOSS, SLAZAK]),
        (SortKey.CLIENT, [LIS, LUK, LECKA, SLAZAK, BOSS]),
        (SortKey.ROLE, [LUK, LECKA, SLAZAK, LIS, BOSS]),
    ],
)
def test_sorting_turns_round_the_second_time(
    workspace: Workspace, key: SortKey, accounts: list[int]
) -> None:
    finder = AccountFinder(workspace)
    view = replace(ListView(), sort=SortKey.CHANGES).sorted_by(key)
    assert list(finder.shown(view)) == accounts
    assert list(finder.shown(view.sorted_by(key))) == accounts[::-1]
    assert list(finder.shown(replace(view, query="l"))) == [
        account for account in accounts if account in found(workspace, "l")
    ]


def test_the_order_follows_edits(workspace: Workspace) -> None:
    finder = AccountFinder(workspace)
    view = ListView(sort=SortKey.CHANGES)
    assert next(iter(finder.shown(view))) == LECKA
    workspace.edit(StepKind.TOGGLE, Cursor(SLAZAK), {SLAZAK: Boxes(3, 3)})
    assert next(iter(finder.shown(view))) == SLAZAK


def test_an_account_may_be_listed_although_the_view_hides_it(workspace: Workspace) -> None:
    finder = AccountFinder(workspace)
    view = ListView("slazak")
    assert list(finder.shown(view, also=LECKA)) == [LECKA, SLAZAK]
    assert list(finder.shown(view, also=SLAZAK)) == [SLAZAK]
    assert finder.shows(view, SLAZAK)
    assert not finder.shows(view, LECKA)


def test_problems_are_gone_through_round_the_end(workspace: Workspace) -> None:
    finder = AccountFinder(workspace)
    rows = finder.shown(ListView())
    assert finder.problem_after(rows, LECKA, step=1) == SLAZAK
    assert finder.problem_after(rows, LUK, step=1) == SLAZAK
    assert finder.problem_after(rows, SLAZAK, step=-1) == LUK
    assert finder.problem_after([LECKA, BOSS], 0, step=1) is None
    assert finder.problem_after([], 0, step=1) is None


def test_what_is_no_field_is_a_word() -> None:
    query = parse_query('ala:ma "dwa słowa" zmienione')
    assert query.words == ("ala:ma", "dwa slowa")
    assert query.changed
    assert not parse_query("  ").narrows


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Łęcka", "lecka"), ("ŻÓŁĆ", "zolc"), ("Müller", "muller"), ("abc", "abc"), ("ﬁrma", "firma")],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_polish_letters_sort_after_those_they_derive_from() -> None:
    words = ["żaba", "ćma", "lot", "łoś", "cel", "zorza", "źrebię", "czas", "luz"]
    assert sorted(words, key=collation_key) == [
        "cel", "czas", "ćma", "lot", "luz", "łoś", "zorza", "źrebię", "żaba",
    ]  # fmt: skip
