"""What can be chosen on the mapping screen."""

from typing import NamedTuple

from kuke_tui.i18n import _
from kuke_tui.sheets.recognition.draft import Said, ValueKind
from kuke_tui.sheets.recognition.mapping import TableKind
from kuke_tui.sheets.recognition.names import Meaning
from kuke_tui.tui.dialogs.dialog import Choice
from kuke_tui.tui.mapping.said import kind_name, said_name
from kuke_tui.tui.mapping.words import choices_of
from kuke_tui.tui.taken_as import delimiter_name, meaning_name

_IDENTITY = (
    Meaning.LOGIN, Meaning.POLICY, Meaning.CLIENT, Meaning.ROLE, Meaning.NAME, Meaning.FIRST_NAME,
    Meaning.LAST_NAME, Meaning.EMAIL,
)  # fmt: skip


class Explanation(NamedTuple):
    """What a value means; None where the program is to read it by itself."""

    said: Said | None


class SheetKind(NamedTuple):
    """What the rows of a sheet are; None where they are not read."""

    kind: TableKind | None


def meanings() -> list[Choice[Meaning]]:
    """What a column may be."""
    return [
        *(Choice(meaning, meaning_name(meaning)) for meaning in _IDENTITY),
        Choice(Meaning.LEVEL, _("level (view, changes, nothing)")),
        Choice(Meaning.VIEW, _("box “view”")),
        Choice(Meaning.CHANGE, _("box “changes”")),
        Choice(Meaning.RIGHT, _("name of the right, in each row")),
        Choice(Meaning.BOX, meaning_name(Meaning.BOX)),
        Choice(Meaning.TICK, meaning_name(Meaning.TICK)),
        Choice(Meaning.OTHER, meaning_name(Meaning.OTHER)),
    ]


def saids(kind: ValueKind) -> list[Choice[Explanation]]:
    """What a value may mean."""
    known = [Choice(Explanation(said), said_name(said)) for said in choices_of(kind)]
    return [*known, Choice(Explanation(None), _("as the program reads it by itself"))]


def kinds() -> list[Choice[SheetKind]]:
    """What the rows of a sheet may be."""
    return [Choice(SheetKind(kind), kind_name(kind)) for kind in (*TableKind, None)]


def encodings() -> list[Choice[str]]:
    """How letters may be written."""
    from kuke_tui.sheets.csv.encoding import ENCODINGS

    return [Choice(name, name) for name in ENCODINGS]


def delimiters() -> list[Choice[str]]:
    """What may stand between columns."""
    from kuke_tui.sheets.csv.dialect import DELIMITERS

    return [Choice(sign, delimiter_name(sign)) for sign in DELIMITERS]
