"""Who of a client will migrate, and with which boxes: what others may be made like."""

from collections.abc import Iterable

from kuke_tui.domain.corrections import Colleagues, colleagues_of
from kuke_tui.workspace.workspace import Workspace


class ColleagueIndex:
    """Groups the users of a client by their boxes, again only after something has changed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._members: dict[str, list[int]] = {}
        self._found: dict[str, tuple[Colleagues, ...]] = {}
        self._revision = workspace.revision

    def of(self, account: int) -> tuple[Colleagues, ...]:
        """Return the users of the account's client who will migrate, as edited.

        Of those with the same boxes only those are named whom the export itself confirms, if any.
        """
        workspace = self._workspace
        if self._revision != workspace.revision:
            self._found.clear()
            self._revision = workspace.revision
        client = workspace.account(account).client.key
        found = self._found.get(client)
        if found is None:
            found = self._found[client] = self._grouped(client)
        return found

    def alike(self, account: int, login: str) -> tuple[Colleagues, ...]:
        """Return those of them whose boxes are those of one of them; none where it is no other."""
        return tuple(group for group in self.of(account) if login in group.logins)

    def _grouped(self, client: str) -> tuple[Colleagues, ...]:
        workspace = self._workspace
        accounts = workspace.export.accounts
        if not self._members:
            for position, account in enumerate(accounts):
                self._members.setdefault(account.client.key, []).append(position)
        members = self._members[client]
        shape = workspace.export.shape(accounts[members[0]])

        def grouped(members: Iterable[int]) -> tuple[Colleagues, ...]:
            states = (
                (accounts[member].login, accounts[member].role, workspace.boxes(member))
                for member in members
            )
            return colleagues_of(states, shape, workspace.reading)

        confirmed = grouped(each for each in members if not workspace.is_changed(each))
        known = {group.boxes for group in confirmed}
        planned = grouped(filter(workspace.is_changed, members))
        return (
            *confirmed,
            *(group._replace(planned=True) for group in planned if group.boxes not in known),
        )
