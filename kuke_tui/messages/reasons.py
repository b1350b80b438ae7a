"""A sentence for each reason, and a short form of it for lists."""

from collections.abc import Iterable

from kuke_tui.domain.boxes import Boxes, Level, chosen, shape_of
from kuke_tui.domain.export import Account, Role
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import Reason, ReasonCode
from kuke_tui.i18n import _, ngettext

_NAMED_POLICIES = 6


def reason_text(
    reason: Reason, account: Account, boxes: Boxes, rights: tuple[str, ...], reading: Reading
) -> str:
    """Tell one reason in a sentence that names its right and its policies."""
    right = rights[reason.right] if reason.right is not None else ""
    match reason.code:  # those first that need no policies named: most accounts have one of them
        case ReasonCode.ADMINISTRATOR:
            return _("Administrators' accounts migrate automatically.")
        case ReasonCode.UNIFORM_CHANGES:
            return _(
                "Identical permissions with changes on every policy of the client; "
                "the account will migrate."
            )
        case ReasonCode.NO_ACCESS:
            return _("The account has no permission on any policy.")
        case ReasonCode.UNEVEN_RIGHTS:
            return _("“{right}” differs between policies: {levels}.").format(
                right=right, levels=_levels(reason, account, boxes, len(rights))
            )
    policies = policy_names(account.client.policies, reason.policies)
    count = reason.policies.bit_count()
    match reason.code:
        case ReasonCode.VIEW_ONLY:
            return _view_only(right, policies, count, boxes, reading)
        case ReasonCode.MISSING_POLICIES:
            return ngettext(
                "No permission at all on policy {policies}, while other policies have some.",
                "No permission at all on policies {policies}, while other policies have some.",
                count,
            ).format(policies=policies)
        case ReasonCode.CHANGE_WITHOUT_VIEW:
            return ngettext(
                "“{right}” has changes without view on policy {policies}; both are required.",
                "“{right}” has changes without view on policies {policies}; both are required.",
                count,
            ).format(right=right, policies=policies)
        case ReasonCode.UNREADABLE:
            if reason.right is None:
                return _("The role of the account could not be read.")
            return ngettext(
                "“{right}” could not be read on policy {policies}; set the cell to decide.",
                "“{right}” could not be read on policies {policies}; set the cells to decide.",
                count,
            ).format(right=right, policies=policies)


def _view_only(right: str, policies: str, count: int, boxes: Boxes, reading: Reading) -> str:
    told = ngettext(
        "“{right}” is view only (policy {policies}); migration asks for changes as well.",
        "“{right}” is view only (policies {policies}); migration asks for changes as well.",
        count,
    ).format(right=right, policies=policies)
    if not boxes.change or reading is Reading.LENIENT:
        return told
    return " ".join(
        (
            told,
            _(
                "This is the strict reading; under the lenient one another right with changes "
                "would be enough. KUKE decides which applies."
            ),
        )
    )


def reason_short(code: ReasonCode) -> str:
    """Name a reason in two or three words, for lists and totals."""
    match code:
        case ReasonCode.ADMINISTRATOR:
            return _("administrator")
        case ReasonCode.UNIFORM_CHANGES:
            return _("uniform, with changes")
        case ReasonCode.NO_ACCESS:
            return _("no access")
        case ReasonCode.VIEW_ONLY:
            return _("view only")
        case ReasonCode.MISSING_POLICIES:
            return _("missing policies")
        case ReasonCode.UNEVEN_RIGHTS:
            return _("uneven rights")
        case ReasonCode.CHANGE_WITHOUT_VIEW:
            return _("changes without view")
        case ReasonCode.UNREADABLE:
            return _("unreadable")


def reasons_short(reasons: Iterable[Reason]) -> str:
    """Name the reasons of an account in one line, each code once, with counts where useful."""
    counts: dict[ReasonCode, int] = {}
    for reason in reasons:
        amount = reason.policies.bit_count() if reason.code is ReasonCode.MISSING_POLICIES else 1
        counts[reason.code] = counts.get(reason.code, 0) + amount
    return ", ".join(
        reason_short(code) + (f" ({n})" if n > 1 else "") for code, n in counts.items()
    )


def role_name(role: Role | None) -> str:
    """Name a role for the screen."""
    if role is None:
        return _("unknown role")
    return _("administrator") if role is Role.ADMINISTRATOR else _("user")


def level_name(level: Level) -> str:
    """Name what a cell's two boxes say."""
    match level:
        case Level.NONE:
            return _("none")
        case Level.VIEW:
            return _("view")
        case Level.CHANGE:
            return _("changes")
        case Level.CHANGE_ONLY:
            return _("changes without view")
        case Level.UNREADABLE:
            return _("unreadable")


def policy_names(policies: tuple[str, ...], mask: int) -> str:
    """List policies by number, the first few of many: ``07001, 07002 and 4 more``."""
    names = chosen(policies, mask)
    if len(names) <= _NAMED_POLICIES:
        return ", ".join(names)
    rest = len(names) - _NAMED_POLICIES + 1
    return ngettext("{policies} and {n} more", "{policies} and {n} more", rest).format(
        policies=", ".join(names[: _NAMED_POLICIES - 1]), n=rest
    )


def _levels(reason: Reason, account: Account, boxes: Boxes, rights: int) -> str:
    shape = shape_of(len(account.client.policies), rights)
    view, change, _unreadable = boxes
    groups = {
        Level.NONE: ~(view | change),
        Level.VIEW: view & ~change,
        Level.CHANGE_ONLY: change & ~view,
        Level.CHANGE: view & change,
    }
    policies = {
        level: shape.policies_of_column(cells, reason.right or 0) & reason.policies
        for level, cells in groups.items()
    }
    told = [(level, mask) for level, mask in policies.items() if mask]
    ordered = sorted(told, key=lambda item: (-item[1].bit_count(), item[0]))
    return "; ".join(
        _("{level} on {policies}").format(
            level=level_name(level), policies=policy_names(account.client.policies, mask)
        )
        for level, mask in ordered
    )
