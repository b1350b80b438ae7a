"""Rows that leave the account out because it is the one above, as pivot tables show them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from kuke_tui.domain.export import Location, ProblemCode
from kuke_tui.sheets.building.draft import Draft
from kuke_tui.sheets.building.header_rows import HeaderRows
from kuke_tui.sheets.building.identities import IdentityColumns, cell_at
from kuke_tui.sheets.grid import GridRow, Value, column_letter
from kuke_tui.sheets.pieces import Piece, cut_pieces
from kuke_tui.sheets.recognition.mapping import TableMapping
from kuke_tui.sheets.recognition.names import Meaning, is_total
from kuke_tui.sheets.recognition.values import value_text


def continued_rows(
    table: TableMapping, header: HeaderRows, sample: Sequence[GridRow]
) -> "ContinuedRows | None":
    """What fills a table's rows, None where a sample of them shows that it is not written so.

    It is where more rows go on so than repeat the login above, and none of them says again of
    which policy (and right) it is.
    """
    login = IdentityColumns.of(table).login
    below = [row for row in sample if row.number > table.header_row]
    if not any(_is_empty(cell_at(cells, login)) for _number, cells in below):
        return None  # what nearly all tables come to
    trial = ContinuedRows(table, header)
    repeating = 0
    named: set[tuple[Value, ...]] = set()
    for row in below:
        repeats = trial.repeats_login(row)
        before = trial.count
        of = trial.subject(trial.filled(*row))
        if trial.count == before:
            repeating += repeats
            named = set()
        elif of in named:
            return None
        named.add(of)
    return ContinuedRows(table, header) if trial.count > repeating else None


class ContinuedRows:
    """Gives rows that say nothing of an account the account of the row right above them.

    In a long table the policy above holds too, where the row names its right alone.
    """

    def __init__(self, table: TableMapping, header: HeaderRows) -> None:
        columns = IdentityColumns.of(table)
        right = table.column(Meaning.RIGHT)
        self._table = table
        self._header = header
        self._login, self._client, self._policy = columns.login, columns.client, columns.policy
        box = table.column(Meaning.BOX)
        self._right = -1 if right is None else right.index
        self._box = -1 if box is None else box.index
        names = (columns.login, columns.role, columns.name, columns.first_name, columns.last_name)
        self._account = [at for at in names if at >= 0]
        self._number = 0
        self._above: Sequence[Value] = ()
        self._first = 0
        self.count = 0
        """How many rows went on with the account above."""

    def pieces(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """Fill piece after piece."""
        for rows in chain.from_iterable(map(cut_pieces, pieces)):
            yield [GridRow(number, self.filled(number, cells)) for number, cells in rows]

    def tell(self, draft: Draft) -> None:
        """Tell how many rows were read so, and where they begin."""
        if self.count:
            at = Location(self._table.sheet, self._first, column_letter(self._login))
            draft.problems.add(ProblemCode.ACCOUNT_ABOVE, at, str(self.count))

    def filled(self, number: int, cells: Sequence[Value]) -> Sequence[Value]:
        """Give a row as it is meant; rows must come in their order."""
        if number <= self._table.header_row:
            return cells
        if self._goes_on(number, cells):
            full = self._with_account(cells)
            self._first = self._first or number
            self.count += 1
            self._above = full
        else:
            full = cells
            # A page break may come between the rows of an account.
            login = cell_at(cells, self._login)
            if not (self._header.is_heading(login) and self._header.is_header(cells)):
                self._above = cells
        self._number = number
        return full

    def subject(self, cells: Sequence[Value]) -> tuple[Value, ...]:
        """What a row speaks of: the policy, in a long table the right and its box too."""
        return tuple(cell_at(cells, at) for at in (self._policy, self._right, self._box))

    def repeats_login(self, row: GridRow) -> bool:
        """Whether a row has the login of the row right above it, the last one filled."""
        login = cell_at(row.cells, self._login)
        is_next = row.number == self._number + 1
        return is_next and not _is_empty(login) and login == cell_at(self._above, self._login)

    def _goes_on(self, number: int, cells: Sequence[Value]) -> bool:
        client = cell_at(cells, self._client)
        names = self._right if self._right >= 0 else self._policy
        return (
            number == self._number + 1
            and not _is_empty(cell_at(self._above, self._login))
            and all(_is_empty(cell_at(cells, at)) for at in self._account)
            and (_is_empty(client) or client == cell_at(self._above, self._client))
            and not _is_empty(stated := cell_at(cells, names))
            and not is_total(value_text(stated))
        )

    def _with_account(self, cells: Sequence[Value]) -> Sequence[Value]:
        columns = [*self._account, self._client, self._policy]
        full = [*cells, *[None] * (1 + max(columns) - len(cells))]
        for at in columns:
            if at >= 0 and _is_empty(full[at]):
                full[at] = cell_at(self._above, at)
        return full


def _is_empty(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
