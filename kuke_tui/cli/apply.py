"""``kuke-tui apply``: save an export with a change list carried out in it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kuke_tui.cli import exit_codes
from kuke_tui.cli.applied import applied_json, applied_lines
from kuke_tui.cli.change_lists import add_change_list_argument, change_list_named
from kuke_tui.cli.export_arguments import (
    add_file_arguments,
    add_output_argument,
    open_named,
    refuse_stdin,
)
from kuke_tui.cli.formats import JSON, add_telling_argument
from kuke_tui.cli.output import add_force_argument, data_on_stdout
from kuke_tui.cli.talk import say
from kuke_tui.domain.change_list import ChangeList
from kuke_tui.domain.export import Export
from kuke_tui.domain.fitting import Fit, Fitting, fit_changes
from kuke_tui.i18n import _

if TYPE_CHECKING:
    from kuke_tui.sheets.saving.safe_save import SaveReceipt


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("export", metavar=_("EXPORT"), help=_("the export"))
    add_change_list_argument(parser)
    add_file_arguments(parser)
    add_output_argument(parser)
    parser.add_argument(
        "--partial",
        action="store_true",
        help=_("apply what fits and leave the rest, instead of all or nothing"),
    )
    add_telling_argument(parser)
    add_force_argument(parser)


def run(arguments: Namespace) -> int:
    """Apply and save; 0 where all is there then, 1 where something does not fit."""
    refuse_stdin(arguments.export)
    plan = change_list_named(arguments.changes)
    opened = open_named(arguments.export, arguments)
    if plan.sha256 and plan.sha256 != opened.export.source.sha256:
        say(
            _(
                "The list was made for another export, {file}; "
                "each change is held against this one."
            ).format(file=plan.file)
        )
    fitting = fit_changes(opened.export, plan.changes)
    receipt = None
    if arguments.partial or not fitting.conflicts:
        from kuke_tui.cli.saving import save_telling

        receipt = save_telling(
            opened, fitting.wanted(Fit.FITS), arguments.output, overwrite=arguments.force
        )
    with data_on_stdout() as output:
        if arguments.format == JSON:
            output.writelines(_json(plan, opened.export, fitting, receipt))
        else:
            output.writelines(applied_lines(fitting, receipt))
            if receipt is None:
                output.write(_("To apply what fits, add --partial.") + "\n")
    return exit_codes.NOT_ALL if fitting.conflicts else exit_codes.DONE


def _json(
    plan: ChangeList, export: Export, fitting: Fitting, receipt: "SaveReceipt | None"
) -> Iterator[str]:
    from kuke_tui.exchange.json_text import json_pieces

    return json_pieces(applied_json(plan, export, fitting, receipt))
