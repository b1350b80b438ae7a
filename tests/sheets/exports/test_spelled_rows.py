"""An export read by how its rows are spelled is the export read cell by cell."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kuke_tui.sheets.building.spelling_reader import SpellingReader
from kuke_tui.sheets.csv import rows as csv_rows
from kuke_tui.sheets.opening import OpenedExport, open_export
from kuke_tui.sheets.recognition import sampling
from kuke_tui.sheets.xlsx import archive
from tests.sheets.exports.files import Row, write_any

WIDE = ["Klient", "Login", "Rola", "Polisa", "Limity", "Windykacja"]
LONG = ["Klient", "Login", "Rola", "Polisa", "Uprawnienie", "Poziom"]
FIRST = ["K1", "wzór", "U"]
"""An account whose rows show what the table is; only the rows below it are read by spelling."""

LEVELS = st.sampled_from(["Z", "P", ""] * 5 + ["Z?", " Z", '2"'])
ACCOUNT = st.tuples(
    st.sampled_from(["K1"] * 8 + ["K2", "k1", ""]),
    st.sampled_from(["ala", "jan", "ola 2", "ewa", "Ala", '12"', "razem", "login"]),
    st.sampled_from(["U"] * 8 + ["A", "", "??"]),
)
POLICY = st.sampled_from(["07001", "07002", "07003"] * 4 + ["7001", 7002, "", " 07001"])


@st.composite
def wide(draw: st.DrawFn) -> list[Row]:
    table: list[Row] = [WIDE, [*FIRST, "07008", "Z", "P"], [*FIRST, "07009", "P", "Z"]]
    for _ in range(draw(st.integers(1, 12))):
        account = draw(ACCOUNT)
        said = st.tuples(POLICY, LEVELS, LEVELS)
        table += [[*account, *row] for row in draw(st.lists(said, min_size=1, max_size=4))]
        if draw(st.integers(0, 9)) == 0:
            table.append(draw(st.sampled_from([WIDE, [""] * 6, ["", "", "", "07001", "", ""]])))
    return table


@st.composite
def long(draw: st.DrawFn) -> list[Row]:
    table: list[Row] = [LONG, [*FIRST, "07008", "Limity", "Z"], [*FIRST, "07009", "Obroty", "P"]]
    rights = st.sampled_from(["Limity", "Windykacja", "Limity", "Obroty", ""])
    for _ in range(draw(st.integers(1, 12))):
        account = draw(ACCOUNT)
        said = st.tuples(POLICY, rights, LEVELS)
        table += [[*account, *row] for row in draw(st.lists(said, min_size=1, max_size=6))]
    return table


def opened(path: Path) -> tuple[object, ...]:
    found: OpenedExport = open_export(path)
    records = found.origin.records
    return (
        found.export,
        [list(each) for each in (records.accounts, records.policies, records.rights, records.rows)],
        [found.origin.patterns[at] for at in records.patterns],
    )


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@settings(max_examples=200, deadline=None)
@given(table=wide() | long(), ends=st.sampled_from(["\n", "\r\n"]))
def test_both_ways_of_reading_give_the_same_export(
    suffix: str, table: list[Row], ends: str
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = write_any(Path(folder, f"konta.{suffix}"), [*table, *table[3:9]])
        if suffix == "csv":
            path.write_bytes(path.read_bytes().replace(b"\r\n", ends.encode()))
        patch.setattr(sampling, "_SAMPLE_ROWS", 3)
        patch.setattr(csv_rows, "_BLOCK_BYTES", 60)
        patch.setattr(archive, "_INFLATE", 1_000)
        spelled = opened(path)
        patch.setattr(SpellingReader, "fits", lambda _reader: False)
        assert spelled == opened(path)
