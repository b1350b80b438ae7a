"""Which accounts a call means: by login, and by client where several clients have it."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence

from kuke_tui.cli.errors import CommandError
from kuke_tui.domain.export import Export
from kuke_tui.i18n import _


def add_client_argument(parser: ArgumentParser) -> None:
    """Declare the client whose accounts are meant."""
    parser.add_argument("--client", metavar=_("CLIENT"), help=_("accounts of this client only"))


def accounts_named(export: Export, logins: Sequence[str] | None, client: str | None) -> list[int]:
    """Find the positions of the accounts named, or of all. Raises ``CommandError``."""
    places = [
        place
        for place, account in enumerate(export.accounts)
        if client is None or account.client.key == client
    ]
    if not places and client is not None:
        raise CommandError(_("The export has no client {client}.").format(client=client))
    if logins is None:
        return places
    missing = set(logins) - {export.accounts[place].login for place in places}
    if missing:
        raise CommandError(
            _("No account has the login {logins}.").format(logins=", ".join(sorted(missing)))
        )
    wanted = set(logins)
    return [place for place in places if export.accounts[place].login in wanted]


def single_accounts(export: Export, logins: Sequence[str], client: str | None) -> dict[str, int]:
    """Find the one account of each login, by login, in the order named.

    Raises ``CommandError`` where there is none, or where several clients have it.
    """
    places = accounts_named(export, logins, client)
    counts = Counter(export.accounts[place].login for place in places)
    shared = [login for login, count in counts.items() if count > 1]
    if shared:
        raise CommandError(
            _("Several clients have the login {logins}; say which with --client.").format(
                logins=", ".join(shared)
            )
        )
    found = {export.accounts[place].login: place for place in places}
    return {login: found[login] for login in logins}
