"""A sample written to a file whose suffix names the format."""

import csv
from io import TextIOWrapper
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from kuke_tui.domain.export import Layout
from kuke_tui.sample.accounts import SampleSize
from kuke_tui.sample.table import header, rows
from kuke_tui.sheets.new_workbook import NewSheet, write_new_workbook
from kuke_tui.sheets.saving.private import write_private
from kuke_tui.sheets.xlsx.limits import ROWS

SUFFIXES = (".xlsx", ".csv", ".tsv")
WITH_BYTE_ORDER_MARK = "utf-8-sig"
_SHEET = "Uprawnienia"
_WIDTH = 18.0


def write_sample(
    path: Path,
    size: SampleSize,
    layout: Layout,
    *,
    encoding: str = WITH_BYTE_ORDER_MARK,
    overwrite: bool = False,
    rows_of_sheet: int = ROWS,
) -> None:
    """Write a sample; the same size and layout give the same bytes.

    ``encoding`` is that of csv and tsv; csv has semicolons, as Excel writes it in Poland. A
    workbook gets another sheet after each ``rows_of_sheet`` rows. The file is left whole or not at
    all. Raises ``SheetError`` as ``write_private`` does, EXISTS unless told to overwrite, and
    ``ValueError`` for a suffix not in ``SUFFIXES``.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ValueError(suffix)

    def write(file: BinaryIO) -> None:
        if suffix == ".xlsx":
            write_new_workbook(file, _sheets(size, layout, rows_of_sheet))
            return
        text = TextIOWrapper(file, encoding, newline="", write_through=True)
        writer = csv.writer(text, delimiter="\t" if suffix == ".tsv" else ";")
        writer.writerow(header(size, layout))
        writer.writerows(rows(size, layout))
        text.detach()

    write_private(path, write, force=overwrite)


def _sheets(size: SampleSize, layout: Layout, rows_of_sheet: int) -> list[NewSheet]:
    """Plan the sheets; each takes its rows from the one stream when it is written."""
    below_header = rows_of_sheet - 1
    top = header(size, layout)
    remaining = rows(size, layout)
    return [
        NewSheet(
            f"{_SHEET} {number + 1}" if number else _SHEET,
            chain([top], islice(remaining, below_header)),
            frozen_rows=1,
            autofilter=True,
            widths=[_WIDTH] * len(top),
            text_columns=frozenset({top.index("Polisa")}),
        )
        for number in range(-(-_row_count(size, layout) // below_header))
    ]


def _row_count(size: SampleSize, layout: Layout) -> int:
    if layout is Layout.LONG:
        return sum(1 for _ in rows(size, layout))
    return size.accounts * size.policies
