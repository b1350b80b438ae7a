"""Whatever became of the file since it was loaded, saving says so and touches nothing."""

from pathlib import Path

import pytest

from kuke_tui.domain.boxes import Level
from kuke_tui.sheets.correcting import default_target, save_corrected
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.opening import open_export
from tests.sheets.binary_workbooks import write_ods
from tests.sheets.exports.files import Row, wanted, write_any, write_csv, write_xlsx

ROWS: list[Row] = [
    ["Login", "Rola", "Polisa", "Limity"],
    ["ala", "U", "07001", "Z"],
    ["ala", "U", "07002", "Z"],
    ["jan", "U", "07001", "Z"],
]
ANOTHER: list[Row] = [["a", "b"]]


def ods_rows() -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = ("".join(cell.format(value) for value in row) for row in ROWS)
    return "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)


def replacements(folder: Path, loaded: bytes) -> dict[str, bytes]:
    return {
        "another workbook": write_xlsx(folder / "o.xlsx", {"Inny": ANOTHER}).read_bytes(),
        "another text": write_csv(folder / "o.csv", ANOTHER).read_bytes(),
        "nothing": b"",
        "half": loaded[: len(loaded) // 2],
        "garbage": b"%PDF-1.7 \x00\x01",
    }


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "ods"])
@pytest.mark.parametrize(
    "other", ["another workbook", "another text", "nothing", "half", "garbage"]
)
def test_a_replaced_file_is_told_as_changed(tmp_path: Path, suffix: str, other: str) -> None:
    path = tmp_path / f"export.{suffix}"
    if suffix == "ods":
        write_ods(path, f'<table:table table:name="Uprawnienia">{ods_rows()}</table:table>')
    else:
        write_any(path, ROWS)
    opened = open_export(path)
    changes = wanted(opened, {("jan", "07002", "Limity"): Level.CHANGE})
    replacement = replacements(tmp_path, path.read_bytes())[other]
    path.write_bytes(replacement)
    with pytest.raises(SheetError) as refused:
        save_corrected(opened, changes, default_target(opened))
    assert refused.value.code is SheetErrorCode.CHANGED_ON_DISK
    assert path.read_bytes() == replacement
    assert not default_target(opened).exists()
