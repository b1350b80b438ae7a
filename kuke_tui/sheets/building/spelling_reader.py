"""Rows of a text file read without cutting each line into its cells.

Neighbouring lines of an export are one account's: they begin alike up to the policy, and end in
one of few patterns of permissions. A line that begins and ends as one known is cut in two places
and looked up; every other line takes the way of all rows, and is known from then on.
"""

from collections.abc import Iterable

from kuke_tui.sheets.building.patterns import Pattern
from kuke_tui.sheets.building.reading import PermissionReader
from kuke_tui.sheets.building.watch import Watch
from kuke_tui.sheets.grid import Value
from kuke_tui.sheets.pieces import Piece, TextLines, length_of

_MAX_ENDS = 100_000
_NO_BEGINNING = "\n"


def read_table(reader: PermissionReader, pieces: Iterable[Piece], watch: Watch) -> None:
    """Read all pieces of a table, lines by their beginnings and ends where that can be."""
    reader.draft.records.begin(reader.position)
    line_reader = LineReader(reader) if LineReader.fits(reader) else None
    for piece in pieces:
        watch.count(length_of(piece))
        if not isinstance(piece, TextLines):
            reader.read_rows(piece)
        elif line_reader is None or piece.first <= reader.table.header_row:
            reader.read_rows(piece.rows())
        else:
            line_reader.read(piece)
    reader.forget_rows()


class LineReader:
    """Reads lines for a reader of permissions whose columns stand in a fitting order."""

    def __init__(self, reader: PermissionReader) -> None:
        self._reader = reader
        self._policy_column = reader.columns.policy
        self._ends: dict[str, tuple[int, Pattern]] = {}
        """The right's position (0 in wide tables) and the pattern, by what follows the policy."""
        self._begin = _NO_BEGINNING
        self._account = -1
        columns = (reader.columns.client, reader.columns.role)
        self._repeating = [column for column in columns if column >= 0]
        """Columns of few values, each of which is kept in memory once."""
        self._shared: dict[str, str] = {}

    @staticmethod
    def fits(reader: PermissionReader) -> bool:
        """Whether the policy stands between what says whose row it is and what it says."""
        policy = reader.columns.policy
        return (
            max(reader.identity)
            < policy
            < min(
                *reader.slot_columns,
                reader.right_column if reader.right_column >= 0 else policy + 1,
            )
        )

    def read(self, lines: TextLines) -> None:
        """Read a piece of the table."""
        draft, records = self._reader.draft, self._reader.draft.records
        is_long, delimiter = self._reader.right_column >= 0, lines.delimiter
        view, change, stated, stride = draft.view, draft.change, draft.stated, draft.stride
        add_account, add_policy = records.accounts.append, records.policies.append
        add_row, add_pattern = records.rows.append, records.patterns.append
        begin, account = self._begin, self._account
        policies: dict[Value, int] = draft.policies_of[account] if account >= 0 else {}
        get_end, cut = self._ends.get, len(begin)
        for number, line in enumerate(lines.lines, lines.first):
            policy = end = None
            if line.startswith(begin):
                value, _, rest = line[cut:].partition(delimiter)
                policy, end = policies.get(value), get_end(rest)
            if policy is None or end is None:
                self._meet(number, line, delimiter)
                if begin is not self._begin:
                    begin, account = self._begin, self._account
                    cut, policies = len(begin), draft.policies_of[account]
                stride = draft.stride
                continue
            right, pattern = end
            add_account(account)
            add_policy(policy)
            add_row(number)
            add_pattern(pattern.number)
            shift = policy * stride + right
            place = policy
            if is_long:
                records.rights.append(right)
                place = shift
            if stated[account] >> place & 1:
                self._reader.repeat(account, policy, right if is_long else -1)
                continue
            stated[account] |= 1 << place
            if pattern.says_something:
                view[account] |= pattern.view << shift
                change[account] |= pattern.change << shift

    def _meet(self, number: int, line: str, delimiter: str) -> None:
        """Read a line cell by cell, and know its beginning and its end from then on."""
        if not line:
            return
        at = self._policy_column
        cells = line.split(delimiter)
        for column in self._repeating:
            if column < len(cells):
                cells[column] = self._shared.setdefault(cells[column], cells[column])
        account, end = self._reader.read_row(number, cells)
        if account is None or len(cells) <= at:
            self._begin, self._account = _NO_BEGINNING, -1
            return
        if not line.startswith(self._begin):
            self._begin, self._account = delimiter.join((*cells[:at], "")), account
        if end is not None and not end[1].bad:
            if len(self._ends) >= _MAX_ENDS:
                self._ends.clear()
            self._ends[delimiter.join(cells[at + 1 :])] = end
