"""``kuke-tui verify``: what of a plan a fresh export shows, and the exit code."""

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.calls import Caller, kuke_tui
from tests.cli.plans import Planned, fresh_in, plan_in


@pytest.fixture
def planned(call: Caller, tmp_path: Path) -> Planned:
    return plan_in(tmp_path, call)


@pytest.fixture
def all_done(planned: Planned, tmp_path: Path) -> Path:
    """A fresh export in which all of the plan is done."""
    return fresh_in(tmp_path, planned)


@pytest.fixture
def half_done(planned: Planned, tmp_path: Path) -> Path:
    """A fresh export in which one planned box and one unplanned one changed."""
    plan = json.loads(planned.changes.read_text())["changes"]
    first = plan[0]
    fresh = tmp_path / "half.xlsx"
    shutil.copyfile(planned.after, fresh)
    before, after = load_workbook(planned.before), load_workbook(fresh)
    for row, old in zip(after["Uprawnienia"], before["Uprawnienia"], strict=True):
        if row[0].value == first["login"]:
            for cell, was in zip(row, old, strict=True):
                cell.value = was.value
    after.save(fresh)
    return fresh


def test_all_done_exits_with_0(call: Caller, planned: Planned, all_done: Path) -> None:
    result = call("verify", planned.changes, all_done)
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


def test_what_changed_unplanned_is_told(
    call: Caller, planned: Planned, all_done: Path, tmp_path: Path
) -> None:
    nothing = tmp_path / "nothing.json"
    data = json.loads(planned.changes.read_text()) | {"changes": []}
    nothing.write_text(json.dumps(data))
    result = call("verify", nothing, all_done, "--format", "json")
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


def test_the_page_is_written_by_its_name(
    call: Caller, planned: Planned, all_done: Path, tmp_path: Path
) -> None:
    path = tmp_path / "verified.html"
    assert call("verify", planned.changes, all_done, "--output", path).code == 0
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_change_list_may_come_from_a_pipe(planned: Planned, all_done: Path) -> None:
    result = kuke_tui(
        "verify", "-", all_done, "--format", "json", stdin=planned.changes.read_bytes()
    )
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out)["summary"]["not_done"] == 0
    assert kuke_tui("verify", "-", "-").code == 2


def test_what_cannot_be_verified_exits_with_2(call: Caller, planned: Planned) -> None:
    assert call("verify", planned.changes, planned.changes).code == 2
    assert call("verify", planned.before, planned.after).code == 2


def test_planned_and_confirmed_are_never_said_of_one_thing(
    call: Caller, planned: Planned, all_done: Path, half_done: Path
) -> None:
    for language in ("pl", "en"):
        for fresh in (planned.before, planned.after, all_done, half_done):
            out = call("verify", planned.changes, fresh, "--lang", language).out.lower()
            for line in out.splitlines():
                assert not ("confirmed" in line and "planned" in line)
                assert not ("potwierdz" in line and "plan" in line)


@pytest.mark.parametrize("keeps", [True, False], ids=["the list names it", "it was saved here"])
def test_a_file_of_the_program_is_no_fresh_export(
    call: Caller, planned: Planned, tmp_path: Path, keeps: bool
) -> None:
    data = json.loads(planned.changes.read_text())
    assert data["target"]["sha256"]
    if not keeps:
        del data["target"]
        planned.changes.write_text(json.dumps(data))
    copied = tmp_path / "przeniesiony.xlsx"
    shutil.copyfile(planned.after, copied)
    todo = tmp_path / "todo.csv"
    result = call("verify", planned.changes, copied, "--todo", todo)
    assert result.code == 1
    assert "not a fresh export" in result.out
    assert "Nothing is confirmed" in result.out
    assert "       0  confirmed TAK\n" in result.out
    assert "       0  done\n" in result.out
    assert "not a fresh export" in result.err
    assert not todo.exists()
    told = json.loads(call("verify", planned.changes, copied, "--format", "json").out)
    assert told["not_fresh"] == ("planned" if keeps else "saved")
    assert {account["state"] for account in told["accounts"]} == {"planned"}
    assert {change["state"] for change in told["changes"]} == {"not_done"}


def test_what_apply_saved_is_no_fresh_export(
    call: Caller, planned: Planned, tmp_path: Path
) -> None:
    applied = tmp_path / "applied.xlsx"
    assert call("apply", planned.before, planned.changes, "--output", applied).code == 0
    told = call("verify", planned.changes, applied, "--format", "json")
    assert told.code == 1
    assert json.loads(told.out)["not_fresh"] in ("planned", "saved")


def test_a_person_may_know_better_where_a_file_comes_from(call: Caller, planned: Planned) -> None:
    result = call("verify", planned.changes, planned.after, "--trust-fresh")
    assert (result.code, result.err) == (0, "")
    assert "confirmed TAK" in result.out


def test_a_copy_in_which_nothing_was_corrected_is_not_taken_for_ours(
    call: Caller, tmp_path: Path
) -> None:
    export, copied, plan = (tmp_path / name for name in ("e.csv", "copy.csv", "plan.json"))
    export.write_text("Login;Rola;Polisa;Limity\nanna;U;07001;Z\n", encoding="utf-8")
    assert call("fix", export, "--output", copied).code == 0
    plan.write_text(json.dumps({"export": {}, "reading": "strict", "changes": []}))
    told = call("verify", plan, export, "--format", "json")
    assert (told.code, json.loads(told.out)["not_fresh"]) == (0, None)


ACCOUNTS = {
    "anna": ("U", "Z", "P"),
    "bartek": ("U", "Z", ""),
    "celina": ("U", "Z", "Z"),
    "ewa": ("U", "P", "P"),
    "adam": ("A", "", ""),
}
"""Role and the level on two policies, by login."""


def written(path: Path, **changed: tuple[str, str, str]) -> Path:
    lines = ["Login;Rola;Polisa;Limity"]
    for login, (role, first, second) in (ACCOUNTS | changed).items():
        lines += (f"{login};{role};07001;{first}", f"{login};{role};07002;{second}")
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


@pytest.fixture
def made_plan(call: Caller, tmp_path: Path) -> Path:
    """Anna and Bartek are planned TAK, Ewa is left on purpose."""
    before = written(tmp_path / "before.csv")
    after = written(tmp_path / "after.csv", anna=("U", "Z", "Z"), bartek=("U", "Z", "Z"))
    plan = tmp_path / "plan.json"
    assert call("changes", before, after, "--output", plan).code == 0
    data = json.loads(plan.read_text())
    data["left"] = [{"client": "", "login": "ewa", "reason": "odchodzi w maju"}]
    plan.write_text(json.dumps(data))
    return plan


def test_who_went_wrong_and_who_stays_behind_is_named_with_the_reason(
    call: Caller, made_plan: Path, tmp_path: Path
) -> None:
    fresh = written(
        tmp_path / "fresh.csv",
        anna=("U", "Z", "Z"),
        bartek=("U", "", "P"),
        celina=("U", "Z", "P"),
        adam=("U", "", ""),
        jan=("U", "P", "P"),
    )
    out = call("verify", made_plan, fresh).out
    assert "2 accounts that were TAK are TAK no longer." in out
    no_longer, *_rest = out.partition("No longer TAK (2):\n")[2].split("\n\n")
    assert "NIE · celina: uneven rights" in no_longer
    assert "NIE · adam: no access" in no_longer
    assert "Left behind on purpose (1):\n  - ewa: odchodzi w maju" in out
    assert "Stays behind, and nothing is planned (1):\n  - NIE · jan: view only" in out
    told = json.loads(call("verify", made_plan, fresh, "--format", "json").out)
    accounts = {account["login"]: account for account in told["accounts"]}
    assert [login for login, account in accounts.items() if account["lost"]] == ["celina", "adam"]
    assert accounts["ewa"]["on_purpose"] == "odchodzi w maju"
    assert accounts["anna"]["on_purpose"] is None
    assert {reason["code"] for reason in accounts["jan"]["reasons"]} == {"view_only"}
    assert accounts["jan"]["reasons"][0]["policies"] == ["07001", "07002"]


def test_what_was_done_in_another_way_is_told_and_all_is_well(
    call: Caller, made_plan: Path, tmp_path: Path
) -> None:
    data = json.loads(made_plan.read_text())
    data["changes"] = [
        {
            "client": "", "login": "ewa", "policy": policy, "right": "Limity", "box": "view",
            "from": True, "to": False,
        }
        for policy in ("07001", "07002")
    ]  # fmt: skip
    made_plan.write_text(json.dumps(data))
    fresh = written(tmp_path / "fresh.csv", ewa=("U", "Z", "Z"))
    told = json.loads(call("verify", made_plan, fresh, "--format", "json").out)
    assert told["summary"] == {"done": 0, "not_done": 0, "different": 2, "unplanned": 2}
    result = call("verify", made_plan, fresh)
    assert result.code == 1
    assert "All accounts on the change list are confirmed TAK all the same." in result.out
    assert "Done differently (2):" in result.out


def test_an_export_of_somebody_else_is_doubted(
    call: Caller, planned: Planned, tmp_path: Path
) -> None:
    result = call("verify", planned.changes, written(tmp_path / "other.csv"))
    assert result.code == 1
    assert "is it the right file?" in result.out
    assert "Done differently" not in result.out
    assert "Not told by the fresh export" in result.out


def test_what_the_rest_of_the_plan_would_not_help_is_not_on_the_new_list(
    call: Caller, made_plan: Path, tmp_path: Path
) -> None:
    fresh = written(tmp_path / "fresh.csv", bartek=("U", "P", ""))
    todo = tmp_path / "todo.csv"
    result = call("verify", made_plan, fresh, "--todo", todo)
    assert "bartek" not in todo.read_text("utf-8-sig")
    assert "anna" in todo.read_text("utf-8-sig")
    assert "For 1 account the plan no longer suffices" in result.out
    assert "The plan no longer suffices; to be planned anew (1):\n  - NIE · bartek" in result.out


def test_a_new_policy_that_undoes_the_plan_is_told_and_exits_with_1(
    call: Caller, made_plan: Path, tmp_path: Path
) -> None:
    fresh = written(tmp_path / "fresh.csv", anna=("U", "Z", "Z"), bartek=("U", "Z", "Z"))
    assert call("verify", made_plan, fresh, "--trust-fresh").code == 0
    with fresh.open("a", encoding="utf-8") as file:
        file.write("anna;U;07003;\n")
    result = call("verify", made_plan, fresh)
    assert result.code == 1
    assert "2 accounts on the change list are not TAK." in result.out
    assert "For 2 accounts the plan no longer suffices" in result.out
