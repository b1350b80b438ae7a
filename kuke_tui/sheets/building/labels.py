"""Texts that name no account: notes of whoever made the sheet, numbers of columns."""

import re
from collections.abc import Sequence
from itertools import pairwise

from kuke_tui.sheets.grid import Value
from kuke_tui.sheets.recognition.names import fold_name
from kuke_tui.sheets.recognition.values import value_text

_NOTES = (
    "sporządził; sporządziła; sporządzono; przygotował; przygotowała; opracował; opracowała; "
    "zatwierdził; zatwierdziła; zatwierdzono; sprawdził; sprawdziła; wykonał; wykonała; autor; "
    "data; dnia; stan; uwaga; uwagi; legenda; objaśnienia; źródło; wydrukowano; wygenerowano; "
    "prepared; approved; checked; created; author; date; note; notes; legend; source; printed; "
    "generated"
)
_NOTE_WORDS = frozenset(map(fold_name, _NOTES.split(";")))
_NUMBER = re.compile(r"\W*(\d{1,4})\W*")
_DIGIT = re.compile(r"\d")
_LEAST_NUMBERS = 3


def names_note(text: str) -> bool:
    """Whether a text begins as what stands below a table does: who made it, when, what it means."""
    words = text.split()
    return bool(words) and fold_name(words[0]) in _NOTE_WORDS


def number_columns(texts: Sequence[str]) -> bool:
    """Whether a row's texts count its columns: 1, 2, 3, in brackets or with dots too."""
    found = [_NUMBER.fullmatch(text) for text in texts]
    numbers = [int(each[1]) for each in found if each]
    return len(numbers) == len(texts) >= _LEAST_NUMBERS and all(
        after == before + 1 for before, after in pairwise(numbers)
    )


def first_text(cells: Sequence[Value]) -> str:
    """What stands in the first cell that says anything."""
    return next((text for cell in cells if (text := value_text(cell))), "")


def has_digit(value: Value) -> bool:
    """Whether a cell holds a number or a text with a digit, as policies mostly do."""
    return not isinstance(value, str) or bool(_DIGIT.search(value))


def shape_of(text: str) -> str:
    """What a text looks like: where digits and where letters stand in it."""
    return "".join("9" if char.isdigit() else "a" if char.isalpha() else char for char in text)
