"""What the program types to find accounts, it reads as it is meant."""

from dataclasses import replace

import pytest

from kuke_tui.domain.rules import ReasonCode, Verdict
from kuke_tui.i18n import set_language
from kuke_tui.tui.queries import (
    changed_query,
    group_query,
    left_query,
    marked_query,
    reason_query,
    verdict_query,
)
from kuke_tui.workspace.finding import Query, parse_query
from kuke_tui.workspace.grouping import Group

each_language = pytest.mark.parametrize("spoken", ["pl", "en"])


@each_language
@pytest.mark.parametrize("code", list(ReasonCode))
def test_a_reason(spoken: str, code: ReasonCode) -> None:
    set_language(spoken)
    assert parse_query(reason_query(code)) == Query(reasons=(frozenset({code}),))


@each_language
@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_verdict(spoken: str, verdict: Verdict) -> None:
    set_language(spoken)
    assert parse_query(verdict_query(verdict)) == Query(verdicts=(verdict,))


@each_language
def test_what_was_done_with_accounts(spoken: str) -> None:
    set_language(spoken)
    assert parse_query(changed_query()) == Query(changed=True)
    assert parse_query(marked_query()) == Query(marked=True)
    assert parse_query(left_query()) == Query(left=True)


@each_language
def test_a_group(spoken: str) -> None:
    set_language(spoken)
    group = Group(ReasonCode.NO_ACCESS, "Łęcka i synowie", ())
    reasons = (frozenset({ReasonCode.NO_ACCESS}),)
    wanted = Query(clients=("=lecka i synowie",), reasons=reasons)
    assert parse_query(group_query(group)) == wanted
    assert parse_query(group_query(replace(group, client=None))) == Query(reasons=reasons)
    assert parse_query(group_query(Group(None, None, ()))) == Query(left=True)
