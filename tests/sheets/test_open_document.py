from pathlib import Path

import pytest

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.file_kind import FileKind
from kuke_tui.sheets.grid import NO_RESULT, CellError, CellRange, GridRow, Value
from kuke_tui.sheets.read_only_formats.book import open_book
from tests.sheets.binary_workbooks import write_fods, write_ods, write_zip


def cell(content: str = "", **attributes: str) -> str:
    named = "".join(
        f' {name.replace("__", ":").replace("_", "-")}="{value}"'
        for name, value in attributes.items()
    )
    return f"<table:table-cell{named}>{content}</table:table-cell>"


def text(shown: str) -> str:
    return cell(f"<text:p>{shown}</text:p>", office__value_type="string")


def table(*rows: str, name: str = "Konta", attributes: str = "") -> str:
    return f'<table:table table:name="{name}"{attributes}>{"".join(rows)}</table:table>'


def row(*cells: str, repeated: int = 1) -> str:
    return (
        f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}'
        "</table:table-row>"
    )


def rows_of(path: Path) -> list[GridRow]:
    return list(open_book(path, FileKind.ODS).sheets[0].rows())


def refusal(tmp_path: Path, tables: str) -> SheetError:
    with pytest.raises(SheetError) as caught:
        open_book(write_ods(tmp_path / "a.ods", tables), FileKind.ODS)
    return caught.value


@pytest.mark.parametrize(
    ("source", "value"),
    [
        (text("Ślązak"), "Ślązak"),
        (text("a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d"), "a   b\tc\nd"),
        (text("  a \n  b"), "a b"),
        (text("<text:span>a</text:span><text:s/><text:span>b</text:span>"), "a b"),
        (cell("<text:p>a</text:p><text:p/><text:p>b</text:p>"), "a\n\nb"),
        (text("#N/A"), "#N/A"),
        (text(""), None),
        (text("=1+1"), "=1+1"),
        (cell("<text:p>12,50</text:p>", office__value_type="float", office__value="12.5"), 12.5),
        (cell("<text:p>7</text:p>", office__value_type="float", office__value="7.0"), 7),
        (cell("<text:p>07003</text:p>", office__value_type="float", office__value="7003"), "07003"),
        (cell("<text:p>0</text:p>", office__value_type="float", office__value="0"), 0),
        (cell("<text:p>x</text:p>", office__value_type="float", office__value="x"), CellError("x")),
        (
            cell(
                "<text:p>PRAWDA</text:p>",
                office__value_type="boolean",
                office__boolean_value="true",
            ),
            True,
        ),
        (cell("<text:p>?</text:p>", office__value_type="boolean"), CellError("?")),
        (cell(office__value_type="date", office__date_value="2024-05-06"), "2024-05-06"),
        (cell(office__value_type="date", office__date_value="2024-05-06T00:00:00"), "2024-05-06"),
        (
            cell(office__value_type="date", office__date_value="2024-05-06T07:08:09"),
            "2024-05-06T07:08:09",
        ),
        (cell(office__value_type="time", office__time_value="PT08H30M00S"), "08:30:00"),
        (
            cell("<text:p>#N/D</text:p>", calcext__value_type="error", office__value_type="string"),
            CellError("#N/D"),
        ),
        (
            cell(
                "<text:p>#DIV/0!</text:p>",
                table__formula="of:=1/0",
                office__value_type="float",
                office__value="0",
            ),
            CellError("#DIV/0!"),
        ),
        (
            cell("<office:annotation><text:p>note</text:p></office:annotation><text:p>a</text:p>"),
            "a",
        ),
        (cell("<draw:frame><draw:text-box><text:p>b</text:p></draw:text-box></draw:frame>"), None),
        (
            cell(
                "<table:table><table:table-row><table:table-cell><text:p>inner</text:p>"
                "</table:table-cell></table:table-row></table:table><text:p>outer</text:p>"
            ),
            "outer",
        ),
    ],
)
def test_a_cell_says_what_the_program_that_wrote_it_meant(
    tmp_path: Path, source: str, value: Value
) -> None:
    path = write_ods(tmp_path / "a.ods", table(row(source, text("after"))))
    [found] = rows_of(path)
    assert found == GridRow(1, [value, "after"])
    assert type(found.cells[0]) is type(value)


def test_repeats_and_gaps_keep_their_places(tmp_path: Path) -> None:
    gap = cell(table__number_columns_repeated="2")
    twice = cell("<text:p>x</text:p>", table__number_columns_repeated="2")
    path = write_ods(
        tmp_path / "a.ods",
        table(
            row(repeated=2),
            row(gap, twice, cell(table__number_columns_repeated="16380"), repeated=2),
            row(text("y")),
            row(cell(), repeated=1_048_571),
        ),
    )
    assert rows_of(path) == [
        GridRow(3, [None, None, "x", "x"]),
        GridRow(4, [None, None, "x", "x"]),
        GridRow(5, ["y"]),
    ]


def test_a_formula_without_a_result_is_not_an_empty_cell(tmp_path: Path) -> None:
    never = cell(table__formula="of:=[.B1]")
    empty = cell(table__formula="of:=[.B1]", office__value_type="string")
    path = write_ods(tmp_path / "a.ods", table(row(never, empty, text("b"))))
    (sheet,) = open_book(path, FileKind.ODS).sheets
    assert [list(each.cells) for each in sheet.rows()] == [[NO_RESULT, None, "b"]]


def test_merged_cells_are_known_and_what_they_cover_is_not_read(tmp_path: Path) -> None:
    merged = cell(
        "<text:p>a</text:p>", table__number_columns_spanned="2", table__number_rows_spanned="3"
    )
    covered = "<table:covered-table-cell><text:p>under</text:p></table:covered-table-cell>"
    path = write_ods(tmp_path / "a.ods", table(row(), row(merged, covered, text("b"))))
    [sheet] = open_book(path, FileKind.ODS).sheets
    assert list(sheet.rows()) == [GridRow(2, ["a", None, "b"])]
    assert list(sheet.merges) == [CellRange(2, 0, 4, 1)]


def test_sheets_come_in_order_and_hidden_ones_are_marked(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    )
    tables = table(row(text("a"))) + table(name="Ukryty", attributes=' table:style-name="h"')
    book = open_book(write_ods(tmp_path / "a.ods", tables, styles=styles), FileKind.ODS)
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [
        ("Konta", False),
        ("Ukryty", True),
    ]


def test_a_flat_file_is_read_alike(tmp_path: Path) -> None:
    book = open_book(write_fods(tmp_path / "a.fods", table(row(text("a")))), FileKind.FODS)
    assert (book.format, list(book.sheets[0].rows())) == ("fods", [GridRow(1, ["a"])])


@pytest.mark.parametrize(
    "tables",
    [
        table(row(text("a"), repeated=1_048_577 * 2), row(text("b"))),
        table(row(text("a")), row(text("b"), repeated=999_999_999), row(text("c"))),
        table(
            row(cell("<text:p>x</text:p>", table__number_columns_repeated="16384"), repeated=9999)
        ),
        table(row(text("a"), cell("<text:p>b</text:p>", table__number_columns_repeated="16384"))),
        table() * 20_000,
    ],
    ids=["rows", "more rows", "cells", "columns", "sheets"],
)
def test_repeats_beyond_any_sheet_are_a_bomb(tmp_path: Path, tables: str) -> None:
    assert refusal(tmp_path, tables).code is SheetErrorCode.BOMB


def test_a_row_of_values_repeated_to_the_end_of_the_sheet_is_a_bomb(tmp_path: Path) -> None:
    tables = table(row(text("x"), repeated=1_048_570))
    assert refusal(tmp_path, tables).code is SheetErrorCode.BOMB


def test_a_zip_that_inflates_beyond_measure_is_a_bomb(tmp_path: Path) -> None:
    tables = table(row(text("a" * 1000) * 60_000))
    assert refusal(tmp_path, tables).code is SheetErrorCode.BOMB


@pytest.mark.parametrize(
    ("tables", "code"),
    [
        (table(row(text("<text:s text:c='999999999'/>"))), SheetErrorCode.TOO_LARGE),
        (table(row(text("<text:s text:c='99999'/>" * 99))), SheetErrorCode.TOO_LARGE),
        (table(row("<table:table-cell>")), SheetErrorCode.DAMAGED),
        (table(row(cell(table__number_columns_repeated="-1"))), SheetErrorCode.DAMAGED),
    ],
)
def test_other_nonsense_is_refused(tmp_path: Path, tables: str, code: SheetErrorCode) -> None:
    assert refusal(tmp_path, tables).code is code


def test_a_doctype_is_refused(tmp_path: Path) -> None:
    content = b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'
    path = write_zip(tmp_path / "a.ods", {"content.xml": content})
    with pytest.raises(SheetError) as caught:
        open_book(path, FileKind.ODS)
    assert caught.value.code is SheetErrorCode.DOCTYPE


def test_a_package_without_content_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(SheetError) as caught:
        open_book(write_zip(tmp_path / "a.ods", {"mimetype": b""}), FileKind.ODS)
    assert caught.value.code is SheetErrorCode.DAMAGED
    assert caught.value.path == str(tmp_path / "a.ods")
