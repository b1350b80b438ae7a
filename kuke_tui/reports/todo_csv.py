"""The to-do list as csv for a spreadsheet: a line for each checkbox."""

import csv
from collections.abc import Iterator
from io import StringIO

from kuke_tui.i18n import _
from kuke_tui.messages.csv_text import harmless
from kuke_tui.messages.readings import reading_text
from kuke_tui.messages.verification import action_text, box_name, planned_verdict
from kuke_tui.reports.todo import TodoList


def todo_csv(todo: TodoList) -> Iterator[str]:
    """Give the list in pieces, semicolons between the fields, lines ended as Windows does.

    A text that a spreadsheet would take for a formula gets an apostrophe before it. What the
    list was made from stands in each line, so that a filter keeps it.
    """
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow(_header())
    source = (reading_text(todo.reading), harmless(todo.file), todo.sha256)
    number = 0
    for account in todo.accounts:
        person = [harmless(each) for each in (account.client, account.login, account.name)]
        verdicts = (
            harmless(" ".join(account.why)),
            account.loaded,
            planned_verdict(account.expected),
        )
        for step in account.steps:
            number += 1
            writer.writerow(
                (
                    "",
                    number,
                    *person,
                    harmless(step.policy),
                    harmless(step.right),
                    box_name(step.box),
                    action_text(step.tick),
                    *verdicts,
                    *source,
                )
            )
        yield _taken(buffer)
    yield _taken(buffer)


def _header() -> tuple[str, ...]:
    return (
        _("Done"),
        _("No."),
        _("Client"),
        _("Login"),
        _("Name"),
        _("Policy"),
        _("Permission"),
        _("Checkbox"),
        _("What to do"),
        _("Why"),
        _("Verdict in the export"),
        _("Verdict planned"),
        _("Reading of the rule"),
        _("Export"),
        "SHA-256",
    )


def _taken(buffer: StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
