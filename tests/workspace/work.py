"""Exports to work on, and a picture of a workspace to compare."""

from random import Random

from kuke_tui.domain.boxes import Boxes, Level, with_level
from kuke_tui.domain.export import Account, Client, Export, Layout, Role, Source
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
    boxes = Boxes()
    for at, level in enumerate(random.choices(tuple(Level), (10, 5, 2, 10, 1), k=cells)):
        boxes = with_level(boxes, 1 << at, level)
    return boxes


def state_of(workspace: Workspace) -> tuple[object, ...]:
    """Take a picture of all that a journal keeps, to be compared."""
    return (
        dict(workspace.changed),
        dict(workspace.decisions),
        workspace.history.steps,
        workspace.history.position,
        workspace.unsaved,
    )
