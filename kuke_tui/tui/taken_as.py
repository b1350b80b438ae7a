"""What a file was taken for, in words: each column and what was read from it."""

from collections.abc import Iterator

from kuke_tui.i18n import N_, _
from kuke_tui.messages.visible import visible
from kuke_tui.sheets.recognition.books import Recognition
from kuke_tui.sheets.recognition.mapping import Column, TableMapping
from kuke_tui.sheets.recognition.names import Meaning
from kuke_tui.sheets.recognition.values import ValueMeanings
from kuke_tui.tui.mapping.said import kind_name, said_name

_MEANINGS = {
    Meaning.LOGIN: N_("login"),
    Meaning.CLIENT: N_("client"),
    Meaning.NAME: N_("name"),
    Meaning.FIRST_NAME: N_("first name"),
    Meaning.LAST_NAME: N_("last name"),
    Meaning.EMAIL: N_("e-mail"),
    Meaning.ROLE: N_("role"),
    Meaning.POLICY: N_("policy"),
    Meaning.RIGHT: N_("right"),
    Meaning.LEVEL: N_("level"),
    Meaning.VIEW: N_("view"),
    Meaning.CHANGE: N_("changes"),
    Meaning.BOX: N_("which box: view or changes"),
    Meaning.TICK: N_("whether the box is ticked"),
    Meaning.OTHER: N_("not used, carried along as it is"),
}


def taken_as(recognition: Recognition) -> list[tuple[str, str]]:
    """List the file's tables column by column: the place and header, and what it was taken for."""
    lines = []
    for table in recognition.mapping.tables:
        lines.append((_sheet(table), _rows(table)))
        lines += [(_place(table, column), _meaning(column)) for column in table.columns]
    lines += _values(recognition.mapping.values)
    if recognition.encoding:
        lines.append((_("Encoding"), recognition.encoding))
    if recognition.delimiter:
        lines.append((_("Delimiter"), delimiter_name(recognition.delimiter)))
    lines += [
        (visible(sheet), _("a sheet that was not read")) for sheet in recognition.unused_sheets
    ]
    return lines


def _sheet(table: TableMapping) -> str:
    return _("Sheet “{name}”").format(name=visible(table.sheet)) if table.sheet else _("The file")


def _rows(table: TableMapping) -> str:
    kind = kind_name(table.kind)
    if not table.header_row:
        return _("{kind}, without a row of names").format(kind=kind)
    return _("{kind}, names in row {row}").format(kind=kind, row=table.header_row)


def _values(values: ValueMeanings) -> Iterator[tuple[str, str]]:
    """What a person said of values."""
    for said in (values.levels, values.boxes, values.roles):
        for text, meaning in said.items():
            yield _("“{text}”").format(text=visible(text)), said_name(meaning)
    if values.default_role is not None:
        yield _("Role of every account"), said_name(values.default_role)


def _place(table: TableMapping, column: Column) -> str:
    where = f"{visible(table.sheet)}!{column.letter}" if table.sheet else column.letter
    return f"{where} {visible(column.header)}"


def meaning_name(meaning: Meaning) -> str:
    """Name what a column says."""
    return _(_MEANINGS[meaning])


def delimiter_name(delimiter: str) -> str:
    """Name the delimiter of a text file, one that can't be seen in a word."""
    return _("tab") if delimiter == "\t" else visible(delimiter)


def _meaning(column: Column) -> str:
    meaning = meaning_name(column.meaning)
    if not column.right:
        return meaning
    return _("right “{right}”, {meaning}").format(right=visible(column.right), meaning=meaning)
