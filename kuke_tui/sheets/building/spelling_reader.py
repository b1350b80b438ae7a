"""Rows read by how they are spelled, without cutting each of them into its cells.

Neighbouring rows of an export are one account's: they are spelled alike up to the policy, and end
in one of few patterns of permissions. A row that begins and ends as one known is cut in two places
and looked up; every other row takes the way of all rows, and is known from then on.
"""

from collections.abc import Iterable, Sequence

from kuke_tui.sheets.building.draft import ClientDraft
from kuke_tui.sheets.building.reading import PermissionReader, RowRead
from kuke_tui.sheets.building.watch import Watch
from kuke_tui.sheets.grid import Value
from kuke_tui.sheets.pieces import Piece, SpelledRows, Spellings, cut_pieces

_MAX_ENDS = 100_000
_NO_BEGINNING = b"\n"
_PATIENCE = 2_000
"""Rows not known again, after which as many others should have been."""

_Permissions = tuple[int, int, int, int]
"""The right's position (0 in wide tables), the pattern's number, its boxes of view and change."""


def read_table(reader: PermissionReader, pieces: Iterable[Piece], watch: Watch) -> None:
    """Read all pieces of a table, by their spellings where that can be."""
    reader.draft.records.begin(reader.position)
    by_spelling = SpellingReader(reader) if SpellingReader.fits(reader) else None
    for piece in pieces:
        count = by_spelling.read(piece) if by_spelling is not None else 0
        if count:
            watch.count(count)
            continue
        for rows in cut_pieces(piece):
            reader.read_rows(rows)
            watch.count(len(rows))
    reader.forget_rows()


class SpellingReader:
    """Reads rows for a reader of permissions whose columns stand in a fitting order."""

    def __init__(self, reader: PermissionReader) -> None:
        self._reader = reader
        self._begin = _NO_BEGINNING
        """How the rows of the account last met begin, up to the policy."""
        self._account = -1
        self._client: ClientDraft | None = None
        self._policies: dict[bytes, int] = {}
        """The client's policies, by the cells that name them."""
        self._ends: dict[bytes, _Permissions] = {}
        """By what follows the policy."""
        columns = (reader.columns.client, reader.columns.role)
        self._repeating = [column for column in columns if column >= 0]
        """Columns of few texts, each of which is kept in memory once."""
        self._shared: dict[Value, Value] = {}
        self._known = self._met = 0

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

    def read(self, piece: Piece) -> int:
        """Read a piece; give its number of rows, 0 where it has to be read cell by cell."""
        if isinstance(piece, Sequence) or self._is_tired():
            return 0
        spellings = piece.spellings()
        if spellings is None or spellings.first <= self._reader.table.header_row:
            return 0
        self._read(piece, spellings)
        return len(spellings.rows)

    def _is_tired(self) -> bool:
        return self._met > _PATIENCE and self._met > self._known

    def _read(self, piece: SpelledRows, spellings: Spellings) -> None:
        first, rows, cell_end = spellings
        draft, records = self._reader.draft, self._reader.draft.records
        is_long = self._reader.right_column >= 0
        view, change, stated, stride = draft.view, draft.change, draft.stated, draft.stride
        add_account, add_policy = records.accounts.append, records.policies.append
        add_row, add_pattern = records.rows.append, records.patterns.append
        begin, account, policies = self._begin, self._account, self._policies
        get_end, cut, met = self._ends.get, len(begin), self._met
        for number, row in enumerate(rows, first):
            if not row.startswith(begin):
                self._meet_account(piece, number, row)
                begin, account, policies = self._begin, self._account, self._policies
                cut = len(begin)
                if begin is _NO_BEGINNING:
                    continue
            cell, _, rest = row[cut:].partition(cell_end)
            policy, end = policies.get(cell), get_end(rest)
            if policy is None or end is None:
                self._meet_permissions(piece, number, row, cell_end)
                stride = draft.stride
                continue
            right, pattern, viewed, changed = end
            add_account(account)
            add_policy(policy)
            add_row(number)
            add_pattern(pattern)
            shift = policy * stride + right
            place = policy
            if is_long:
                records.rights.append(right)
                place = shift
            if stated[account] >> place & 1:
                self._reader.writer.repeat(account, policy, right if is_long else -1)
                continue
            stated[account] |= 1 << place
            if viewed or changed:
                view[account] |= viewed << shift
                change[account] |= changed << shift
        self._known += len(rows) - (self._met - met)

    def _meet_account(self, piece: SpelledRows, number: int, row: bytes) -> None:
        """Find out whose row it is, and know how it begins; else read it at once."""
        self._met += 1
        self._begin = _NO_BEGINNING
        cells = piece.read(number, row)
        if cells is None:
            return
        account = self._reader.meet_account(number, self._with_shared(cells.cells))
        if account is None:
            return
        before = piece.before(row, self._reader.columns.policy)
        if not before:
            self._reader.read_row(*cells, account)
            return
        self._begin, self._account = row[:before], account
        client = self._reader.draft.client_of[account]
        if client is not self._client:
            self._client, self._policies = client, {}

    def _with_shared(self, cells: Sequence[Value]) -> Sequence[Value]:
        shared = list(cells)
        for column in self._repeating:
            if column < len(shared) and isinstance(text := shared[column], str):
                shared[column] = self._shared.setdefault(text, text)
        return shared

    def _meet_permissions(
        self, piece: SpelledRows, number: int, row: bytes, cell_end: bytes
    ) -> None:
        """Read what a row of the account says, and know its policy and its end."""
        self._met += 1
        cells = piece.read(number, row)
        read = self._reader.read_row(*cells, self._account) if cells is not None else None
        before = piece.before(row, self._reader.columns.policy)
        if read is None or not before:
            return
        cell, _, rest = row[before:].partition(cell_end)
        self._policies[cell] = read.policy
        if not read.pattern.bad:
            self._learn_end(rest, read)

    def _learn_end(self, rest: bytes, read: RowRead) -> None:
        if len(self._ends) >= _MAX_ENDS:
            self._ends.clear()
        pattern = read.pattern
        self._ends[rest] = max(read.right, 0), pattern.number, pattern.view, pattern.change
