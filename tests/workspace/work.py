"""Exports to work on, and a person who does one thing after another at random."""

from random import Random

from kuke_tui.domain.boxes import Box, Boxes, Level, with_level
from kuke_tui.domain.corrections import CorrectionKind
from kuke_tui.domain.export import Account, Client, Export, Layout, Role, Source
from kuke_tui.domain.rules import Reading
from kuke_tui.workspace import matrix_edits
from kuke_tui.workspace.steps import Cursor, Decision, StepKind
from kuke_tui.workspace.workspace import Workspace

RIGHTS = ("Limity kredytowe", "Windykacja", "Faktury")


def an_export(
    *,
    sha256: str = "a" * 64,
    rights: tuple[str, ...] = RIGHTS,
    clients: int = 2,
    accounts: int = 12,
    policies: int = 4,
    seed: int = 1,
    layout: Layout = Layout.WIDE_LEVELS,
) -> Export:
    """Make up an export, the same for the same arguments."""
    random = Random(seed)  # noqa: S311 - chance that can be repeated
    companies = tuple(
        Client(str(4711 + number), tuple(f"07{number:02}{policy:02}" for policy in range(policies)))
        for number in range(clients)
    )
    cells = policies * len(rights)
    people = tuple(
        Account(
            companies[number % clients],
            f"u{number:04}",
            f"Osoba {number}",
            random.choice((Role.USER, Role.USER, Role.USER, Role.ADMINISTRATOR, None)),
            random_boxes(random, cells),
        )
        for number in range(accounts)
    )
    return Export(Source("konta.xlsx", sha256, "xlsx", layout), rights, companies, people)


def random_boxes(random: Random, cells: int) -> Boxes:
    """Draw boxes as a file may have them; about one cell in thirty can't be read."""
    levels = random.choices(tuple(Level), (10, 5, 2, 10, 1), k=cells)
    return _boxes(levels)


def wanted_boxes(random: Random, cells: int) -> Boxes:
    """Draw boxes as a person wants them."""
    return _boxes(random.choices((Level.NONE, Level.VIEW, Level.CHANGE), k=cells))


def _boxes(levels: list[Level]) -> Boxes:
    boxes = Boxes()
    for at, level in enumerate(levels):
        boxes = with_level(boxes, 1 << at, level)
    return boxes


def do_something(workspace: Workspace, random: Random) -> None:
    """Do one thing that a person might do, or try to."""
    account = random.randrange(len(workspace.export.accounts))
    shape = workspace.export.shape(workspace.account(account))
    cursor = Cursor(
        account,
        random.randrange(shape.policies),
        random.randrange(shape.rights),
        random.choice(tuple(Box)),
    )
    what = random.randrange(14)
    if what < 4:
        matrix_edits.toggle(workspace, cursor)
    elif what == 4:
        cells = random.choice((shape.row_of(cursor.policy), shape.columns[cursor.right]))
        matrix_edits.set_cells(workspace, cursor, cells, random.choice((Level.NONE, Level.CHANGE)))
    elif what == 5:
        matrix_edits.copy_policy(workspace, cursor)
    elif what == 6:
        matrix_edits.restore_account(workspace, cursor)
    elif what == 7:
        chosen = random.sample(range(len(workspace.export.accounts)), 4)
        wanted = {each: wanted_boxes(random, shape.all_cells.bit_length()) for each in chosen}
        kind = CorrectionKind.FEWEST_CLICKS.value
        workspace.edit(StepKind.BULK, cursor, wanted, note=kind)
    elif what == 8:
        reason = random.choice((None, "odchodzi z firmy", "tylko podgląd, tak ma być"))
        workspace.decide(cursor, {account: Decision(reason) if reason else None})
    elif what in (9, 10):
        workspace.undo()
    elif what == 11:
        workspace.redo()
    elif what == 12:
        workspace.set_reading(random.choice(tuple(Reading)))
    else:
        workspace.mark_saved("konta-poprawiony.xlsx", "b" * 64)


def state_of(workspace: Workspace) -> tuple[object, ...]:
    """Take a picture of all that a journal keeps, to be compared."""
    return (
        dict(workspace.changed),
        dict(workspace.decisions),
        workspace.history.steps,
        workspace.history.position,
        workspace.unsaved,
    )
