"""What ``fix`` and ``apply`` say on stderr before they save something other than cells."""

import json
from pathlib import Path

from tests.cli.calls import Caller
from tests.sheets.exports.test_converting import export
from tests.sheets.exports.test_room import totals, workbook


def test_fix_and_apply_say_that_a_new_workbook_is_made(call: Caller, tmp_path: Path) -> None:
    source, fixed = export(tmp_path / "a.ods"), tmp_path / "fixed.xlsx"
    told = call("fix", source, "--output", fixed, "--format", "json", "--lang", "en")
    assert told.code == 0
    assert "new xlsx workbook will be made" in told.err
    assert "comments" in told.err
    assert json.loads(told.out)["output"] == str(fixed)
    changes = tmp_path / "changes.json"
    assert call("changes", source, fixed, "--format", "json", "--output", changes).code == 0
    applied = call("apply", source, changes, "--output", tmp_path / "b.xlsx", "--lang", "en")
    assert applied.code == 0
    assert "new xlsx workbook will be made" in applied.err


def test_rows_that_move_are_told_of(call: Caller, tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", totals)
    told = call(
        "fix", source, "--output", tmp_path / "b.xlsx", "--strategy", "grant", "--lang", "en"
    )
    assert "moves down" in told.err


def test_nothing_is_said_where_only_cells_are_set_or_nothing_saved(
    call: Caller, tmp_path: Path
) -> None:
    source = workbook(tmp_path / "a.xlsx", totals)
    target = tmp_path / "b.xlsx"
    assert call("fix", source, "--output", target, "--strategy", "revoke").err == ""
    assert call("fix", export(tmp_path / "a.ods"), "--dry-run").err == ""
