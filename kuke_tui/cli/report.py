"""``kuke-tui report``: how the migration stands, as a page for a manager."""

from argparse import ArgumentParser, Namespace
from dataclasses import replace

from kuke_tui.cli import exit_codes
from kuke_tui.cli.change_lists import change_list_named, one_stdin
from kuke_tui.cli.errors import CommandError
from kuke_tui.cli.export_arguments import add_export_argument, add_file_arguments, open_from
from kuke_tui.cli.formats import add_format_argument, format_of
from kuke_tui.cli.journals import reasons_for_leaving
from kuke_tui.cli.looking_up import looking_up_saved_files
from kuke_tui.cli.output import add_output_arguments, write_data
from kuke_tui.cli.rule import add_plan_rule_argument
from kuke_tui.domain.change_list import ChangeList, accounts_by_key
from kuke_tui.domain.export import Export
from kuke_tui.domain.fitting import Fit, fit_changes
from kuke_tui.domain.reading import Reading
from kuke_tui.i18n import _
from kuke_tui.messages.clock import now
from kuke_tui.reports.report_html import report_html
from kuke_tui.reports.summary import Plan, summary
from kuke_tui.workspace.saved_files import was_saved
from kuke_tui.workspace.sessions import sessions_folder

_FORMATS = ("html",)


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_export_argument(parser)
    add_plan_rule_argument(parser)
    add_file_arguments(parser)
    parser.add_argument(
        "--changes", metavar=_("CHANGES"), help=_("a change list: tell what is planned as well")
    )
    add_format_argument(parser, _FORMATS, _FORMATS[0])
    add_output_arguments(parser)


def run(arguments: Namespace) -> int:
    """Write the report."""
    format_of(arguments, _FORMATS, _FORMATS[0])
    one_stdin(arguments.export, arguments.changes)
    plan = None if arguments.changes is None else change_list_named(arguments.changes)
    reading = _reading(arguments.reading, plan)
    export = open_from(arguments).export
    with looking_up_saved_files():
        saved = was_saved(sessions_folder(), export.source.sha256)
    told = summary(export, _known(export, plan), reading, now(), saved=saved)
    write_data(arguments, "".join(report_html(told)).encode(errors="backslashreplace"))
    return exit_codes.DONE


def _reading(asked: str | None, plan: ChangeList | None) -> Reading:
    if plan is None:
        return Reading(asked or Reading.STRICT)
    if asked is not None and Reading(asked) is not plan.reading:
        raise CommandError(
            _("The change list was made under the other reading of the rule; leave --reading out.")
        )
    return plan.reading


def _known(export: Export, plan: ChangeList | None) -> Plan | None:
    """Gather what is planned: by the change list, and by decisions in the work kept."""
    reasons = reasons_for_leaving(export)
    if plan is None and not reasons:
        return None
    exceptions = reasons | (plan.reasons_for_leaving if plan else {})
    accounts = accounts_by_key(export)
    known = Plan(
        exceptions={
            accounts[key][0]: reason for key, reason in exceptions.items() if key in accounts
        }
    )
    if plan is None:
        return known
    fitting = fit_changes(export, plan.changes)
    return replace(
        known,
        wanted=fitting.wanted(Fit.FITS, Fit.LOCKED),
        clicks=len(fitting.of(Fit.FITS, Fit.LOCKED)),
        made_at=plan.time,
        unfitting=len(fitting.conflicts) - len(fitting.of(Fit.LOCKED)),
    )
