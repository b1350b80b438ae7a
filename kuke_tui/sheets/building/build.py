"""From the tables of a book to an export and its origin."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from threading import Event

from kuke_tui.domain.export import Export, Layout, Location, ProblemCode, Source
from kuke_tui.sheets.building import damage, finishing, parts
from kuke_tui.sheets.building.box_rows import BoxRows
from kuke_tui.sheets.building.continued import ContinuedRows, continued_rows
from kuke_tui.sheets.building.draft import Draft
from kuke_tui.sheets.building.header_rows import HeaderRows
from kuke_tui.sheets.building.locks import (
    locks_of,
    rights_without_change_alone,
    with_missing_columns,
)
from kuke_tui.sheets.building.merged import MergedCells
from kuke_tui.sheets.building.patterns import Patterns
from kuke_tui.sheets.building.places import Origin, RecordIndex
from kuke_tui.sheets.building.reading import PermissionReader
from kuke_tui.sheets.building.settling import Settler, Unsettled
from kuke_tui.sheets.building.side_tables import (
    SideTables,
    join,
    read_accounts,
    read_policies,
    report_unknown_accounts,
)
from kuke_tui.sheets.building.slots import slots_of
from kuke_tui.sheets.building.spelling_reader import read_table
from kuke_tui.sheets.building.twins import doubt_twins
from kuke_tui.sheets.building.watch import Progress, Watch
from kuke_tui.sheets.grid import GridRow
from kuke_tui.sheets.memory import collection_paused
from kuke_tui.sheets.pieces import Piece
from kuke_tui.sheets.recognition.books import ReadBook, ReadTable, Recognition
from kuke_tui.sheets.recognition.mapping import TableKind
from kuke_tui.sheets.recognition.names import Meaning
from kuke_tui.sheets.recognition.sampling import SampledSheet

_LONG_STRIDE = 32


def build(
    book: ReadBook,
    source: Source,
    *,
    progress: Progress | None = None,
    cancel: Event | None = None,
) -> tuple[Export, Origin]:
    """Read every table of a book into an export.

    Logins are compared exactly, only trimmed: ``Anna`` and ``anna`` are two accounts, and told.
    Client keys are compared without case, a NIP by its digits. Rights are compared exactly in long
    tables. Raises ``SheetError`` as the sheets do, CANCELLED, and TOO_LARGE.
    """
    with collection_paused():
        sheets = [table.sheet.sheet for table in book.tables]
        making = _Build(book, source, Watch(progress, cancel, sheets))
        making.read()
        if making.has_missed_merges:
            making = _Build(_read_again(book), source, Watch(progress, cancel, sheets))
            making.read()
        return making.finished()


def _read_again(book: ReadBook) -> ReadBook:
    """The same tables from their beginning, now that all is known of their sheets."""
    tables = [table._replace(sheet=SampledSheet(table.sheet.sheet)) for table in book.tables]
    return replace(book, tables=tables)


class _Build:
    def __init__(self, book: ReadBook, source: Source, watch: Watch) -> None:
        self._book = book
        self._source = source
        self._watch = watch
        self._values = book.recognition.mapping.values
        self._tables = [table for table in book.tables if self._is_permissions(table)]
        main = self._tables[0].mapping
        self._wide = book.recognition.layout is not Layout.LONG
        self._rights = main.rights if self._wide else ()
        unread = (right for sheet in book.recognition.unread for right in sheet.rights)
        known = tuple(dict.fromkeys((*self._rights, *unread))) if self._wide else ()
        self._slots = slots_of(main)
        self._patterns = Patterns(self._slots, self._values)
        self._draft = Draft(known, stride=len(known) or _LONG_STRIDE)
        self._side = SideTables()
        self._unsettled = Unsettled()
        self._left_open: set[int] = set()
        self._readers: list[PermissionReader] = []
        self._merged: list[MergedCells] = []
        self._continued: list[ContinuedRows] = []
        self._box_rows = BoxRows(self._values) if main.is_by_box else None

    @staticmethod
    def _is_permissions(table: ReadTable) -> bool:
        return table.mapping.kind is TableKind.PERMISSIONS

    def read(self) -> None:
        """Read all rows of all tables."""
        self._read_side_tables()
        self._read_permissions()

    @property
    def has_missed_merges(self) -> bool:
        """Whether a sheet told only at its end that cells read as blank are merged ones."""
        return any(
            MergedCells(table.sheet.sheet.merges, table.mapping) and not merged
            for table, merged in zip(self._tables, self._merged, strict=True)
        )

    def finished(self) -> tuple[Export, Origin]:
        """Make an export of what was read."""
        for continued in self._continued:
            continued.tell(self._draft)
        for reader in self._readers:
            Settler(reader, self._unsettled).settle()
        join(self._draft, self._side)
        self._left_open = parts.unread_rights(
            self._draft, self._book.recognition.unread, self._rights or tuple(self._draft.rights)
        )
        finishing.even_out(self._draft, wide=self._wide)
        origin = self._origin()
        self._finish(origin)
        return self._export(origin), origin

    def _has_column(self, meaning: Meaning) -> bool:
        return any(table.mapping.column(meaning) for table in self._book.tables)

    def _read_side_tables(self) -> None:
        one_client = not self._has_column(Meaning.CLIENT)
        for table in self._book.tables:
            if table.mapping.kind is TableKind.ACCOUNTS:
                read_accounts(
                    self._draft,
                    table,
                    self._side,
                    self._values,
                    self._watch,
                    one_client=one_client,
                )
            elif table.mapping.kind is TableKind.POLICIES:
                read_policies(self._draft, table, self._side, self._watch, one_client=one_client)

    def _read_permissions(self) -> None:
        for position, table in enumerate(self._tables):
            reader = PermissionReader(
                self._draft,
                table.mapping,
                HeaderRows(table.mapping, table.header_lines),
                position,
                self._slots,
                self._rights,
                self._patterns,
                self._side.lookup,
                self._values,
            )
            read_table(reader, self._pieces(table, reader.header), self._watch)
            self._readers.append(reader)

    def _pieces(self, table: ReadTable, header: HeaderRows) -> Iterable[Piece]:
        """The rows of a table, made to name the account that they leave to the rows above."""
        merged = MergedCells(table.sheet.sheet.merges, table.mapping)
        self._merged.append(merged)
        sample: Sequence[GridRow] = table.sheet.sample
        pieces = table.sheet.pieces()
        if merged:
            (sample,), pieces = merged.pieces((sample,)), merged.pieces(pieces)
        continued = continued_rows(table.mapping, header, sample)
        if continued is not None:
            self._continued.append(continued)
            pieces = continued.pieces(pieces)
        if self._box_rows is not None:
            pieces = self._box_rows.pieces(table.mapping, header, pieces)
        return pieces

    def _origin(self) -> Origin:
        records = self._draft.records
        count = len(self._slots)
        return Origin(
            tables=tuple(table.mapping for table in self._tables),
            slots=self._slots,
            slot_columns=tuple(reader.slot_columns for reader in self._readers),
            records=records,
            index=RecordIndex(records.accounts, len(self._draft.logins)),
            patterns=tuple(values[:count] for values in self._patterns),
            box_words=self._box_rows.words if self._box_rows is not None else None,
        )

    def _finish(self, origin: Origin) -> None:
        draft = self._draft
        damage.join_lost_zeros(draft, list(self._patterns.values()), self._unsettled)
        parts.report_joined(draft, origin)
        copies = parts.doubt_copies(draft, origin)
        finishing.compare_repeated(draft, origin, self._patterns, copies)
        finishing.apply_unsettled(draft, self._unsettled, wide=self._wide)
        finishing.settle_roles(
            draft,
            origin,
            has_column=self._has_column(Meaning.ROLE),
            default_role=self._values.default_role,
            sheet=self._tables[0].mapping.sheet,
        )
        if not self._has_column(Meaning.CLIENT):
            parts.doubt_clients(draft, origin, self._unsettled.headings)
        doubt_twins(draft, origin, wide=self._wide)
        parts.doubt_rights(draft, self._left_open)
        report_unknown_accounts(draft, self._side, origin)
        finishing.report_two_owners(draft)
        damage.report_damage(draft)
        if self._box_rows is not None:
            self._box_rows.fold(draft)
        _report_unused(draft, self._book.recognition)
        if draft.problems.untold:
            draft.problems.tell_untold()

    def _export(self, origin: Origin) -> Export:
        clients = finishing.finished_clients(self._draft)
        sheets = {at: table.sheet.sheet for at, table in enumerate(self._tables)}
        export = Export(
            source=self._source,
            rights=tuple(self._draft.rights),
            clients=tuple(clients.values()),
            accounts=tuple(finishing.finished_accounts(self._draft, clients)),
            problems=tuple(self._draft.problems.told),
            no_change_alone=rights_without_change_alone(
                origin, len(self._draft.rights), self._values
            ),
        )
        locks = with_missing_columns(locks_of(origin, sheets), origin, export)
        return replace(export, locks=locks)


def _report_unused(draft: Draft, recognition: Recognition) -> None:
    """Report columns and sheets that were not read, and names that stand twice."""
    duplicates = set(recognition.duplicates)
    for sheet, column in recognition.duplicates:
        draft.problems.add(
            ProblemCode.DUPLICATE_COLUMN,
            Location(sheet, None, column.letter),
            column.header,
            subject=column.right or column.header,
        )
    for table in recognition.mapping.tables:
        for column in table.columns:
            if column.meaning is Meaning.OTHER and (table.sheet, column) not in duplicates:
                draft.problems.add(
                    ProblemCode.UNUSED_COLUMN,
                    Location(table.sheet, table.header_row, column.letter),
                    column.header,
                    subject=column.header,
                )
    unread = {sheet.sheet for sheet in recognition.unread}
    for name in recognition.unused_sheets:
        if name in unread:
            continue
        draft.problems.add(ProblemCode.UNUSED_SHEET, Location(name, None, None), subject=name)
