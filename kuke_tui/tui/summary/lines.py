"""The state of a migration as lines: verdicts, reasons as bars, clients, exceptions, facts."""

from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from kuke_tui.domain.export import AccountKey
from kuke_tui.domain.rules import ReasonCode
from kuke_tui.domain.verification import NotFresh
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.clock import local_time
from kuke_tui.messages.people import person_text
from kuke_tui.messages.readings import reading_text
from kuke_tui.messages.reasons import reason_short
from kuke_tui.messages.verification import not_fresh_text
from kuke_tui.messages.visible import visible
from kuke_tui.reports.bars import share
from kuke_tui.reports.summary import ClientCount, Count, LeftBehind, Summary
from kuke_tui.reports.todo import disclaimer
from kuke_tui.tui.widgets.cells import fit, fit_right
from kuke_tui.tui.widgets.line_list import Line, line

_BAR = 24
_FULL, _GONE, _ADDED, _REST = "█", "░", "▒", "·"
_NAME_WIDTH = 24
_NUMBER = 22
_FINE = (ReasonCode.ADMINISTRATOR, ReasonCode.UNIFORM_CHANGES)


def summary_lines(told: Summary) -> list[Line]:
    """Tell it all from top to bottom."""
    parts = (
        _verdicts(told),
        _reasons(told),
        _clients(told),
        _behind(_("Left behind on purpose"), told.exceptions),
        _behind(
            _("Others who stay behind"),
            [each for each in told.left_behind if each.exception is None],
        ),
        _facts(told),
    )
    lines: list[Line] = []
    for part in parts:
        made = list(part)
        if made:
            lines += [*made, line("")]
    return lines[:-1]


def bar(loaded: int, planned: int, most: int) -> str:
    """Draw a bar: what is there now and stays, what the plan takes away or adds, then the rest."""
    whole = max(1, most)
    now, later = (_cells(number, whole) for number in (loaded, planned))
    kept = min(now, later)
    changed = (_GONE if now > later else _ADDED) * (max(now, later) - kept)
    return (_FULL * kept + changed).ljust(_BAR, _REST)


def _cells(number: int, whole: int) -> int:
    return min(_BAR, max(number * _BAR // whole, 1)) if number else 0


def _verdicts(told: Summary) -> Iterator[Line]:
    if told.saved:
        yield line(not_fresh_text(NotFresh.SAVED), "unknown")
        yield line("")
    yield line(_("Accounts"), "heading")
    heading = fit_right(_("in the export"), _NUMBER)
    if told.has_plan:
        heading += fit_right(_("planned"), _NUMBER)
    yield line(" " * _NAME_WIDTH + heading, "quiet")
    before, after = told.loaded, told.planned
    for name, style, loaded, planned in (
        ("✓ TAK", "tak", before.tak, after.tak),
        ("✗ NIE", "nie", before.nie, after.nie),
        ("?", "unknown", before.unknown, after.unknown),
    ):
        yield Line(
            (
                (fit(name, _NAME_WIDTH), style),
                (_number(loaded, before), "plain"),
                *([(_number(planned, after), "changed")] if told.has_plan else []),
            )
        )
    if told.has_plan:
        steps = ngettext("{n} box to click", "{n} boxes to click", told.clicks)
        yield line(f"{steps.format(n=thousands(told.clicks))}. {disclaimer()}", "quiet")


def _number(count: int, of: Count) -> str:
    return fit_right(f"{thousands(count)} ({share(count, of.accounts)})", _NUMBER)


def _reasons(told: Summary) -> Iterator[Line]:
    reasons = [each for each in told.reasons if each.code not in _FINE]
    if not reasons:
        return
    yield line(_("Why accounts stay behind (one account may have several reasons)"), "heading")
    if told.has_plan:
        yield line(
            _("{full} remains with the plan   {gone} gone with the plan   {added} added").format(
                full=_FULL, gone=_GONE, added=_ADDED
            ),
            "quiet",
        )
    most = max(max(each.loaded, each.planned) for each in reasons)
    for each in sorted(reasons, key=lambda each: -each.loaded):
        numbers = thousands(each.loaded)
        if told.has_plan:
            numbers += f" → {thousands(each.planned)}"
        yield Line(
            (
                (fit(reason_short(each.code), _NAME_WIDTH) + " ", "plain"),
                (bar(each.loaded, each.planned, most), "nie"),
                (f" {numbers}", "plain"),
            )
        )


def _clients(told: Summary) -> Iterator[Line]:
    if len(told.clients) < 2:
        return
    yield line(
        _("Clients ({n}): accounts that migrate").format(n=thousands(len(told.clients))), "heading"
    )
    width = min(_NAME_WIDTH, max(cell_len(visible(each.client)) for each in told.clients))
    for each in told.clients:
        yield _client(each, width, has_plan=told.has_plan)


def _client(each: ClientCount, width: int, *, has_plan: bool) -> Line:
    loaded, planned = each.loaded, each.planned
    numbers = thousands(loaded.tak)
    if has_plan:
        numbers += f" → {thousands(planned.tak)}"
    numbers = _("{numbers} of {all} TAK").format(numbers=numbers, all=thousands(loaded.accounts))
    return Line(
        (
            (fit(visible(each.client), width) + " ", "plain"),
            (bar(loaded.tak, planned.tak, loaded.accounts), "tak"),
            (f" {numbers}", "plain"),
        )
    )


def _behind(heading: str, accounts: Iterable[LeftBehind]) -> Iterator[Line]:
    told = list(accounts)
    if not told:
        return
    yield line(f"{heading} ({thousands(len(told))})", "heading")
    for each in told:
        person = visible(person_text(AccountKey(each.client, each.login), each.name))
        why = " ".join(each.why) if each.exception is None else each.exception
        yield Line(((f"  {person}: ", "plain"), (visible(why), "quiet")))


def _facts(told: Summary) -> Iterator[Line]:
    yield line(_("What this was made from"), "heading")
    for name, value in (
        (_("Export"), told.file),
        ("SHA-256", told.sha256),
        (_("Reading of the rule"), reading_text(told.reading)),
        (_("Made"), local_time(told.time)),
    ):
        yield Line(((f"  {name}: ", "quiet"), (visible(value), "plain")))
