"""A plan on the made-up company, and the fresh export that shows part of it."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.export import Account, Export, Role
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.read_options import ReadOptions
from kuke_tui.tui.work import OpenFile, Progress
from tests.tui.conftest import (
    ALL,
    KOWALSKI,
    LECKI,
    SLAZAK,
    UNIFORM,
    ZURAW,
    MemoryFile,
    made_up_export,
)

PLAN = {SLAZAK: UNIFORM, ZURAW: UNIFORM, KOWALSKI: UNIFORM}
"""Three accounts that are NIE are planned TAK."""


def fresh_export() -> Export:
    """Ślązak is done, Żuraw is not, Kowalski is gone; Łęcki changed though nobody planned it."""
    export = made_up_export()
    accounts = list(export.accounts)
    accounts[SLAZAK] = replace(accounts[SLAZAK], boxes=UNIFORM)
    accounts[LECKI] = replace(accounts[LECKI], boxes=Boxes(ALL, ALL ^ 1))
    new = Account(accounts[LECKI].client, "n.nowa", "Natalia Nowa", Role.USER, UNIFORM)
    accounts[KOWALSKI] = new
    source = replace(export.source, file="firma-luty.xlsx", sha256="2" * 64)
    return replace(export, source=source, accounts=tuple(accounts), problems=())


@dataclass
class FreshFiles:
    """Opens the fresh export whatever is asked for; waits at its gate where it has one."""

    folder: Path
    export: Export = field(default_factory=fresh_export)
    failure: Exception | None = None
    gate: Event | None = None
    asked: list[Path] = field(default_factory=list)

    def open(self, path: Path, progress: Progress, cancel: Event) -> OpenFile:
        self.asked.append(path)
        progress(1200, 5000)
        while self.gate and not self.gate.wait(0.01):
            if cancel.is_set():
                raise SheetError(SheetErrorCode.CANCELLED, path=str(path))
        if self.failure:
            raise self.failure
        return MemoryFile(self.export, self.folder)

    def reading_as(self, _options: ReadOptions) -> "FreshFiles":
        return self

    def demo(self) -> Path:
        return Path("demo.xlsx")
