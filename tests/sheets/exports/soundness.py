"""What holds of every export that was read, whatever file it is from."""

from kuke_tui.domain.export import Export, Lock
from kuke_tui.sheets.building.places import Origin


def check_sound(export: Export, origin: Origin) -> None:
    """Accounts, boxes, problems, locks and places fit one another."""
    assert len({account.key for account in export.accounts}) == len(export.accounts)
    clients = set(map(id, export.clients))
    for account in export.accounts:
        view, change, unreadable = account.boxes
        assert id(account.client) in clients
        assert len(set(account.client.policies)) == len(account.client.policies)
        assert (view | change) & unreadable == 0
        assert (view | change | unreadable) <= export.shape(account).all_cells
    for problem in export.problems:
        assert problem.account is None or problem.account < len(export.accounts)
    for position, locks in export.locks.items():
        assert all(_is_within(lock, export.shape(export.accounts[position])) for lock in locks)
    assert len(origin.records.accounts) == len(origin.records.rows) == len(origin.records.policies)


def _is_within(lock: Lock, shape: object) -> bool:
    policies, rights = getattr(shape, "policies", 0), getattr(shape, "rights", 0)
    return bool(lock.policy < policies and lock.right < rights)
