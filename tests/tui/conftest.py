"""A made-up company and the program opened on it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from textual.app import App

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.export import (
    Account,
    Client,
    Export,
    Layout,
    Location,
    Problem,
    ProblemCode,
    Role,
    Source,
)
from kuke_tui.i18n import set_language
from kuke_tui.sheets.errors import SheetError
from kuke_tui.sheets.read_options import DEFAULT_OPTIONS, ReadOptions
from kuke_tui.sheets.recognition.mapping import ColumnMapping
from kuke_tui.sheets.saving.notes import SavingNote
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.recent import RecentFiles
from kuke_tui.tui.work import Progress, Saved, Work
from kuke_tui.workspace.steps import Cursor, StepKind
from kuke_tui.workspace.workspace import Workspace
from tests.tui.waiting import at_rest

RIGHTS = ("Limity kredytowe", "Zgłoszenia szkód", "Obroty")
ALL = 0b111111
FIRST_POLICY = 0b000111
UNIFORM = Boxes(ALL, ALL)
USERS = (
    ("a.lecka", "Anna Łęcka", 0, Role.USER, UNIFORM),
    ("p.slazak", "Piotr Ślązak", 0, Role.USER, Boxes(ALL, 0)),
    ("j.kowalski", "Jan Kowalski", 0, Role.USER, Boxes(FIRST_POLICY, FIRST_POLICY)),
    ("m.zuraw", "Małgorzata Żuraw", 0, Role.USER, Boxes(ALL, 0b111011)),
    ("admin1", "Łucja Wójcik", 0, Role.ADMINISTRATOR, Boxes()),
    ("b.dab", "Bożena Dąb", 1, Role.USER, Boxes()),
    ("k.nowak", "Kamil Nowak", 1, Role.USER, Boxes(ALL ^ 1, ALL ^ 1, 1)),
    ("e.lecki", "Edward Łęcki", 1, Role.USER, UNIFORM),
)
LECKA, SLAZAK, KOWALSKI, ZURAW, ADMIN, DAB, NOWAK, LECKI = range(8)


def made_up_export() -> Export:
    clients = (Client("4711", ("07001", "07002")), Client("5822", ("08001", "08002")))
    accounts = tuple(
        Account(clients[client], login, name, role, boxes)
        for login, name, client, role, boxes in USERS
    )
    problem = Problem(
        ProblemCode.UNKNOWN_LEVEL,
        Location("Uprawnienia", 14, "F"),
        "NIETAK",
        account=NOWAK,
        subject="Limity kredytowe",
    )
    source = Source("firma.xlsx", "0" * 64, "xlsx", Layout.WIDE_LEVELS)
    return Export(source, RIGHTS, clients, accounts, (problem,))


class ReadAsRecognised:
    """A file of which nobody said how it is to be read."""

    @property
    def asked(self) -> ReadOptions:
        return DEFAULT_OPTIONS

    @property
    def understood(self) -> ColumnMapping:
        return ColumnMapping(())


@dataclass
class MemoryFile(ReadAsRecognised):
    """A file that is kept in memory; ``failures`` are raised one by one by saving."""

    export: Export
    folder: Path
    notes: list[SavingNote] = field(default_factory=list)
    failures: list[SheetError] = field(default_factory=list)
    saves: list[tuple[Path, dict[int, Boxes], bool]] = field(default_factory=list)

    @property
    def path(self) -> Path:
        return self.folder / "firma.xlsx"

    @property
    def target(self) -> Path:
        return self.folder / "firma-poprawiony.xlsx"

    def saving_notes(self, _boxes: Mapping[int, Boxes]) -> Sequence[SavingNote]:
        return self.notes

    def taken_as(self) -> Sequence[tuple[str, str]]:
        return (("Uprawnienia!A Login", "login"), ("Uprawnienia!B Polisa", "polisa"))

    def save(
        self, boxes: Mapping[int, Boxes], target: Path, *, overwrite: bool, progress: Progress
    ) -> Saved:
        progress(1, 2)
        if self.failures:
            raise self.failures.pop(0)
        self.saves.append((target, dict(boxes), overwrite))
        backup = target.with_suffix(".bak") if overwrite else None
        return Saved(target, "1" * 64, backup)


@pytest.fixture(autouse=True)
def polish() -> Iterator[None]:
    set_language("pl")
    yield
    set_language("en")


@pytest.fixture(autouse=True)
def waits_for_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    for user in ("textual.app", "textual.pilot"):
        monkeypatch.setattr(f"{user}.wait_for_idle", at_rest)


@pytest.fixture(autouse=True)
def no_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the developer's own editor out."""
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def workspace() -> Workspace:
    return Workspace(made_up_export())


@pytest.fixture
def file(workspace: Workspace, tmp_path: Path) -> MemoryFile:
    return MemoryFile(workspace.export, tmp_path)


@pytest.fixture
def work(workspace: Workspace, file: MemoryFile) -> Work:
    return Work(workspace, file)


@pytest.fixture
def recent(tmp_path: Path) -> RecentFiles:
    return RecentFiles(tmp_path / "state" / "recent.json")


@pytest.fixture
def app(work: Work, recent: RecentFiles) -> KukeApp:
    return KukeApp(work, recent=recent)


@pytest.fixture
def edited(workspace: Workspace) -> Workspace:
    """One account planned TAK, one planned NIE, one still NIE."""
    wanted = {SLAZAK: UNIFORM, LECKA: Boxes(ALL, 0), KOWALSKI: Boxes(ALL, FIRST_POLICY)}
    workspace.edit(StepKind.BULK, Cursor(SLAZAK), wanted)
    return workspace


@pytest.fixture
def screen_text() -> Callable[[App[None]], str]:
    """Give what stands on the screen, line by line."""

    def text(app: App[None]) -> str:
        width, height = app.size
        lines = app.screen._compositor.render_strips()
        return "\n".join(strip.crop(0, width).text for strip in lines[:height])

    return text


@pytest.fixture
def screen_words(screen_text: Callable[[App[None]], str]) -> Callable[[App[None]], str]:
    """Give what stands on the screen, or in the dialog over it, as running text."""

    def words(app: App[None]) -> str:
        lines = screen_text(app).splitlines()
        for dialog in app.screen.query(".dialog"):
            left, top, width, height = dialog.region
            lines = [line[left : left + width] for line in lines[top : top + height]]
        return " ".join(re.sub("[─│╭╮╰╯▏▕]", " ", "\n".join(lines)).split())

    return words
