"""The report for a manager: its numbers, and what the page says of them."""

from kuke_tui.domain.rules import ReasonCode
from kuke_tui.reports.bars import Part, bar, share
from kuke_tui.reports.report_html import report_html
from kuke_tui.reports.summary import Count
from tests.reports.documents import SCRIPT, manager_summary


def test_numbers_before_and_after() -> None:
    told = manager_summary()
    assert told.loaded == Count(tak=1, nie=3)
    assert told.planned == Count(tak=3, nie=1)
    assert [(each.client, each.planned.behind) for each in told.clients] == [
        ("1000123", 1),
        ('"><img src=x onerror=alert(1)>', 0),
    ]
    reasons = {each.code: (each.loaded, each.planned) for each in told.reasons}
    assert reasons[ReasonCode.MISSING_POLICIES] == (2, 0)
    assert reasons[ReasonCode.NO_ACCESS] == (1, 1)
    assert reasons[ReasonCode.UNIFORM_CHANGES] == (0, 2)


def test_exceptions_are_told_apart_from_the_others_left_behind() -> None:
    told = manager_summary()
    assert [each.login for each in told.exceptions] == ["ewa"]
    assert [each.login for each in manager_summary(planned=False).left_behind] == [
        "-anna",
        "ewa",
        "+48",
    ]
    assert manager_summary(planned=False).exceptions == ()


def test_without_a_plan_nothing_is_called_planned() -> None:
    page = "".join(report_html(manager_summary(planned=False)))
    words = page[page.index("<main>") :]
    assert "plan" not in words.lower()


def test_with_a_plan_nothing_is_called_confirmed() -> None:
    page = "".join(report_html(manager_summary()))
    words = page[page.index("<main>") :]
    assert "confirmed" not in words
    assert "planned TAK" not in words
    assert "2 planned changes don&#x27;t fit this export" in words


def test_names_are_escaped() -> None:
    for planned in (True, False):
        page = "".join(report_html(manager_summary(planned=planned)))
        assert SCRIPT not in page
        assert "<img" not in page
        assert "\u202e" not in page
        assert "<script" not in page


def test_bars_are_to_scale() -> None:
    drawn = bar([Part("tak", 1), Part("nie", 0), Part("unknown", 3)], 8, 'a "b"')
    assert 'class="tak" x="0.000%" width="12.500%"' in drawn
    assert 'class="unknown" x="12.500%" width="37.500%"' in drawn
    assert 'class="nie"' not in drawn
    assert "a &quot;b&quot;" in drawn


def test_a_share_is_never_rounded_to_all_or_nothing() -> None:
    assert [share(*each) for each in ((0, 3), (3, 3), (1, 3), (1, 400), (399, 400), (0, 0))] == [
        "0\u00a0%",
        "100\u00a0%",
        "33\u00a0%",
        "0.2\u00a0%",
        "99.8\u00a0%",
        "–",
    ]
