"""``kuke-tui verify``: what of a plan a fresh export shows, and the exit code."""

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.calls import Caller, kuke_tui
from tests.cli.plans import Planned, plan_in


@pytest.fixture
def planned(call: Caller, tmp_path: Path) -> Planned:
    return plan_in(tmp_path, call)


@pytest.fixture
def half_done(planned: Planned, tmp_path: Path) -> Path:
    """A fresh export in which one planned box and one unplanned one changed."""
    plan = json.loads(planned.changes.read_text())["changes"]
    first = plan[0]
    fresh = tmp_path / "fresh.xlsx"
    shutil.copyfile(planned.after, fresh)
    before, after = load_workbook(planned.before), load_workbook(fresh)
    for row, old in zip(after["Uprawnienia"], before["Uprawnienia"], strict=True):
        if row[0].value == first["login"]:
            for cell, was in zip(row, old, strict=True):
                cell.value = was.value
    after.save(fresh)
    return fresh


def test_all_done_exits_with_0(call: Caller, planned: Planned) -> None:
    result = call("verify", planned.changes, planned.after)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("The fresh export shows")
    assert "confirmed TAK" in result.out


def test_nothing_done_exits_with_1_and_says_that_it_is_no_fresh_export(
    call: Caller, planned: Planned
) -> None:
    result = call("verify", planned.changes, planned.before)
    assert result.code == 1
    assert "not a fresh one" in result.err
    assert "planned TAK" in result.out


def test_json_has_the_promised_shape(call: Caller, planned: Planned, half_done: Path) -> None:
    result = call("verify", planned.changes, half_done, "--format", "json")
    assert result.code == 1
    told = json.loads(result.out)
    assert list(told)[:4] == ["summary", "changes", "unplanned", "accounts"]
    plan = json.loads(planned.changes.read_text())["changes"]
    assert [{key: change[key] for key in plan[0]} for change in told["changes"]] == plan
    states = [change["state"] for change in told["changes"]]
    assert told["summary"] == {
        "done": states.count("done"),
        "not_done": states.count("not_done"),
        "different": states.count("different"),
        "unplanned": len(told["unplanned"]),
    }
    assert states.count("not_done") > 0
    assert [
        change for change, state in zip(plan, states, strict=True) if state == "not_done"
    ] == told["remaining"]
    by_login = {account["login"]: account for account in told["accounts"]}
    assert by_login[plan[0]["login"]]["state"] == "planned"
    assert by_login[plan[0]["login"]]["verdict"] == "NIE"


def test_what_changed_unplanned_is_told(call: Caller, planned: Planned, tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.json"
    data = json.loads(planned.changes.read_text()) | {"changes": []}
    nothing.write_text(json.dumps(data))
    result = call("verify", nothing, planned.after, "--format", "json")
    told = json.loads(result.out)
    assert result.code == 0
    assert told["unplanned"] == json.loads(planned.changes.read_text())["changes"]


def test_what_remains_is_a_to_do_list(
    call: Caller, planned: Planned, half_done: Path, tmp_path: Path
) -> None:
    todo = tmp_path / "todo.csv"
    result = call("verify", planned.changes, half_done, "--todo", todo, "--format", "json")
    remaining = json.loads(result.out)["remaining"]
    assert len(todo.read_text("utf-8-sig").splitlines()) == 1 + len(remaining)
    assert call("verify", planned.changes, half_done, "--todo", todo).code == 2
    assert call("verify", planned.changes, half_done, "--todo", tmp_path / "x.doc").code == 2


def test_the_page_is_written_by_its_name(call: Caller, planned: Planned, tmp_path: Path) -> None:
    path = tmp_path / "verified.html"
    assert call("verify", planned.changes, planned.after, "--output", path).code == 0
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_change_list_may_come_from_a_pipe(planned: Planned) -> None:
    result = kuke_tui(
        "verify", "-", planned.after, "--format", "json", stdin=planned.changes.read_bytes()
    )
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out)["summary"]["not_done"] == 0
    assert kuke_tui("verify", "-", "-").code == 2


def test_what_cannot_be_verified_exits_with_2(call: Caller, planned: Planned) -> None:
    assert call("verify", planned.changes, planned.changes).code == 2
    assert call("verify", planned.before, planned.after).code == 2


def test_planned_and_confirmed_are_never_said_of_one_thing(
    call: Caller, planned: Planned, half_done: Path
) -> None:
    for language in ("pl", "en"):
        for fresh in (planned.before, planned.after, half_done):
            out = call("verify", planned.changes, fresh, "--lang", language).out.lower()
            for line in out.splitlines():
                assert not ("confirmed" in line and "planned" in line)
                assert not ("potwierdz" in line and "plan" in line)
