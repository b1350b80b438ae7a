"""The to-do list as a page for the browser: to tick as one goes, or to print."""

from collections.abc import Iterator
from itertools import count, groupby

from kuke_tui.domain.export import AccountKey
from kuke_tui.i18n import _, thousands
from kuke_tui.messages.people import person_parts
from kuke_tui.messages.verification import action_text, box_name, planned_verdict
from kuke_tui.reports.page import badge, fact_list, name, page, planned_badge, text
from kuke_tui.reports.todo import (
    TodoAccount,
    TodoList,
    TodoStep,
    disclaimer,
    facts,
    instructions,
    nothing_to_click,
)

_COLUMNS = (
    '<colgroup><col class="policy"><col class="tick"><col class="what"><col><col class="which">'
    "</colgroup>"
)


def todo_html(todo: TodoList) -> Iterator[str]:
    """Give the page in pieces. Ticks are kept in the browser under the list's digest."""
    return page(
        _("To do in Ekstranet"),
        _body(todo),
        styles=("todo.css",),
        script="todo.js" if todo.accounts else None,
        data=todo.digest,
    )


def _body(todo: TodoList) -> Iterator[str]:
    yield f"<h1>{text(_('To do in Ekstranet'))}</h1>\n"
    yield f'<p class="note">{text(disclaimer())}</p>\n'
    yield fact_list(facts(todo))
    if not todo.accounts:
        yield f"<p>{text(nothing_to_click())}</p>\n"
        return
    yield f"<h2>{text(_('How to do it'))}</h2>\n"
    steps = "".join(f"<li>{text(each)}</li>" for each in instructions())
    yield f'<ol class="instructions">{steps}</ol>\n'
    yield _progress(todo)
    numbers = count()
    for number, account in enumerate(todo.accounts, 1):
        yield _account(number, account, numbers)


def _progress(todo: TodoList) -> str:
    told = text(_("Ticked here: {ticked} of {all}")).format(
        ticked='<output id="count">0</output>', all=thousands(todo.clicks)
    )
    return (
        f'<div class="progress screen"><span>{told}</span>'
        f'<progress id="bar" max="{todo.clicks}" value="0"></progress>'
        f'<label><input type="checkbox" id="only-open"> {text(_("hide accounts done"))}</label>'
        f'<span id="not-kept" hidden>{text(_("This browser does not keep the ticks."))}</span>'
        "</div>\n"
    )


def _account(number: int, account: TodoAccount, numbers: Iterator[int]) -> str:
    parts = person_parts(AccountKey(account.client, account.login), account.name)
    person = " · ".join(map(name, parts))
    why = "".join(f"<li>{text(sentence)}</li>" for sentence in account.why)
    policies = "".join(
        _policy(policy, list(steps), numbers)
        for policy, steps in groupby(account.steps, key=lambda step: step.policy)
    )
    planned = planned_badge(account.expected, planned_verdict(account.expected))
    return (
        f'<section class="account"><header><h3>{number}. {person}</h3>'
        f"<span>{badge(account.loaded)} → {planned}</span></header>\n"
        f'<ul class="why">{why}</ul>\n'
        # On paper the heading of the table comes again on each page: whose boxes, in each.
        f'<table>{_COLUMNS}<thead><tr class="whose"><th colspan="5">{number}. {person}</th></tr>'
        f"<tr><th>{text(_('Policy'))}</th><th></th>"
        f"<th>{text(_('What to do'))}</th><th>{text(_('Permission'))}</th>"
        f"<th>{text(_('Checkbox'))}</th></tr></thead>\n{policies}</table></section>\n"
    )


def _policy(policy: str, steps: list[TodoStep], numbers: Iterator[int]) -> str:
    rows = []
    heading = f'<th scope="rowgroup" rowspan="{len(steps)}">{name(policy)}</th>'
    for step in steps:
        number = next(numbers)
        rows.append(
            f'<tr>{heading}<td class="box"><input type="checkbox" id="s{number}" '
            f'data-step="{number}" autocomplete="off"></td>'
            f'<td class="action"><label for="s{number}">{text(action_text(step.tick))}</label></td>'
            f'<td><label for="s{number}">{name(step.right)}</label></td>'
            f"<td>{text(box_name(step.box))}</td></tr>"
        )
        heading = ""
    return f"<tbody>{''.join(rows)}</tbody>\n"
