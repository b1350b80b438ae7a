"""What a person says of columns and values is done, and can be saved and used again."""

import re
from pathlib import Path

import pytest

from kuke_tui.domain.boxes import Level
from kuke_tui.domain.export import ProblemCode, Role
from kuke_tui.sheets.correcting import default_target, save_corrected
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.opening import ReadOptions, open_export
from kuke_tui.sheets.recognition.mapping import (
    Column,
    ColumnMapping,
    TableKind,
    TableMapping,
    header_fingerprint,
)
from kuke_tui.sheets.recognition.mapping_file import (
    dump_mapping,
    load_mapping,
    load_saved_mapping,
    parse_mapping,
)
from kuke_tui.sheets.recognition.names import Meaning
from kuke_tui.sheets.recognition.values import ValueMeanings
from tests.sheets.exports.files import (
    Row,
    codes,
    everything,
    levels,
    read_any,
    wanted,
    write_any,
    write_csv,
    write_xlsx,
)

STRANGE: list[Row] = [
    ["Kto", "Kontrakt", "Limity", "Szkody"],
    ["ala", "07001", "RW", "R"],
    ["ala", "07002", "RW", ""],
    ["jan", "07001", "nic", "R"],
]
VALUES = ValueMeanings(
    levels={"R": Level.VIEW, "RW": Level.CHANGE, "nic": Level.NONE}, default_role=Role.USER
)
TABLE = TableMapping(
    "Uprawnienia",
    TableKind.PERMISSIONS,
    1,
    (
        Column(0, "Kto", Meaning.LOGIN),
        Column(1, "Kontrakt", Meaning.POLICY),
        Column(2, "Limity", Meaning.LEVEL, "Limity"),
        Column(3, "Szkody", Meaning.LEVEL, "Szkody"),
    ),
)
MAPPING = ColumnMapping((TABLE,), VALUES)
ALA = {
    ("07001", "Limity"): Level.CHANGE,
    ("07001", "Szkody"): Level.VIEW,
    ("07002", "Limity"): Level.CHANGE,
}


@pytest.fixture(params=["export.csv", "export.xlsx"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / str(request.param)


def test_a_mapping_makes_a_strange_file_an_export(path: Path) -> None:
    with pytest.raises(SheetError):
        open_export(write_any(path, STRANGE))
    opened = open_export(path, ReadOptions(mapping=MAPPING))
    assert levels(opened, "ala") == ALA
    assert levels(opened, "jan") == {("07001", "Szkody"): Level.VIEW}
    assert {account.role for account in opened.export.accounts} == {Role.USER}
    assert opened.export.problems == ()


def test_corrections_are_spelled_in_the_words_of_the_mapping(path: Path) -> None:
    opened = open_export(write_any(path, STRANGE), ReadOptions(mapping=MAPPING))
    changes = {
        ("ala", "07001", "Szkody"): Level.CHANGE,
        ("jan", "07001", "Limity"): Level.VIEW,
        ("jan", "07001", "Szkody"): Level.NONE,
    }
    receipt = save_corrected(opened, wanted(opened, changes), default_target(opened))
    after = read_any(receipt.path)
    assert [row[2:] for row in after[1:]] == [["RW", "RW"], ["RW", None], ["R", None]]


def test_columns_are_found_by_their_names_wherever_they_stand(path: Path) -> None:
    rows: list[Row] = [["Tytuł"], *([row[3], "?", row[2], row[0], row[1]] for row in STRANGE)]
    opened = open_export(write_any(path, rows), ReadOptions(mapping=MAPPING))
    assert levels(opened, "ala") == ALA
    assert codes(opened) == [ProblemCode.UNUSED_COLUMN]


def test_a_table_without_a_header_is_mapped_by_its_letters(path: Path) -> None:
    columns = tuple(Column(c.index, "", c.meaning, c.right) for c in TABLE.columns)
    table = TableMapping("", TableKind.PERMISSIONS, 0, columns)
    options = ReadOptions(mapping=ColumnMapping((table,), VALUES))
    opened = open_export(write_any(path, STRANGE[1:]), options)
    assert levels(opened, "ala") == ALA


def test_a_mapping_that_does_not_fit_is_refused(path: Path) -> None:
    rows = [["Login", "Rola", "Polisa", "Limity"], ["ala", "U", "07001", "Z"]]
    with pytest.raises(SheetError) as refused:
        open_export(write_any(path, rows), ReadOptions(mapping=MAPPING))
    assert refused.value.code is SheetErrorCode.NO_TABLE
    assert refused.value.found == "Login, Rola, Polisa, Limity"


def test_words_of_a_mapping_stand_above_the_built_in_ones(path: Path) -> None:
    rows = [["Login", "Rola", "Polisa", "Limity"], ["ala", "A", "07001", "P"]]
    found = open_export(write_any(path, rows)).recognition.mapping
    values = ValueMeanings(levels={"p": Level.CHANGE}, roles={"A": Role.USER})
    opened = open_export(path, ReadOptions(mapping=ColumnMapping(found.tables, values)))
    assert levels(opened, "ala") == {("07001", "Limity"): Level.CHANGE}
    assert opened.export.accounts[0].role is Role.USER


def test_what_was_recognised_is_a_mapping_that_reads_the_same(tmp_path: Path) -> None:
    sheets: dict[str, list[Row]] = {
        "Konta": [["Login", "Rola"], ["ala", "U"]],
        "Polisy": [["Polisa"], ["07003"]],
        "Uprawnienia": [
            ["Raport"],
            ["Login", "Polisa", "Limity", None],
            [None, None, "podgląd", "zmiany"],
            ["ala", "07001", "x", "x"],
        ],
        "Uprawnienia 2": [
            ["Login", "Polisa", "Limity", None],
            [None, None, "podgląd", "zmiany"],
            ["ala", "07002", "x", None],
        ],
    }
    path = write_xlsx(tmp_path / "export.xlsx", sheets)
    opened = open_export(path)
    mapping = parse_mapping(dump_mapping(opened.recognition.mapping))
    again = open_export(path, ReadOptions(mapping=mapping))
    assert again.export == opened.export
    assert len(levels(again, "ala")) == 2


def test_a_saved_mapping_is_loaded_as_it_was(tmp_path: Path) -> None:
    odd = 'Limity "kredytowe"\n\\ ąę\x7f'
    table = TableMapping(
        "Arkusz 'x'",
        TableKind.PERMISSIONS,
        3,
        (*TABLE.columns[:3], Column(30, odd, Meaning.VIEW, odd), Column(31, "z", Meaning.OTHER)),
    )
    values = ValueMeanings({'"': Level.CHANGE_ONLY}, {"J": True, "N": False}, {"S": Role.USER})
    mapping = ColumnMapping((table,), values)
    path = tmp_path / "kolumny.toml"
    path.write_text(dump_mapping(mapping), encoding="utf-8")
    loaded, fingerprint = load_saved_mapping(path)
    assert loaded.values == values
    assert loaded.tables[0].columns == table.columns[:4]
    assert (loaded.tables[0].sheet, loaded.tables[0].header_row) == ("Arkusz 'x'", 3)
    assert fingerprint == mapping.fingerprint


def test_the_fingerprint_is_the_same_for_the_same_header_alone(tmp_path: Path) -> None:
    first = open_export(
        write_csv(tmp_path / "a.csv", [["Login", "Polisa", "Limity"], ["ala", "1", "Z"]])
    )
    second = open_export(
        write_xlsx(tmp_path / "b.xlsx", [["LOGIN ", "polisa", "limity"], ["jan", "2", "P"]])
    )
    same = first.recognition.mapping.fingerprint
    assert same == second.recognition.mapping.fingerprint
    assert same == header_fingerprint(["Login", "Polisa", "Limity"])
    assert same != header_fingerprint(["Login", "Polisa", "Szkody"])


GOOD = dump_mapping(MAPPING)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "to nie jest TOML",
        "version = 2",
        GOOD.replace('"login"', '"logn"'),
        GOOD.replace('"A"', '"ZZZZ"'),
        GOOD.replace('"A"', '"ZZZ"'),
        GOOD.replace('column = "A"', 'column = "B"'),
        GOOD.replace('means = "login"', 'means = "other"'),
        GOOD.replace('"change"', '"write"'),
        re.sub('means = "(?:view|change|level)"', 'means = "other"', GOOD),
        GOOD.replace("header_row = 1", "header_row = -1"),
        GOOD + "\nunknown = 1\n",
        "a = " + "[" * 5000,
        "x" * (2 << 20),
    ],
)
def test_a_bad_mapping_is_refused_in_one_line(text: str, tmp_path: Path) -> None:
    path = tmp_path / "kolumny.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SheetError) as refused:
        load_mapping(path)
    assert refused.value.code is SheetErrorCode.BAD_MAPPING
    assert refused.value.found
    assert "\n" not in refused.value.found


def test_what_was_made_of_a_column_without_a_heading_is_found_again(path: Path) -> None:
    rows: list[Row] = [["Login", "Polisa", "", "Limity"], ["ala", "1", "P", "Z"]]
    opened = open_export(write_any(path, rows))
    again = open_export(path, ReadOptions(mapping=opened.recognition.mapping))
    assert opened.export.rights == again.export.rights == ("(C)", "Limity")
    assert everything(again) == everything(opened)


def test_two_columns_of_a_mapping_are_never_one_of_the_file(path: Path) -> None:
    named = Column(0, "Login", Meaning.LOGIN)
    nameless = Column(2, "", Meaning.POLICY)
    columns = (named, nameless, Column(3, "Limity", Meaning.LEVEL, "Limity"))
    mapping = ColumnMapping((TableMapping("", TableKind.PERMISSIONS, 1, columns),))
    write_any(path, [["Konto", "x", "Login", "Limity"], ["1", "2", "ala", "Z"]])
    with pytest.raises(SheetError) as refused:
        open_export(path, ReadOptions(mapping=mapping))
    assert refused.value.code is SheetErrorCode.NO_TABLE


def test_the_good_mapping_is_read(path: Path) -> None:
    opened = open_export(write_any(path, STRANGE), ReadOptions(mapping=parse_mapping(GOOD)))
    assert everything(opened)["", "ala"] == (Role.USER, ALA)
