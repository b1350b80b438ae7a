"""The audit trail as lines, the latest entry first."""

from collections.abc import Iterator, Sequence

from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.clock import local_time
from kuke_tui.messages.trail import action_name, box_change_text, decision_change_text
from kuke_tui.messages.visible import visible
from kuke_tui.tui.widgets.line_list import Line, line
from kuke_tui.workspace.trail import TrailEntry

_SHOWN = 12
"""So many changes of an entry are shown; a file that is written holds them all."""


def history_lines(entries: Sequence[TrailEntry]) -> list[Line]:
    """Tell each entry and what it changed."""
    lines: list[Line] = []
    for entry in reversed(entries):
        lines += _entry_lines(entry)
    return lines


def _entry_lines(entry: TrailEntry) -> Iterator[Line]:
    who = visible(entry.user or "?")
    yield Line(
        (
            (f"{entry.number:>4}  {local_time(entry.time)}  {who}  ", "quiet"),
            (visible(action_name(entry)), "heading"),
            (_amount(entry), "quiet"),
        )
    )
    told = [
        *map(decision_change_text, entry.decisions[:_SHOWN]),
        *map(box_change_text, entry.changes[:_SHOWN]),
    ]
    for text in told[:_SHOWN]:
        yield line(f"      {visible(text)}")
    more = len(entry.decisions) + len(entry.changes) - len(told[:_SHOWN])
    if more > 0:
        text = ngettext("and {n} more", "and {n} more", more).format(n=thousands(more))
        yield line(f"      {text}", "quiet")
    if entry.sha256:
        yield line(f"  SHA-256: {visible(entry.sha256)}", "quiet")


def _amount(entry: TrailEntry) -> str:
    if not entry.changes:
        return ""
    count = len(entry.changes)
    accounts = len({change.account_key for change in entry.changes})
    boxes = ngettext("{n} changed box", "{n} changed boxes", count)
    told = ngettext("in {n} account", "in {n} accounts", accounts)
    return f"  {boxes.format(n=thousands(count))} {told.format(n=thousands(accounts))}"


def why_no_history() -> str:
    """Say why there is nothing to show although work was done."""
    return _(
        "No history is kept of this work: it goes on without the journal, because the journal "
        "could not be opened, or another window of the program has it."
    )
