"""Calling the program: as a person does, in a process of its own, or faster, in this one."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from kuke_tui.cli.running import run
from kuke_tui.i18n import set_language

ROOT = Path(__file__).parents[2]


class Result(NamedTuple):
    """How a call ended, and what it wrote."""

    code: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    """The tests' environment, in English whatever else would choose a language."""
    chosen = ("KUKE_TUI_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    kept = {name: value for name, value in os.environ.items() if name not in chosen}
    return kept | {"LANG": "C.UTF-8", "KUKE_TUI_LANG": "en"} | more


def kuke_tui(
    *arguments: str | Path, stdin: bytes = b"", variables: Mapping[str, str] | None = None
) -> Result:
    """Run the program in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "kuke_tui", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        env=environment(**variables or {}),
        cwd=ROOT,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


class Caller:
    """Runs the program's command line within the test's process."""

    def __init__(self, captured: pytest.CaptureFixture[str]) -> None:
        self._captured = captured

    def __call__(self, *arguments: str | Path) -> Result:
        """Call it, in English unless the arguments say otherwise."""
        self._captured.readouterr()
        try:
            code = run(["--lang", "en", *map(str, arguments)])
        finally:
            set_language("en")
        out, err = self._captured.readouterr()
        return Result(code, out, err)
