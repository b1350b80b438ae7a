"""Why a list is empty, and what to do about it."""

from kuke_tui.i18n import _
from kuke_tui.messages.visible import visible
from kuke_tui.workspace.finding import parse_query
from kuke_tui.workspace.list_view import ListView
from kuke_tui.workspace.workspace import Workspace


def why_empty(workspace: Workspace, view: ListView) -> str:
    """Say in one or two lines why nothing is shown."""
    query = parse_query(view.query)
    if not workspace.export.accounts:
        return _("The export holds no accounts. The import report (!) says what was read.")
    if query.unknown:
        words = ", ".join(visible(word) for word in query.unknown)
        return (
            _("“{words}” is no known value of that field.").format(words=words)
            + "\n"
            + _("Esc takes the search back, ? explains it.")
        )
    if query.narrows:
        found = _("No account matches “{query}”.").format(query=visible(view.query))
        if view.only_problems:
            found = _("No account with a problem matches “{query}”.").format(
                query=visible(view.query)
            )
        return "\n".join((found, _("Esc takes the search back.")))
    return (
        _("No problems left: every account will migrate, is planned to, or stays on purpose.")
        + "\n"
        + _("Esc shows all accounts; v shows the changes to be saved.")
    )
