"""A plan on the examples: an export, the same corrected, and the change list between them."""

from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook

from tests.cli.calls import ROOT, Caller

EXAMPLES = ROOT / "data/cztery-przyklady.xlsx"


class Planned(NamedTuple):
    """Where the files of a plan are."""

    before: Path
    after: Path
    changes: Path


def fresh_in(folder: Path, planned: Planned) -> Path:
    """What Ekstranet would export with all of the plan done: the same, but another file."""
    fresh = folder / "fresh.xlsx"
    load_workbook(planned.after).save(fresh)
    return fresh


def plan_in(folder: Path, call: Caller) -> Planned:
    """Correct the examples and list the changes."""
    planned = Planned(EXAMPLES, folder / "after.xlsx", folder / "plan.json")
    assert call("fix", planned.before, "--output", planned.after).code == 0
    done = call("changes", planned.before, planned.after, "--output", planned.changes)
    assert done.code == 0
    return planned
