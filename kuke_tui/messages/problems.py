"""A sentence for each problem: where, what stands there, what it means.

Those of what the rows say stand here, those of how they are laid out in ``table_problems``.
"""

from kuke_tui.domain.export import Problem, ProblemCode, Role
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.places import place_text
from kuke_tui.messages.reasons import role_name
from kuke_tui.messages.table_problems import TABLE_SENTENCES
from kuke_tui.messages.visible import visible_short


def problem_text(problem: Problem) -> str:
    """Tell a problem in one located sentence. Safe to print: nothing in it steers a terminal."""
    place = place_text(problem.at)
    sentence = _SENTENCES[problem.code](problem)
    return f"{place}: {sentence}" if place else sentence


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
    return ngettext(
        "{n} row without a login, this one, was taken to go on with the account above it.",
        "{n} rows without a login, from this one on, were taken to go on with the account above.",
        problem.count,
    ).format(n=thousands(problem.count))


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
    **TABLE_SENTENCES,
}
