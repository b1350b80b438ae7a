"""Columns that the program does not know are written to a file, corrected and given back."""

import json
from pathlib import Path

import pytest

from tests.cli.calls import Caller
from tests.sheets.exports.files import Row, write_any

STRANGE: list[Row] = [
    ["Kto", "Kontrakt", "Limity", "Szkody"],
    ["a.lecka", "07001", "RW", "RW"],
    ["a.lecka", "07002", "RW", "RW"],
    ["p.slazak", "07001", "R", ""],
    ["p.slazak", "07002", "R", ""],
]
KNOWN: list[Row] = [
    ["Login", "Rola", "Polisa", "Limity"],
    ["a.lecka", "U", "07001", "Z"],
    ["p.slazak", "A", "07001", "RW"],
]
MEANT = {"Kto": "login", "Kontrakt": "policy", "Limity": "level", "Szkody": "level"}
VALUES = '\n[levels]\n"RW" = "change"\n"R" = "view"\n'


@pytest.fixture(params=["export.csv", "export.xlsx"])
def strange(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return write_any(tmp_path / str(request.param), STRANGE)


@pytest.fixture
def mapping(call: Caller, strange: Path, tmp_path: Path) -> Path:
    """The mapping as written for the strange export, its columns corrected by hand."""
    path = tmp_path / "columns.toml"
    assert call("columns", strange, "--output", path).code == 1
    text = path.read_text(encoding="utf-8")
    for header, meaning in MEANT.items():
        old = f'header = "{header}"\nmeans = "other"'
        assert old in text
        text = text.replace(old, f'header = "{header}"\nmeans = "{meaning}"')
    text = text.replace("version = 1", 'version = 1\ndefault_role = "user"') + VALUES
    path.write_text(text, encoding="utf-8")
    return path


def test_a_recognised_export_is_written_as_a_mapping_that_reads_it(
    call: Caller, tmp_path: Path
) -> None:
    export = write_any(tmp_path / "export.csv", KNOWN)
    path = tmp_path / "columns.toml"
    assert call("columns", export, "--output", path).code == 0
    text = path.read_text(encoding="utf-8")
    assert '# [levels]  "RW"' in text
    plain = call("check", export, "--format", "json")
    mapped = call("check", export, "--columns", path, "--format", "json")
    assert json.loads(mapped.out) == json.loads(plain.out)


def test_what_is_missing_is_said_on_stderr_and_by_the_exit_code(
    call: Caller, strange: Path
) -> None:
    written = call("columns", strange)
    assert written.code == 1
    assert 'header = "Kontrakt"\nmeans = "other"' in written.out
    assert "default_role" in written.out
    assert written.err.startswith("Not all columns were recognised")


def test_a_strange_export_is_refused_and_read_with_its_mapping(
    call: Caller, strange: Path, mapping: Path
) -> None:
    assert call("check", strange).code == 2
    checked = call("check", strange, "--columns", mapping, "--format", "json")
    assert checked.code == 1
    accounts = json.loads(checked.out)["accounts"]
    assert {a["login"]: a["verdict"] for a in accounts} == {"a.lecka": "TAK", "p.slazak": "NIE"}


def test_every_command_that_reads_exports_takes_a_mapping(
    call: Caller, strange: Path, mapping: Path, tmp_path: Path
) -> None:
    corrected = tmp_path / f"corrected{strange.suffix}"
    columns = ("--columns", mapping)
    assert call("fix", strange, *columns, "--output", corrected).code == 0
    assert call("check", corrected, *columns).code == 0
    plan = tmp_path / "plan.json"
    changes = call("changes", strange, corrected, *columns, "--output", plan)
    assert changes.code == 0
    again = tmp_path / f"again{strange.suffix}"
    assert call("apply", strange, plan, *columns, "--output", again).code == 0
    assert call("verify", plan, again, *columns).code == 1
    assert call("verify", plan, again, *columns, "--trust-fresh").code == 0
    assert call("verify", plan, strange, *columns).code == 1
    report = tmp_path / "report.html"
    assert call("report", strange, *columns, "--output", report).code == 0
    assert "Limity" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"login"', '"logn"', "tables[1].columns[1].means = \"logn\" ('login', 'client'"),
        ('means = "login"', "", "tables[1].columns[1].means is missing; add it."),
        ('means = "login"', 'means = "other"', "no column of a table means login; add it."),
        ('means = "login"', 'means = "policy"', "no column of a table means login; add it."),
        ('means = "login"', 'means = "login"\nwidth = 3', "columns[1].width is nothing that"),
        ("header_row = 1", "header_row = -1", 'header_row = "-1" can\'t be used'),
        ('"RW" = "change"', '"RW" = "write"', 'levels.RW = "write"'),
        ("version = 1", "version = = 1", "row 9 is not written as TOML; correct it."),
    ],
)
def test_a_wrong_mapping_is_one_located_sentence(
    call: Caller, strange: Path, mapping: Path, old: str, new: str, sentence: str
) -> None:
    text = mapping.read_text(encoding="utf-8")
    assert old in text
    mapping.write_text(text.replace(old, new), encoding="utf-8")
    refused = call("check", strange, "--columns", mapping)
    assert refused.code == 2
    assert "“columns.toml”" in refused.err
    assert sentence in refused.err
    assert refused.err.count("\n") == 1


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"[" * 9000, b"a" * (2 << 20)])
def test_what_is_no_toml_at_all_is_told_so(
    call: Caller, strange: Path, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "obraz.toml"
    path.write_bytes(content)
    refused = call("check", strange, "--columns", path)
    assert refused.code == 2
    assert refused.err.startswith("kuke-tui: “obraz.toml”")
    assert refused.err.count("\n") == 1


def test_a_mapping_of_another_file_is_refused_with_the_headers_seen(
    call: Caller, mapping: Path, tmp_path: Path
) -> None:
    other = write_any(tmp_path / "other.csv", KNOWN)
    refused = call("check", other, "--columns", mapping)
    assert refused.code == 2
    assert "Login, Rola, Polisa, Limity" in refused.err


def test_a_missing_mapping_is_told_before_the_screen_is_taken(
    call: Caller, strange: Path, tmp_path: Path
) -> None:
    refused = call(strange, "--columns", tmp_path / "none.toml")
    assert refused.code == 2
    assert "none.toml" in refused.err
    assert "does not exist" in refused.err
