"""Real files as exports: each opens or is refused for a reason, in little memory and time."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from kuke_tui.sheets.errors import SheetErrorCode

ROOT = Path(__file__).parents[3]
CORPUS = ROOT / "../shared/corpus"
FILES = sorted(path for path in CORPUS.glob("*") if path.is_file() and path.name != "ORIGINS.tsv")
SECONDS = 60
MEMORY = 1 << 30
NEVER = {
    SheetErrorCode.CANCELLED,
    SheetErrorCode.NOT_FOUND,
    SheetErrorCode.VERIFY_FAILED,
    SheetErrorCode.READER_CRASHED,
}
CHILD = """
import json, sys
from pathlib import Path
from kuke_tui.sheets.errors import SheetError
from kuke_tui.sheets.opening import open_export

for name in sys.argv[1:]:
    try:
        opened = open_export(Path(name))
        outcome = ["opened", len(opened.export.accounts)]
    except SheetError as error:
        outcome = [error.code, error.path]
    print(json.dumps([name, *outcome]), flush=True)
"""
pytestmark = pytest.mark.skipif(not FILES, reason="the corpus is not here")


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def test_each_real_file_opens_or_is_refused_with_a_reason() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *map(str, FILES)],
        capture_output=True,
        text=True,
        preexec_fn=limit,
        timeout=10 * SECONDS,
        check=False,
    )
    outcomes = {name: rest for name, *rest in map(json.loads, done.stdout.splitlines())}
    assert done.stderr == ""
    assert done.returncode == 0
    assert set(outcomes) == set(map(str, FILES))
    for name, (code, said) in outcomes.items():
        if code == "opened":
            assert isinstance(said, int)
        else:
            assert SheetErrorCode(code) not in NEVER, name
            assert said == name
