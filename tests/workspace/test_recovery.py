from dataclasses import replace
from pathlib import Path

import pytest

from kuke_tui.domain.boxes import Boxes, Level, level_at, with_level
from kuke_tui.domain.export import (
    NOWHERE,
    Account,
    Client,
    Export,
    Layout,
    Lock,
    LockReason,
    Role,
    Source,
)
from kuke_tui.workspace.journal import Journal
from kuke_tui.workspace.matrix_edits import set_cells, toggle
from kuke_tui.workspace.recovery import (
    CarryOver,
    CellFit,
    carry_over,
    continuation_of,
    decline,
    go_on,
    offer_for,
    unanswered_works,
)
from kuke_tui.workspace.steps import Cursor, Decision, StepKind
from kuke_tui.workspace.workspace import Workspace

FILE = Path("konta.xlsx")
CLIENT = Client("4711", ("07001", "07002"))
RIGHTS = ("Limity", "Faktury")


def an_export(
    content: str,
    boxes: dict[str, Boxes],
    *,
    client: Client = CLIENT,
    layout: Layout = Layout.WIDE_LEVELS,
) -> Export:
    accounts = tuple(Account(client, login, role=Role.USER, boxes=b) for login, b in boxes.items())
    source = Source("konta.xlsx", content * 64, "xlsx", layout)
    return Export(source, RIGHTS, (client,), accounts)


def boxes_of(*levels: Level) -> Boxes:
    boxes = Boxes()
    for at, level in enumerate(levels):
        boxes = with_level(boxes, 1 << at, level)
    return boxes


NONE, VIEW, CHANGE = Level.NONE, Level.VIEW, Level.CHANGE
UNREADABLE, CHANGE_ONLY = Level.UNREADABLE, Level.CHANGE_ONLY
BEFORE = boxes_of(VIEW, VIEW, NONE, UNREADABLE)


def work_before(folder: Path, *logins: str, file: Path = FILE) -> None:
    """Give each account changes on all cells, and leave the last one behind on purpose."""
    export = an_export("a", dict.fromkeys(logins, BEFORE))
    journal = Journal(folder, export, file)
    workspace = Workspace(export, recorder=journal)
    for account in range(len(logins)):
        set_cells(workspace, Cursor(account), 0b1111, CHANGE)
    workspace.decide(Cursor(0), {len(logins) - 1: Decision("odchodzi")})
    journal.close()


def offered(folder: Path, export: Export, file: Path = FILE) -> tuple[CarryOver, Journal]:
    journal = Journal(folder, export, file)
    offer = offer_for(unanswered_works(journal), Workspace(export))
    assert offer is not None
    return offer, journal


def resumed(folder: Path, export: Export) -> tuple[Workspace, Journal]:
    """Open the export and take up the work on it."""
    journal = Journal(folder, export, FILE)
    workspace = Workspace(export)
    work = continuation_of(journal)
    if work:
        go_on(workspace, work)
    workspace.recorder = journal
    return workspace, journal


def test_the_same_content_goes_on_where_it_was(tmp_path: Path) -> None:
    work_before(tmp_path, "nowak", "lis")
    export = an_export("a", {"nowak": BEFORE, "lis": BEFORE})
    journal = Journal(tmp_path, export, Path("przeniesiony.xlsx"))
    work = continuation_of(journal)
    assert work
    assert work.in_force
    workspace = Workspace(export, recorder=journal)
    go_on(workspace, work)
    assert workspace.history.position == 3
    assert workspace.decisions == {1: Decision("odchodzi")}
    workspace.undo()
    workspace.undo()
    assert list(workspace.changed) == [0]
    journal.close()


def test_each_cell_says_how_it_stands_in_the_new_export(tmp_path: Path) -> None:
    work_before(tmp_path, "nowak", "znika")
    now = an_export("b", {"lis": BEFORE, "nowak": boxes_of(VIEW, CHANGE, VIEW, UNREADABLE)})
    offer, journal = offered(tmp_path, now)
    assert not offer.same_content
    assert [(cell.login, cell.policy, cell.right, cell.fit) for cell in offer.cells] == [
        ("nowak", "07001", "Limity", CellFit.FITS),
        ("nowak", "07001", "Faktury", CellFit.ALREADY),
        ("nowak", "07002", "Limity", CellFit.CONFLICT),
        ("nowak", "07002", "Faktury", CellFit.FITS),
        *(
            ("znika", policy, right, CellFit.NO_ACCOUNT)
            for policy in CLIENT.policies
            for right in RIGHTS
        ),
    ]
    conflict = offer.of(CellFit.CONFLICT)[0]
    assert (conflict.before, conflict.wanted, conflict.now) == (NONE, CHANGE, VIEW)
    assert [(each.login, each.account) for each in offer.decisions] == [("znika", None)]
    assert offer.work.file == str(FILE.resolve())
    journal.close()


def test_only_what_was_agreed_to_is_made_as_one_step(tmp_path: Path) -> None:
    work_before(tmp_path, "nowak", "lis")
    now = an_export("b", {"lis": BEFORE, "nowak": boxes_of(VIEW, VIEW, VIEW, UNREADABLE)})
    offer, journal = offered(tmp_path, now)
    workspace = Workspace(now, recorder=journal)
    chosen = [c for c in offer.of(CellFit.FITS) if c.login == "nowak" and c.policy == "07001"]
    outcome = carry_over(workspace, offer, chosen, offer.decisions)
    assert outcome.step is not None
    assert outcome.step.kind is StepKind.RECOVERY
    assert dict(workspace.changed) == {1: boxes_of(CHANGE, CHANGE, VIEW, UNREADABLE)}
    assert workspace.decisions == {0: Decision("odchodzi")}
    workspace.undo()
    assert not workspace.changed
    assert not workspace.decisions
    workspace.redo()
    carry_over(workspace, offer, offer.of(CellFit.CONFLICT), ())
    assert level_at(workspace.boxes(1), 0b100) is CHANGE
    journal.close()
    again = Journal(tmp_path, now, FILE)
    assert continuation_of(again)
    again.close()


@pytest.mark.parametrize(
    ("before", "wanted", "now", "fit"),
    [
        (VIEW, NONE, CHANGE, CellFit.CONFLICT),
        (VIEW, CHANGE, NONE, CellFit.CONFLICT),
        (VIEW, CHANGE, CHANGE_ONLY, CellFit.CONFLICT),
        (VIEW, CHANGE, UNREADABLE, CellFit.CONFLICT),
        (UNREADABLE, VIEW, CHANGE, CellFit.CONFLICT),
        (UNREADABLE, VIEW, UNREADABLE, CellFit.FITS),
        (UNREADABLE, VIEW, VIEW, CellFit.ALREADY),
        (CHANGE_ONLY, CHANGE, CHANGE_ONLY, CellFit.FITS),
        (CHANGE, NONE, VIEW, CellFit.CONFLICT),
    ],
)
def test_a_cell_is_held_against_the_new_one_as_a_whole(
    tmp_path: Path, before: Level, wanted: Level, now: Level, fit: CellFit
) -> None:
    export = an_export("a", {"nowak": boxes_of(before)})
    journal = Journal(tmp_path, export, FILE)
    workspace = Workspace(export, recorder=journal)
    set_cells(workspace, Cursor(0), 1, wanted)
    workspace.decide(Cursor(0), {0: Decision("odchodzi")})
    journal.close()
    fresh = an_export("b", {"nowak": boxes_of(now)})
    offer, journal = offered(tmp_path, fresh)
    assert [cell.fit for cell in offer.cells] == [fit]
    again = Workspace(fresh)
    carry_over(again, offer, offer.cells, ())
    expected = now if fit is CellFit.ALREADY else wanted
    assert level_at(again.boxes(0), 1) is expected
    journal.close()


def test_what_has_no_place_or_is_locked_says_so(tmp_path: Path) -> None:
    work_before(tmp_path, "nowak")
    short = Client("4711", ("07001",))
    now = an_export("b", {"nowak": boxes_of(VIEW, VIEW)}, client=short)
    lock = Lock(0, 0, LockReason.FORMULA, NOWHERE)
    offer, journal = offered(tmp_path, replace(now, locks={0: (lock,)}))
    assert [cell.fit for cell in offer.cells] == [
        CellFit.LOCKED,
        CellFit.FITS,
        CellFit.NO_POLICY,
        CellFit.NO_POLICY,
    ]
    assert offer.cells[0].lock == lock
    journal.close()


def test_the_same_content_understood_otherwise_is_carried_over_by_name(tmp_path: Path) -> None:
    work_before(tmp_path, "nowak", "lis")
    turned = an_export("a", {"lis": BEFORE, "nowak": BEFORE})
    offer, journal = offered(tmp_path, turned)
    assert offer.same_content
    workspace = Workspace(turned, recorder=journal)
    carry_over(workspace, offer, [c for c in offer.cells if c.login == "nowak"], offer.decisions)
    assert list(workspace.changed) == [1]
    assert list(workspace.decisions) == [0]
    journal.close()


def test_other_meanings_of_the_values_are_another_understanding(tmp_path: Path) -> None:
    work_before(tmp_path, "nowak")
    other = an_export("a", {"nowak": boxes_of(CHANGE, CHANGE, NONE, UNREADABLE)})
    offer, journal = offered(tmp_path, other)
    assert {cell.fit for cell in offer.cells} == {CellFit.ALREADY, CellFit.FITS}
    journal.close()


def test_an_offer_declined_is_not_repeated_until_there_is_more_work(tmp_path: Path) -> None:
    work_before(tmp_path, "nowak")
    now = an_export("b", {"nowak": BEFORE})
    offer, journal = offered(tmp_path, now)
    decline(journal, offer)
    assert offer_for(unanswered_works(journal), Workspace(now)) is None
    journal.close()
    workspace, journal = resumed(tmp_path, an_export("a", {"nowak": BEFORE}))
    toggle(workspace, Cursor(0))
    journal.close()
    offer, journal = offered(tmp_path, now)
    journal.close()


def test_an_offer_put_off_stays_beside_the_work_that_went_on(tmp_path: Path) -> None:
    work_before(tmp_path, "nowak", "lis")
    now = an_export("b", {"nowak": BEFORE, "lis": BEFORE})
    workspace, journal = resumed(tmp_path, now)
    set_cells(workspace, Cursor(0), 0b0001, NONE)
    set_cells(workspace, Cursor(0), 0b0010, CHANGE)
    workspace.decide(Cursor(1), {1: Decision("jednak urlop")})
    journal.close()
    workspace, journal = resumed(tmp_path, now)
    offer = offer_for(unanswered_works(journal), workspace)
    assert offer
    assert [cell.fit for cell in offer.cells if cell.login == "nowak"] == [
        CellFit.CONFLICT,
        CellFit.ALREADY,
        CellFit.FITS,
        CellFit.FITS,
    ]
    assert offer.decisions == ()
    carry_over(workspace, offer, offer.of(CellFit.FITS), ())
    assert workspace.boxes(0) == boxes_of(NONE, CHANGE, CHANGE, CHANGE)
    decline(journal, offer)
    assert offer_for(unanswered_works(journal), workspace) is None
    journal.close()


def test_work_that_was_answered_in_later_work_is_not_offered_beside_it(tmp_path: Path) -> None:
    work_before(tmp_path, "nowak")
    second = an_export("b", {"nowak": BEFORE})
    offer, journal = offered(tmp_path, second)
    decline(journal, offer)
    toggle(Workspace(second, recorder=journal), Cursor(0))
    journal.close()
    third = an_export("c", {"nowak": BEFORE})
    offer, journal = offered(tmp_path, third)
    assert offer.work.id.startswith("b" * 64)
    decline(journal, offer)
    assert offer_for(unanswered_works(journal), Workspace(third)) is None
    journal.close()


def test_a_continuation_declined_is_forgotten_and_the_trail_keeps_it(tmp_path: Path) -> None:
    work_before(tmp_path, "nowak")
    export = an_export("a", {"nowak": BEFORE})
    journal = Journal(tmp_path, export, FILE)
    work = continuation_of(journal)
    assert work
    before = journal.trail()
    decline(journal, work)
    assert continuation_of(journal) is None
    assert journal.trail()[: len(before)] == before
    assert journal.trail()[-1].action.value == "forgotten"
    toggle(Workspace(export, recorder=journal), Cursor(0))
    journal.close()


def test_nothing_is_offered_where_all_of_it_is_there(tmp_path: Path) -> None:
    export = an_export("a", {"nowak": BEFORE})
    journal = Journal(tmp_path, export, FILE)
    set_cells(Workspace(export, recorder=journal), Cursor(0), 0b1111, CHANGE)
    journal.close()
    done = an_export("b", {"nowak": boxes_of(CHANGE, CHANGE, CHANGE, CHANGE)})
    journal = Journal(tmp_path, done, FILE)
    assert offer_for(unanswered_works(journal), Workspace(done)) is None
    journal.close()


def test_work_on_another_file_is_not_offered(tmp_path: Path) -> None:
    work_before(tmp_path, "nowak", file=Path("inny.xlsx"))
    now = an_export("b", {"nowak": BEFORE})
    journal = Journal(tmp_path, now, FILE)
    assert offer_for(unanswered_works(journal), Workspace(now)) is None
    journal.close()


def test_a_view_without_steps_is_kept_too(tmp_path: Path) -> None:
    export = an_export("a", {"nowak": BEFORE})
    journal = Journal(tmp_path, export, FILE)
    journal.keep_view({"only_problems": True})
    journal.close()
    journal = Journal(tmp_path, export, FILE)
    work = continuation_of(journal)
    assert work
    assert not work.in_force
    assert work.kept.view == {"only_problems": True}
    journal.close()
