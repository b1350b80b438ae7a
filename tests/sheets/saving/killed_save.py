"""A program that saves and is killed, run in a process of its own.

``killed_save.py line TARGET SOURCE N [no-links]`` kills itself before the Nth line of the saving
code; ``killed_save.py forever TARGET`` saves again and again until somebody kills it.
"""

import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any, BinaryIO, NoReturn

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

from kuke_tui.sheets.saving.hashing import sha256_of  # noqa: E402 - found by the line above
from kuke_tui.sheets.saving.private import write_private  # noqa: E402
from kuke_tui.sheets.saving.safe_save import save_safely  # noqa: E402

SAVING = str(ROOT / "kuke_tui" / "sheets" / "saving")
SIZE = 200_000


def content(mark: int) -> bytes:
    """Content that is whole only if it is this long and of one byte."""
    return bytes([mark]) * SIZE


def kill() -> None:
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def kill_before_line(number: int) -> None:
    left = number

    def trace(frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal left
        if not frame.f_code.co_filename.startswith(SAVING):
            return None
        if event == "line":
            left -= 1
            if left == 0:
                kill()
        return trace

    sys.settrace(trace)


def no_link(*_paths: object, **_options: object) -> NoReturn:
    raise PermissionError(1, "no hard links here")


def save_killed(target: Path, source: Path, line: int, *, links: bool) -> None:
    sha256 = sha256_of(source)
    if not links:
        os.link = no_link
    kill_before_line(line)
    save_safely(
        target,
        write_new,
        verify=accept,
        source=source,
        source_sha256=sha256,
        overwrite=target.exists(),
    )


def write_new(file: BinaryIO) -> None:
    file.write(content(2))


def accept(_path: Path) -> None:
    return


def save_forever(target: Path) -> None:
    mark = 3
    while True:
        write_private(target, content(mark), force=True)
        print(mark, flush=True)  # noqa: T201 - the parent reads it
        mark = mark % 200 + 3


if __name__ == "__main__":
    if sys.argv[1] == "forever":
        save_forever(Path(sys.argv[2]))
    else:
        save_killed(
            Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]), links="no-links" not in sys.argv
        )
