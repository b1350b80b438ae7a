"""``kuke-tui decide``: accounts left behind on purpose, each with a reason, as on the screen."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TextIO

from kuke_tui.cli import exit_codes
from kuke_tui.cli.errors import CommandError
from kuke_tui.cli.export_arguments import STDIN, add_reading_arguments, open_from
from kuke_tui.cli.formats import JSON, add_telling_argument
from kuke_tui.cli.journals import work_kept
from kuke_tui.cli.named_accounts import accounts_named, add_client_argument, single_accounts
from kuke_tui.cli.output import data_on_stdout
from kuke_tui.cli.rule import reading_of
from kuke_tui.domain.rules import Verdict
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.trail import decision_change_text
from kuke_tui.messages.visible import visible
from kuke_tui.workspace.steps import LONGEST_REASON, Cursor, Decision
from kuke_tui.workspace.trail import DecisionChange
from kuke_tui.workspace.workspace import Workspace


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("export", metavar=_("EXPORT"), help=_("the export"))
    parser.add_argument(
        "logins",
        metavar="LOGIN",
        nargs="*",
        help=_("the accounts to decide about; without one, those left behind are listed"),
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--reason",
        metavar=_("TEXT"),
        help=_("leave the accounts behind on purpose, and say why; every report shows it"),
    )
    what.add_argument(
        "--undo", action="store_true", help=_("take the decision back; they are to be done again")
    )
    add_client_argument(parser)
    add_reading_arguments(parser)
    add_telling_argument(parser)


def run(arguments: Namespace) -> int:
    """Decide, or list what is decided."""
    if arguments.export == STDIN:
        raise CommandError(_("Decisions are kept with a file; name one instead of -."))
    decision = _decision(arguments)
    export = open_from(arguments).export
    places = set(accounts_named(export, None, arguments.client))
    named = single_accounts(export, arguments.logins, arguments.client).values()
    with work_kept(export, Path(arguments.export), reading_of(arguments)) as workspace:
        if named:
            _check(workspace, named, decision)
        changes = _decide(workspace, dict.fromkeys(named, decision))
        listed = [place for place in sorted(workspace.decisions) if place in places]
        with data_on_stdout() as output:
            if arguments.format == JSON:
                _write_json(workspace, changes, listed, output)
            else:
                _write_table(workspace, changes, [] if named else listed, output)
    return exit_codes.DONE


def _decision(arguments: Namespace) -> Decision | None:
    """Return the decision to make; None takes it back, or only lists. Raises ``CommandError``."""
    asked = arguments.reason is not None or arguments.undo
    if bool(arguments.logins) is not asked:
        raise CommandError(
            _("To decide, name accounts, and --reason or --undo; to list, only the export.")
        )
    if arguments.reason is None:
        return None
    reason = " ".join(arguments.reason.split())
    if not reason:
        raise CommandError(_("Write why, so that others understand it later."))
    if len(reason) > LONGEST_REASON:
        raise CommandError(
            _("The reason is too long: {found} characters, at most {n}.").format(
                found=thousands(len(reason)), n=thousands(LONGEST_REASON)
            )
        )
    return Decision(reason)


def _check(workspace: Workspace, accounts: Iterable[int], decision: Decision | None) -> None:
    """Refuse, all or nothing, what the screen would not offer. Raises ``CommandError``."""
    undecided = [each for each in accounts if each not in workspace.decisions]
    if decision is None and undecided:
        raise CommandError(
            _("Not left behind on purpose, nothing to take back: {logins}.").format(
                logins=_logins(workspace, undecided)
            )
        )
    tak = [each for each in undecided if workspace.verdict(each) is Verdict.TAK]
    if tak:
        raise CommandError(
            _("The verdict is TAK, nothing to leave behind: {logins}.").format(
                logins=_logins(workspace, tak)
            )
        )


def _logins(workspace: Workspace, accounts: Iterable[int]) -> str:
    return ", ".join(workspace.account(each).login for each in accounts)


def _decide(workspace: Workspace, wanted: Mapping[int, Decision | None]) -> list[DecisionChange]:
    step = workspace.decide(Cursor(next(iter(wanted), 0)), wanted).step
    return [
        DecisionChange(
            *workspace.account(edit.account).key,
            edit.before.reason if edit.before else None,
            edit.after.reason if edit.after else None,
        )
        for edit in (step.decisions if step else ())
    ]


def _write_json(
    workspace: Workspace, changes: list[DecisionChange], listed: list[int], output: TextIO
) -> None:
    from kuke_tui.exchange.decide_json import decide_json
    from kuke_tui.exchange.json_text import json_pieces

    output.writelines(json_pieces(decide_json(workspace, changes, listed)))


def _write_table(
    workspace: Workspace, changes: list[DecisionChange], listed: list[int], output: TextIO
) -> None:
    """Tell what was decided now or listed, an account to a line, and what is to be done still."""
    lines = list(map(decision_change_text, changes))
    for place in listed:
        account, reason = workspace.account(place), workspace.decisions[place].reason
        lines.append(decision_change_text(DecisionChange(*account.key, None, reason)))
    totals = workspace.totals()
    left = ngettext(
        "{n} account left behind on purpose", "{n} accounts left behind on purpose", totals.left
    ).format(n=thousands(totals.left))
    to_do = ngettext("{n} account to do", "{n} accounts to do", totals.to_do).format(
        n=thousands(totals.to_do)
    )
    lines.append(f"{left}, {to_do}.")
    output.writelines(f"{visible(line)}\n" for line in lines)
