"""A sentence for each problem of a table: its sheets, columns and headers, and rows passed over."""

from collections.abc import Callable, Mapping

from kuke_tui.domain.export import Problem, ProblemCode
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.places import place_text
from kuke_tui.messages.visible import visible_short


def _unused_column(problem: Problem) -> str:
    return _("Column “{name}” was not used; it is carried along untouched.").format(
        name=visible_short(problem.subject)
    )


def _duplicate_column(problem: Problem) -> str:
    return _("The name “{name}” stands over a column before this one already.").format(
        name=visible_short(problem.found)
    )


def _unused_sheet(_problem: Problem) -> str:
    return _("The sheet was not used; it is carried along untouched.")


def _unread_permissions(problem: Problem) -> str:
    return _(
        "The sheet holds permissions that do not go with those read ({rights}), so that no user "
        "can be judged; put them on one sheet, or say which sheets to read."
    ).format(rights=visible_short(problem.found))


def _joined_sheet(problem: Problem) -> str:
    return _("Read as a part of the same table as {other}.").format(other=place_text(problem.other))


def _copied_sheet(problem: Problem) -> str:
    return ngettext(
        "{n} row stands on {other} as well: this looks like another version of the same list. "
        "What stands on one of them only can't be judged; say which sheet to read.",
        "{n} rows stand on {other} as well: this looks like another version of the same list. "
        "What stands on one of them only can't be judged; say which sheet to read.",
        problem.count,
    ).format(n=thousands(problem.count), other=place_text(problem.other))


def _client_heading(problem: Problem) -> str:
    return _(
        "“{found}” names a client for the rows below; the row was passed over, since only a "
        "column of clients is read."
    ).format(found=visible_short(problem.found))


def _several_clients(problem: Problem) -> str:
    return _(
        "No column names the client, and what begins here looks like another client's than what "
        "begins at {other}. Its users can't be judged; add a column of clients, or read one "
        "client at a time."
    ).format(other=place_text(problem.other))


def _repeated_header(_problem: Problem) -> str:
    return _("The header stands here again; the row was passed over.")


def _other_header(problem: Problem) -> str:
    if problem.account is None:
        return _(
            "Another header stands here, with other columns or in another order ({found}); what "
            "the rows under it grant can't be read. Move them to a sheet of their own."
        ).format(found=visible_short(problem.found))
    return _(
        "What the row grants account {login} can't be read: it stands under another header "
        "({other})."
    ).format(login=visible_short(problem.subject), other=place_text(problem.other))


def _totals_row(problem: Problem) -> str:
    return _("“{found}” is a total or a note, not an account; the row was passed over.").format(
        found=visible_short(problem.found)
    )


def _more_problems(problem: Problem) -> str:
    return ngettext(
        "{n} more problem is not listed.", "{n} more problems are not listed.", problem.count
    ).format(n=thousands(problem.count))


TABLE_SENTENCES: Mapping[ProblemCode, Callable[[Problem], str]] = {
    ProblemCode.UNUSED_COLUMN: _unused_column,
    ProblemCode.DUPLICATE_COLUMN: _duplicate_column,
    ProblemCode.UNUSED_SHEET: _unused_sheet,
    ProblemCode.UNREAD_PERMISSIONS: _unread_permissions,
    ProblemCode.JOINED_SHEET: _joined_sheet,
    ProblemCode.COPIED_SHEET: _copied_sheet,
    ProblemCode.CLIENT_HEADING: _client_heading,
    ProblemCode.SEVERAL_CLIENTS: _several_clients,
    ProblemCode.REPEATED_HEADER: _repeated_header,
    ProblemCode.OTHER_HEADER: _other_header,
    ProblemCode.TOTALS_ROW: _totals_row,
    ProblemCode.MORE_PROBLEMS: _more_problems,
}
"""Each gives the sentence without its place."""
