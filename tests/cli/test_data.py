"""The files in ``data/`` show what their README says, and the sample that ships is one of them."""

import json
import re
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest

from kuke_tui.domain.rules import ReasonCode
from kuke_tui.sample.shipped import SHIPPED_SAMPLE
from kuke_tui.tui.sheet_files import SheetFiles
from tests.cli.calls import ROOT, Caller

DATA = ROOT / "data"
TOLD = re.findall(
    r"^\| `(.+?)` \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$",
    (DATA / "README.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


def test_every_file_is_told_of() -> None:
    files = {path.name for path in DATA.iterdir()} - {"README.md"}
    assert {name for name, *_ in TOLD} == files


@pytest.mark.parametrize(("name", "counts"), [(name, counts) for name, *counts in TOLD])
def test_counts_are_as_told(call: Caller, name: str, counts: list[str]) -> None:
    judgement = json.loads(call("check", DATA / name, "--format", "json").out)
    summary = judgement["summary"]
    found = [summary[key] for key in ("accounts", "tak", "nie", "unknown")]
    assert [*found, len(judgement["problems"])] == [int(count) for count in counts]


def test_the_examples_are_those_of_the_instruction(call: Caller) -> None:
    judgement = json.loads(call("check", DATA / "cztery-przyklady.xlsx", "--format", "json").out)
    codes = {
        account["login"]: {reason["code"] for reason in account["reasons"]}
        for account in judgement["accounts"]
    }
    assert codes == {
        "administrator": {"administrator"},
        "przyklad1": {"uniform_changes"},
        "przyklad2": {"view_only"},
        "przyklad3": {"missing_policies"},
        "przyklad4": {"uneven_rights"},
    }


def test_the_company_shows_every_reason_and_several_clients(call: Caller) -> None:
    judgement = json.loads(call("check", DATA / "firma.xlsx", "--format", "json").out)
    assert set(judgement["summary"]["reasons"]) == set(ReasonCode)
    assert len({account["client"] for account in judgement["accounts"]}) == 3
    codes = {problem["code"] for problem in judgement["problems"]}
    assert {"unknown_level", "cell_error", "unknown_role", "contradiction"} <= codes


def test_the_csv_is_an_old_excels() -> None:
    content = (DATA / "stary-excel.csv").read_bytes()
    assert "Imię i nazwisko" in content.decode("cp1250")
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    assert content.count(b"\n") == content.count(b"\r\n")


def test_the_sample_that_ships_is_the_company() -> None:
    assert SHIPPED_SAMPLE.read_bytes() == (DATA / "firma.xlsx").read_bytes()


def test_the_files_can_be_made_again(tmp_path: Path) -> None:
    script = ROOT / ".ci/make_data.py"
    subprocess.run([sys.executable, script, tmp_path], check=True, cwd=ROOT)
    assert (tmp_path / "data/stary-excel.csv").read_bytes() == (
        DATA / "stary-excel.csv"
    ).read_bytes()
    made = {path.name for path in (tmp_path / "data").iterdir()}
    assert made == {path.name for path in DATA.iterdir()} - {"README.md"}


def test_a_corrected_sample_is_offered_where_the_person_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    opened = SheetFiles().open(SHIPPED_SAMPLE, lambda _done, _all: None, Event())
    assert opened.target == tmp_path / "firma-poprawiony.xlsx"
