"""``kuke-tui fix``: save an export in which the accounts that stay behind are corrected."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from kuke_tui.cli import exit_codes
from kuke_tui.cli.errors import CommandError
from kuke_tui.cli.export_arguments import add_export_arguments, open_from, refuse_stdin
from kuke_tui.cli.formats import JSON, add_telling_argument
from kuke_tui.cli.named_accounts import accounts_named, add_client_argument
from kuke_tui.cli.output import add_force_argument, data_on_stdout
from kuke_tui.cli.rule import reading_of
from kuke_tui.cli.talk import say
from kuke_tui.domain.corrections import Colleagues, CorrectionKind
from kuke_tui.domain.rules import Verdict
from kuke_tui.i18n import _
from kuke_tui.workspace.bulk import plan_corrections
from kuke_tui.workspace.colleagues import ColleagueIndex
from kuke_tui.workspace.workspace import Workspace

ColleaguesOf = Callable[[int], Sequence[Colleagues]]


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_export_arguments(parser)
    parser.add_argument(
        "--output", metavar=_("FILE"), type=Path, help=_("where to save the corrected export")
    )
    parser.add_argument(
        "--login",
        metavar="LOGIN",
        dest="logins",
        nargs="+",
        action="extend",
        help=_("correct these accounts only (default: all that would stay behind)"),
    )
    add_client_argument(parser)
    parser.add_argument(
        "--strategy",
        choices=[kind.value for kind in CorrectionKind],
        help=_(
            "the fewest clicks, granting only, taking away only, or the boxes of a user of the "
            "client who will migrate, the nearest (default: fewest-clicks)"
        ),
    )
    parser.add_argument(
        "--like", metavar="LOGIN", help=_("the boxes of this colleague; for users of one client")
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=_("say what would be done, and save nothing")
    )
    add_telling_argument(parser)
    add_force_argument(parser)


def run(arguments: Namespace) -> int:
    """Correct and save; 0 where no account was left as it was, 1 where some were."""
    if arguments.output is None and not arguments.dry_run:
        raise CommandError(_("Name the file to save with --output, or try it with --dry-run."))
    if not arguments.dry_run:
        refuse_stdin(arguments.export)
    kind = _kind(arguments)
    opened = open_from(arguments)
    workspace = Workspace(opened.export, reading=reading_of(arguments))
    named = accounts_named(opened.export, arguments.logins, arguments.client)
    colleagues_of, named = _colleagues(workspace, named, arguments)
    behind = [each for each in named if workspace.verdict(each) is not Verdict.TAK]
    plan = plan_corrections(workspace, behind, kind, colleagues_of)
    if arguments.logins:
        _say_who_is_tak(workspace, named)
    saved = None
    if not arguments.dry_run:
        from kuke_tui.cli.saving import save_telling

        save_telling(opened, plan.boxes, arguments.output, overwrite=arguments.force)
        saved = arguments.output
    if arguments.format == JSON:
        from kuke_tui.exchange.fix_json import fix_json
        from kuke_tui.exchange.json_text import json_pieces

        output = None if saved is None else str(saved)
        pieces = json_pieces(fix_json(workspace, plan, kind, output))
    else:
        from kuke_tui.cli.fix_table import fix_lines

        pieces = fix_lines(workspace, plan, kind, saved)
    with data_on_stdout() as stdout:
        stdout.writelines(pieces)
    return exit_codes.NOT_ALL if plan.passed_over else exit_codes.DONE


def _kind(arguments: Namespace) -> CorrectionKind:
    if arguments.like is None:
        return CorrectionKind(arguments.strategy or CorrectionKind.FEWEST_CLICKS)
    if arguments.strategy not in (None, CorrectionKind.LIKE_COLLEAGUE):
        raise CommandError(
            _("--like is a strategy of its own; leave --strategy {strategy} out.").format(
                strategy=arguments.strategy
            )
        )
    return CorrectionKind.LIKE_COLLEAGUE


def _colleagues(
    workspace: Workspace, places: list[int], arguments: Namespace
) -> tuple[ColleaguesOf, list[int]]:
    """Say whom each account may be made like, and which accounts of those at ``places`` may be.

    Raises ``CommandError`` where the one named with ``--like`` is nobody's colleague.
    """
    index, login = ColleagueIndex(workspace), arguments.like
    if login is None:
        return index.of, places
    alike = partial(index.alike, login=login)
    able = [place for place in places if alike(place)]
    if not able or (arguments.logins and len(able) < len(places)):
        raise CommandError(
            _(
                "{login} is no user of the same client who will migrate, so that nobody there "
                "can get the same permissions."
            ).format(login=login)
        )
    return alike, able


def _say_who_is_tak(workspace: Workspace, places: list[int]) -> None:
    tak = [each for each in places if workspace.verdict(each) is Verdict.TAK]
    if tak:
        logins = ", ".join(dict.fromkeys(workspace.account(each).login for each in tak))
        say(_("The verdict is TAK already, nothing to correct: {logins}.").format(logins=logins))
