"""The to-do list as Markdown, with task boxes where they are known."""

import re
from collections.abc import Iterator
from itertools import groupby

from kuke_tui.domain.export import AccountKey
from kuke_tui.i18n import _
from kuke_tui.messages.people import person_parts
from kuke_tui.messages.verification import action_text, box_name, planned_verdict
from kuke_tui.messages.visible import visible
from kuke_tui.reports.todo import (
    TodoAccount,
    TodoList,
    disclaimer,
    facts,
    instructions,
    nothing_to_click,
)

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#!|~&$]|:(?=/))|(?<=www)(\.)", re.IGNORECASE)


def escaped(text: str) -> str:
    """Take every meaning from text that Markdown, its extensions or HTML could see in it."""
    return _MARKUP.sub(r"\\\1\2", visible(text))


def todo_markdown(todo: TodoList) -> Iterator[str]:
    """Give the list in pieces: instructions, then account after account."""
    yield f"# {_('To do in Ekstranet')}\n\n"
    yield f"{disclaimer()}\n\n"
    yield "".join(f"- {label}: {escaped(value)}\n" for label, value in facts(todo))
    yield "\n"
    if not todo.accounts:
        yield f"{nothing_to_click()}\n"
        return
    for number, text in enumerate(instructions(), 1):
        yield f"{number}. {text}\n"
    for number, account in enumerate(todo.accounts, 1):
        yield _account(number, account)


def _account(number: int, account: TodoAccount) -> str:
    person = person_parts(AccountKey(account.client, account.login), account.name)
    lines = ["", f"## {number}. {' · '.join(map(escaped, person))}", ""]
    lines.append(f"**{account.loaded} → {planned_verdict(account.expected)}**")
    lines += ["", *(f"- {escaped(sentence)}" for sentence in account.why)]
    for policy, steps in groupby(account.steps, key=lambda step: step.policy):
        lines += ["", f"{_('Policy')} {escaped(policy)}:", ""]
        lines += (
            f"- [ ] {action_text(step.tick)}: {escaped(step.right)} – {box_name(step.box)}"
            for step in steps
        )
    lines += ["", f"- [ ] {_('save the changes')}"]
    return "\n".join(lines) + "\n"
