"""``kuke-tui fix``: save an export in which the accounts that stay behind are corrected."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from kuke_tui.cli import exit_codes
from kuke_tui.cli.errors import CommandError
from kuke_tui.cli.export_arguments import STDIN, add_export_arguments, open_from
from kuke_tui.cli.fixing import fixing_of
from kuke_tui.cli.output import add_force_argument, data_on_stdout
from kuke_tui.cli.rule import reading_of
from kuke_tui.domain.corrections import CorrectionKind
from kuke_tui.domain.export import Export
from kuke_tui.i18n import _
from kuke_tui.workspace.workspace import Workspace

_STRATEGIES = (CorrectionKind.FEWEST_CLICKS, CorrectionKind.GRANT, CorrectionKind.REVOKE)


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
    parser.add_argument(
        "--strategy",
        choices=[kind.value for kind in _STRATEGIES],
        default=CorrectionKind.FEWEST_CLICKS.value,
        help=_("the fewest clicks, granting only, or taking away only (default: %(default)s)"),
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=_("say what would be done, and save nothing")
    )
    parser.add_argument(
        "--format",
        choices=("table", "json"),
        default="table",
        help=_("how to tell it (default: %(default)s)"),
    )
    add_force_argument(parser)


def run(arguments: Namespace) -> int:
    """Correct and save; 0 where no account was left as it was, 1 where some were."""
    if arguments.output is None and not arguments.dry_run:
        raise CommandError(_("Name the file to save with --output, or try it with --dry-run."))
    if arguments.export == STDIN and not arguments.dry_run:
        raise CommandError(_("What is saved is made from a file; name one instead of -."))
    opened = open_from(arguments)
    workspace = Workspace(opened.export, reading=reading_of(arguments))
    accounts = _positions(opened.export, arguments.logins)
    fixing = fixing_of(workspace, accounts, CorrectionKind(arguments.strategy))
    saved = None
    if not arguments.dry_run:
        from kuke_tui.cli.saving import save_telling

        save_telling(opened, fixing.boxes, arguments.output, overwrite=arguments.force)
        saved = arguments.output
    if arguments.format == "json":
        from kuke_tui.cli.fix_json import write_json as write
    else:
        from kuke_tui.cli.fix_table import write_table as write
    with data_on_stdout() as output:
        write(workspace, fixing, saved, output)
    return exit_codes.NOT_ALL if fixing.left else exit_codes.DONE


def _positions(export: Export, logins: list[str] | None) -> list[int]:
    """Find the accounts named, or all. Raises ``CommandError`` for a login that is not there."""
    if logins is None:
        return list(range(len(export.accounts)))
    missing = set(logins) - {account.login for account in export.accounts}
    if missing:
        raise CommandError(
            _("No account has the login {logins}.").format(logins=", ".join(sorted(missing)))
        )
    wanted = set(logins)
    return [place for place, each in enumerate(export.accounts) if each.login in wanted]
