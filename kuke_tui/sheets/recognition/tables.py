"""What a sheet holds: its table, the table's columns and its kind."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from kuke_tui.sheets.grid import GridRow
from kuke_tui.sheets.recognition.box_rows import box_columns
from kuke_tui.sheets.recognition.headers import MAX_COLUMNS, Header, find_header, nameless
from kuke_tui.sheets.recognition.mapping import Column, TableKind, TableMapping
from kuke_tui.sheets.recognition.names import PERMISSION_MEANINGS, Meaning, fold_name, is_total
from kuke_tui.sheets.recognition.rights import right_columns
from kuke_tui.sheets.recognition.sampling import is_filled
from kuke_tui.sheets.recognition.values import ValueMeanings, value_text

_LONG = frozenset({Meaning.RIGHT, *PERMISSION_MEANINGS})
_POLICY_SHEETS = ("polis", "polic")
_ACCOUNT_SHEETS = ("kont", "uzytkown", "account", "user", "login")
_OF_ACCOUNTS = frozenset(
    {Meaning.NAME, Meaning.FIRST_NAME, Meaning.LAST_NAME, Meaning.EMAIL, Meaning.ROLE}
)
_ABOUT_ACCOUNTS = frozenset(
    {Meaning.ROLE, Meaning.NAME, Meaning.LAST_NAME, Meaning.EMAIL, Meaning.CLIENT}
)


@dataclass(frozen=True, slots=True)
class TableGuess:
    """The best that can be said of a sheet; ``mapping.missing`` names what it lacks.

    ``kind`` is None where the table is of no use.
    """

    header: Header
    mapping: TableMapping
    kind: TableKind | None


def guess_table(sheet: str, rows: list[GridRow], values: ValueMeanings) -> TableGuess | None:
    """Recognise the table on a sheet by its first rows; None where no row is like a header."""
    header = find_header(rows)
    if header is None:
        return None
    below = records_below(header, rows)
    header = _with_nameless_columns(header, below)
    columns = guess_columns(header, below, values)
    mapping = TableMapping(sheet, TableKind.PERMISSIONS, header.row, columns, len(header.lines))
    kind = _kind(sheet, mapping)
    if kind is not None and kind is not TableKind.PERMISSIONS:
        meant = _LONG if kind is TableKind.ACCOUNTS else _LONG | _OF_ACCOUNTS
        mapping = replace(mapping, kind=kind, columns=_without(meant, columns))
    return TableGuess(header, mapping, kind)


def records_below(header: Header, rows: Iterable[GridRow]) -> list[GridRow]:
    """The rows under a header without sums, which say nothing of what a column holds."""
    keys = [at for at, said in header.meanings.items() if said in (Meaning.LOGIN, Meaning.POLICY)]
    return [row for row in rows if row.number > header.row and not _is_sum(row, keys)]


def _is_sum(row: GridRow, keys: list[int]) -> bool:
    """Whether a row names neither a login nor a policy, but for a word such as ``Razem``."""
    named = [text for at in keys if at < len(row.cells) and (text := value_text(row.cells[at]))]
    return bool(keys) and all(map(is_total, named)) and len(named) < 2


def _with_nameless_columns(header: Header, below: list[GridRow]) -> Header:
    """Name columns that hold values under an empty heading by their letters, such as ``(F)``.

    Left out, a right without a heading would be left out of verdicts unseen.
    """
    width = max((len(row.cells) for row in below), default=0)
    names = [*header.names, *[""] * (min(width, MAX_COLUMNS) - len(header.names))]
    for at, name in enumerate(names):
        if not name and any(at < len(row.cells) and is_filled(row.cells[at]) for row in below):
            names[at] = nameless(at)
    return replace(header, names=tuple(names))


def guess_columns(
    header: Header, below: list[GridRow], values: ValueMeanings
) -> tuple[Column, ...]:
    """Guess what the named columns under a header say, from their names and the rows below."""
    meanings = dict(header.meanings)
    if Meaning.RIGHT in meanings.values():
        _find_level_column(meanings, header, below, values)
        meanings |= box_columns(meanings, header, below, values)
    says = set(meanings.values())
    is_long = Meaning.RIGHT in says and (
        bool({Meaning.LEVEL, Meaning.BOX, Meaning.TICK} & says)
        or {Meaning.VIEW, Meaning.CHANGE} <= says
    )
    rights: tuple[Column, ...] = ()
    if not is_long:
        one_right = _only_right(meanings, header)
        meanings = {at: said for at, said in meanings.items() if said not in _LONG}
        spoken_for = meanings | {column.index: column.meaning for column in one_right}
        rights = one_right + right_columns(header.names, spoken_for, below, values)
    elif Meaning.LEVEL in says:
        boxes = (Meaning.VIEW, Meaning.CHANGE)
        meanings = {at: said for at, said in meanings.items() if said not in boxes}
    by_index = {column.index: column for column in _told_apart(rights)}
    for at, name in enumerate(header.names):
        if name and at not in by_index:
            by_index[at] = Column(at, name, meanings.get(at, Meaning.OTHER))
    return tuple(by_index[at] for at in sorted(by_index))


def _find_level_column(
    meanings: dict[int, Meaning], header: Header, below: list[GridRow], values: ValueMeanings
) -> None:
    """In a long table whose level's name is unknown, take the one column that holds levels."""
    says = set(meanings.values())
    if Meaning.LEVEL in says or {Meaning.VIEW, Meaning.CHANGE} <= says:
        return
    found = right_columns(header.names, meanings, below, values)
    if len(found) == 1 and found[0].meaning is Meaning.LEVEL:
        meanings[found[0].index] = Meaning.LEVEL


def _only_right(meanings: dict[int, Meaning], header: Header) -> tuple[Column, ...]:
    """Bare ``Podgląd`` and ``Zmiany`` columns with no column of rights: one right, unnamed."""
    places = {said: at for at, said in meanings.items()}
    if Meaning.VIEW not in places or Meaning.CHANGE not in places:
        return ()
    pair = (places[Meaning.VIEW], places[Meaning.CHANGE])
    right = " / ".join(header.names[at] for at in sorted(pair))
    return (
        Column(pair[0], header.names[pair[0]], Meaning.VIEW, right),
        Column(pair[1], header.names[pair[1]], Meaning.CHANGE, right),
    )


def _told_apart(rights: tuple[Column, ...]) -> list[Column]:
    """Number rights that share a name, so that neither hides the other."""
    seen: dict[tuple[str, Meaning], int] = {}
    apart = []
    for column in rights:
        kind = Meaning.LEVEL if column.meaning is Meaning.LEVEL else column.meaning
        key = (fold_name(column.right) or column.right, kind)
        seen[key] = seen.get(key, 0) + 1
        again = seen[key]
        apart.append(replace(column, right=f"{column.right} ({again})") if again > 1 else column)
    return apart


def duplicate_columns(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns whose name stands before them already."""
    seen: set[str] = set()
    again = []
    for column in columns:
        folded = fold_name(column.header)
        if folded and folded in seen:
            again.append(column)
        seen.add(folded)
    return tuple(again)


def _without(meanings: Collection[Meaning], columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Take columns that a table of this kind can't have for columns that are not used."""
    return tuple(
        replace(column, meaning=Meaning.OTHER, right="") if column.meaning in meanings else column
        for column in columns
    )


def _kind(sheet: str, mapping: TableMapping) -> TableKind | None:
    says = {column.meaning for column in mapping.columns}
    if not mapping.missing:
        return TableKind.PERMISSIONS
    name = fold_name(sheet)
    if Meaning.LOGIN in says:
        if Meaning.POLICY in says:
            return None
        about = bool(_ABOUT_ACCOUNTS & says) or any(part in name for part in _ACCOUNT_SHEETS)
        return TableKind.ACCOUNTS if about else None
    if Meaning.POLICY in says:
        about = Meaning.CLIENT in says or any(part in name for part in _POLICY_SHEETS)
        return TableKind.POLICIES if about else None
    return None
