"""A few words for each kind of problem, to head those of the kind."""

from kuke_tui.domain.export import ProblemCode
from kuke_tui.i18n import N_, _


def problem_kind(code: ProblemCode) -> str:
    """Name a kind of problem in a few words."""
    return _(_KINDS[code])


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
