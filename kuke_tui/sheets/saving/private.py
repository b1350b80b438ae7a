"""Files that hold people's names and are made from no other file: reports, lists."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from kuke_tui.sheets.saving.safe_save import SaveReceipt, put


def write_private(
    path: Path, data: bytes | Callable[[BinaryIO], None], *, force: bool = False
) -> SaveReceipt:
    """Write a file whole or not at all, readable by its owner only.

    ``force`` replaces a file that is there, whose mode is kept. Raises ``SheetError`` as
    ``save_safely`` does.
    """

    def write(file: BinaryIO) -> None:
        if callable(data):
            data(file)
        else:
            file.write(data)

    return put(path, write, verify=_as_it_is, overwrite=force, backup=False)


def _as_it_is(_path: Path) -> None:
    return
