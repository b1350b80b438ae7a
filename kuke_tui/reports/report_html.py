"""The report for a manager as a page for the browser or the printer."""

from collections.abc import Iterator, Sequence

from kuke_tui.domain.rules import ReasonCode
from kuke_tui.domain.verification import NotFresh
from kuke_tui.i18n import _, ngettext, thousands
from kuke_tui.messages.clock import local_time
from kuke_tui.messages.readings import reading_text
from kuke_tui.messages.reasons import reason_short
from kuke_tui.messages.verification import not_fresh_text, planned_verdict
from kuke_tui.reports.bars import Part, bar, share
from kuke_tui.reports.page import badge, fact_list, name, page, planned_badge, text
from kuke_tui.reports.summary import ClientCount, Count, LeftBehind, Summary
from kuke_tui.reports.todo import disclaimer

_MIGRATING = (ReasonCode.ADMINISTRATOR, ReasonCode.UNIFORM_CHANGES)
_PLANNED = " planned"
"""The look of what no export confirms yet."""

_CLIENTS_SHOWN = 40
"""Clients of whom a manager is told at once; the rest can be unfolded."""


def report_html(summary: Summary) -> Iterator[str]:
    """Give the page in pieces."""
    title = _("Migration of accounts to Portal Klienta")
    return page(title, _body(title, summary), styles=("report.css",))


def _body(title: str, summary: Summary) -> Iterator[str]:
    yield f"<h1>{text(title)}</h1>\n"
    yield _figures(summary)
    if summary.saved:
        yield f'<p class="note">{text(not_fresh_text(NotFresh.SAVED))}</p>\n'
    if summary.has_plan:
        yield f'<p class="note">{text(disclaimer())}</p>\n'
    if summary.unfitting:
        told = ngettext(
            "{n} planned change does not fit this export and is left out here.",
            "{n} planned changes don't fit this export and are left out here.",
            summary.unfitting,
        ).format(n=thousands(summary.unfitting))
        yield f'<p class="note">{text(told)}</p>\n'
    yield _verdicts(summary)
    yield _reasons(summary)
    if len(summary.clients) > 1:
        yield from _clients(summary)
    yield from _exceptions(summary)
    yield from _left_behind(summary)
    yield f"<h2>{text(_('What this report was made from'))}</h2>\n"
    yield fact_list(
        (
            (_("Export"), summary.file),
            ("SHA-256", summary.sha256),
            (_("Reading of the rule"), reading_text(summary.reading)),
            (_("Made"), local_time(summary.time)),
            *([(_("Plan of"), local_time(summary.planned_at))] if summary.planned_at else []),
        )
    )


def _figures(summary: Summary) -> str:
    loaded, planned = summary.loaded, summary.planned
    figures = [
        _figure(
            thousands(loaded.tak),
            _("accounts that will migrate as the export stands: {share} of {all}").format(
                share=share(loaded.tak, loaded.accounts), all=thousands(loaded.accounts)
            ),
        ),
        _figure(
            thousands(loaded.behind),
            _("accounts that stay behind as the export stands"),
        ),
    ]
    if summary.has_plan:
        told = _(
            "accounts that will migrate as planned: {share}; clicks in Ekstranet: {clicks}"
        ).format(share=share(planned.tak, planned.accounts), clicks=thousands(summary.clicks))
        figures.append(_figure(thousands(planned.tak), told, look=" planned"))
    return f'<div class="figures">{"".join(figures)}</div>\n'


def _figure(number: str, told: str, look: str = "") -> str:
    return f'<div class="figure{look}"><strong>{number}</strong>{text(told)}</div>'


def _verdicts(summary: Summary) -> str:
    rows = _verdict_bar(_("as the export stands"), summary.loaded)
    if summary.has_plan:
        rows += _verdict_bar(_("planned"), summary.planned, _PLANNED)
    keys = "".join(
        f'<span><span class="key {look}"></span>{text(told)}</span>'
        for look, told in (
            ("tak", _("TAK: will migrate")),
            ("nie", _("NIE: stays behind")),
            ("unknown", _("?: the data do not say")),
        )
    )
    return (
        f"<h2>{text(_('Will the accounts migrate?'))}</h2>\n"
        f'<div class="bars">{rows}</div>\n<p class="legend">{keys}</p>\n'
    )


def _verdict_bar(told: str, count: Count, look: str = "") -> str:
    label = _count_text(count)
    return (
        f'<span class="wide">{text(told)}</span>{bar(_parts(count, look), count.accounts, label)}'
        f'<span class="number">{share(count.tak, count.accounts)} TAK</span>'
    )


def _parts(count: Count, look: str = "") -> tuple[Part, ...]:
    return (
        Part(f"tak{look}", count.tak),
        Part(f"nie{look}", count.nie),
        Part(f"unknown{look}", count.unknown),
    )


def _count_text(count: Count) -> str:
    return f"TAK: {count.tak}, NIE: {count.nie}, ?: {count.unknown}"


def _reasons(summary: Summary) -> str:
    shown = [each for each in summary.reasons if each.code not in _MIGRATING]
    if not shown:
        return ""
    whole = max(max(each.loaded, each.planned) for each in shown)
    rows = []
    for each in shown:
        label, now = reason_short(each.code), thousands(each.loaded)
        rows.append(
            f'<span class="wide loaded-label">{text(label)}</span>'
            f"{bar([Part('loaded', each.loaded)], whole, f'{label}: {now}')}"
            f'<span class="number">{now}</span>'
        )
        if summary.has_plan:
            then = _("planned {n}").format(n=thousands(each.planned))
            rows.append(
                f'<span class="wide"></span>'
                f"{bar([Part(f'loaded{_PLANNED}', each.planned)], whole, f'{label}: {then}')}"
                f'<span class="number quiet">{text(then)}</span>'
            )
    return (
        f"<h2>{text(_('Why accounts stay behind'))}</h2>\n"
        f'<p class="quiet">{text(_("Accounts by reason; one account may have several."))}</p>\n'
        f'<div class="bars reasons">{"".join(rows)}</div>\n'
    )


def _clients(summary: Summary) -> Iterator[str]:
    numbers = [_("Accounts"), _("Stay behind")]
    if summary.has_plan:
        numbers.append(_("Stay behind as planned"))
    cells = "".join(f'<th class="number">{text(each)}</th>' for each in numbers)
    drawn = _("TAK, NIE, ? (below: planned)") if summary.has_plan else _("TAK, NIE, ?")
    cells = f"<th>{text(_('Client'))}</th>{cells}<th>{text(drawn)}</th>"
    yield f"<h2>{text(_('By client'))}</h2>\n"
    head = f'<table class="clients"><thead><tr>{cells}</tr></thead><tbody>\n'
    behind = [each for each in summary.clients if each.loaded.behind or each.planned.behind]
    shown, rest = behind[:_CLIENTS_SHOWN], summary.clients[len(behind[:_CLIENTS_SHOWN]) :]
    yield head
    yield from (_client(client, has_plan=summary.has_plan) for client in shown)
    yield "</tbody></table>\n"
    if rest:
        told = ngettext("{n} more client", "{n} more clients", len(rest))
        yield f"<details><summary>{text(told.format(n=thousands(len(rest))))}</summary>\n{head}"
        yield from (_client(client, has_plan=summary.has_plan) for client in rest)
        yield "</tbody></table></details>\n"


def _client(client: ClientCount, *, has_plan: bool) -> str:
    numbers = [client.loaded.accounts, client.loaded.behind]
    if has_plan:
        numbers.append(client.planned.behind)
    told = "".join(f'<td class="number">{thousands(each)}</td>' for each in numbers)
    drawn = bar(_parts(client.loaded), client.loaded.accounts, _count_text(client.loaded))
    if has_plan:
        planned = f"{_('planned')}: {_count_text(client.planned)}"
        drawn += bar(_parts(client.planned, _PLANNED), client.planned.accounts, planned)
    return f"<tr><th>{name(client.client)}</th>{told}<td>{drawn}</td></tr>\n"


def _exceptions(summary: Summary) -> Iterator[str]:
    if not summary.exceptions:
        return
    yield f"<h2>{text(_('Left behind on purpose'))}</h2>\n"
    yield _table_head((_("Account"), _("Verdict"), _("Reason given")))
    for each in summary.exceptions:
        yield _person(each, summary, name(each.exception or ""))
    yield "</tbody></table>\n"


def _left_behind(summary: Summary) -> Iterator[str]:
    others = [each for each in summary.left_behind if each.exception is None]
    heading = _("Accounts that stay behind even as planned") if summary.has_plan else ""
    yield f"<h2>{text(heading or _('Accounts that stay behind'))}</h2>\n"
    if not others:
        yield f"<p>{text(_('None.'))}</p>\n"
        return
    yield _table_head((_("Account"), _("Verdict"), _("Why")))
    for each in others:
        why = "".join(f"<li>{text(sentence)}</li>" for sentence in each.why)
        yield _person(each, summary, f"<ul>{why}</ul>")
    yield "</tbody></table>\n"


def _table_head(headings: Sequence[str]) -> str:
    cells = "".join(f"<th>{text(each)}</th>" for each in headings)
    return f'<table class="people"><thead><tr>{cells}</tr></thead><tbody>\n'


def _person(each: LeftBehind, summary: Summary, why: str) -> str:
    client = _("client {client}").format(client=each.client) if each.client else ""
    lines = "".join(f"<span>{name(line)}</span>" for line in (each.name, client) if line)
    verdict = (
        planned_badge(each.verdict, planned_verdict(each.verdict))
        if summary.has_plan
        else badge(each.verdict)
    )
    return f"<tr><th>{name(each.login)}{lines}</th><td>{verdict}</td><td>{why}</td></tr>\n"
