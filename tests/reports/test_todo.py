"""The to-do list as a value: net changes alone, account after account."""

from dataclasses import replace

from kuke_tui.domain.boxes import Box, Boxes
from kuke_tui.domain.changes import changes_between
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import Verdict
from kuke_tui.reports.todo import todo_between, todo_list
from tests.reports.documents import ALL, HALF, RIGHTS, export, todo


def test_accounts_stand_in_order_with_their_steps_by_policy() -> None:
    made = todo()
    assert [account.login for account in made.accounts] == ["-anna", "+48"]
    steps = made.accounts[0].steps
    assert [step.policy for step in steps] == ["07002"] * 6
    assert [(step.right, step.box) for step in steps[:3]] == [
        (RIGHTS[0], Box.VIEW),
        (RIGHTS[0], Box.CHANGE),
        (RIGHTS[1], Box.VIEW),
    ]
    assert all(step.tick for step in steps)
    assert made.clicks == 12
    assert made.names_clients


def test_verdicts_loaded_and_expected() -> None:
    account = todo().accounts[0]
    assert (account.loaded, account.expected) == (Verdict.NIE, Verdict.TAK)
    assert "07002" in " ".join(account.why)
    worse = todo_list(export(), {0: Boxes()}, Reading.STRICT)
    assert worse.accounts[0].expected is Verdict.NIE
    assert not any(step.tick for step in worse.accounts[0].steps)


def test_toggled_back_is_not_listed() -> None:
    assert todo_list(export(), {0: HALF, 1: Boxes()}, Reading.STRICT).accounts == ()


def test_between_two_exports_the_second_says_what_is_expected() -> None:
    before = export()
    accounts = tuple(
        replace(each, boxes=ALL if place in (0, 2) else each.boxes)
        for place, each in enumerate(before.accounts)
    )
    after = replace(before, accounts=accounts)
    changes = changes_between(before, after).changes
    made = todo_between(before, after, changes, Reading.STRICT, "2026-11-23T12:00:00+01:00")
    assert made == todo()


def test_the_digest_knows_what_is_to_be_done_and_no_more() -> None:
    made = todo()
    assert made.digest == replace(made, time="later").digest
    assert made.digest != replace(made, accounts=made.accounts[:1]).digest
    assert made.digest != replace(made, sha256="cd" * 32).digest
