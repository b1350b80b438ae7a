"""The to-do list in the format asked for."""

from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from kuke_tui.reports.todo import TodoList

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""Stands before a csv in a file, so that Excel sees UTF-8."""


def write_todo(todo: TodoList, form: str, target: BinaryIO) -> None:
    """Write the list to a binary file as ``xlsx``, ``csv``, ``md`` or ``html``.

    Raises ``KeyError`` for another form.
    """
    if form == "xlsx":
        from kuke_tui.reports.todo_xlsx import write_todo_xlsx

        write_todo_xlsx(todo, target)
        return
    if form == "csv":
        target.write(BYTE_ORDER_MARK)
    target.writelines(piece.encode(errors="backslashreplace") for piece in _pieces(form)(todo))


def _pieces(form: str) -> Callable[[TodoList], Iterator[str]]:
    from kuke_tui.reports.todo_csv import todo_csv
    from kuke_tui.reports.todo_html import todo_html
    from kuke_tui.reports.todo_markdown import todo_markdown

    forms: Mapping[str, Callable[[TodoList], Iterator[str]]] = {
        "csv": todo_csv,
        "md": todo_markdown,
        "html": todo_html,
    }
    return forms[form]
