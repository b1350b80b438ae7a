"""Functions that tests run in a child process, where they are found by this module's name."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kuke_tui.sheets.errors import SheetError, SheetErrorCode


def add(first: int, second: int) -> int:
    return first + second


def crash() -> None:
    os.abort()


def fill_memory() -> int:
    return len([bytes(1 << 20) for _ in range(1 << 14)])


def fill_bounded_memory() -> None:
    from kuke_tui.sheets.memory import bounded_memory

    with bounded_memory(1 << 28, "konta.csv"):
        fill_memory()


def bounds_of_reading(path: Path) -> tuple[int, int]:
    """The bounds on this process while it reads an export, and when it did."""
    import resource

    from kuke_tui.sheets.opening import open_export

    during: list[int] = []
    open_export(
        path,
        apart=False,
        progress=lambda *_: during.append(resource.getrlimit(resource.RLIMIT_AS)[0]),
    )
    return during[0], resource.getrlimit(resource.RLIMIT_AS)[0]


def wait_forever(announced: Path | None = None) -> None:
    if announced is not None:
        announced.write_text(str(os.getpid()))
    while True:
        time.sleep(1)


def report_and_wait(progress: Callable[[int, int], None]) -> None:
    progress(3, 10)
    wait_forever()


def report_and_return(progress: Callable[[int, int], None]) -> str:
    progress(3, 10)
    return "read"


def refuse() -> None:
    raise SheetError(
        SheetErrorCode.LOCKED_CELL,
        path="konta.xlsx",
        sheet="Konta",
        row=7,
        column="C",
        found="=A1",
        detail="formula",
    )


def fail() -> None:
    raise LookupError("no such thing")


def return_unpicklable() -> object:
    return [[str(number) for number in range(100_000)], lambda: None]


class Unwelcome:
    """Can be sent, but not received."""

    def __reduce__(self) -> tuple[type[int], tuple[str]]:
        return int, ("not a number",)


def return_unwelcome() -> object:
    return Unwelcome()


def shout() -> str:
    sys.stdout.write("\x1b]0;owned\x07")
    sys.stderr.write("to stderr")
    os.write(1, b"raw")
    os.write(2, b"raw")
    return "quiet"


def loaded_modules() -> set[str]:
    return set(sys.modules)


def session_is_own() -> bool:
    return os.getsid(0) == os.getpid()


def return_many(count: int) -> list[tuple[str, int]]:
    return [(f"login{number}", number) for number in range(count)]


def count_rows(path: Path) -> int:
    from kuke_tui.sheets.xlsx.reader import open_workbook

    return sum(1 for sheet in open_workbook(path).sheets for _row in sheet.rows())


def count_rows_natively(path: Path) -> int:
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_path(path)
    return sum(len(workbook.get_sheet_by_name(name).to_python()) for name in workbook.sheet_names)
