"""An export of Ekstranet as the program understands it: clients, accounts, rights, problems."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from kuke_tui.domain.boxes import NO_BOXES, Box, Boxes, Shape, shape_of


class Role(StrEnum):
    """What an account is to its client."""

    ADMINISTRATOR = "administrator"
    USER = "user"


class Layout(StrEnum):
    """How the permissions stand in the file."""

    WIDE_LEVELS = "wide"
    WIDE_BOXES = "wide-boxes"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Client:
    """An insured company: its key, and its policies in the order in which the export names them."""

    key: str
    policies: tuple[str, ...] = ()


class AccountKey(NamedTuple):
    """An account's identity across exports."""

    client: str
    login: str


@dataclass(frozen=True, slots=True)
class Account:
    """One konto, as loaded. ``role`` is None where it could not be read."""

    client: Client
    login: str
    name: str = ""
    role: Role | None = None
    boxes: Boxes = NO_BOXES

    @property
    def key(self) -> AccountKey:
        """The account's identity across exports."""
        return AccountKey(self.client.key, self.login)


class Location(NamedTuple):
    """A place in the file: sheet name, 1-based row, column letters; None where it has none."""

    sheet: str | None = None
    row: int | None = None
    column: str | None = None


NOWHERE = Location()


class ProblemCode(StrEnum):
    """What could not be read, or was read but is worth knowing."""

    UNKNOWN_LEVEL = "unknown_level"
    CELL_ERROR = "cell_error"
    NO_RESULT = "no_result"
    UNKNOWN_ROLE = "unknown_role"
    NO_ROLE = "no_role"
    NO_ROLE_COLUMN = "no_role_column"
    TWO_ROLES = "two_roles"
    TWO_NAMES = "two_names"
    CONTRADICTION = "contradiction"
    DUPLICATE_ROW = "duplicate_row"
    NO_LOGIN = "no_login"
    ACCOUNT_ABOVE = "account_above"
    NO_POLICY = "no_policy"
    NO_RIGHT = "no_right"
    NO_CLIENT = "no_client"
    CLIENT_SPELLED_OTHERWISE = "client_spelled_otherwise"
    """A client's key in another spelling; taken for the same client."""
    LOGIN_SPELLED_OTHERWISE = "login_spelled_otherwise"
    """A login that differs from another of the client in case alone; not taken for the same."""
    POLICY_OF_TWO_CLIENTS = "policy_of_two_clients"
    DAMAGED_POLICY = "damaged_policy"
    SEVERAL_POLICIES = "several_policies"
    """A cell that names several policies."""
    UNKNOWN_ACCOUNT = "unknown_account"
    UNUSED_COLUMN = "unused_column"
    DUPLICATE_COLUMN = "duplicate_column"
    UNUSED_SHEET = "unused_sheet"
    UNREAD_PERMISSIONS = "unread_permissions"
    """A sheet of permissions that is no part of the table; its rights can't be read."""
    JOINED_SHEET = "joined_sheet"
    """A sheet read as a part of the table that begins on another one."""
    COPIED_SHEET = "copied_sheet"
    """A sheet that repeats most of another; what only one of them says can't be read."""
    CLIENT_HEADING = "client_heading"
    """A row that names the client of those below it, in a table without a column of clients."""
    SEVERAL_CLIENTS = "several_clients"
    """Parts of a table that share no policy, while no column names the client."""
    REPEATED_HEADER = "repeated_header"
    OTHER_HEADER = "other_header"
    TOTALS_ROW = "totals_row"
    MORE_PROBLEMS = "more_problems"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to tell about the file.

    ``found`` is the text that stands in the cell (hostile until escaped for display). ``other``
    is the second place of a contradiction or duplicate, ``other_found`` what stands there.
    ``account`` is the position in ``Export.accounts`` of the account it touches.
    """

    code: ProblemCode
    at: Location = NOWHERE
    found: str = ""
    other: Location | None = None
    other_found: str = ""
    account: int | None = None
    subject: str = ""
    """What the place belongs to: the right's, column's, policy's or sheet's name."""
    of_box: bool = False
    """Whether the cell should say of one box whether it is ticked, rather than a level."""

    @property
    def count(self) -> int:
        """How many there are, of a problem whose ``found`` is a number; otherwise 0."""
        return int(self.found) if self.found.isdecimal() else 0


class LockReason(StrEnum):
    """Why the program can't set a cell without harm to the file."""

    FORMULA = "formula"
    ARRAY = "array"
    MERGED = "merged"
    DUPLICATE = "duplicate"
    RICH_VALUE = "rich_value"
    NO_COLUMN = "no_column"
    """The file has a column for the other box of the right alone."""
    NO_LEVEL = "no_level"
    """The right's column holds a level, and no level is changes without view."""
    NO_ROOM = "no_room"
    """The policy has no row, and what stands below the table can't be moved to make room."""


class Lock(NamedTuple):
    """A cell of the matrix that can't be saved: where it stands, by position, and why.

    Where ``box`` is given, it alone can't be set.
    """

    policy: int
    right: int
    reason: LockReason
    at: Location
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where an export came from."""

    file: str
    sha256: str
    format: str
    layout: Layout


@dataclass(frozen=True, slots=True)
class Export:
    """Everything read from one file. Accounts stand in the order of the file."""

    source: Source
    rights: tuple[str, ...]
    clients: tuple[Client, ...]
    accounts: tuple[Account, ...]
    problems: tuple[Problem, ...] = ()
    locks: Mapping[int, tuple[Lock, ...]] = field(default_factory=dict)
    """Locked cells by the account's position."""
    no_change_alone: frozenset[int] = frozenset()
    """Rights, by position, of which the file can't say changes without view."""

    def shape(self, account: Account) -> Shape:
        """Return the masks' layout for the account's client."""
        return shape_of(len(account.client.policies), len(self.rights))
