"""A column mapping as a small readable file, to be saved, shared and used again."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.export import Role
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.grid import column_letter
from kuke_tui.sheets.recognition.draft import faults_of
from kuke_tui.sheets.recognition.mapping import Column, ColumnMapping, TableKind, TableMapping
from kuke_tui.sheets.recognition.mapping_faults import MappingFault, MappingFaultError
from kuke_tui.sheets.recognition.names import PERMISSION_MEANINGS, Meaning, split_box_header
from kuke_tui.sheets.recognition.values import ValueMeanings
from kuke_tui.sheets.source import opened

_MAX_BYTES = 1 << 20
_LONGEST_INPUT = 60
_LINE = re.compile(r"at line (\d+)")
_LAST_COLUMN = 16_384
_LEVELS = {
    "none": Level.NONE,
    "view": Level.VIEW,
    "change": Level.CHANGE,
    "change_only": Level.CHANGE_ONLY,
}
_LEVEL_NAMES = {level: name for name, level in _LEVELS.items()}


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def _within_a_sheet(letters: str) -> str:
    if _column_index(letters) >= _LAST_COLUMN:
        raise ValueError("no such column")
    return letters


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ColumnEntry(_Strict):
    """One column: its place, its header, what it means and for which right."""

    column: Annotated[str, Field(pattern=r"^[A-Z]{1,3}$"), AfterValidator(_within_a_sheet)]
    header: str = ""
    means: Meaning
    right: str = ""


class TableEntry(_Strict):
    """One table: its kind, its sheet, the row of its header (0: none) and its columns."""

    kind: TableKind = TableKind.PERMISSIONS
    sheet: str = ""
    header_row: int = Field(default=1, ge=0, le=1_048_576)
    columns: tuple[ColumnEntry, ...] = Field(min_length=1)


class MappingFile(_Strict):
    """The whole file. ``fingerprint`` names the header it was made for."""

    version: Literal[1] = 1
    fingerprint: str = ""
    default_role: Role | None = None
    tables: tuple[TableEntry, ...] = Field(min_length=1)
    levels: dict[str, Literal["none", "view", "change", "change_only"]] = {}
    boxes: dict[str, bool] = {}
    roles: dict[str, Role] = {}


def load_mapping(path: Path) -> ColumnMapping:
    """Read a mapping. Raises ``SheetError``: BAD_MAPPING, or what opening a file raises."""
    return load_saved_mapping(path)[0]


def load_saved_mapping(path: Path) -> tuple[ColumnMapping, str]:
    """Read a mapping and the fingerprint of the header it was made for.

    Raises ``SheetError`` as ``load_mapping``.
    """
    with opened(path) as file:
        content = file.read(_MAX_BYTES + 1)
    try:
        if len(content) > _MAX_BYTES:
            raise MappingFaultError(MappingFault.TOO_LARGE, "1 MiB")  # noqa: TRY301 - one answer to all defects
        read = _read(content)
        return _mapping(read), read.fingerprint
    except MappingFaultError as error:
        raise SheetError(
            SheetErrorCode.BAD_MAPPING,
            path=str(path),
            row=error.row,
            found=error.found,
            detail=error.fault.value,
        ) from error


def parse_mapping(text: str) -> ColumnMapping:
    """Read a mapping's text. Raises ``MappingFaultError``."""
    return _mapping(_read(text.encode("utf-8", "surrogatepass")))


def _read(content: bytes) -> MappingFile:
    try:
        return MappingFile.model_validate(tomllib.loads(content.decode("utf-8-sig")))
    except ValidationError as error:
        raise _fault_in(error) from error
    except (ValueError, RecursionError) as error:
        line = _LINE.search(str(error))
        row = int(line[1]) if line else None
        raise MappingFaultError(MappingFault.SYNTAX, "TOML", row) from error


def _fault_in(error: ValidationError) -> MappingFaultError:
    """Name the first defect by its place in the file, counted from 1, and what stands there."""
    first = error.errors(include_url=False)[0]
    place = ""
    for part in first["loc"]:
        place += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if place else part
    if first["type"] in ("missing", "too_short"):
        return MappingFaultError(MappingFault.MISSING, place)
    if first["type"] == "extra_forbidden":
        return MappingFaultError(MappingFault.UNKNOWN, place)
    found = f"{place} = {_quoted(str(first['input'])[:_LONGEST_INPUT])}"
    expected = first.get("ctx", {}).get("expected")
    if expected:
        found += f" ({str(expected).replace(' or ', ', ')})"
    return MappingFaultError(MappingFault.VALUE, found)


def _mapping(read: MappingFile) -> ColumnMapping:
    mapping = ColumnMapping(
        tuple(_table(at, entry) for at, entry in enumerate(read.tables, 1)),
        ValueMeanings(
            levels={value: _LEVELS[name] for value, name in read.levels.items()},
            boxes=read.boxes,
            roles=read.roles,
            default_role=read.default_role,
        ),
    )
    for fault in faults_of(mapping):
        if fault.blocks:
            means = fault.meaning.value if fault.meaning else TableKind.PERMISSIONS.value
            about = f"{means} ({fault.right})" if fault.right else means
            raise MappingFaultError(MappingFault(fault.code.value), about)
    return mapping


def _table(position: int, entry: TableEntry) -> TableMapping:
    seen: set[str] = set()
    for at, each in enumerate(entry.columns, 1):
        if each.column in seen:
            place = f"tables[{position}].columns[{at}].column"
            raise MappingFaultError(MappingFault.VALUE, f"{place} = {_quoted(each.column)}")
        seen.add(each.column)
    is_long = any(each.means is Meaning.RIGHT for each in entry.columns)
    columns = (
        Column(
            _column_index(each.column),
            each.header.strip(),
            each.means,
            "" if is_long else _right_of(each),
        )
        for each in entry.columns
    )
    return TableMapping(
        entry.sheet,
        entry.kind,
        entry.header_row,
        tuple(sorted(columns, key=lambda column: column.index)),
    )


def _right_of(entry: ColumnEntry) -> str:
    """Name the right of a column of permissions as it says, else as its header does."""
    if entry.means not in PERMISSION_MEANINGS:
        return ""
    if entry.right:
        return entry.right
    header = entry.header.strip()
    named = split_box_header(header) if entry.means is not Meaning.LEVEL else None
    return named.right if named else header or entry.column


def dump_mapping(mapping: ColumnMapping, *, with_unused: bool = False) -> str:
    """Write a mapping as text; unused columns stand in it only where asked for."""
    return "\n".join(_lines(mapping, with_unused=with_unused)) + "\n"


def _lines(mapping: ColumnMapping, *, with_unused: bool) -> Iterator[str]:
    values = mapping.values
    yield "version = 1"
    yield f"fingerprint = {_quoted(mapping.fingerprint)}"
    if values.default_role is not None:
        yield f"default_role = {_quoted(values.default_role.value)}"
    for table in mapping.tables:
        yield from ("", "[[tables]]")
        yield f"kind = {_quoted(table.kind.value)}"
        yield f"sheet = {_quoted(table.sheet)}"
        yield f"header_row = {table.header_row}"
        for column in table.columns:
            if with_unused or column.meaning is not Meaning.OTHER:
                yield from _column_lines(column)
    yield from _section("levels", {v: _quoted(_LEVEL_NAMES[n]) for v, n in values.levels.items()})
    yield from _section("boxes", {v: str(ticked).lower() for v, ticked in values.boxes.items()})
    yield from _section("roles", {v: _quoted(role.value) for v, role in values.roles.items()})


def _column_lines(column: Column) -> Iterator[str]:
    yield from ("", "[[tables.columns]]")
    yield f"column = {_quoted(column_letter(column.index))}"
    yield f"header = {_quoted(column.header)}"
    yield f"means = {_quoted(column.meaning.value)}"
    if column.meaning in PERMISSION_MEANINGS and column.right:
        yield f"right = {_quoted(column.right)}"


def _section(name: str, entries: Mapping[str, str]) -> Iterator[str]:
    if entries:
        yield from ("", f"[{name}]")
        yield from (f"{_quoted(value)} = {meaning}" for value, meaning in entries.items())


def _quoted(text: str) -> str:
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")
