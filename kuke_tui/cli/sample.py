"""``kuke-tui sample``: a synthetic export of any size."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from kuke_tui.cli import exit_codes
from kuke_tui.cli.errors import CommandError
from kuke_tui.cli.output import add_force_argument, not_in_the_way
from kuke_tui.domain.export import Layout
from kuke_tui.i18n import _
from kuke_tui.sample.accounts import SampleSize
from kuke_tui.sample.files import SUFFIXES, WITH_BYTE_ORDER_MARK, write_sample

_ACCOUNTS_OF_CLIENT = 25
_ENCODINGS = {"utf-8": WITH_BYTE_ORDER_MARK, "cp1250": "cp1250"}


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "file", metavar=_("FILE"), type=Path, help=_("where to write: .xlsx, .csv or .tsv")
    )
    for name, default, text in (
        ("--accounts", 60, _("number of accounts (default: %(default)s)")),
        ("--policies", 8, _("number of each client's policies (default: %(default)s)")),
        ("--rights", 6, _("number of rights (default: %(default)s)")),
        ("--clients", None, _("number of clients (default: one for every 25 accounts)")),
    ):
        parser.add_argument(name, metavar="N", type=_count, default=default, help=text)
    parser.add_argument(
        "--layout",
        choices=("wide", "long"),
        default="wide",
        help=_("a row for each policy, or for each policy and right (default: %(default)s)"),
    )
    parser.add_argument(
        "--spelling",
        choices=("levels", "boxes"),
        default="levels",
        help=_(
            "one column for each right, or two, which can show changes without view "
            "(default: %(default)s)"
        ),
    )
    parser.add_argument(
        "--seed",
        metavar="N",
        type=int,
        default=0,
        help=_("start of chance: the same seed gives the same file (default: %(default)s)"),
    )
    parser.add_argument(
        "--no-problems",
        dest="problems",
        action="store_false",
        help=_("leave out cells and roles that can't be read"),
    )
    parser.add_argument(
        "--encoding",
        choices=_ENCODINGS,
        default="utf-8",
        help=_("encoding of csv and tsv (default: %(default)s)"),
    )
    add_force_argument(parser)


def run(arguments: Namespace) -> int:
    """Write the sample."""
    clients = arguments.clients or -(-arguments.accounts // _ACCOUNTS_OF_CLIENT)
    if clients > arguments.accounts:
        raise CommandError(_("There can't be more clients than accounts."))
    if arguments.file.suffix.lower() not in SUFFIXES:
        raise CommandError(
            _("{path}: the name of a sample ends in .xlsx, .csv or .tsv.").format(
                path=arguments.file
            )
        )
    layout = _layout(arguments)
    size = SampleSize(
        accounts=arguments.accounts,
        policies=arguments.policies,
        rights=arguments.rights,
        clients=clients,
        seed=arguments.seed,
        problems=arguments.problems,
        boxes_apart=layout is Layout.WIDE_BOXES,
    )
    with not_in_the_way(arguments.file):
        write_sample(
            arguments.file,
            size,
            layout,
            encoding=_ENCODINGS[arguments.encoding],
            overwrite=arguments.force,
        )
    return exit_codes.DONE


def _layout(arguments: Namespace) -> Layout:
    if arguments.spelling == "levels":
        return Layout.LONG if arguments.layout == "long" else Layout.WIDE_LEVELS
    if arguments.layout == "long":
        raise CommandError(_("The long layout has levels only, no boxes."))
    return Layout.WIDE_BOXES


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise ArgumentTypeError(
            _("a whole number from 1 up is meant, not “{text}”").format(text=text)
        )
    return int(text)
