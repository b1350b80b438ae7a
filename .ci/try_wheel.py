"""Try an installed wheel as a stranger would: check an export, then look at the first screen.

    python .ci/try_wheel.py BIN DATA

BIN is the ``bin`` folder of the environment that the wheel was installed in, DATA the project's
``data/``. Runs with the development environment's Python, which has pexpect and pyte.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import pexpect
import pyte


def main(program: Path, data: Path) -> int:
    """Return 0 where the installed program checks a file and draws its first screen in Polish."""
    export = min(data.glob("*.xlsx"))
    checked = subprocess.run(
        [program, "check", export, "--format", "json"], capture_output=True, text=True, check=False
    )
    if checked.returncode not in (0, 1):
        sys.stdout.write(f"check failed: {checked.stderr}\n")
        return 1
    accounts = json.loads(checked.stdout)["summary"]["accounts"]
    sys.stdout.write(f"check: {accounts} accounts in {export.name}\n")
    lines = first_screen(program, "demo", "--lang", "pl")
    if not any("TAK" in line for line in lines):
        sys.stdout.write("\n".join(["the first screen shows no verdict:", *lines]) + "\n")
        return 1
    sys.stdout.write("first screen drawn\n")
    return 0


def first_screen(program: Path, *arguments: str) -> list[str]:
    """Start the program in a terminal of 100 x 30 and return what it shows once TAK is seen."""
    screen = pyte.Screen(100, 30)
    stream = pyte.Stream(screen)
    child = pexpect.spawn(str(program), list(arguments), dimensions=(30, 100), encoding="utf-8")
    end = time.monotonic() + 60
    while time.monotonic() < end and not any("TAK" in line for line in screen.display):
        try:
            stream.feed(child.read_nonblocking(65536, timeout=1))
        except pexpect.TIMEOUT:
            continue
        except pexpect.EOF:
            break
    shown = list(screen.display)
    child.close(force=True)
    return shown


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) / "kuke-tui", Path(sys.argv[2])))
