"""Where a command's data goes: to stdout, or to a file that is not there yet."""

import codecs
import errno
import io
import os
import stat
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from kuke_tui.cli.errors import CommandError
from kuke_tui.i18n import _
from kuke_tui.sheets.errors import SheetError, SheetErrorCode

STDOUT = "-"
"""The name that stands for standard output."""


def add_output_arguments(parser: ArgumentParser) -> None:
    """Declare where data may go."""
    parser.add_argument(
        "--output",
        metavar=_("FILE"),
        type=_target,
        help=_("write to a file; - is standard output, as where it is left out"),
    )
    add_force_argument(parser)


def _target(name: str) -> Path | None:
    return None if name == STDOUT else Path(name)


def add_force_argument(parser: ArgumentParser) -> None:
    """Declare the plain yes that overwriting asks for."""
    parser.add_argument(
        "--force", action="store_true", help=_("overwrite the file where there is one")
    )


@contextmanager
def data_on_stdout(*, byte_order_mark: bool = False) -> Iterator[TextIO]:
    """Give stdout for data, the same on every system: UTF-8 and plain line ends.

    A file that it was sent to gets the ``byte_order_mark``, a pipe or a terminal never. Raises
    ``CommandError`` where it can't be written: it is closed, or the disk behind it is full.
    """
    output = sys.stdout
    if output is None:
        raise CommandError(_("There is no standard output to write to."))
    reconfigure = getattr(output, "reconfigure", None)
    if reconfigure is not None:
        # A lone surrogate of a hostile file comes out as the escape that JSON has for it.
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        if byte_order_mark and _is_file(output):
            output.write("\ufeff")
        yield output
        output.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        stop_writing()
        raise CommandError(
            _("The standard output could not be written: {why}.").format(why=_why(error))
        ) from error


def _is_file(output: TextIO) -> bool:
    try:
        return stat.S_ISREG(os.fstat(output.fileno()).st_mode)
    except OSError:
        return False


def stop_writing() -> None:
    """Send nowhere what is still buffered; it would raise again when Python flushes it at exit."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - a device
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


@contextmanager
def text_output(arguments: Namespace, *, byte_order_mark: bool = False) -> Iterator[TextIO]:
    """Open the output for data, UTF-8 everywhere.

    ``byte_order_mark`` is for files that Excel opens. A file is there only once all is written.
    Raises ``CommandError`` or ``SheetError`` where it can't be.
    """
    if arguments.output is None:
        with data_on_stdout(byte_order_mark=byte_order_mark) as output:
            yield output
        return
    whole = io.BytesIO()
    encoding = "utf-8-sig" if byte_order_mark else "utf-8"
    text = io.TextIOWrapper(whole, encoding, errors="backslashreplace", newline="")
    yield text
    text.flush()
    write_file(arguments.output, whole.getvalue(), force=arguments.force)


def write_data(arguments: Namespace, data: bytes) -> None:
    """Write what was made whole already; its byte order mark is for files, never for a pipe.

    Raises ``CommandError`` or ``SheetError`` where the file can't be written.
    """
    if arguments.output is None:
        bare = data.removeprefix(codecs.BOM_UTF8)
        with data_on_stdout(byte_order_mark=bare is not data) as output:
            output.flush()
            output.buffer.write(bare)
        return
    write_file(arguments.output, data, force=arguments.force)


def check_free(path: Path, *, force: bool) -> None:
    """Say early that a file can't be written, before anything else is. Raises ``CommandError``."""
    if path.exists() and not force:
        raise _exists(path)
    if not path.parent.is_dir():
        with writable(path):
            raise FileNotFoundError


def write_file(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file that its owner alone can read, in one stroke; ``force`` replaces one.

    Raises ``CommandError`` or ``SheetError`` where it can't be written.
    """
    if force and path.exists() and not (path.is_file() or path.is_dir()):
        with writable(path), path.open("wb") as device:
            device.write(data)
        return
    from kuke_tui.sheets.saving.private import write_private

    with not_in_the_way(path):
        write_private(path, data, force=force)


@contextmanager
def not_in_the_way(path: Path) -> Iterator[None]:
    """Say of a file that is there already how it may be replaced. Raises ``CommandError``."""
    try:
        yield
    except SheetError as error:
        if error.code is SheetErrorCode.EXISTS:
            raise _exists(path) from error
        raise


@contextmanager
def writable(path: Path) -> Iterator[None]:
    """Turn errors of writing a file into sentences."""
    try:
        yield
    except FileExistsError as error:
        raise _exists(path) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CommandError(
            _("{path} could not be written: {why}.").format(path=path, why=_why(error))
        ) from error


def _exists(path: Path) -> CommandError:
    return CommandError(
        _("{path} exists already; choose another name, or add --force.").format(path=path)
    )


def _why(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return _("there is no such folder")
        case PermissionError():
            return _("access is denied")
        case IsADirectoryError():
            return _("it is a folder")
        case OSError(errno=errno.ENOSPC):
            return _("the disk is full")
        case _:
            return error.strerror or type(error).__name__
