"""What the saving tests write and look for."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from kuke_tui.sheets.saving.hashing import sha256_of
from kuke_tui.sheets.saving.safe_save import SaveReceipt, save_safely

OLD = b"login;rola\nnowak;U\n"
NEW = b"login;rola\nnowak;A\n"


def writer(data: bytes) -> Callable[[BinaryIO], None]:
    def write(file: BinaryIO) -> None:
        file.write(data)

    return write


def accept(_path: Path) -> None:
    return


def save(
    target: Path,
    data: bytes = NEW,
    *,
    source: Path | None = None,
    overwrite: bool = False,
    backup: bool = True,
    verify: Callable[[Path], None] = accept,
    write: Callable[[BinaryIO], None] | None = None,
) -> SaveReceipt:
    return save_safely(
        target,
        write or writer(data),
        verify=verify,
        source=source,
        source_sha256=sha256_of(source) if source else "",
        overwrite=overwrite,
        backup=backup,
    )


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def strays(folder: Path) -> set[str]:
    return {name for name in names(folder) if name.startswith(".kuke-tui")}
