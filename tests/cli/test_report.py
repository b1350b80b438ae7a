"""``kuke-tui report``: the page for a manager."""

import json
import os
from pathlib import Path

from tests.cli.calls import Caller
from tests.cli.plans import EXAMPLES, plan_in


def test_the_page_goes_to_stdout(call: Caller) -> None:
    result = call("report", EXAMPLES)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("<!DOCTYPE html>")
    assert "strict reading" in result.out
    assert "lenient reading" in call("report", EXAMPLES, "--reading", "lenient").out


def test_with_a_plan_it_tells_before_and_after(call: Caller, tmp_path: Path) -> None:
    planned = plan_in(tmp_path, call)
    path = tmp_path / "report.html"
    result = call("report", planned.before, "--changes", planned.changes, "--output", path)
    assert result == (0, "", "")
    page = path.read_text("utf-8")
    assert "as planned" in page
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_reasons_for_leaving_behind_are_told(call: Caller, tmp_path: Path) -> None:
    planned = plan_in(tmp_path, call)
    data = json.loads(planned.changes.read_text())
    login = data["changes"][0]["login"]
    data["changes"] = []
    data["left"] = [
        {"client": "", "login": login, "reason": "odchodzi w czerwcu"},
        {"client": "", "login": "nikt", "reason": "nieznany"},
    ]
    planned.changes.write_text(json.dumps(data))
    page = call("report", planned.before, "--changes", planned.changes).out
    assert "odchodzi w czerwcu" in page
    assert "nieznany" not in page


def test_a_file_that_the_program_saved_is_told_to_be_a_plan(call: Caller, tmp_path: Path) -> None:
    corrected = tmp_path / "corrected.xlsx"
    assert call("fix", EXAMPLES, "--output", corrected).code == 0
    told = "a file that kuke-tui saved, not a fresh export"
    assert told in call("report", corrected).out
    assert told not in call("report", EXAMPLES).out


def test_two_readings_contradict_each_other(call: Caller, tmp_path: Path) -> None:
    planned = plan_in(tmp_path, call)
    result = call("report", planned.before, "--changes", planned.changes, "--reading", "lenient")
    assert (result.code, result.out) == (2, "")
    same = call("report", planned.before, "--changes", planned.changes, "--reading", "strict")
    assert same.code == 0
