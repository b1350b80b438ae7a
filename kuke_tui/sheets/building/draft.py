"""An export in the making: clients, accounts, boxes and problems as they are gathered."""

from collections.abc import Iterator, Mapping
from typing import NoReturn

from kuke_tui.domain.boxes import bits
from kuke_tui.domain.export import NOWHERE, Location, Problem, ProblemCode, Role
from kuke_tui.sheets.building.identities import fold_client
from kuke_tui.sheets.building.places import Records
from kuke_tui.sheets.building.stated_places import SheetColumn, StatedPlaces
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import Value

_MAX_PROBLEMS = 100_000
_MAX_FOUND = 500
_MAX_ACCOUNTS = 250_000
"""Five times as many as all of KUKE's."""

_MAX_POLICIES = 20_000
"""Policies of one client, who has fifty as a rule."""

_MAX_PAIRS = 10_000_000
"""Accounts times policies, added up over the clients (500,000 are many)."""

_MAX_RIGHTS = 2_000
"""As many as a wide table could name."""

_MAX_MASK_BYTES = 384 << 20


class Problems:
    """What is to be told, in the order of finding; beyond a hundred thousand only counted."""

    def __init__(self) -> None:
        self.told: list[Problem] = []
        self.untold = 0

    def add(
        self,
        code: ProblemCode,
        at: Location = NOWHERE,
        found: str = "",
        *,
        other: Location | None = None,
        other_found: str = "",
        account: int | None = None,
        subject: str = "",
        of_box: bool = False,
    ) -> None:
        """Note one problem."""
        if len(self.told) >= _MAX_PROBLEMS:
            self.untold += 1
            return
        self.told.append(
            Problem(
                code, at, found[:_MAX_FOUND], other, other_found[:_MAX_FOUND], account,
                subject[:_MAX_FOUND], of_box,
            )
        )  # fmt: skip

    def tell_untold(self) -> None:
        """Say at the end how many more there were."""
        self.told.append(Problem(ProblemCode.MORE_PROBLEMS, found=str(self.untold)))


class ClientDraft:
    """A client: its policies by number, and by the cells' values that name them."""

    __slots__ = ("accounts", "by_value", "key", "places", "policies")

    def __init__(self, key: str) -> None:
        self.key = key
        self.policies: dict[str, int] = {}
        self.by_value: dict[Value, int] = {}
        self.places: list[Location] = []
        """Where each policy is first named."""
        self.accounts = 0


class Draft:
    """Everything gathered so far; accounts are named by their positions.

    A cell is bit ``policy * stride + right`` of the masks. The stride is the number of rights;
    in a long table, whose rights turn up one by one, it is a guess that doubles when it proves
    too small.
    """

    def __init__(self, rights: tuple[str, ...], *, stride: int) -> None:
        self.rights: dict[str, int] = {right: at for at, right in enumerate(rights)}
        self.stride = stride
        self.problems = Problems()
        self.records = Records()
        self.clients: dict[str, ClientDraft] = {}
        self._by_folded_key: dict[str, ClientDraft] = {}
        self._spelled_otherwise: dict[str, ClientDraft] = {}
        self.ids: dict[tuple[str, str], int] = {}
        self.client_of: list[ClientDraft] = []
        self.policies_of: list[dict[Value, int]] = []
        self.logins: list[str] = []
        self.names: list[str] = []
        self._name_places = StatedPlaces()
        self.roles: list[Role | None] = []
        self._role_places = StatedPlaces()
        self.role_lost: set[int] = set()
        """Accounts whose role is stated in words unknown, or in two ways."""
        self.view: list[int] = []
        self.change: list[int] = []
        self.unreadable: list[int] = []
        self.stated: list[int] = []
        """Cells, in wide tables policies, of which a record speaks."""
        self.repeated: dict[tuple[int, int, int], list[int]] = {}
        """Later records of an account, policy and right (-1: all) that have one already."""
        self._pairs = 0
        self._clients_of_login: dict[str, list[str]] | None = None

    def client(self, key: str, at: Location = NOWHERE) -> ClientDraft:
        """Find or begin a client; ``at`` is where it is named.

        One spelled in two ways goes by the first, and the other is told.
        """
        found = self.clients.get(key) or self._spelled_otherwise.get(key)
        if found is not None:
            return found
        known = self._by_folded_key.setdefault(fold_client(key), ClientDraft(key))
        if known.key == key:
            self.clients[key] = known
            return known
        self._spelled_otherwise[key] = known
        self.problems.add(
            ProblemCode.CLIENT_SPELLED_OTHERWISE, at, key, other_found=known.key, subject=known.key
        )
        return known

    def account(self, client: str, login: str) -> int:
        """Find or begin an account. Raises ``SheetError`` TOO_LARGE."""
        key = (client, login)
        found = self.ids.get(key)
        if found is not None:
            return found
        if len(self.logins) >= _MAX_ACCOUNTS:
            raise SheetError(SheetErrorCode.TOO_LARGE, detail="accounts")
        owner = self.client(client)
        owner.accounts += 1
        self._count_pairs(len(owner.policies))
        account = self.ids[key] = len(self.logins)
        if self._clients_of_login is not None:
            self._clients_of_login.setdefault(login, []).append(client)
        self.client_of.append(owner)
        self.policies_of.append(owner.by_value)
        self.logins.append(login)
        self.names.append("")
        self._name_places.begin()
        self.roles.append(None)
        self._role_places.begin()
        for masks in (self.view, self.change, self.unreadable, self.stated):
            masks.append(0)
        return account

    @property
    def clients_of_login(self) -> Mapping[str, list[str]]:
        """The clients that have an account of a login; kept from when it is first wanted."""
        if self._clients_of_login is None:
            self._clients_of_login = {}
            for client, login in self.ids:
                self._clients_of_login.setdefault(login, []).append(client)
        return self._clients_of_login

    def policy(self, client: ClientDraft, number: str, at: Location) -> int:
        """Find or begin a policy of a client; ``at`` is where it is named."""
        found = client.policies.get(number)
        if found is None:
            if len(client.policies) >= _MAX_POLICIES:
                self._refuse_policies()
            found = client.policies[number] = len(client.policies)
            client.places.append(at)
            self._count_pairs(client.accounts)
        return found

    def _count_pairs(self, pairs: int) -> None:
        # Accounts times policies of a client without end: the file is no export, or it holds
        # many clients and does not say which is whose.
        self._pairs += pairs
        if self._pairs > _MAX_PAIRS or self._pairs * self.stride * 3 // 8 > _MAX_MASK_BYTES:
            self._refuse_policies()

    def _refuse_policies(self) -> NoReturn:
        nobody = self.clients.keys() == {""}
        raise SheetError(
            SheetErrorCode.NO_CLIENT_COLUMN if nobody else SheetErrorCode.TOO_LARGE,
            detail="too many policies of one client for its accounts",
        )

    def note_name(self, account: int, name: str, column: SheetColumn, row: int) -> None:
        """Take a name stated for an account; the first one stays, another is a problem."""
        if not self.names[account]:
            self.names[account] = name
            self._name_places.note(account, column, row)
        elif self.names[account] != name:
            self.problems.add(
                ProblemCode.TWO_NAMES,
                column.at(row),
                name,
                other=self._name_places[account],
                other_found=self.names[account],
                account=account,
                subject=self.logins[account],
            )

    def lose_role(self, account: int, unread: ProblemCode, found: str, at: Location) -> None:
        """Take a role stated for an account that can't be read; ``unread`` says why."""
        self.role_lost.add(account)
        self.problems.add(unread, at, found, account=account, subject=self.logins[account])

    def note_role(self, account: int, role: Role, column: SheetColumn, row: int) -> None:
        """Take a role stated for an account; the first one stays, another is a problem."""
        stated = self.roles[account]
        if stated is None:
            self.roles[account] = role
            self._role_places.note(account, column, row)
        elif stated is not role:
            self.role_lost.add(account)
            self.problems.add(
                ProblemCode.TWO_ROLES,
                column.at(row),
                role.value,
                other=self._role_places[account],
                other_found=stated.value,
                account=account,
                subject=self.logins[account],
            )

    def stated_cells(self, account: int, *, wide: bool) -> int:
        """The cells of an account of which a record speaks, when the masks are evened out."""
        stated = self.stated[account]
        if not wide:
            return stated
        rights = len(self.rights)
        row = (1 << rights) - 1
        return sum(row << policy * rights for policy in bits(stated))

    def make_unreadable(self, account: int, cells: int) -> None:
        """Say that cells of an account can't be read, whatever was read of them."""
        self.view[account] &= ~cells
        self.change[account] &= ~cells
        self.unreadable[account] |= cells

    def repeated_records(self) -> Iterator[tuple[int, int]]:
        """Each record of what one before it speaks of, after the first that does."""
        records = self.records
        rights = records.rights or (-1 for _ in range(len(records)))
        firsts: dict[tuple[int, int, int], int] = {}
        for at, key in enumerate(zip(records.accounts, records.policies, rights, strict=True)):
            if key in self.repeated and key not in firsts:
                firsts[key] = at
        for key, later in self.repeated.items():
            yield from ((firsts[key], again) for again in later)

    def right(self, name: str) -> int:
        """Find or begin a right of a long table. Raises ``SheetError`` TOO_MANY_RIGHTS."""
        found = self.rights.get(name)
        if found is None:
            if len(self.rights) >= _MAX_RIGHTS:
                raise SheetError(SheetErrorCode.TOO_MANY_RIGHTS)
            found = self.rights[name] = len(self.rights)
            if found >= self.stride:
                self._widen()
        return found

    def _widen(self) -> None:
        old, new = self.stride, self.stride * 2
        for masks in (self.view, self.change, self.unreadable, self.stated):
            masks[:] = [respaced(mask, old, new) for mask in masks]
        self.stride = new
        self._count_pairs(0)


def respaced(mask: int, old: int, new: int) -> int:
    """Move a mask's rows of ``old`` bits to rows of ``new`` bits."""
    if old == new or not mask:
        return mask
    row = (1 << min(old, new)) - 1
    moved = 0
    for policy in range((mask.bit_length() + old - 1) // old):
        moved |= (mask >> policy * old & row) << policy * new
    return moved
