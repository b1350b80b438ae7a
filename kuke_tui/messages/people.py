"""Who an account is, in one line."""

from kuke_tui.domain.export import AccountKey
from kuke_tui.i18n import _


def person_parts(key: AccountKey, name: str) -> tuple[str, ...]:
    """Name an account by login, name and client, each where there is one.

    All of it is hostile until made safe for where it is shown.
    """
    client = _("client {client}").format(client=key.client) if key.client else ""
    return tuple(filter(None, (key.login, name, client)))


def person_text(key: AccountKey, name: str) -> str:
    """Name an account in one line, as hostile as its parts."""
    return " · ".join(person_parts(key, name))
