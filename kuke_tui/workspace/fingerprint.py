"""What tells one understanding of a file from another: its accounts, policies, rights and boxes."""

import hashlib

from kuke_tui.domain.export import Export


def fingerprint_of(export: Export) -> str:
    """Return 32 hexadecimal digits, the same where positions and masks mean the same."""
    digest = hashlib.sha256(repr(export.rights).encode())
    for client in export.clients:
        digest.update(repr((client.key, client.policies)).encode())
    for account in export.accounts:
        digest.update(f"{account.client.key!r}{account.login!r}{account.boxes!r}".encode())
    return digest.hexdigest()[:32]
