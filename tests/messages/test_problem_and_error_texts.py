"""Sentences for problems and errors: located, whole, in both languages, and harmless."""

from collections.abc import Iterator

import pytest

from kuke_tui.domain.export import Location, Problem, ProblemCode
from kuke_tui.i18n import language, set_language
from kuke_tui.messages.errors import error_text
from kuke_tui.messages.problems import problem_text
from kuke_tui.sheets.errors import SheetError, SheetErrorCode

AT = Location("Uprawnienia", 12, "E")
OTHER = Location("Uprawnienia", 4, "F")
HOSTILE = "\x1b]0;tytuł\x07\u202e{0}[bold]\n" + "a" * 500


@pytest.fixture(params=["pl", "en"], autouse=True)
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    before = language()
    set_language(request.param)
    yield str(request.param)
    set_language(before)


def is_harmless(text: str) -> bool:
    return text.isprintable() and "\x1b" not in text and "\u202e" not in text


@pytest.mark.parametrize("code", ProblemCode)
def test_every_problem_has_a_sentence_with_its_place(code: ProblemCode) -> None:
    told = problem_text(Problem(code, AT, "17", OTHER, "Z", 0, "Windykacja"))
    assert told.startswith("Uprawnienia!E12: ")
    assert told.endswith(".")
    assert "{" not in told


@pytest.mark.parametrize("code", ProblemCode)
def test_no_problem_shows_what_a_file_says_unescaped(code: ProblemCode) -> None:
    place = Location(HOSTILE, 12, "E")
    told = problem_text(Problem(code, place, HOSTILE, place, HOSTILE, 0, HOSTILE))
    assert is_harmless(told)
    assert len(told) < 700


def test_what_a_cell_should_hold_goes_by_its_column() -> None:
    level, tick = (
        problem_text(Problem(ProblemCode.UNKNOWN_LEVEL, AT, "?", subject="Limity", of_box=of_box))
        for of_box in (False, True)
    )
    assert ("P, Z" in level, "✓" in level) == (True, False)
    assert ("P, Z" in tick, "✓" in tick) == (False, True)


def test_contradiction_tells_both_sides(spoken: str) -> None:
    told = problem_text(Problem(ProblemCode.CONTRADICTION, AT, "", OTHER, "Z", 0, "Windykacja"))
    expected = {
        "pl": "Uprawnienia!E12: Dwa wiersze przeczą sobie co do „Windykacja”: tu pusta komórka, "
        "w Uprawnienia!F4 „Z”.",
        "en": "Uprawnienia!E12: Two rows contradict each other about “Windykacja”: an empty cell "
        "here, “Z” in Uprawnienia!F4.",
    }
    assert told == expected[spoken]


@pytest.mark.parametrize(
    ("at", "start"),
    [
        (Location("A", 3, None), {"pl": "A, wiersz 3: ", "en": "A, row 3: "}),
        (Location("A", None, "C"), {"pl": "A, kolumna C: ", "en": "A, column C: "}),
        (Location("A", None, None), {"pl": "A: ", "en": "A: "}),
        (Location(None, 3, "C"), {"pl": "C3: ", "en": "C3: "}),
        (Location(), {"pl": "", "en": ""}),
    ],
)
def test_places_are_named_as_exactly_as_is_known(
    at: Location, start: dict[str, str], spoken: str
) -> None:
    sentence = problem_text(Problem(ProblemCode.NO_LOGIN))
    assert problem_text(Problem(ProblemCode.NO_LOGIN, at)) == start[spoken] + sentence


@pytest.mark.parametrize("code", SheetErrorCode)
def test_every_error_has_a_sentence_that_names_the_file_or_place(code: SheetErrorCode) -> None:
    error = SheetError(code, path="/dane/eksport.xlsx", sheet="A", row=3, column="C", found="x")
    told = error_text(error)
    assert "eksport.xlsx" in told or "A!C3" in told
    assert told[-1] == "."
    assert "{" not in told
    assert not told[0].islower()


@pytest.mark.parametrize("code", SheetErrorCode)
def test_no_error_shows_what_a_file_says_unescaped(code: SheetErrorCode) -> None:
    assert is_harmless(error_text(SheetError(code, path=HOSTILE, sheet=HOSTILE, found=HOSTILE)))


@pytest.mark.parametrize("code", SheetErrorCode)
def test_an_error_of_which_nothing_is_known_has_a_sentence_too(code: SheetErrorCode) -> None:
    assert error_text(SheetError(code)).endswith(".")


def test_sentences_of_errors_differ() -> None:
    told = {
        error_text(SheetError(code, path="a.xlsx", sheet="A", row=1)) for code in SheetErrorCode
    }
    assert len(told) == len(SheetErrorCode)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        (SheetErrorCode.NOT_A_SPREADSHEET, "HTML"),
        (SheetErrorCode.UNKNOWN_FORMAT, "Excel 2003 XML"),
    ],
)
def test_what_excel_opens_is_to_be_saved_there(code: SheetErrorCode, found: str) -> None:
    told = error_text(SheetError(code, path="eksport.xls", found=found))
    assert "Excel" in told.replace(found, "")
    assert "csv" not in told


def test_a_sheet_in_another_encoding_is_named(spoken: str) -> None:
    error = SheetError(
        SheetErrorCode.UNSUPPORTED_ENCODING, path="/a/b.xlsx", sheet="Konta", found="utf-16"
    )
    told = error_text(error)
    assert "Konta" in told
    assert "utf-16" in told
    assert "Excel" in told
    assert {"pl": "zapisz", "en": "save"}[spoken] in told
