"""``kuke-tui check``: verdicts, reasons and problems, for people and for programs."""

import csv
import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calls import ROOT, Caller, environment, kuke_tui

DATA = ROOT / "data"
EXAMPLES = DATA / "cztery-przyklady.xlsx"
COMPANY = DATA / "firma.xlsx"


def checked(call: Caller, export: Path, *options: str) -> dict[str, Any]:
    result = call("check", export, "--format", "json", *options)
    assert result.err == ""
    judgement: dict[str, Any] = json.loads(result.out)
    everyone = judgement["summary"]["tak"] == judgement["summary"]["accounts"]
    assert result.code == (0 if everyone else 1)
    return judgement


def write_csv(path: Path, *rows: str) -> Path:
    path.write_text("Login;Rola;Polisa;Limity\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def uniform(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "uniform.csv", "a;U;07001;PZ", "a;U;07002;PZ")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    path = tmp_path / "hostile.csv"
    rows = '=cmd|1;U;07001;P;"\x1b]0;taken\x07Zły"\n@b;U;07001;PZ;"Ta\tb\u202e"\n'
    path.write_text("Login;Rola;Polisa;Limity;Imię i nazwisko\n" + rows, encoding="utf-8")
    return path


def test_the_examples_as_json(call: Caller) -> None:
    judgement = checked(call, EXAMPLES)
    assert list(judgement) == ["export", "summary", "accounts", "problems"]
    assert judgement["export"] == {
        "file": "cztery-przyklady.xlsx",
        "sha256": hashlib.sha256(EXAMPLES.read_bytes()).hexdigest(),
        "format": "xlsx",
        "layout": "wide",
        "reading": "strict",
    }
    assert judgement["summary"] == {
        "accounts": 5,
        "tak": 2,
        "nie": 3,
        "unknown": 0,
        "reasons": {
            "administrator": 1,
            "uniform_changes": 1,
            "view_only": 1,
            "missing_policies": 1,
            "uneven_rights": 1,
        },
    }
    assert [account["verdict"] for account in judgement["accounts"]] == [
        "TAK",
        "TAK",
        "NIE",
        "NIE",
        "NIE",
    ]
    third = judgement["accounts"][3]
    assert list(third) == ["client", "login", "name", "role", "verdict", "reasons"]
    assert (third["login"], third["name"], third["role"]) == ("przyklad3", "Łukasz Ożóg", "user")
    (reason,) = third["reasons"]
    assert list(reason) == ["code", "right", "policies", "text"]
    assert reason["code"] == "missing_policies"
    assert reason["right"] is None
    assert reason["policies"] == ["07002", "07003"]
    assert "07002, 07003" in reason["text"]
    assert judgement["problems"] == []


def test_texts_follow_the_language_and_codes_do_not(call: Caller) -> None:
    english, polish = checked(call, EXAMPLES), checked(call, EXAMPLES, "--lang", "pl")
    pairs = [
        (one, other)
        for ours, theirs in zip(english["accounts"], polish["accounts"], strict=True)
        for one, other in zip(ours["reasons"], theirs["reasons"], strict=True)
    ]
    assert all(one["code"] == other["code"] for one, other in pairs)
    assert all(one["text"] != other["text"] for one, other in pairs)
    assert english["summary"] == polish["summary"]


def test_problems_are_located(call: Caller) -> None:
    judgement = checked(call, COMPANY)
    problems = judgement["problems"]
    assert all(list(p) == ["sheet", "row", "column", "code", "text"] for p in problems)
    doubt = next(problem for problem in problems if problem["row"] == 31)
    assert (doubt["sheet"], doubt["column"], doubt["code"]) == ("Uprawnienia", "F", "unknown_level")
    assert "do wyjaśnienia" in doubt["text"]
    roles = {account["login"]: account["role"] for account in judgement["accounts"]}
    unreadable = [account for account in judgement["accounts"] if account["verdict"] == "?"]
    assert None in roles.values()
    assert len(unreadable) == judgement["summary"]["unknown"]
    assert judgement["summary"]["reasons"]["unreadable"] == len(unreadable)


def test_the_lenient_reading_says_so(call: Caller, tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("Login;Rola;Polisa;Limity;Raporty\na;U;1;PZ;P\n", encoding="utf-8")
    strict, lenient = checked(call, path), checked(call, path, "--reading", "lenient")
    assert (strict["export"]["reading"], lenient["export"]["reading"]) == ("strict", "lenient")
    assert strict["accounts"][0]["verdict"] == "NIE"
    assert lenient["accounts"][0]["verdict"] == "TAK"
    for form in ("table", "csv"):
        assert "lenient" in call("check", path, "--reading", "lenient", "--format", form).out


def test_exit_codes(call: Caller, uniform: Path, tmp_path: Path) -> None:
    doubt = write_csv(tmp_path / "doubt.csv", "a;U;07001;PZ", "b;U;07001;może")
    nobody = write_csv(tmp_path / "nobody.csv", "Razem;;;")
    for form in ("table", "json", "csv"):
        assert call("check", uniform, "--format", form).code == 0
        assert call("check", EXAMPLES, "--format", form).code == 1
        assert call("check", doubt, "--format", form).code == 1
        assert call("check", nobody, "--format", form).code == 1
        assert call("check", tmp_path / "none.xlsx", "--format", form).code == 2


def wrong_files(folder: Path) -> dict[str, Path]:
    contents = {
        "empty.xlsx": b"",
        "letter.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 20,
        "broken.xlsx": EXAMPLES.read_bytes()[:900],
        "prose.csv": "Szanowni Państwo,\nprzesyłam raport.\n".encode(),
        "header.csv": b"Login;Rola;Polisa;Limity\n",
        "noise.csv": bytes(range(256)) * 40,
    }
    paths = {}
    for name, content in contents.items():
        paths[name] = folder / name
        paths[name].write_bytes(content)
    paths["folder"] = folder
    paths["none"] = folder / "none.xlsx"
    return paths


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_a_wrong_file_gets_one_sentence(call: Caller, tmp_path: Path, lang: str) -> None:
    for name, path in wrong_files(tmp_path).items():
        if name == "header.csv":
            continue
        result = call("check", path, "--format", "json", "--lang", lang)
        assert (result.code, result.out) == (2, ""), name
        assert result.err.startswith("kuke-tui: "), name
        assert result.err.count("\n") == 1, name
        assert "Error" not in result.err, name


def test_the_table_fits_80_columns_and_says_every_reason(call: Caller) -> None:
    table = call("check", COMPANY)
    lines = table.out.splitlines()
    assert table.err == ""
    assert max(map(len, lines)) <= 80
    whole = " ".join(table.out.split())
    for account in checked(call, COMPANY)["accounts"]:
        assert any(
            line.startswith(f"{account['verdict']:3}") and account["login"] in line
            for line in lines
        )
        if account["verdict"] != "TAK":
            assert all(" ".join(each["text"].split()) in whole for each in account["reasons"])
    assert "61 accounts: 24 TAK, 32 NIE, 5 ?" in lines


def test_nothing_in_a_name_reaches_the_terminal_raw(call: Caller, hostile: Path) -> None:
    table = call("check", hostile).out
    controls = [char for char in table if char < " " and char != "\n"]
    assert controls == []
    assert "\u202e" not in table
    assert "␛" in table


def test_nothing_in_a_name_becomes_a_formula(call: Caller, hostile: Path) -> None:
    rows = list(
        csv.DictReader(io.StringIO(call("check", hostile, "--format", "csv").out), delimiter=";")
    )
    assert [row["login"] for row in rows] == ["'=cmd|1", "'@b"]


def test_json_keeps_names_as_they_are(call: Caller, hostile: Path) -> None:
    accounts = checked(call, hostile)["accounts"]
    assert [account["login"] for account in accounts] == ["=cmd|1", "@b"]


def test_json_names_each_client_s_own_policies_and_rights_as_they_are(
    call: Caller, tmp_path: Path
) -> None:
    rights = ["100 %s {0} \ue0001\ue000", 'w "cudzysłowie" \\n']
    policies = {"K1": ['7/"1"', "%s"], "K2": ["{0}", "\ue0000\ue000"], "K3": ["07001"]}
    lines = [["Klient", "Login", "Rola", "Polisa", *rights]]
    lines += [
        [client, "ala", "U", policy, "Z", "P" if at else "Z"]
        for client, numbers in policies.items()
        for at, policy in enumerate(numbers)
    ]
    path = tmp_path / "konta.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(lines)
    outcome = call("check", path, "--format", "json", "--lang", "en")
    accounts = json.loads(outcome.out)["accounts"]
    assert [each["verdict"] for each in accounts] == ["NIE", "NIE", "TAK"]
    for account in accounts[:2]:
        numbers = policies[account["client"]]
        [reason] = account["reasons"]
        assert (reason["right"], reason["policies"]) == (rights[1], numbers)
        assert all(text in reason["text"] for text in (rights[1], *numbers))


def test_csv_has_a_line_for_each_account(call: Caller) -> None:
    told = call("check", COMPANY, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(told), delimiter=";"))
    accounts = checked(call, COMPANY)["accounts"]
    assert len(rows) == len(accounts)
    for row, account in zip(rows, accounts, strict=True):
        assert row["verdict"] == account["verdict"]
        assert row["role"] == (account["role"] or "")
        assert row["reasons"].split() == list(dict.fromkeys(r["code"] for r in account["reasons"]))
        assert row["reading"] == "strict"


def test_output_goes_to_a_file(call: Caller, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    result = call("check", EXAMPLES, "--format", "json", "--output", path)
    assert (result.code, result.out, result.err) == (1, "", "")
    assert json.loads(path.read_bytes())["summary"]["accounts"] == 5
    again = call("check", EXAMPLES, "--output", path)
    assert again.code == 2
    assert "--force" in again.err
    assert call("check", EXAMPLES, "--format", "csv", "--output", path, "--force").code == 1
    assert path.read_bytes().startswith("\ufeffclient;".encode())


def test_standard_input(uniform: Path) -> None:
    result = kuke_tui("check", "-", "--format", "json", stdin=uniform.read_bytes())
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out)["export"]["file"] == "-"


def test_a_form_may_be_told(call: Caller, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes("Login|Rola|Polisa|Należności\na|U|1|PZ\n".encode("iso-8859-2"))
    text = call("check", path, "--encoding", "iso-8859-2", "--delimiter", "|", "--format", "json")
    assert text.code == 0
    assert call("check", COMPANY, "--sheet", "Notatki").code == 2
    only = checked(call, COMPANY, "--sheet", "Uprawnienia")
    assert only["summary"]["accounts"] == 60


def test_as_a_process_the_same_in_polish() -> None:
    result = kuke_tui("check", EXAMPLES, "--lang", "pl")
    assert (result.code, result.err) == (1, "")
    assert "5 kont: 2 TAK, 3 NIE, 0 ?" in result.out.splitlines()


@pytest.mark.parametrize("form", ["table", "json"])
def test_a_small_file_needs_no_heavy_library_and_no_reports(form: str) -> None:
    code = (
        "import sys\n"
        "from kuke_tui.cli.running import run\n"
        f"run(['check', {str(EXAMPLES)!r}, '--format', {form!r}, '--output', sys.argv[1]])\n"
        "heavy = {'pydantic', 'textual', 'rich', 'openpyxl', 'python_calamine', 'sqlite3'}\n"
        "print(sorted({*heavy, 'kuke_tui.reports'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "nul" if sys.platform == "win32" else "/dev/null", "--force"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_reader_that_stops_is_no_fault(call: Caller, tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    call("sample", path, "--accounts", "4000", "--policies", "3")
    with subprocess.Popen(
        [sys.executable, "-m", "kuke_tui", "check", path, "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141
