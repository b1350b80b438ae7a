"""What differs between two exports beside their checkboxes, in words."""

from kuke_tui.domain.changes import CellKey, ExportDifference, PolicyKey, RoleChange
from kuke_tui.domain.export import AccountKey
from kuke_tui.i18n import _
from kuke_tui.messages.reasons import role_name


def difference_sections(difference: ExportDifference) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give a heading and lines for each kind of difference that there is."""
    told = (
        (_("New accounts"), tuple(map(_account, difference.new_accounts))),
        (_("Vanished accounts"), tuple(map(_account, difference.vanished_accounts))),
        (_("New policies"), tuple(map(_policy, difference.new_policies))),
        (_("Vanished policies"), tuple(map(_policy, difference.vanished_policies))),
        (_("New permissions"), difference.new_rights),
        (_("Vanished permissions"), difference.vanished_rights),
        (_("Other role"), tuple(map(_role, difference.role_changes))),
        (
            _("Could be read before, and can't be read now"),
            tuple(map(_cell, difference.unreadable)),
        ),
    )
    return tuple((heading, lines) for heading, lines in told if lines)


def _account(key: AccountKey) -> str:
    return _of_client(key.login, key.client)


def _policy(key: PolicyKey) -> str:
    return _of_client(key.policy, key.client)


def _role(change: RoleChange) -> str:
    roles = f"{role_name(change.before)} → {role_name(change.after)}"
    return f"{_of_client(change.login, change.client)}: {roles}"


def _cell(key: CellKey) -> str:
    place = _("{login}, policy {policy}, “{right}”").format(
        login=key.login, policy=key.policy, right=key.right
    )
    return _of_client(place, key.client)


def _of_client(text: str, client: str) -> str:
    return f"{text} · {_('client {client}').format(client=client)}" if client else text
