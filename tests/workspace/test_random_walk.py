from collections import Counter
from pathlib import Path
from random import Random

import pytest

from kuke_tui.domain.boxes import changed_box_count
from kuke_tui.domain.export import Layout
from kuke_tui.domain.rules import Verdict, assess
from kuke_tui.sample.accounts import SampleSize
from kuke_tui.sample.files import write_sample
from kuke_tui.sheets.correcting import save_corrected
from kuke_tui.sheets.opening import OpenedExport, open_export
from kuke_tui.workspace.journal import Journal
from kuke_tui.workspace.list_view import ListView
from kuke_tui.workspace.marks import hidden_marks
from kuke_tui.workspace.workspace import Workspace
from tests.workspace.person import Person

COMMANDS = 3000
COUNTED_EVERY = 10
RESTORED_EVERY = 300
SAVED_EVERY = 500


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("konta.xlsx", Layout.WIDE_BOXES),
        ("konta.xlsx", Layout.LONG),
        ("konta.csv", Layout.WIDE_LEVELS),
    ],
)
def test_a_long_walk_keeps_everything_true(tmp_path: Path, name: str, layout: Layout) -> None:
    random = Random(11)  # noqa: S311 - chance that can be repeated
    boxes_apart = layout is Layout.WIDE_BOXES
    size = SampleSize(accounts=24, policies=4, rights=3, clients=3, boxes_apart=boxes_apart)
    write_sample(tmp_path / name, size, layout)
    opened = open_export(tmp_path / name)
    folder = tmp_path / "sessions"
    person, journal = _resumed(opened, folder)
    for command in range(1, COMMANDS + 1):
        person.do_something(random)
        if command % COUNTED_EVERY == 0:
            _check_counts(person.workspace)
            _check_list(person)
        if command % RESTORED_EVERY == 0:
            journal.close()
            before = person.state()
            person, journal = _resumed(opened, folder)
            assert person.state() == before
        if command % SAVED_EVERY == 0:
            saved = _check_saved(person.workspace, opened, tmp_path / f"{command}-{name}")
            _check_undone(person.workspace)
            journal.close()
            opened = saved
            person, journal = _resumed(opened, folder)
    _check_undone(person.workspace)
    journal.close()


def _resumed(opened: OpenedExport, folder: Path) -> tuple[Person, Journal]:
    journal = Journal(folder, opened.export, opened.path)
    return Person(Workspace(opened.export), journal), journal


def _check_undone(workspace: Workspace) -> None:
    while workspace.undo():
        pass
    assert not workspace.changed
    assert not workspace.decisions
    assert not workspace.unsaved
    _check_counts(workspace)


def _check_list(person: Person) -> None:
    view, finder = person.view, person.finder
    rows = finder.shown(view)
    everyone = finder.shown(ListView(sort=view.sort, descending=view.descending))
    assert sorted(everyone) == list(range(len(person.workspace.export.accounts)))
    assert list(rows) == [account for account in everyone if finder.shows(view, account)]
    assert hidden_marks(view, rows) + len(view.marks.intersection(rows)) == len(view.marks)


def _check_counts(workspace: Workspace) -> None:
    export = workspace.export
    verdicts: Counter[Verdict] = Counter()
    reasons: Counter[str] = Counter()
    planned = clicks = to_do = 0
    for position, account in enumerate(export.accounts):
        boxes, shape = workspace.boxes(position), export.shape(account)
        judged = assess(account.role, boxes, shape, workspace.reading)
        loaded = assess(account.role, account.boxes, shape, workspace.reading)
        assert workspace.verdict(position) is judged.verdict
        assert workspace.assessment(position) == judged
        assert workspace.loaded_verdict(position) is loaded.verdict
        assert workspace.is_changed(position) == (boxes != account.boxes)
        verdicts[judged.verdict] += 1
        reasons.update({reason.code for reason in judged.reasons})
        planned += judged.verdict is Verdict.TAK and loaded.verdict is not Verdict.TAK
        clicks += changed_box_count(account.boxes, boxes)
        to_do += judged.verdict is not Verdict.TAK and position not in workspace.decisions
    totals = workspace.totals()
    assert (totals.tak, totals.nie, totals.unknown) == tuple(
        verdicts[verdict] for verdict in (Verdict.TAK, Verdict.NIE, Verdict.UNKNOWN)
    )
    assert dict(totals.reasons) == dict(reasons)
    assert totals.planned_tak == planned
    assert totals.changed_boxes == clicks
    assert totals.changed_accounts == len(workspace.changed)
    assert totals.left == len(workspace.decisions)
    assert totals.to_do == to_do


def _check_saved(workspace: Workspace, opened: OpenedExport, target: Path) -> OpenedExport:
    receipt = save_corrected(opened, workspace.changed, target)
    workspace.mark_saved(str(receipt.path), receipt.sha256)
    assert not workspace.unsaved
    reopened = open_export(target)
    saved = reopened.export
    assert saved.source.sha256 == receipt.sha256
    fresh = Workspace(saved, reading=workspace.reading)
    found = {account.key: fresh.assessment(n) for n, account in enumerate(saved.accounts)}
    for position, account in enumerate(workspace.export.accounts):
        assert found[account.key].verdict is workspace.verdict(position)
        assert found[account.key].codes == workspace.assessment(position).codes
    return reopened
