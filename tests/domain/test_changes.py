"""Net changes of an account, and between two exports."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kuke_tui.domain.boxes import Box, Boxes, Level, Shape, changed_cells, level_at, with_level
from kuke_tui.domain.changes import (
    BoxChange,
    ExportDifference,
    PolicyKey,
    RoleChange,
    changes_between,
    net_changes,
)
from kuke_tui.domain.export import Account, AccountKey, Client, Export, Layout, Role, Source

Draw = Callable[[str], tuple[Boxes, Shape]]

RIGHTS = ("Limity kredytowe", "Windykacja")
CLIENT = Client("4711", ("07001", "07002"))
LECKA = Account(CLIENT, "lecka", "Anna Łęcka", Role.USER)
LIMITS, COLLECTION = RIGHTS


def exported(
    *accounts: Account,
    rights: tuple[str, ...] = RIGHTS,
    clients: tuple[Client, ...] | None = None,
    layout: Layout = Layout.WIDE_LEVELS,
) -> Export:
    named = {account.client.key: account.client for account in accounts}
    source = Source("konta.xlsx", "0" * 64, "xlsx", layout)
    return Export(source, rights, clients or tuple(named.values()), accounts)


def granted(policy: str, right: str, box: Box) -> BoxChange:
    return BoxChange("4711", "lecka", policy, right, box, before=False, after=True)


def taken(policy: str, right: str, box: Box) -> BoxChange:
    return BoxChange("4711", "lecka", policy, right, box, before=True, after=False)


def test_net_changes_stand_by_policy_right_and_view_before_change(draw: Draw) -> None:
    before, _ = draw("P  PZ\n-  P")
    after, _ = draw("PZ -\nPZ P")
    assert net_changes(LECKA, before, after, RIGHTS) == (
        granted("07001", LIMITS, Box.CHANGE),
        taken("07001", COLLECTION, Box.VIEW),
        taken("07001", COLLECTION, Box.CHANGE),
        granted("07002", LIMITS, Box.VIEW),
        granted("07002", LIMITS, Box.CHANGE),
    )
    assert net_changes(LECKA, before, before, RIGHTS) == ()


def test_a_cell_that_was_unreadable_changes_in_both_boxes_from_the_unknown(draw: Draw) -> None:
    before, _ = draw("? -\n- ?")
    after, _ = draw("P -\n- ?")
    assert net_changes(LECKA, before, after, RIGHTS) == (
        BoxChange("4711", "lecka", "07001", LIMITS, Box.VIEW, before=None, after=True),
        BoxChange("4711", "lecka", "07001", LIMITS, Box.CHANGE, before=None, after=False),
    )


def test_a_cell_that_became_unreadable_tells_of_no_change(draw: Draw) -> None:
    before, after = draw("P -\n- -")[0], draw("? -\n- -")[0]
    assert net_changes(LECKA, before, after, RIGHTS) == ()


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 15), st.integers(0, 15), st.integers(0, 15), st.integers(0, 15))
def test_making_the_changes_gives_the_state_after(
    view: int, change: int, view_after: int, change_after: int
) -> None:
    before, after = Boxes(view, change), Boxes(view_after, change_after)
    changes = net_changes(LECKA, before, after, RIGHTS)
    made = list(before)
    for each in changes:
        position = CLIENT.policies.index(each.policy) * 2 + RIGHTS.index(each.right)
        made[each.box is Box.CHANGE] ^= 1 << position
    assert Boxes(*made) == after
    assert len(changes) == sum(
        (one ^ other).bit_count() for one, other in zip(before, after, strict=True)
    )


def test_an_export_does_not_differ_from_itself(draw: Draw) -> None:
    export = exported(replace(LECKA, boxes=draw("P PZ\n- ?")[0]))
    assert changes_between(export, export) == ExportDifference()


def test_changes_are_found_by_name_whatever_the_order(draw: Draw) -> None:
    before = exported(
        replace(LECKA, boxes=draw("P  PZ\n-  P")[0]),
        replace(LECKA, login="nowak", boxes=draw("PZ PZ\n?  P")[0]),
    )
    turned = Client("4711", ("07002", "07001"))
    after = exported(
        Account(turned, "nowak", "", Role.USER, draw("P ?\nPZ PZ")[0]),
        Account(turned, "lecka", "", Role.USER, draw("P PZ\nPZ P")[0]),
        rights=(COLLECTION, LIMITS),
    )
    assert changes_between(before, after) == ExportDifference(
        changes=(
            granted("07002", LIMITS, Box.VIEW),
            granted("07002", LIMITS, Box.CHANGE),
        )
    )


def test_equal_masks_in_another_order_are_not_equal_boxes(draw: Draw) -> None:
    account = replace(LECKA, boxes=draw("P -\n- -")[0])
    turned = replace(account, client=Client("4711", ("07002", "07001")))
    assert changes_between(exported(account), exported(turned)).changes == (
        taken("07001", LIMITS, Box.VIEW),
        granted("07002", LIMITS, Box.VIEW),
    )


def test_accounts_of_one_export_only_are_named_and_not_compared(draw: Draw) -> None:
    boxes = draw("P P\nP P")[0]
    other = Client("4712", ("07009",))
    before = exported(LECKA, replace(LECKA, login="dawny", boxes=boxes))
    after = exported(LECKA, Account(other, "lecka", "", Role.USER, Boxes(1, 1)))
    assert changes_between(before, after) == ExportDifference(
        new_accounts=(AccountKey("4712", "lecka"),),
        vanished_accounts=(AccountKey("4711", "dawny"),),
    )


def test_roles_that_differ_are_told() -> None:
    before = exported(LECKA, replace(LECKA, login="nowak", role=None))
    after = exported(
        replace(LECKA, role=Role.ADMINISTRATOR), replace(LECKA, login="nowak", role=Role.USER)
    )
    assert changes_between(before, after).role_changes == (
        RoleChange("4711", "lecka", Role.USER, Role.ADMINISTRATOR),
        RoleChange("4711", "nowak", None, Role.USER),
    )


def test_nothing_is_ticked_on_a_policy_that_an_export_does_not_name(draw: Draw) -> None:
    before = exported(replace(LECKA, boxes=draw("P -\nP -")[0]))
    client = Client("4711", ("07002", "07003"))
    after = exported(Account(client, "lecka", "", Role.USER, draw("P -\n- PZ")[0]))
    assert changes_between(before, after) == ExportDifference(
        changes=(
            taken("07001", LIMITS, Box.VIEW),
            granted("07003", COLLECTION, Box.VIEW),
            granted("07003", COLLECTION, Box.CHANGE),
        ),
        new_policies=(PolicyKey("4711", "07003"),),
        vanished_policies=(PolicyKey("4711", "07001"),),
    )


def test_a_policy_can_be_new_without_any_account_changing(draw: Draw) -> None:
    boxes = draw("PZ -\nPZ -")[0]
    wider = Client("4711", ("07001", "07002", "07003"))
    difference = changes_between(
        exported(replace(LECKA, boxes=boxes)), exported(replace(LECKA, client=wider, boxes=boxes))
    )
    assert difference == ExportDifference(new_policies=(PolicyKey("4711", "07003"),))


def test_a_column_that_a_wide_export_lacks_says_nothing(draw: Draw) -> None:
    before = exported(replace(LECKA, boxes=draw("P PZ\nP PZ")[0]))
    after = exported(replace(LECKA, boxes=draw("- P\n- P")[0]), rights=("Raporty", LIMITS))
    assert changes_between(before, after) == ExportDifference(
        new_rights=("Raporty",), vanished_rights=(COLLECTION,)
    )


def test_a_right_that_a_long_export_does_not_name_is_held_by_nobody(draw: Draw) -> None:
    wide = exported(replace(LECKA, boxes=draw("P P\nP -")[0]))
    long = exported(replace(LECKA, boxes=draw("P\nP")[0]), rights=(LIMITS,), layout=Layout.LONG)
    assert changes_between(wide, long) == ExportDifference(
        changes=(taken("07001", COLLECTION, Box.VIEW),), vanished_rights=(COLLECTION,)
    )
    assert changes_between(long, wide) == ExportDifference(
        changes=(granted("07001", COLLECTION, Box.VIEW),), new_rights=(COLLECTION,)
    )


@settings(max_examples=150, deadline=None)
@given(st.permutations(range(3)), st.permutations(range(3)), st.data())
def test_an_export_with_rows_and_columns_moved_holds_the_same(
    rows: list[int], columns: list[int], data: st.DataObject
) -> None:
    rights, policies = ("A", "B", "C"), ("1", "2", "3")
    client = Client("4711", policies)
    turned = Client("4711", tuple(policies[row] for row in rows))
    masks = st.integers(0, 511)
    unreadable = data.draw(masks)
    boxes = Boxes(data.draw(masks) & ~unreadable, data.draw(masks) & ~unreadable, unreadable)
    moved = Boxes()
    for row, policy in enumerate(rows):
        for column, right in enumerate(columns):
            level = level_at(boxes, 1 << policy * 3 + right)
            moved = with_level(moved, 1 << row * 3 + column, level)
    odd = data.draw(st.integers(0, 8))
    edited = with_level(moved, 1 << odd, Level.CHANGE)
    before = exported(Account(client, "lecka", boxes=boxes), rights=rights)
    names = tuple(rights[column] for column in columns)
    same = exported(Account(turned, "lecka", boxes=moved), rights=names)
    after = exported(Account(turned, "lecka", boxes=edited), rights=names)
    assert changes_between(before, same) == ExportDifference()
    touched = {(each.policy, each.right) for each in changes_between(before, after).changes}
    place = (turned.policies[odd // 3], names[odd % 3])
    assert touched == ({place} if changed_cells(moved, edited) else set())


def test_a_cell_that_can_no_longer_be_read_is_told_apart_from_the_changes() -> None:
    before, after = Boxes(0b0011, 0b0001), Boxes(0b0001, 0b0001, 0b0010)
    old, new = (
        exported(Account(CLIENT, "lecka", role=Role.USER, boxes=boxes)) for boxes in (before, after)
    )
    difference = changes_between(old, new)
    assert difference.changes == ()
    assert difference.unreadable == (("4711", "lecka", "07001", COLLECTION),)
    assert changes_between(new, new).unreadable == ()
    assert changes_between(new, old).unreadable == ()
