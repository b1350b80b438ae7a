"""The files measured on, made once by ``kuke-tui sample`` in a folder."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.processes import KUKE


@dataclass(frozen=True, slots=True)
class Data:
    """Exports of one size; ``folder`` holds them and whatever else the measurements write."""

    folder: Path
    accounts: int

    def wide(self, suffix: str, accounts: int = 0) -> Path:
        """A row for each account and policy: ten times as many rows as accounts."""
        count = accounts or self.accounts
        return self._made(f"wide-{count}.{suffix}", accounts=count, policies=10, rights=6)

    def long(self) -> Path:
        """A row for each account, policy and right that is held."""
        name = f"long-{self.accounts}.csv"
        return self._made(name, "long", accounts=self.accounts, policies=10, rights=6)

    def broad(self) -> Path:
        """Few accounts with 200 policies and 12 rights."""
        return self._made("broad.csv", accounts=20, policies=200, rights=12, clients=1)

    def _made(self, name: str, layout: str = "wide", **sizes: int) -> Path:
        path = self.folder / name
        if not path.exists():
            options = [part for size, n in sizes.items() for part in (f"--{size}", str(n))]
            subprocess.run(
                [*KUKE, "sample", str(path), "--layout", layout, *options], check=True
            )  # fmt: skip
        return path
