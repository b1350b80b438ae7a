"""Whose row it is: which account and client the cells of a row name."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kuke_tui.domain.export import ProblemCode
from kuke_tui.sheets.grid import NO_RESULT, CellError, Value
from kuke_tui.sheets.recognition.mapping import TableMapping
from kuke_tui.sheets.recognition.names import Meaning
from kuke_tui.sheets.recognition.values import value_text

_NIP_DIGITS = 10
_NIP_SIGNS = dict.fromkeys(map(ord, "- \xa0"))


def is_blank(value: Value) -> bool:
    """Whether a cell names nothing: it is empty, only spaces, or an error."""
    if isinstance(value, str):
        return not value_text(value)
    return value is None or isinstance(value, CellError)


def fold_client(key: str) -> str:
    """Reduce a client's key to what is compared: no case, and of a NIP the ten digits alone."""
    digits = key.translate(_NIP_SIGNS).removeprefix("PL")
    if len(digits) == _NIP_DIGITS and digits.isdecimal():
        return digits
    return " ".join(key.split()).casefold()


def cell_at(cells: Sequence[Value], column: int) -> Value:
    """A cell of a row, which may be shorter than its table; None where the column is -1."""
    return cells[column] if 0 <= column < len(cells) else None


@dataclass(frozen=True, slots=True)
class IdentityColumns:
    """The 0-based columns that say whose row it is; -1 where the table has none."""

    login: int
    client: int
    policy: int
    role: int
    name: int
    first_name: int
    last_name: int

    @classmethod
    def of(cls, table: TableMapping) -> "IdentityColumns":
        """Look the columns of a table up."""

        def place(meaning: Meaning) -> int:
            column = table.column(meaning)
            return -1 if column is None else column.index

        return cls(
            place(Meaning.LOGIN),
            place(Meaning.CLIENT),
            place(Meaning.POLICY),
            place(Meaning.ROLE),
            place(Meaning.NAME),
            place(Meaning.FIRST_NAME),
            place(Meaning.LAST_NAME),
        )

    @property
    def last(self) -> int:
        """The last of the columns."""
        return max(
            self.login, self.client, self.policy, self.role, self.name, self.first_name,
            self.last_name,
        )  # fmt: skip

    def name_in(self, cells: Sequence[Value]) -> str:
        """The person's name, from one column or two."""
        if self.name >= 0:
            return shown_text(cells[self.name])
        parts = (self.first_name, self.last_name)
        return " ".join(text for at in parts if at >= 0 and (text := shown_text(cells[at])))


def shown_text(value: Value) -> str:
    """A value's text, nothing for an error."""
    return "" if isinstance(value, CellError) else value_text(value)


def problem_of(value: Value, otherwise: ProblemCode) -> tuple[ProblemCode, str]:
    """What to tell of a cell that says nothing, and what stands in it; errors have own codes."""
    if isinstance(value, CellError):
        code = ProblemCode.NO_RESULT if value == NO_RESULT else ProblemCode.CELL_ERROR
        return code, value.text
    return otherwise, value_text(value)


@dataclass(slots=True)
class ClientLookup:
    """Whose client an account or policy is, as sheets of accounts and of policies say.

    For tables of permissions that have no column of clients themselves. A login or policy that
    stands under two clients settles nothing.
    """

    by_login: dict[str, set[str]] = field(default_factory=dict)
    by_policy: dict[str, set[str]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known, so that all is one client's."""
        return not self.by_login and not self.by_policy

    def find(self, login: str, policy: str) -> str | None:
        """The client of a row; None where it can't be told."""
        if self.is_empty:
            return ""
        of_login = self.by_login.get(login, set())
        if len(of_login) == 1:
            return next(iter(of_login))
        of_policy = self.by_policy.get(policy, set())
        both = of_login & of_policy or of_policy
        return next(iter(both)) if len(both) == 1 else None
