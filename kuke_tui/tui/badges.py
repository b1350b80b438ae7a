"""Badges: a glyph and a word for each verdict, told apart without colour."""

from typing import NamedTuple

from kuke_tui.domain.rules import Verdict
from kuke_tui.i18n import _
from kuke_tui.workspace.workspace import Workspace


class Badge(NamedTuple):
    """A verdict as it is shown: ``✗ NIE``; ``style`` is the name of its style in the sheets."""

    text: str
    style: str


_BADGES = {
    Verdict.TAK: Badge("✓ TAK", "tak"),
    Verdict.NIE: Badge("✗ NIE", "nie"),
    Verdict.UNKNOWN: Badge("?", "unknown"),
}


def badge(verdict: Verdict) -> Badge:
    """Return the badge of a verdict."""
    return _BADGES[verdict]


def planned(shown: Badge) -> Badge:
    """Mark a badge: the verdict rests on edits, no export confirms it."""
    return Badge(" ".join((shown.text, _("plan"))), shown.style)


def account_badge(workspace: Workspace, account: int) -> Badge:
    """Return an account's badge; where boxes were edited it says that the verdict is planned."""
    shown = _BADGES[workspace.verdict(account)]
    if not workspace.is_changed(account):
        return shown
    return planned(shown)
