"""The list of accounts as text for a spreadsheet."""

from collections.abc import Iterator, Sequence

from kuke_tui.messages.csv_text import harmless
from kuke_tui.messages.reasons import reasons_short, role_name
from kuke_tui.tui.widgets.account_columns import heading
from kuke_tui.workspace.list_view import SortKey
from kuke_tui.workspace.workspace import Workspace

_COLUMNS = (
    SortKey.VERDICT,
    SortKey.CLIENT,
    SortKey.LOGIN,
    SortKey.NAME,
    SortKey.ROLE,
    SortKey.REASONS,
    SortKey.CHANGES,
)


def list_lines(workspace: Workspace, rows: Sequence[int]) -> Iterator[str]:
    """Yield a heading and a line for each account at ``rows``, cells apart by tabs.

    That is how spreadsheets take them; none of them is taken for a formula.
    """
    yield "\t".join(heading(key) for key in _COLUMNS) + "\n"
    for account in rows:
        subject = workspace.account(account)
        clicks = workspace.clicks(account)
        cells = (
            workspace.verdict(account).value,
            subject.client.key,
            subject.login,
            subject.name,
            role_name(subject.role),
            reasons_short(workspace.assessment(account).reasons),
            str(clicks) if clicks else "",
        )
        yield "\t".join(harmless(cell) for cell in cells) + "\n"
