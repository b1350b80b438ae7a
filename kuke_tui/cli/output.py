"""Where a command's data goes: to stdout, or to a file that is not there yet."""

import codecs
import io
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from kuke_tui.cli.errors import CommandError
from kuke_tui.i18n import _
from kuke_tui.sheets.errors import SheetError, SheetErrorCode


def add_output_arguments(parser: ArgumentParser) -> None:
    """Declare where data may go."""
    parser.add_argument("--output", metavar=_("FILE"), type=Path, help=_("write to a file"))
    add_force_argument(parser)


def add_force_argument(parser: ArgumentParser) -> None:
    """Declare the plain yes that overwriting asks for."""
    parser.add_argument(
        "--force", action="store_true", help=_("overwrite the file where there is one")
    )


def stdout_for_data() -> TextIO:
    """Return stdout, made the same on every system: UTF-8 and plain line ends."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        # A lone surrogate of a hostile file comes out as the escape that JSON has for it.
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return sys.stdout


@contextmanager
def text_output(arguments: Namespace, *, byte_order_mark: bool = False) -> Iterator[TextIO]:
    """Open the output for data, UTF-8 everywhere.

    ``byte_order_mark`` is for files that Excel opens; a pipe never gets one. A file
    is there only once all is written. Raises ``CommandError`` or ``SheetError`` where it can't be.
    """
    if arguments.output is None:
        yield stdout_for_data()
        return
    whole = io.BytesIO()
    encoding = "utf-8-sig" if byte_order_mark else "utf-8"
    text = io.TextIOWrapper(whole, encoding, errors="backslashreplace", newline="")
    yield text
    text.flush()
    write_file(arguments.output, whole.getvalue(), force=arguments.force)


def write_data(arguments: Namespace, data: bytes) -> None:
    """Write what was made whole already; a byte order mark is for files, never for a pipe.

    Raises ``CommandError`` or ``SheetError`` where the file can't be written.
    """
    if arguments.output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data.removeprefix(codecs.BOM_UTF8))
        sys.stdout.buffer.flush()
        return
    write_file(arguments.output, data, force=arguments.force)


def write_file(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file that its owner alone can read, in one stroke; ``force`` replaces one.

    Raises ``CommandError`` or ``SheetError`` where it can't be written.
    """
    if force and path.exists() and not (path.is_file() or path.is_dir()):
        with writable(path), path.open("wb") as device:
            device.write(data)
        return
    from kuke_tui.sheets.saving.private import write_private

    try:
        write_private(path, data, force=force)
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
        case _:
            return error.strerror or type(error).__name__
