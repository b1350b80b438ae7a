"""Rows of a table that are no records: totals, notes, numbers of columns."""

from collections.abc import Sequence
from functools import cached_property

from kuke_tui.domain.export import Location, ProblemCode
from kuke_tui.sheets.building.identities import is_blank
from kuke_tui.sheets.building.labels import (
    has_digit,
    names_note,
    number_columns,
    shape_of,
)
from kuke_tui.sheets.building.policies import policy_number
from kuke_tui.sheets.building.reading import PermissionReader
from kuke_tui.sheets.grid import CellError, Value
from kuke_tui.sheets.recognition.names import is_total, names_client
from kuke_tui.sheets.recognition.values import value_text

_END_OF_TEXT = "\x1a"
"""What programs of DOS put at the end of a text file."""


class Remarks:
    """Tells rows that are no records from records, when all others of the file are known.

    A row with a role that can be read is a record. Rows that name the client of those below are
    added to ``headings``, by table.
    """

    def __init__(
        self, reader: PermissionReader, headings: dict[int, list[tuple[int, str]]]
    ) -> None:
        self._reader = reader
        self._headings = headings
        self._columns = reader.columns

    def passes_over(self, number: int, cells: Sequence[Value]) -> bool:
        """Say whether a row is no record, and tell of it where it holds anything."""
        texts = [text for cell in cells if (text := value_text(cell))]
        if not texts or texts == [_END_OF_TEXT]:
            return True
        code = None if self._reader.look.has_role(cells) else self._code(number, cells, texts)
        if code is None:
            return False
        if code is ProblemCode.CLIENT_HEADING:
            headings = self._headings.setdefault(self._reader.position, [])
            headings.append((number, " ".join(texts)))
        at = Location(self._reader.table.sheet, number, None)
        self._reader.draft.problems.add(code, at, texts[0])
        return True

    def _code(self, number: int, cells: Sequence[Value], texts: list[str]) -> ProblemCode | None:
        """What a row is told as, None where it is a record."""
        if self._is_client_heading(cells, texts):
            return ProblemCode.CLIENT_HEADING
        is_remark = (
            self._is_total(cells, texts[0])
            or self._is_note(cells, texts)
            or self._explains_columns(number, cells, texts)
        )
        return ProblemCode.TOTALS_ROW if is_remark else None

    def _is_client_heading(self, cells: Sequence[Value], texts: list[str]) -> bool:
        """Whether a row is a heading such as ``Klient: Trawa SA``."""
        columns = self._columns
        is_heading = columns.client < 0 and is_blank(cells[columns.policy]) and names_client(texts)
        return is_heading and not self._reader.pattern_in(cells).says_something

    def _is_total(self, cells: Sequence[Value], first: str) -> bool:
        client, login, policy = self._named(cells)
        label = next(filter(is_total, (first, client, login, policy)), "")
        counts_logins = login.isdecimal() and label == first
        if not label or not (login in ("", label) or counts_logins):
            return False
        if counts_logins and not self._counts_permissions(cells):
            return False
        if not policy and is_total(label.split()[0]):
            return True
        # Where policies are counted, the number is none of them.
        is_count = policy.isdecimal() and policy not in self._policies
        return (is_count or policy in ("", label)) and self._counts_permissions(cells)

    def _is_note(self, cells: Sequence[Value], texts: list[str]) -> bool:
        """Whether a row that grants nothing is a line of text, or signed below the table."""
        _client, login, policy = self._named(cells)
        if self._reader.pattern_in(cells).says_something:
            return False
        if names_note(texts[0]) and login in ("", texts[0]):
            return not policy or shape_of(policy) not in self._shapes
        if policy:
            return self._is_no_policy(cells)
        if isinstance(cells[self._columns.login], CellError):
            return False
        return not login or (len(texts) == 1 and len(login.split()) > 1)

    def _explains_columns(self, number: int, cells: Sequence[Value], texts: list[str]) -> bool:
        """Whether the first row below the header numbers the columns, or says what stands there."""
        if not self._reader.look.is_first(number):
            return False
        return number_columns(texts) or self._is_no_policy(cells)

    def _is_no_policy(self, cells: Sequence[Value]) -> bool:
        """Whether a row with no role where others have one names what no other policy is like."""
        policy = cells[self._columns.policy]
        if self._columns.role < 0 or is_blank(policy) or has_digit(policy):
            return False
        return bool(self._policies) and all(map(has_digit, self._policies))

    def _named(self, cells: Sequence[Value]) -> tuple[str, str, str]:
        """The client, login and policy that a row names."""
        columns = self._columns
        client = value_text(cells[columns.client]) if columns.client >= 0 else ""
        return client, value_text(cells[columns.login]), policy_number(cells[columns.policy])

    def _counts_permissions(self, cells: Sequence[Value]) -> bool:
        """Whether nothing but numbers stands where permissions do."""
        stated = [cells[at] for at in self._reader.slot_columns if not is_blank(cells[at])]
        return all(value_text(value).isdecimal() for value in stated)

    @cached_property
    def _policies(self) -> set[str]:
        """The policies of all rows that were not set aside."""
        return {
            number for client in self._reader.draft.clients.values() for number in client.policies
        }

    @cached_property
    def _shapes(self) -> set[str]:
        return set(map(shape_of, self._policies))
