"""``kuke-tui set``: save an export in which single checkboxes are set, each cell named in words."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kuke_tui.cli import exit_codes
from kuke_tui.cli.applied import applied_json, applied_lines
from kuke_tui.cli.errors import CommandError
from kuke_tui.cli.export_arguments import (
    add_output_argument,
    add_reading_arguments,
    open_from,
    refuse_stdin,
)
from kuke_tui.cli.formats import JSON, add_telling_argument
from kuke_tui.cli.named_accounts import add_client_argument, single_accounts
from kuke_tui.cli.output import add_force_argument, data_on_stdout
from kuke_tui.cli.rule import reading_of
from kuke_tui.domain.boxes import Boxes, Level, with_level
from kuke_tui.domain.change_list import ChangeList, plan_of
from kuke_tui.domain.export import Export
from kuke_tui.domain.fitting import Fit, Fitting, fit_changes
from kuke_tui.domain.reading import Reading
from kuke_tui.domain.rules import Verdict, assess
from kuke_tui.i18n import _
from kuke_tui.messages.verification import planned_verdict, with_client
from kuke_tui.messages.visible import visible, visible_short

if TYPE_CHECKING:
    from kuke_tui.exchange.shapes import SetAccount
    from kuke_tui.sheets.saving.safe_save import SaveReceipt

_ALL = "all"
_LEVELS = {"none": Level.NONE, "view": Level.VIEW, "change": Level.CHANGE}
_SHOWN = 20
"""How many names an error lists at most."""


class _Setting(NamedTuple):
    """A cell, or several by the word ``all``, and what it is to say."""

    login: str
    policy: str
    right: str
    level: str


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("export", metavar=_("EXPORT"), help=_("the export"))
    parser.add_argument(
        "words",
        metavar=_("LOGIN POLICY RIGHT LEVEL"),
        nargs="+",
        help=_(
            "whose box, on which policy, for which permission: none, view or change (with view); "
            "four words for each cell, as many cells as you like; “all” stands for every policy "
            "or every permission"
        ),
    )
    add_output_argument(parser)
    add_client_argument(parser)
    add_reading_arguments(parser)
    add_telling_argument(parser)
    add_force_argument(parser)


def run(arguments: Namespace) -> int:
    """Set and save, all or nothing; 1 where a cell can't be set in this file."""
    refuse_stdin(arguments.export)
    settings = list(_settings(arguments.words))
    opened = open_from(arguments)
    export, reading = opened.export, reading_of(arguments)
    wanted = _wanted(export, settings, arguments.client)
    plan = plan_of(export, wanted, reading, {}, "")
    fitting = fit_changes(export, plan.changes)
    receipt = None
    accounts: list[SetAccount] = []
    if not fitting.conflicts:
        from kuke_tui.cli.saving import save_telling

        receipt = save_telling(
            opened, fitting.wanted(Fit.FITS), arguments.output, overwrite=arguments.force
        )
        accounts = _judged(export, wanted, reading)
    with data_on_stdout() as output:
        if arguments.format == JSON:
            output.writelines(_json(plan, export, fitting, receipt, accounts))
        else:
            output.writelines(applied_lines(fitting, receipt))
            output.writelines(map(_verdict_line, accounts))
    return exit_codes.NOT_ALL if fitting.conflicts else exit_codes.DONE


def _settings(words: Sequence[str]) -> Iterator[_Setting]:
    """Take the words four by four. Raises ``CommandError``."""
    if len(words) % len(_Setting._fields):
        raise CommandError(
            _("Each cell takes four words, LOGIN POLICY RIGHT LEVEL; {n} are given.").format(
                n=len(words)
            )
        )
    for each in map(_Setting._make, zip(*[iter(words)] * len(_Setting._fields), strict=True)):
        if each.level not in _LEVELS:
            raise CommandError(
                _("“{word}” is no level; the levels are {levels}.").format(
                    word=each.level, levels=", ".join(_LEVELS)
                )
            )
        yield each


def _wanted(export: Export, settings: Sequence[_Setting], client: str | None) -> dict[int, Boxes]:
    """Return the boxes wanted by account position, later words over earlier ones.

    Raises ``CommandError`` for an account, a policy or a right that is not there.
    """
    places = single_accounts(export, [each.login for each in settings], client)
    wanted = {place: export.accounts[place].boxes for place in places.values()}
    for each in settings:
        place = places[each.login]
        cells = _cells(export, place, each)
        wanted[place] = with_level(wanted[place], cells, _LEVELS[each.level])
    return wanted


def _cells(export: Export, place: int, setting: _Setting) -> int:
    account = export.accounts[place]
    shape = export.shape(account)
    policies, rights = account.client.policies, export.rights
    if setting.policy in policies:
        cells = shape.row_of(policies.index(setting.policy))
    elif setting.policy == _ALL:
        cells = shape.all_cells
    else:
        raise CommandError(
            _("The client of {login} has no policy {policy}; its policies: {known}.").format(
                login=setting.login, policy=setting.policy, known=_list(policies)
            )
        )
    if setting.right in rights:
        return cells & shape.columns[rights.index(setting.right)]
    if setting.right == _ALL:
        return cells
    raise CommandError(
        _("The export has no permission “{right}”; its permissions: {known}.").format(
            right=setting.right, known=_list(rights)
        )
    )


def _list(names: Sequence[str]) -> str:
    shown = ", ".join(map(visible_short, names[:_SHOWN]))
    return f"{shown}, …" if len(names) > _SHOWN else shown


def _judged(export: Export, wanted: Mapping[int, Boxes], reading: Reading) -> "list[SetAccount]":
    """Judge each account as loaded and as planned, in the order of the export."""
    judged: list[SetAccount] = []
    for place in sorted(wanted):
        account = export.accounts[place]
        loaded, planned = (
            assess(account.role, boxes, export.shape(account), reading).verdict
            for boxes in (account.boxes, wanted[place])
        )
        client, login = account.key
        judged.append(
            {"client": client, "login": login, "verdict": loaded.value, "planned": planned.value}
        )
    return judged


def _verdict_line(judged: "SetAccount") -> str:
    who = visible(with_client(judged["client"], judged["login"]))
    return f"{who}: {judged['verdict']} → {planned_verdict(Verdict(judged['planned']))}\n"


def _json(
    plan: ChangeList,
    export: Export,
    fitting: Fitting,
    receipt: "SaveReceipt | None",
    accounts: "list[SetAccount]",
) -> Iterator[str]:
    from kuke_tui.exchange.json_text import json_pieces

    return json_pieces({**applied_json(plan, export, fitting, receipt), "accounts": accounts})
