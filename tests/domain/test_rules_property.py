"""Verdict and reasons against a naive evaluation that knows no masks, straight from the rules."""

from itertools import product
from typing import NamedTuple

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kuke_tui.domain.boxes import Boxes, bits, shape_of
from kuke_tui.domain.export import Role
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import ReasonCode, assess, uniform_with_changes

Cell = tuple[bool, bool]
Cells = dict[tuple[int, int], Cell | None]
Known = dict[tuple[int, int], Cell]
Told = dict[tuple[str, int | None], set[int]]

NONE, VIEW, CHANGE_ONLY, BOTH = (False, False), (True, False), (False, True), (True, True)
CELLS: tuple[Cell, ...] = (NONE, VIEW, CHANGE_ONLY, BOTH)


class Case(NamedTuple):
    policies: int
    rights: int
    cells: Cells
    role: Role | None
    reading: Reading


def judged(case: Case) -> tuple[str, Told]:
    """Judge an account by the letter of the rules."""
    if case.role is Role.ADMINISTRATOR:
        return "TAK", {("administrator", None): set()}
    unread = {place for place, cell in case.cells.items() if cell is None}
    told: Told = {}
    if case.role is not None:
        told = always_told(case, unread)
    if not unread and case.role is not None:
        if not told:
            return "TAK", {("uniform_changes", None): set()}
        return "NIE", told
    if case.role is None:
        told["unreadable", None] = set()
    for policy, right in unread:
        told.setdefault(("unreadable", right), set()).add(policy)
    return "?", told


def always_told(case: Case, unread: set[tuple[int, int]]) -> Told:
    """Return the reasons that hold in each way of filling in the unreadable cells."""
    places = sorted(unread)
    every_way = []
    for filling in product(CELLS, repeat=len(places)):
        known: Known = {place: cell for place, cell in case.cells.items() if cell is not None}
        known.update(zip(places, filling, strict=True))
        every_way.append(reasons(known, case))
    told: Told = {}
    for key in every_way[0]:
        if all(key in way for way in every_way):
            policies = set.intersection(*(way[key] for way in every_way))
            told[key] = {policy for policy in policies if (policy, key[1]) not in unread}
    return told


def reasons(cells: Known, case: Case) -> Told:
    """Return what keeps a user behind, each with its policies; nothing where nothing does."""
    policies, rights = range(case.policies), range(case.rights)
    ticked = {policy for (policy, _), cell in cells.items() if cell != NONE}
    if not ticked:
        return {("no_access", None): set()}
    told: Told = {}
    changes_somewhere = any(change for _, change in cells.values())
    for right in rights:
        column = {policy: cells[policy, right] for policy in policies}
        seen = {policy for policy, (view, _) in column.items() if view}
        changed = {policy for policy, (_, change) in column.items() if change}
        counts = case.reading is Reading.STRICT or not changes_somewhere
        if seen and not changed and counts:
            told["view_only", right] = seen
        if any(column[one] != column[other] for one in ticked for other in ticked):
            told["uneven_rights", right] = ticked
        if changed - seen:
            told["change_without_view", right] = changed - seen
    if ticked != set(policies):
        told["missing_policies", None] = set(policies) - ticked
    return told


def boxes_of(case: Case) -> Boxes:
    view = change = unreadable = 0
    for (policy, right), cell in case.cells.items():
        bit = 2 ** (policy * case.rights + right)
        if cell is None:
            unreadable += bit
        else:
            view += bit * cell[0]
            change += bit * cell[1]
    return Boxes(view, change, unreadable)


@st.composite
def cases(draw: st.DrawFn, max_policies: int = 6, max_unread: int = 3) -> Case:
    """Draw an account: any cells at all, or a uniform account with a few cells changed."""
    policies = draw(st.integers(0, max_policies))
    rights = draw(st.integers(0, 4))
    cell = st.sampled_from(CELLS)
    places = list(product(range(policies), range(rights)))
    cells: Cells
    if draw(st.booleans()):
        cells = {place: draw(cell) for place in places}
    else:
        row = [draw(st.sampled_from((NONE, BOTH, BOTH, VIEW))) for _ in range(rights)]
        cells = {(policy, right): row[right] for policy, right in places}
        if places:
            odd = draw(st.lists(st.sampled_from(places), max_size=3))
            cells.update({place: draw(cell) for place in odd})
    if places:
        unread = draw(st.lists(st.sampled_from(places), max_size=max_unread, unique=True))
        cells.update(dict.fromkeys(unread))
    role = draw(st.sampled_from((Role.USER, Role.USER, Role.USER, Role.ADMINISTRATOR, None)))
    return Case(policies, rights, cells, role, draw(st.sampled_from(Reading)))


def assert_judged_alike(case: Case) -> None:
    boxes, shape = boxes_of(case), shape_of(case.policies, case.rights)
    verdict, found = assess(case.role, boxes, shape, case.reading)
    expected_verdict, expected = judged(case)
    assert verdict.value == expected_verdict
    keys = [(reason.code.value, reason.right) for reason in found]
    assert len(keys) == len(set(keys))
    assert (
        dict(zip(keys, (set(bits(reason.policies)) for reason in found), strict=True)) == expected
    )
    order = list(ReasonCode)
    positions = [order.index(reason.code) for reason in found]
    assert positions == sorted(positions)


@settings(max_examples=800, deadline=None)
@given(cases())
@example(
    Case(2, 2, {(0, 0): BOTH, (0, 1): None, (1, 0): None, (1, 1): None}, Role.USER, Reading.STRICT)
)
@example(Case(2, 1, {(0, 0): VIEW, (1, 0): None}, Role.USER, Reading.LENIENT))
def test_verdict_and_reasons_equal_a_naive_evaluation(case: Case) -> None:
    assert_judged_alike(case)


def test_every_account_of_a_small_client_is_judged_alike() -> None:
    for policies, rights in ((1, 2), (2, 1), (3, 1), (2, 2)):
        places = list(product(range(policies), range(rights)))
        for filling in product((*CELLS, None), repeat=len(places)):
            for reading in Reading:
                cells = dict(zip(places, filling, strict=True))
                assert_judged_alike(Case(policies, rights, cells, Role.USER, reading))


@settings(max_examples=300, deadline=None)
@given(cases(max_unread=0))
def test_a_user_migrates_exactly_with_the_same_full_rights_on_all_policies(case: Case) -> None:
    columns = [
        {case.cells[policy, right] for policy in range(case.policies)}
        for right in range(case.rights)
    ]
    allowed: tuple[set[Cell], ...] = ({NONE}, {BOTH})
    if case.reading is Reading.LENIENT:
        allowed = (*allowed, {VIEW})
    migrates = {BOTH} in columns and all(column in allowed for column in columns)
    boxes, shape = boxes_of(case), shape_of(case.policies, case.rights)
    assert (assess(Role.USER, boxes, shape, case.reading).verdict == "TAK") is migrates
    assert uniform_with_changes(boxes, shape, case.reading) is migrates
