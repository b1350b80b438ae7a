"""Which sheets of a book are parts of one table of permissions."""

from collections.abc import Sequence
from dataclasses import replace

from kuke_tui.sheets.grid import GridRow, Value
from kuke_tui.sheets.recognition.headers import Header, nameless
from kuke_tui.sheets.recognition.mapping import Column, TableMapping
from kuke_tui.sheets.recognition.names import PERMISSION_MEANINGS, Meaning, fold_name, is_total
from kuke_tui.sheets.recognition.sampling import SampledSheet, has_content, is_filled
from kuke_tui.sheets.recognition.tables import TableGuess
from kuke_tui.sheets.recognition.values import BUILT_IN_MEANINGS, value_text

_KEYS = frozenset(
    {
        Meaning.CLIENT, Meaning.LOGIN, Meaning.POLICY, Meaning.RIGHT, Meaning.BOX, Meaning.TICK,
    }
)  # fmt: skip


def continued(main: TableMapping, part: TableGuess) -> TableMapping | None:
    """Read a sheet as a part of the main table; None where it holds other permissions.

    Under the same header the columns are those of the main part: a part may be too short to show
    by itself which of them hold permissions. Else both must name the same keys and rights.
    """
    if part.mapping.signature == main.signature:
        columns = place_columns(main, part.header) or part.mapping.columns
        return replace(part.mapping, kind=main.kind, columns=columns)
    if part.mapping.missing or _keys(main) != _keys(part.mapping):
        return None
    rights = {_permission(column): column.right for column in main.columns if _is_of_right(column)}
    if rights.keys() != {_permission(each) for each in part.mapping.columns if _is_of_right(each)}:
        return None
    columns = tuple(
        replace(column, right=rights[_permission(column)]) if _is_of_right(column) else column
        for column in part.mapping.columns
    )
    return replace(part.mapping, columns=columns)


def _keys(table: TableMapping) -> set[Meaning]:
    return {column.meaning for column in table.columns if column.meaning in _KEYS}


def _is_of_right(column: Column) -> bool:
    return column.meaning in PERMISSION_MEANINGS


def _permission(column: Column) -> tuple[str, Meaning]:
    return fold_name(column.right) or column.right, column.meaning


def continued_without_header(
    main: TableMapping, begun: SampledSheet, part: SampledSheet
) -> TableMapping | None:
    """Read a sheet without a header by the main part's columns.

    None where a row does not fit, or none speaks of an account or policy of the main part.
    """
    rows = [row for row in part.sample if has_content(row)]
    columns = tuple(column for column in main.columns if column.meaning is not Meaning.OTHER)
    width = max(column.index for column in main.columns) + 1
    if not all(_fits(row, columns, width) for row in rows):
        return None
    keys = [c.index for c in columns if c.meaning in (Meaning.LOGIN, Meaning.POLICY)]
    if not any(_texts(begun, at) & _texts(part, at) for at in keys):
        return None
    return replace(main, sheet=part.sheet.name, header_row=0, columns=columns, header_lines=1)


def _texts(sample: SampledSheet, column: int) -> set[str]:
    return {value_text(row.cells[column]) for row in sample.sample if column < len(row.cells)}


def _fits(row: GridRow, columns: Sequence[Column], width: int) -> bool:
    if any(map(is_filled, row.cells[width:])):
        return False
    return all(
        _says(column, row.cells[column.index] if column.index < len(row.cells) else None)
        for column in columns
    )


def _says(column: Column, value: Value) -> bool:
    """Whether a cell can be read as what its column says."""
    match column.meaning:
        case Meaning.LOGIN | Meaning.POLICY | Meaning.RIGHT | Meaning.CLIENT:
            return is_filled(value) and not is_total(value_text(value))
        case Meaning.ROLE:
            return not is_filled(value) or BUILT_IN_MEANINGS.role(value) is not None
        case Meaning.LEVEL:
            return BUILT_IN_MEANINGS.level(value) is not None
        case Meaning.BOX:
            return not is_filled(value) or BUILT_IN_MEANINGS.which_box(value) is not None
        case Meaning.VIEW | Meaning.CHANGE | Meaning.TICK:
            return BUILT_IN_MEANINGS.box(value) is not None
        case _other:
            return True


def rights_of(guess: TableGuess, sample: SampledSheet) -> tuple[str, ...]:
    """The rights a table of permissions names: in its header, or in its first rows."""
    column = guess.mapping.column(Meaning.RIGHT)
    if guess.mapping.rights or column is None:
        return guess.mapping.rights
    named = (
        value_text(row.cells[column.index])
        for row in sample.sample
        if row.number > guess.header.row and column.index < len(row.cells)
    )
    return tuple(dict.fromkeys(filter(None, named)))


def place_columns(table: TableMapping, header: Header) -> tuple[Column, ...] | None:
    """Place a table's columns under a header by their names; None where one is not there."""
    names = [fold_name(name) or name for name in header.names]
    placed: dict[int, Column] = {}
    for column in table.columns:
        if column.meaning is Meaning.OTHER:
            continue
        wanted = fold_name(column.header) or column.header
        places = [at for at, name in enumerate(names) if name == wanted and at not in placed]
        unnamed = column.header == nameless(column.index) and column.index not in header.stated
        if not column.header or unnamed or column.index in places:
            at = column.index
        elif places:
            at = places[0]
        else:
            return None
        if at in placed:
            return None
        placed[at] = replace(column, index=at)
    for at, shown in enumerate(header.names):
        if shown and at not in placed:
            placed[at] = Column(at, shown, Meaning.OTHER)
    return tuple(placed[at] for at in sorted(placed))
