"""What the values of permission and role columns mean."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from kuke_tui.domain.boxes import Box, Level
from kuke_tui.domain.export import Role
from kuke_tui.sheets.grid import CellError, Value
from kuke_tui.sheets.recognition.names import box_word

_T = TypeVar("_T")
_DASHES = "-‐‑‒–—―−"
_IGNORED = frozenset(" \t\r\n\xa0\u202f._/+,&" + _DASHES)
_WITHOUT_IGNORED = dict.fromkeys(map(ord, _IGNORED))

_GUARDS = ("=", "'")
_GUARDED = re.compile(r"""="((?:[^"]|"")*)"|'[\d=+@-].*""", re.DOTALL)

_LEVELS = {
    Level.NONE: "brak; nie; no; none; n; 0; brak dostępu; brak uprawnień; brak uprawnienia; "
    "no access; not granted; nienadane; false; fałsz",
    Level.VIEW: "p; podgląd; odczyt; view; read; tylko podgląd; podgląd danych; view only; "
    "read only; tylko odczyt; do odczytu; wgląd; jedynie podgląd",
    Level.CHANGE: "z; pz; zp; zmiany; zmiana; wprowadzanie zmian i podgląd danych; "
    "wprowadzanie zmian i podglądu danych; "
    "możliwość wprowadzania zmian i podglądu danych; wprowadzanie zmian; edycja; change; "
    "changes; modify; edit; write; podgląd i zmiany; zmiany i podgląd; podgląd zmiany; "
    "zmiany podgląd; podgląd i edycja; edycja i podgląd; odczyt i zapis; odczyt zapis; "
    "modyfikacja; view and change; change and view; view change; change view; read write; "
    "view and modify; piz; zip; pełny podgląd i zmiany",
}
_TICKED = "tak; t; yes; y; true; prawda; x; 1; ✓; ✔; ☑; ✅; 🗹; √; on; ✓\ufe0f; ✔\ufe0f; ☑\ufe0f"
_CLEARED = "nie; n; no; false; fałsz; 0; ☐; ⬜; brak; none; off; ☐\ufe0f"
_ROLES = {
    Role.ADMINISTRATOR: "administrator; admin; a; adm; administrator klienta; administrator konta; "
    "administratorka; client administrator",
    Role.USER: "użytkownik; user; u; użytkowniczka; użytkownik zwykły; zwykły użytkownik; "
    "użytkownik standardowy; standard user; regular user",
}


@lru_cache(maxsize=65536)
def fold_value(text: str) -> str:
    """Reduce a value to what is compared: no case, diacritics, spaces, dots, dashes or slashes.

    A question mark and the like stay: ``Z?`` is somebody's doubt, not ``Z``.
    """
    if text.isascii():
        return text.lower().translate(_WITHOUT_IGNORED)
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    return "".join(
        char for char in decomposed if char not in _IGNORED and not unicodedata.combining(char)
    )


def _folded(values: str) -> list[str]:
    return [fold_value(value) for value in values.split(";")]


_LEVEL_OF = {value: level for level, values in _LEVELS.items() for value in _folded(values)}
_BOX_OF = dict.fromkeys(_folded(_TICKED), True) | dict.fromkeys(_folded(_CLEARED), False)
_BOX_OF_LEVEL = {
    Level.VIEW: Box.VIEW,
    Level.CHANGE: Box.CHANGE,
    Level.CHANGE_ONLY: Box.CHANGE,
}
_ROLE_OF = {value: role for role, values in _ROLES.items() for value in _folded(values)}


def value_text(value: Value) -> str:
    """Give a value as trimmed text, the way a spreadsheet shows it; empty for an empty cell.

    Without ``="..."`` around it or ``'`` before it, by which people keep Excel from making a
    number of a text.
    """
    text = value.strip() if isinstance(value, str) else cell_text(value)
    return unguarded(text) if text[:1] in _GUARDS else text


def unguarded(text: str) -> str:
    """Take away what keeps Excel from making a number of a text."""
    found = _GUARDED.fullmatch(text)
    if found is None:
        return text
    return text[1:] if found[1] is None else found[1].replace('""', '"').strip()


def cell_text(value: Value) -> str:
    """Give a value as trimmed text, the way it is written in a file of text."""
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, CellError):
        return value.text
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.15g}".upper()
    return str(value)


@dataclass(frozen=True, slots=True)
class ValueMeanings:
    """How values are read: the built-in words, and above them what a person said they mean.

    The mappings' keys are values as they stand in the file. ``default_role`` is every account's
    role where the table has no role column.
    """

    levels: Mapping[str, Level] = field(default_factory=dict)
    boxes: Mapping[str, bool] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    default_role: Role | None = None

    def level(self, value: Value) -> Level | None:
        """Read a cell that holds a level; None where it can't be read."""
        if isinstance(value, CellError):
            return None
        text = value_text(value)
        if self.levels and (said := _said(self.levels, text)) is not None:
            return said
        if _says_nothing(text):
            return Level.NONE
        return _LEVEL_OF.get(fold_value(text))

    def box(self, value: Value) -> bool | None:
        """Read a cell that holds a checkbox; None where it can't be read."""
        if isinstance(value, CellError):
            return None
        text = value_text(value)
        if self.boxes and (said := _said(self.boxes, text)) is not None:
            return said
        if _says_nothing(text):
            return False
        return _BOX_OF.get(fold_value(text))

    def which_box(self, value: Value) -> Box | None:
        """Read a cell that names a box; None where it names none, or both."""
        if isinstance(value, CellError):
            return None
        text = value_text(value)
        if self.levels and (said := _said(self.levels, text)) is not None:
            return _BOX_OF_LEVEL.get(said)
        return box_word(text)

    def role(self, value: Value) -> Role | None:
        """Read a role that is not blank; None where it can't be read."""
        if isinstance(value, CellError):
            return None
        text = value_text(value)
        if self.roles and (said := _said(self.roles, text)) is not None:
            return said
        return _ROLE_OF.get(fold_value(text))


BUILT_IN_MEANINGS = ValueMeanings()


def _says_nothing(text: str) -> bool:
    return not text.strip(_DASHES + " ")


def _said(meanings: Mapping[str, _T], text: str) -> _T | None:
    if (exact := meanings.get(text)) is not None:
        return exact
    folded = fold_value(text)
    if not folded:  # signs alone, such as ``+``, are nothing but themselves
        return None
    return next((said for value, said in meanings.items() if fold_value(value) == folded), None)
