"""A verification as a page: what became of the plan, by a fresh export."""

from collections.abc import Iterator

from kuke_tui.domain.verification import Verification
from kuke_tui.i18n import _, thousands
from kuke_tui.messages.clock import local_time
from kuke_tui.messages.readings import reading_text
from kuke_tui.reports.page import fact_list, name, page, text
from kuke_tui.reports.verification_sections import counts, headlines, sections


def verification_html(found: Verification) -> Iterator[str]:
    """Give the page in pieces."""
    title = _("The plan and the fresh export")
    return page(title, _body(title, found), styles=("report.css",))


def _body(title: str, found: Verification) -> Iterator[str]:
    yield f"<h1>{text(title)}</h1>\n"
    yield from (f'<p class="note">{text(told)}</p>\n' for told in headlines(found))
    figures = "".join(
        f'<div class="figure"><strong>{thousands(number)}</strong>{text(told)}</div>'
        for told, number in counts(found)
    )
    yield f'<div class="figures">{figures}</div>\n'
    for section in sections(found):
        yield f"<h2>{text(section.heading)}</h2>\n<ul>\n"
        yield from (f"<li>{name(told.text)}</li>\n" for told in section.lines)
        yield "</ul>\n"
    plan, source = found.plan, found.fresh.source
    yield f"<h2>{text(_('What this page was made from'))}</h2>\n"
    yield fact_list(
        (
            (_("Fresh export"), source.file),
            ("SHA-256", source.sha256),
            (_("Planned against"), plan.file),
            ("SHA-256", plan.sha256),
            (_("Planned"), local_time(plan.time)),
            (_("Reading of the rule"), reading_text(plan.reading)),
        )
    )
