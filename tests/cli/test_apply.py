"""``kuke-tui apply``: a change list carried out in an export."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calls import Caller, kuke_tui
from tests.cli.plans import Planned, plan_in


@pytest.fixture
def planned(call: Caller, tmp_path: Path) -> Planned:
    return plan_in(tmp_path, call)


def rewrite(planned: Planned, **of_first: object) -> None:
    """Change the first change of the list."""
    data: dict[str, Any] = json.loads(planned.changes.read_text())
    data["changes"][0].update(of_first)
    planned.changes.write_text(json.dumps(data))


def accounts(call: Caller, path: Path) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(call("check", path, "--format", "json").out)["accounts"]
    return told


def test_the_result_is_what_was_planned(call: Caller, planned: Planned, tmp_path: Path) -> None:
    result = call("apply", planned.before, planned.changes, "--output", tmp_path / "b.xlsx")
    assert (result.code, result.err) == (0, "")
    assert "b.xlsx" in result.out
    assert accounts(call, tmp_path / "b.xlsx") == accounts(call, planned.after)


def test_what_does_not_fit_stops_everything(call: Caller, planned: Planned, tmp_path: Path) -> None:
    rewrite(planned, policy="07999")
    output = tmp_path / "b.xlsx"
    result = call("apply", planned.before, planned.changes, "--output", output)
    assert result.code == 1
    assert "policy 07999" in result.out
    assert "the policy is not in this export" in result.out
    assert "Nothing was saved" in result.out
    assert not output.exists()


def test_partial_applies_the_rest(call: Caller, planned: Planned, tmp_path: Path) -> None:
    rewrite(planned, login="nikt")
    result = call(
        "apply", planned.before, planned.changes, "--output", tmp_path / "b.xlsx",
        "--partial", "--format", "json",
    )  # fmt: skip
    assert result.code == 1
    told = json.loads(result.out)
    assert told["summary"]["conflicts"] == 1
    assert told["summary"]["applied"] > 0
    assert told["conflicts"][0]["code"] == "no_account"
    assert told["output"].endswith("b.xlsx")
    assert (tmp_path / "b.xlsx").exists()


def test_applied_twice_is_there_already(call: Caller, planned: Planned, tmp_path: Path) -> None:
    result = call(
        "apply", planned.after, planned.changes, "--output", tmp_path / "b.xlsx", "--format", "json"
    )
    assert result.code == 0
    assert "made for another export, cztery-przyklady.xlsx" in result.err
    told = json.loads(result.out)["summary"]
    assert (told["applied"], told["conflicts"]) == (0, 0)
    assert told["already"] > 0


def test_nothing_is_overwritten_unasked(call: Caller, planned: Planned) -> None:
    content = planned.after.read_bytes()
    result = call("apply", planned.before, planned.changes, "--output", planned.after)
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert planned.after.read_bytes() == content
    again = call("apply", planned.before, planned.changes, "--output", planned.after, "--force")
    assert again.code == 0


def test_the_change_list_may_come_from_a_pipe(planned: Planned, tmp_path: Path) -> None:
    output = tmp_path / "b.xlsx"
    result = kuke_tui(
        "apply", planned.before, "-", "--output", output, stdin=planned.changes.read_bytes()
    )
    assert (result.code, result.err) == (0, "")
    if os.name == "posix":
        assert output.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", ["", "nothing", "{}", '{"export": {}, "reading": "strict"}'])
def test_a_wrong_change_list_is_one_sentence(
    call: Caller, planned: Planned, tmp_path: Path, content: str
) -> None:
    planned.changes.write_text(content)
    result = call("apply", planned.before, planned.changes, "--output", tmp_path / "b.xlsx")
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert "plan.json" in result.err
