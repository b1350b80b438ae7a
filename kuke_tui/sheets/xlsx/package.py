"""The parts of a workbook: which sheets it has, and where its strings, styles and tables are."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import BinaryIO, NamedTuple
from urllib.parse import unquote

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import CellRange
from kuke_tui.sheets.xlsx.archive import Archive, open_archive
from kuke_tui.sheets.xlsx.directory import Entry, damaged
from kuke_tui.sheets.xlsx.limits import MAX_SHEETS, MAX_SMALL_PART
from kuke_tui.sheets.xlsx.markup import GuardedParser, local_name, main_name, parse_chunks
from kuke_tui.sheets.xlsx.refs import parse_range

_MAX_RELATIONS = 200_000


@dataclass(frozen=True)
class Table:
    """An Excel table: its part and range; ``totals`` says that its last row holds totals."""

    entry: Entry
    cells: CellRange
    totals: bool


@dataclass(frozen=True)
class SheetPart:
    """A worksheet of the workbook: ``index`` counts all tabs, as defined names do.

    ``sheet_id`` is what the calculation chain calls it.
    """

    name: str
    hidden: bool
    index: int
    entry: Entry | None
    tables: tuple[Table, ...]
    sheet_id: str = ""


@dataclass(frozen=True)
class Package:
    """An opened workbook: the container and the parts that matter here."""

    archive: Archive
    format: str
    workbook: Entry
    sheets: tuple[SheetPart, ...]
    strings: Entry | None
    styles: Entry | None
    since_1904: bool
    chain: Entry | None
    """The calculation chain, which only workbooks with formulas have."""


@contextmanager
def located(path: Path | BinaryIO) -> Iterator[None]:
    """Name the file in every ``SheetError`` that passes, and type what the system raises."""
    name = str(path) if isinstance(path, Path) else ""
    try:
        yield
    except SheetError as error:
        error.path = error.path or name
        raise
    except OSError as error:
        raise SheetError(SheetErrorCode.DAMAGED, path=name, detail=str(error)) from error
    except MemoryError as error:
        raise SheetError(SheetErrorCode.TOO_LARGE, path=name) from error


def open_package(path: Path | BinaryIO) -> Package:
    """Open a workbook's container and find its parts; no sheet is read yet.

    Raises ``SheetError``: NOT_FOUND, IS_FOLDER, NO_PERMISSION, EMPTY, PASSWORD,
    NOT_A_SPREADSHEET, UNKNOWN_FORMAT (a zip of another kind, such as xlsb), DAMAGED, BOMB,
    TOO_LARGE, DOCTYPE.
    """
    with located(path):
        return _read_package(open_archive(path), path)


def has_formulas(package: Package) -> bool:
    """Tell whether any formula's stored result may grow stale when cells are changed.

    Reads the sheets until the first formula is met.
    """
    if package.chain is not None:
        return True
    with located(package.archive.source):
        return any(_mentions_formula(package.archive, sheet.entry) for sheet in package.sheets)


def _mentions_formula(archive: Archive, entry: Entry | None) -> bool:
    if entry is None:
        return False
    seen = False

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal seen
        seen = seen or main_name(name) == "f"

    before = b""
    for chunk in archive.chunks(entry):
        text = before + chunk
        if b"<f" in text or b":f" in text or b"\0" in text:
            break
        before = text[-4:]
    else:
        return False
    parser = GuardedParser(start)
    for chunk in archive.chunks(entry):
        parser.feed(chunk)
        if seen:
            return True
    return False


class Tab(NamedTuple):
    """A tab as the workbook lists it."""

    name: str
    hidden: bool
    relation: str
    sheet_id: str


class Parts:
    """Part names as relations spell them, found whatever their case."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._by_name: dict[str, Entry] = {}
        for entry in archive.directory.entries:
            self._by_name[entry.name.lower()] = entry

    def find(self, name: str) -> Entry | None:
        """Find a part by its absolute name."""
        name = name.replace("\\", "/").lstrip("/").lower()
        return self._by_name.get(name) or self._by_name.get(unquote(name))

    def relations(self, part: str) -> Mapping[str, tuple[str, Entry | None]]:
        """Give a part's relations by id: the last word of the type, and the part aimed at."""
        folder = dirname(part)
        entry = self.find(join(folder, "_rels", part[len(folder) :].lstrip("/") + ".rels"))
        found: dict[str, tuple[str, Entry | None]] = {}
        if entry is None:
            return found

        def start(name: str, attributes: dict[str, str]) -> None:
            if local_name(name) != "Relationship" or len(found) > _MAX_RELATIONS:
                return
            target = attributes.get("Target", "").replace("\\", "/")
            aim = None
            if attributes.get("TargetMode") != "External":
                place = target if target.startswith("/") else join(folder, target)
                aim = self.find(normpath(place))
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", str(len(found)))] = (kind, aim)

        self._parse(entry, start)
        return found

    def _parse(self, entry: Entry, start: Callable[[str, dict[str, str]], None]) -> None:
        parse_chunks(GuardedParser(start), self._archive.chunks(entry, MAX_SMALL_PART))

    def check_types(self) -> None:
        """Read the list of the parts' types, which need not be there, for what makes it unsafe.

        Raises ``SheetError`` as reading any part does: whoever opens the file next reads it.
        """
        entry = self.find("[Content_Types].xml")
        if entry is not None:
            self._parse(entry, lambda _name, _attributes: None)

    def workbook(self, entry: Entry) -> tuple[list[Tab], bool]:
        """Read the tabs, and whether dates count from 1904."""
        tabs: list[Tab] = []
        since_1904 = False

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal since_1904
            kind = main_name(name)
            if kind == "workbookPr":
                since_1904 = attributes.get("date1904", "") in {"1", "true"}
            elif kind == "sheet":
                if len(tabs) >= MAX_SHEETS:
                    raise SheetError(SheetErrorCode.TOO_LARGE, detail="sheets")
                relation = next(
                    (value for key, value in attributes.items() if key.endswith(" id")), ""
                )
                hidden = attributes.get("state", "visible") != "visible"
                sheet_id = attributes.get("sheetId", "")
                tabs.append(Tab(attributes.get("name", ""), hidden, relation, sheet_id))

        self._parse(entry, start)
        return tabs, since_1904

    def table(self, entry: Entry) -> Table | None:
        """Read a table's range."""
        found: list[Table] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            cells = parse_range(attributes.get("ref", "")) if main_name(name) == "table" else None
            if cells and not found:
                totals = attributes.get("totalsRowCount", "0") not in {"0", ""}
                found.append(Table(entry, cells, totals))

        self._parse(entry, start)
        return found[0] if found else None

    def tables(self, sheet: Entry) -> tuple[Table, ...]:
        """Read the ranges of a sheet's tables."""
        aims = [aim for kind, aim in self.relations(sheet.name).values() if kind == "table" and aim]
        return tuple(table for table in map(self.table, aims) if table)


def _read_package(archive: Archive, path: Path | BinaryIO) -> Package:
    parts = Parts(archive)
    parts.check_types()
    workbook = next(
        (aim for kind, aim in parts.relations("").values() if kind == "officeDocument" and aim),
        None,
    ) or parts.find("xl/workbook.xml")
    if workbook is None:
        if parts.find("[Content_Types].xml"):
            raise damaged("no workbook part")
        raise SheetError(SheetErrorCode.NOT_A_SPREADSHEET)
    if not workbook.name.lower().endswith(".xml"):
        raise SheetError(SheetErrorCode.UNKNOWN_FORMAT, found=workbook.name)
    if workbook.name.lower().startswith(("word/", "ppt/")):
        raise SheetError(SheetErrorCode.NOT_A_SPREADSHEET, found=workbook.name)
    relations = parts.relations(workbook.name)
    tabs, since_1904 = parts.workbook(workbook)
    sheets: list[SheetPart] = []
    taken: set[Entry] = set()
    for index, (name, hidden, relation, sheet_id) in enumerate(tabs):
        if not relation:  # a macro module of Excel 5, kept as a tab without a part
            continue
        kind, aim = relations.get(relation, ("worksheet", None))
        if kind == "worksheet":
            if aim in taken:
                raise damaged(f"two sheets in one part, {name} the second")
            if aim:
                taken.add(aim)
            tables = parts.tables(aim) if aim else ()
            sheets.append(SheetPart(name, hidden, index, aim, tables, sheet_id))
    by_kind = dict(relations.values())
    macros = "vbaProject" in by_kind or (
        isinstance(path, Path) and path.suffix.lower() in {".xlsm", ".xltm"}
    )
    return Package(
        archive=archive,
        format="xlsm" if macros else "xlsx",
        workbook=workbook,
        sheets=tuple(sheets),
        strings=by_kind.get("sharedStrings"),
        styles=by_kind.get("styles"),
        since_1904=since_1904,
        chain=by_kind.get("calcChain"),
    )
