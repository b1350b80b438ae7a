"""An error that nobody thought of ends the program with a sentence, never with a traceback."""

import os
import re
import sys
from pathlib import Path

import pexpect
import pytest

from kuke_tui.sample.shipped import SHIPPED_SAMPLE

PROGRAM = """
import sys
from textual import work
from kuke_tui.cli.running import run
from kuke_tui.tui.screens.accounts import AccountsScreen

def handler(screen):
    raise RuntimeError("nobody thought of this")

@work
async def worker(screen):
    raise RuntimeError("nobody thought of this")

AccountsScreen.action_next_problem = globals()[sys.argv[1]]
sys.exit(run(sys.argv[2:]))
"""


def spawned(where: str, tmp_path: Path) -> "pexpect.spawn[str]":
    export = tmp_path / "firma.xlsx"
    export.write_bytes(SHIPPED_SAMPLE.read_bytes())
    script = tmp_path / "broken.py"
    script.write_text(PROGRAM, encoding="utf-8")
    arguments = [str(script), where, "--lang", "pl", str(export)]
    return pexpect.spawn(
        sys.executable,
        arguments,
        env=os.environ | {"TERM": "xterm-256color"},
        encoding="utf-8",
        dimensions=(24, 80),
        timeout=60,
    )


def after_the_screen(child: "pexpect.spawn[str]") -> str:
    """What stands in the terminal once the program has given the screen back."""
    child.expect(pexpect.EOF)
    child.wait()
    text = (child.before or "").rpartition("\x1b[?1049l")[2]
    return re.sub(r"\x1b\[[0-9;?<>=]*[a-zA-Z]|\x1b[>=]", "", text)


@pytest.mark.parametrize("where", ["handler", "worker"])
def test_a_fault_is_told_in_one_sentence(where: str, tmp_path: Path, own_state: Path) -> None:
    child = spawned(where, tmp_path)
    child.expect("Uprawnienia")
    child.send("n")
    told = " ".join(after_the_screen(child).split())
    assert child.exitstatus == 2
    assert "RuntimeError" in told
    assert "faults.log" in told
    assert "Traceback" not in told
    assert "nobody thought of this" not in told
    log = own_state / "kuke-tui" / "faults.log"
    assert "nobody thought of this" in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o077 == 0


def test_changes_made_before_a_fault_are_kept_and_said_to_be(tmp_path: Path) -> None:
    child = spawned("handler", tmp_path)
    child.expect("Uprawnienia")
    child.send("\r")
    child.expect("Zaznacz")
    child.send(" ")
    child.expect("niezapisane")
    child.send("\x1b")
    child.expect("Werdykt")
    child.send("n")
    assert "Zmiany są zachowane" in after_the_screen(child)
