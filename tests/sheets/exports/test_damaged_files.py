"""Whatever became of an export, before it is opened or while it is: it is saved whole or not."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kuke_tui.domain.boxes import Boxes
from kuke_tui.sheets.correcting import default_target, save_corrected
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.opening import OpenedExport, open_export
from tests.sheets.binary_workbooks import write_ods
from tests.sheets.exports.files import Row, ods_row, write_any, write_csv, write_xlsx
from tests.sheets.exports.soundness import check_sound
from tests.sheets.xlsx.workbook_parts import read_zip, write_zip

ROWS: list[Row] = [
    ["Login", "Rola", "Polisa", "Limity", "Raporty"],
    ["ala", "U", "07001", "Z", "P"],
    ["ala", "U", "07002", "Z", ""],
    ["jan", "A", "07001", "", ""],
    ["ewa", "U", "07002", "Z", "Z"],
]
REFUSALS = {
    SheetErrorCode.LOCKED_CELL,
    SheetErrorCode.CANNOT_ENCODE,
    SheetErrorCode.DAMAGED,
    SheetErrorCode.DOCTYPE,
    SheetErrorCode.BOMB,
    SheetErrorCode.TOO_LARGE,
    SheetErrorCode.UNREADABLE_CELL,
}
"""Why a file that opened may not be saved, where nobody else touched it."""

SUFFIXES = st.sampled_from((".csv", ".tsv", ".xlsx", ".xlsm", ".ods"))
SCARS = st.tuples(
    st.integers(0, 10_000),
    st.integers(0, 40),
    st.sampled_from((b"", b"<", b'"', b"\0", b";", b"\n", b"</c>", b"<row>", b"Z", b"\xff\xfe")),
)
"""Where, how much is lost there, and what stands there instead."""


def write(path: Path) -> Path:
    if path.suffix == ".ods":
        table = "".join(ods_row(*map(str, row)) for row in ROWS)
        return write_ods(path, f'<table:table table:name="Konta">{table}</table:table>')
    if path.suffix == ".tsv":
        return write_csv(path, ROWS, delimiter="\t")
    return write_any(path, ROWS) if path.suffix == ".csv" else write_xlsx(path, ROWS)


def scarred(content: bytes, scars: list[tuple[int, int, bytes]]) -> bytes:
    for at, lost, instead in scars:
        start = at % (len(content) + 1)
        content = content[:start] + instead + content[start + lost :]
    return content


def damage(path: Path, part: int, scars: list[tuple[int, int, bytes]]) -> None:
    """Scar a text, or one part of a packed file: packed bytes would only be refused."""
    if path.suffix in {".csv", ".tsv"}:
        path.write_bytes(scarred(path.read_bytes(), scars))
        return
    parts = read_zip(path)
    name = sorted(parts)[part % len(parts)]
    write_zip(path, {**parts, name: scarred(parts[name], scars)})


def any_boxes(data: st.DataObject, opened: OpenedExport) -> dict[int, Boxes]:
    boxes = {}
    for position, account in enumerate(opened.export.accounts[:3]):
        cells = st.integers(0, opened.export.shape(account).all_cells)
        change = data.draw(cells)
        boxes[position] = Boxes(data.draw(cells) | change, change)
    return boxes


@settings(max_examples=40, deadline=None)
@given(SUFFIXES, st.integers(0, 20), st.lists(SCARS, max_size=3), st.data())
def test_a_damaged_export_is_saved_whole_or_not_at_all(
    suffix: str, part: int, scars: list[tuple[int, int, bytes]], data: st.DataObject
) -> None:
    with TemporaryDirectory() as name:
        path = write(Path(name) / f"export{suffix}")
        damage(path, part, scars)
        content = path.read_bytes()
        try:
            opened = open_export(path)
        except SheetError:
            return
        saved: set[Path] = set()
        refusals: set[SheetErrorCode] = set()
        try:
            saved.add(save_corrected(opened, any_boxes(data, opened), default_target(opened)).path)
        except SheetError as error:
            refusals.add(error.code)
        assert refusals <= REFUSALS
        assert path.read_bytes() == content
        assert set(Path(name).iterdir()) == {path, *saved}
        for each in saved:
            again = open_export(each)
            check_sound(again.export, again.origin)


@settings(max_examples=25, deadline=None)
@given(SUFFIXES, SUFFIXES, st.integers(0, 20), st.lists(SCARS, max_size=3), st.data())
def test_a_file_replaced_since_it_was_loaded_is_left_alone(
    suffix: str, other: str, part: int, scars: list[tuple[int, int, bytes]], data: st.DataObject
) -> None:
    with TemporaryDirectory() as name:
        path = write(Path(name) / f"export{suffix}")
        loaded = path.read_bytes()
        opened = open_export(path)
        boxes = any_boxes(data, opened)
        replacement = write(Path(name) / f"other{other}")
        damage(replacement, part, scars)
        replacement.replace(path)
        content = path.read_bytes()
        if content == loaded:
            return
        with pytest.raises(SheetError) as refused:
            save_corrected(opened, boxes, default_target(opened))
        assert refused.value.code is SheetErrorCode.CHANGED_ON_DISK
        assert path.read_bytes() == content
        assert set(Path(name).iterdir()) == {path}
