"""How an export is named in a call, and how it is to be read."""

import shutil
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kuke_tui.cli.errors import CommandError
from kuke_tui.cli.rule import add_rule_argument
from kuke_tui.cli.talk import ReadingProgress
from kuke_tui.i18n import _
from kuke_tui.sheets.read_options import ReadOptions

if TYPE_CHECKING:
    from kuke_tui.sheets.opening import OpenedExport
    from kuke_tui.sheets.recognition.mapping import ColumnMapping

STDIN = "-"


def add_export_arguments(parser: ArgumentParser) -> None:
    """Declare an export and how to read it."""
    add_export_argument(parser)
    add_reading_arguments(parser)


def add_export_argument(parser: ArgumentParser) -> None:
    """Declare an export."""
    parser.add_argument(
        "export", metavar=_("EXPORT"), help=_("the export; - reads csv from standard input")
    )


def add_reading_arguments(parser: ArgumentParser) -> None:
    """Declare the reading of the rule, and what may be said of a file's form."""
    add_rule_argument(parser)
    add_file_arguments(parser)


def add_file_arguments(parser: ArgumentParser) -> None:
    """Declare what may be said of a file's form."""
    parser.add_argument(
        "--encoding", metavar=_("ENCODING"), help=_("encoding of a csv, e.g. cp1250")
    )
    parser.add_argument("--delimiter", metavar=_("CHARACTER"), help=_("delimiter of a csv"))
    parser.add_argument(
        "--sheet",
        metavar=_("NAME"),
        dest="sheets",
        action="append",
        help=_("look at this sheet only; may be given several times"),
    )
    parser.add_argument(
        "--columns",
        metavar=_("FILE"),
        type=Path,
        help=_("what the columns and values mean, as written by “kuke-tui columns”"),
    )


def add_output_argument(parser: ArgumentParser) -> None:
    """Declare where an export is saved that changes were made in."""
    parser.add_argument(
        "--output",
        metavar=_("FILE"),
        type=Path,
        required=True,
        help=_("where to save the export with the changes"),
    )


def refuse_stdin(export: str) -> None:
    """Raise ``CommandError`` where an export to be saved anew is read from standard input."""
    if export == STDIN:
        raise CommandError(_("What is saved is made from a file; name one instead of -."))


def options_in(arguments: Namespace) -> ReadOptions:
    """Say how a call wants files read. Raises ``SheetError`` for a bad mapping."""
    options = ReadOptions(
        encoding=arguments.encoding,
        delimiter=arguments.delimiter,
        sheets=tuple(arguments.sheets or ()),
    )
    if arguments.columns is None:
        return options
    from kuke_tui.sheets.recognition.mapping_file import load_mapping

    return replace(options, mapping=load_mapping(arguments.columns))


def open_from(arguments: Namespace) -> "OpenedExport":
    """Open the export that the call names. Raises ``SheetError``."""
    return open_named(arguments.export, arguments)


def open_named(
    export: str, arguments: Namespace, mapping: "ColumnMapping | None" = None
) -> "OpenedExport":
    """Open one of several exports that a call names, all read alike. Raises ``SheetError``.

    ``mapping`` says what is what where the call does not.
    """
    from kuke_tui.sheets.opening import open_export

    options = options_in(arguments)
    if mapping is not None:
        options = replace(options, mapping=mapping)
    if export == STDIN:
        return _open_stdin(options)
    with ReadingProgress() as progress:
        return open_export(Path(export), options, progress=progress, apart=False)


def _open_stdin(options: ReadOptions) -> "OpenedExport":
    from kuke_tui.sheets.opening import open_export

    with tempfile.TemporaryDirectory(prefix="kuke-tui-") as folder:
        path = Path(folder) / "stdin.csv"
        with path.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        opened = open_export(path, options, apart=False)
    source = replace(opened.export.source, file=STDIN)
    return replace(opened, export=replace(opened.export, source=source))
