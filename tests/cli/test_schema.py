"""Every JSON output validates against its published schema."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.calls import ROOT, Caller
from tests.cli.plans import plan_in

COMPANY = ROOT / "data/firma.xlsx"


def schema(call: Caller, name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(call("schema", name).out)
    Draft202012Validator.check_schema(told)
    return told


def validate(call: Caller, name: str, text: str) -> None:
    Draft202012Validator(schema(call, name)).validate(json.loads(text))


def test_all_schemas_at_once_are_the_single_ones(call: Caller) -> None:
    told = json.loads(call("schema").out)
    assert {"check", "fix", "changes", "apply", "verify"} <= set(told)
    assert told == {name: schema(call, name) for name in told}


@pytest.mark.parametrize("name", ["check", "fix", "changes", "apply", "verify"])
def test_a_schema_asks_for_something(call: Caller, name: str) -> None:
    assert not Draft202012Validator(schema(call, name)).is_valid({})


def test_check(call: Caller) -> None:
    validate(call, "check", call("check", COMPANY, "--format", "json").out)


def test_fix(call: Caller, tmp_path: Path) -> None:
    validate(call, "fix", call("fix", COMPANY, "--dry-run", "--format", "json").out)
    saved = call("fix", COMPANY, "--output", tmp_path / "b.xlsx", "--format", "json")
    validate(call, "fix", saved.out)


def test_changes_apply_and_verify(call: Caller, tmp_path: Path) -> None:
    planned = plan_in(tmp_path, call)
    validate(call, "changes", planned.changes.read_text())
    verified = call("verify", planned.changes, planned.before, "--format", "json")
    validate(call, "verify", verified.out)
    output = tmp_path / "c.xlsx"
    for export in (planned.before, COMPANY):
        applied = call("apply", export, planned.changes, "--output", output, "--format", "json")
        validate(call, "apply", applied.out)


def test_the_schema_of_changes_says_no_to_a_wrong_box(call: Caller, tmp_path: Path) -> None:
    data = json.loads(plan_in(tmp_path, call).changes.read_text())
    data["changes"][0]["box"] = "both"
    assert not Draft202012Validator(schema(call, "changes")).is_valid(data)


def test_an_unknown_name_is_a_wrong_call(call: Caller) -> None:
    result = call("schema", "everything")
    assert (result.code, result.out) == (2, "")
