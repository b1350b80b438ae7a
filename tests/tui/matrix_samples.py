"""Made-up accounts for the matrix, and a program that shows nothing else."""

from collections.abc import Sequence

from textual.app import App

from kuke_tui.domain.boxes import Boxes, Level, shape_of, with_level
from kuke_tui.domain.export import (
    Account,
    Client,
    Export,
    Layout,
    Location,
    Lock,
    LockReason,
    Problem,
    ProblemCode,
    Role,
    Source,
)
from kuke_tui.tui.matrix.screen import MatrixScreen
from kuke_tui.tui.themes import DARK
from kuke_tui.workspace.workspace import Workspace

RIGHTS = ("Limity kredytowe", "Zgłoszenia szkód", "Obroty")
POLICIES = ("07001", "07002", "07003", "07004")
UNEVEN, UNREADABLE, FINE, LOCKED = range(4)


def sample() -> Export:
    """Four accounts of one client on four policies: uneven, unreadable, TAK, with locked cells."""
    client, shape = Client("4711", POLICIES), shape_of(4, 3)
    limits = Boxes(shape.columns[0], shape.columns[0])
    uneven = with_level(limits, shape.cell(2, 0), Level.VIEW)
    unreadable = with_level(limits, shape.cell(1, 1), Level.UNREADABLE)
    accounts = (
        Account(client, "a.lecka", "Anna Łęcka", Role.USER, uneven),
        Account(client, "p.slazak", "Piotr Ślązak", Role.USER, unreadable),
        Account(client, "j.kowal", "Jan Kowal", Role.USER, limits),
        Account(client, "z.zolc", "Zofia Żółć", Role.USER, limits),
    )
    problem = Problem(
        ProblemCode.UNKNOWN_LEVEL,
        Location("Uprawnienia", 14, "F"),
        "NIETAK",
        account=UNREADABLE,
        subject=RIGHTS[1],
    )
    lock = Lock(1, 0, LockReason.FORMULA, Location("Uprawnienia", 21, "E"))
    source = Source("firma.xlsx", "0" * 64, "xlsx", Layout.WIDE_LEVELS)
    return Export(source, RIGHTS, (client,), accounts, (problem,), {LOCKED: (lock,)})


def sized(policies: int, rights: int, boxes: Boxes | None = None) -> Export:
    """One account, with view only everywhere unless told otherwise."""
    client = Client("4711", tuple(f"{7000 + number:05d}" for number in range(policies)))
    shape = shape_of(policies, rights)
    held = Boxes(shape.all_cells) if boxes is None else boxes
    account = Account(client, "e.kakol", "Ewa Kąkol", Role.USER, held)
    names = tuple(f"Uprawnienie numer {number}" for number in range(rights))
    return Export(Source("f.csv", "0" * 64, "csv", Layout.LONG), names, (client,), (account,))


class MatrixApp(App[None]):
    """Opens the matrix of an account at once."""

    def __init__(
        self,
        workspace: Workspace,
        account: int = 0,
        order: Sequence[int] | None = None,
        *,
        ascii_only: bool = False,
    ) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.workspace = workspace
        self.matrix_screen = MatrixScreen(workspace, account, order, ascii_only=ascii_only)

    def on_mount(self) -> None:
        self.push_screen(self.matrix_screen)


def shown(app: App[None]) -> str:
    """Give what stands on the screen, line by line."""
    width, height = app.size
    lines = app.screen._compositor.render_strips()
    return "\n".join(strip.crop(0, width).text for strip in lines[:height])
