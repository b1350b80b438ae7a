"""A sentence for each problem: where, what stands there, what it means."""

from kuke_tui.domain.export import Problem, ProblemCode, Role
from kuke_tui.i18n import N_, _, ngettext, thousands
from kuke_tui.messages.places import place_text
from kuke_tui.messages.reasons import role_name
from kuke_tui.messages.visible import visible_short


def problem_text(problem: Problem) -> str:
    """Tell a problem in one located sentence. Safe to print: nothing in it steers a terminal."""
    place = place_text(problem.at)
    sentence = _SENTENCES[problem.code](problem)
    return f"{place}: {sentence}" if place else sentence


def problem_kind(code: ProblemCode) -> str:
    """Name a kind of problem in a few words, to head those of the kind."""
    return _(_KINDS[code])


def _found(problem: Problem) -> str:
    return visible_short(problem.found)


def _subject(problem: Problem) -> str:
    return visible_short(problem.subject)


def _shown(text: str) -> str:
    """What stands in a cell, in quotes."""
    return _("“{text}”").format(text=visible_short(text)) if text else _("an empty cell")


def _unknown_level(problem: Problem) -> str:
    sentence = (
        _(
            "“{found}” in the column of “{right}” can't be read; expected e.g. x, ✓, TAK, NIE or "
            "an empty cell."
        )
        if problem.of_box
        else _(
            "“{found}” in the column of “{right}” can't be read; expected e.g. P, Z, view, changes "
            "or an empty cell."
        )
    )
    return sentence.format(found=_found(problem), right=_subject(problem))


def _cell_error(problem: Problem) -> str:
    found = _found(problem) or _("an error")
    if problem.subject:
        return _("The cell of “{subject}” holds an error ({found}) instead of a value.").format(
            subject=_subject(problem), found=found
        )
    return _("The cell holds an error ({found}) instead of a value.").format(found=found)


def _no_result(_problem: Problem) -> str:
    return _(
        "The formula has no result in the file; open the file in Excel, save it, and load it again."
    )


def _unknown_role(problem: Problem) -> str:
    return _(
        "“{found}” is no role that can be read (account {login}); expected administrator or user."
    ).format(found=_found(problem), login=_subject(problem))


def _no_role(problem: Problem) -> str:
    return _("No row gives account {login} a role.").format(login=_subject(problem))


def _no_role_column(_problem: Problem) -> str:
    return _(
        "The file has no column of roles, so that it can't be said who is an administrator; "
        "say it in the column mapping."
    )


def _two_roles(problem: Problem) -> str:
    return _(
        "Account {login} is “{role}” here and “{other_role}” in {other}; which is right can't "
        "be told."
    ).format(
        login=_subject(problem),
        role=_role(problem.found),
        other_role=_role(problem.other_found),
        other=place_text(problem.other),
    )


def _role(code: str) -> str:
    return role_name(Role(code)) if code in set(Role) else visible_short(code)


def _two_names(problem: Problem) -> str:
    return _(
        "Account {login} is named “{found}” here and “{other_found}” in {other}; the first name "
        "is shown."
    ).format(
        login=_subject(problem),
        found=_found(problem),
        other_found=visible_short(problem.other_found),
        other=place_text(problem.other),
    )


def _contradiction(problem: Problem) -> str:
    return _(
        "Two rows contradict each other about “{right}”: {found} here, {other_found} in {other}."
    ).format(
        right=_subject(problem),
        found=_shown(problem.found),
        other_found=_shown(problem.other_found),
        other=place_text(problem.other),
    )


def _duplicate_row(problem: Problem) -> str:
    return _("Repeats {other} (account {login}, policy {policy}) and was merged with it.").format(
        other=place_text(problem.other), login=_subject(problem), policy=_found(problem)
    )


def _no_login(problem: Problem) -> str:
    if not problem.subject:
        return _("The row has no login, so that it belongs to no account.")
    return _(
        "The row has no login, and may be anybody's who has no row for policy {policy}; they "
        "can't be judged until its login is known."
    ).format(policy=_subject(problem))


def _account_above(problem: Problem) -> str:
    count = int(problem.found) if problem.found.isdecimal() else 0
    return ngettext(
        "{n} row without a login, this one, was taken to go on with the account above it.",
        "{n} rows without a login, from this one on, were taken to go on with the account above.",
        count,
    ).format(n=thousands(count))


def _no_policy(problem: Problem) -> str:
    if not problem.subject:
        return _("The row has no policy number.")
    return _(
        "The row grants account {login} a permission without saying on which policy; it can't "
        "be judged until that is known."
    ).format(login=_subject(problem))


def _no_right(problem: Problem) -> str:
    return _(
        "The row grants account {login} something without saying which permission; it can't be "
        "judged until that is known."
    ).format(login=_subject(problem))


def _no_client(problem: Problem) -> str:
    if problem.account is None:
        return _("No client is known for policy {policy}, so that it was left out.").format(
            policy=_subject(problem)
        )
    return _(
        "The row does not name the client of account {login}; it was matched by login or policy "
        "where only one client fits."
    ).format(login=_subject(problem))


def _client_spelled_otherwise(problem: Problem) -> str:
    return _("Client {client} is spelled “{found}” here; both were taken for one client.").format(
        client=visible_short(problem.other_found), found=_found(problem)
    )


def _login_spelled_otherwise(problem: Problem) -> str:
    logins = {"login": _found(problem), "other_login": visible_short(problem.other_found)}
    if problem.other is None:
        return _(
            "Logins {login} and {other_login} may be one account; what is said of only one of "
            "them can't be judged."
        ).format(**logins)
    return _(
        "Logins {login} and {other_login} ({other}) may be one account; what is said of only one "
        "of them can't be judged."
    ).format(**logins, other=place_text(problem.other))


def _policy_of_two_clients(problem: Problem) -> str:
    return _(
        "Policy {policy} stands under client {client} here and under client {other_client} in "
        "{other}; it was counted for both."
    ).format(
        policy=_subject(problem),
        client=visible_short(problem.found) or _("(none)"),
        other_client=visible_short(problem.other_found) or _("(none)"),
        other=place_text(problem.other),
    )


def _damaged_policy(problem: Problem) -> str:
    if problem.other is not None:
        return _(
            "Policy number “{found}” lost its zeros in front and was read as {policy}."
        ).format(found=_found(problem), policy=visible_short(problem.other_found))
    return _(
        "Policy number “{found}” looks damaged by Excel (lost zeros in front, digits cut, or made "
        "a date); format the column as text and export again."
    ).format(found=_found(problem))


def _several_policies(problem: Problem) -> str:
    return _(
        "The cell names several policies (“{found}”), so that users can't be judged; give each "
        "policy a row of its own."
    ).format(found=_found(problem))


def _unknown_account(problem: Problem) -> str:
    return _("Account {login} has permissions but is not on the sheet of accounts.").format(
        login=_found(problem)
    )


def _unused_column(problem: Problem) -> str:
    return _("Column “{name}” was not used; it is carried along untouched.").format(
        name=_subject(problem)
    )


def _duplicate_column(problem: Problem) -> str:
    return _("The name “{name}” stands over a column before this one already.").format(
        name=_found(problem)
    )


def _unused_sheet(_problem: Problem) -> str:
    return _("The sheet was not used; it is carried along untouched.")


def _unread_permissions(problem: Problem) -> str:
    return _(
        "The sheet holds permissions that do not go with those read ({rights}), so that no user "
        "can be judged; put them on one sheet, or say which sheets to read."
    ).format(rights=_found(problem))


def _joined_sheet(problem: Problem) -> str:
    return _("Read as a part of the same table as {other}.").format(other=place_text(problem.other))


def _copied_sheet(problem: Problem) -> str:
    count = int(problem.found) if problem.found.isdecimal() else 0
    return ngettext(
        "{n} row stands on {other} as well: this looks like another version of the same list. "
        "What stands on one of them only can't be judged; say which sheet to read.",
        "{n} rows stand on {other} as well: this looks like another version of the same list. "
        "What stands on one of them only can't be judged; say which sheet to read.",
        count,
    ).format(n=thousands(count), other=place_text(problem.other))


def _client_heading(problem: Problem) -> str:
    return _(
        "“{found}” names a client for the rows below; the row was passed over, since only a "
        "column of clients is read."
    ).format(found=_found(problem))


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
        ).format(found=_found(problem))
    return _(
        "What the row grants account {login} can't be read: it stands under another header "
        "({other})."
    ).format(login=_subject(problem), other=place_text(problem.other))


def _totals_row(problem: Problem) -> str:
    return _("“{found}” is a total or a note, not an account; the row was passed over.").format(
        found=_found(problem)
    )


def _more_problems(problem: Problem) -> str:
    count = int(problem.found) if problem.found.isdecimal() else 0
    return ngettext(
        "{n} more problem is not listed.", "{n} more problems are not listed.", count
    ).format(n=thousands(count))


_SENTENCES = {
    ProblemCode.UNKNOWN_LEVEL: _unknown_level,
    ProblemCode.CELL_ERROR: _cell_error,
    ProblemCode.NO_RESULT: _no_result,
    ProblemCode.UNKNOWN_ROLE: _unknown_role,
    ProblemCode.NO_ROLE: _no_role,
    ProblemCode.NO_ROLE_COLUMN: _no_role_column,
    ProblemCode.TWO_ROLES: _two_roles,
    ProblemCode.TWO_NAMES: _two_names,
    ProblemCode.CONTRADICTION: _contradiction,
    ProblemCode.DUPLICATE_ROW: _duplicate_row,
    ProblemCode.NO_LOGIN: _no_login,
    ProblemCode.ACCOUNT_ABOVE: _account_above,
    ProblemCode.NO_POLICY: _no_policy,
    ProblemCode.NO_RIGHT: _no_right,
    ProblemCode.NO_CLIENT: _no_client,
    ProblemCode.CLIENT_SPELLED_OTHERWISE: _client_spelled_otherwise,
    ProblemCode.LOGIN_SPELLED_OTHERWISE: _login_spelled_otherwise,
    ProblemCode.POLICY_OF_TWO_CLIENTS: _policy_of_two_clients,
    ProblemCode.DAMAGED_POLICY: _damaged_policy,
    ProblemCode.SEVERAL_POLICIES: _several_policies,
    ProblemCode.UNKNOWN_ACCOUNT: _unknown_account,
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

_KINDS = {
    ProblemCode.UNKNOWN_LEVEL: N_("Permissions that can't be read"),
    ProblemCode.CELL_ERROR: N_("Cells with an error"),
    ProblemCode.NO_RESULT: N_("Formulas without a result"),
    ProblemCode.UNKNOWN_ROLE: N_("Roles that can't be read"),
    ProblemCode.NO_ROLE: N_("Accounts without a role"),
    ProblemCode.NO_ROLE_COLUMN: N_("No column of roles"),
    ProblemCode.TWO_ROLES: N_("Accounts with two roles"),
    ProblemCode.TWO_NAMES: N_("Accounts with two names"),
    ProblemCode.CONTRADICTION: N_("Rows that contradict each other"),
    ProblemCode.DUPLICATE_ROW: N_("Rows that repeat others"),
    ProblemCode.NO_LOGIN: N_("Rows without a login"),
    ProblemCode.ACCOUNT_ABOVE: N_("Rows that go on with the account above"),
    ProblemCode.NO_POLICY: N_("Rows without a policy"),
    ProblemCode.NO_RIGHT: N_("Rows without a right"),
    ProblemCode.NO_CLIENT: N_("Rows without a client"),
    ProblemCode.CLIENT_SPELLED_OTHERWISE: N_("Clients spelled in two ways"),
    ProblemCode.LOGIN_SPELLED_OTHERWISE: N_("Logins spelled in two ways"),
    ProblemCode.POLICY_OF_TWO_CLIENTS: N_("Policies of two clients"),
    ProblemCode.DAMAGED_POLICY: N_("Policy numbers damaged by Excel"),
    ProblemCode.SEVERAL_POLICIES: N_("Cells with several policies"),
    ProblemCode.UNKNOWN_ACCOUNT: N_("Accounts that are not on the sheet of accounts"),
    ProblemCode.UNUSED_COLUMN: N_("Columns that are not used"),
    ProblemCode.DUPLICATE_COLUMN: N_("Names that stand over two columns"),
    ProblemCode.UNUSED_SHEET: N_("Sheets that are not used"),
    ProblemCode.UNREAD_PERMISSIONS: N_("Sheets of other permissions"),
    ProblemCode.JOINED_SHEET: N_("Sheets read as one table"),
    ProblemCode.COPIED_SHEET: N_("Sheets that are versions of one list"),
    ProblemCode.CLIENT_HEADING: N_("Rows that name a client"),
    ProblemCode.SEVERAL_CLIENTS: N_("Several clients, as it seems"),
    ProblemCode.REPEATED_HEADER: N_("Repeated headers"),
    ProblemCode.OTHER_HEADER: N_("Headers of other columns"),
    ProblemCode.TOTALS_ROW: N_("Totals and notes"),
    ProblemCode.MORE_PROBLEMS: N_("More problems"),
}
