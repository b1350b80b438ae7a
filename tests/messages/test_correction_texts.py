"""What is said of corrections, in both languages."""

from collections.abc import Iterator

import pytest

from kuke_tui.domain.boxes import Box, Boxes
from kuke_tui.domain.corrections import (
    Colleagues,
    Correction,
    CorrectionKind,
    Refusal,
    RefusalCode,
)
from kuke_tui.domain.export import Account, Client, Role
from kuke_tui.domain.price import NewPower, Price
from kuke_tui.i18n import set_language
from kuke_tui.messages.corrections import correction_text, kind_short, price_text, refusal_text

RIGHTS = ("Limity kredytowe", "Windykacja", "Raporty", "Polisy", "Szkody", "Faktury")
LECKA = Account(Client("4711", ("07001", "07002")), "lecka", "Anna Łęcka", Role.USER)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


def of_kinds(
    *kinds: CorrectionKind, logins: tuple[str, ...] = (), planned: bool = False
) -> Correction:
    colleagues = Colleagues(logins, Boxes(1, 1), planned) if logins else None
    return Correction(kinds, Boxes(1, 1), Price(1, 1, 0), colleagues)


def test_merged_kinds_are_told_in_one_sentence() -> None:
    assert correction_text(of_kinds(CorrectionKind.FEWEST_CLICKS, CorrectionKind.REVOKE)) == (
        "The fewest clicks in Ekstranet; "
        "take away only: keep just what is already the same on every policy."
    )


@pytest.mark.parametrize(
    ("logins", "told"),
    [
        (("nowak",), "uprawnienia takie, jakie ma nowak –"),
        (("nowak", "wilk"), "nowak i jeszcze 1 osoba"),
        (("nowak", "wilk", "sowa"), "nowak i jeszcze 2 osoby"),
        (tuple("abcdef"), "a i jeszcze 5 osób"),
    ],
)
def test_a_colleague_is_named_and_others_counted(logins: tuple[str, ...], told: str) -> None:
    set_language("pl")
    text = correction_text(of_kinds(CorrectionKind.LIKE_COLLEAGUE, logins=logins))
    assert told in text[0].lower() + text[1:]


@pytest.mark.parametrize(
    ("logins", "told"),
    [
        (("nowak",), "takie, jakie według planu będzie mieć nowak."),
        (("nowak", "wilk"), "według planu będą mieć nowak i jeszcze 1 osoba."),
        (tuple("abcdef"), "według planu będą mieć a i jeszcze 5 osób."),
    ],
)
def test_of_a_colleague_who_is_planned_only_it_says_so(logins: tuple[str, ...], told: str) -> None:
    set_language("pl")
    text = correction_text(of_kinds(CorrectionKind.LIKE_COLLEAGUE, logins=logins, planned=True))
    assert told in text
    assert "migrowan" not in text


def test_a_price_counts_clicks_boxes_granted_and_taken() -> None:
    assert price_text(Price(3, 0, 3), RIGHTS) == "3 clicks in Ekstranet: 3 boxes taken away."
    assert price_text(Price(1, 1, 0), RIGHTS).startswith("1 click in Ekstranet: 1 box granted.")
    assert price_text(Price(6, 0, 2), RIGHTS) == (
        "6 clicks in Ekstranet: 2 boxes taken away, 4 boxes to check."
    )
    assert price_text(Price(0, 0, 0), RIGHTS) == "Nothing to click: so it stands in Ekstranet."
    set_language("pl")
    assert price_text(Price(5, 0, 5), RIGHTS) == "5 kliknięć w Ekstranecie: 5 pól do odznaczenia."


def test_what_widens_powers_says_so() -> None:
    assert price_text(Price(4, 2, 2), RIGHTS).endswith(
        "Widens the person's powers to more policies."
    )
    powers = (
        NewPower(0, Box.CHANGE, 0b11),
        NewPower(1, Box.VIEW, 0b11),
        NewPower(1, Box.CHANGE, 0b11),
        NewPower(2, Box.VIEW, 0b11),
    )
    assert price_text(Price(8, 8, 0, powers), RIGHTS).endswith(
        "on no policy today: “Limity kredytowe” – changes; "
        "“Windykacja” – view and changes; “Raporty” – view."
    )
    assert "Widens" not in price_text(Price(2, 0, 2), RIGHTS)


def test_cells_in_the_way_are_named_by_right_and_policy() -> None:
    cells = 1 | 1 << 6 | 1 << 7
    told = refusal_text(Refusal(RefusalCode.LOCKED, cells), LECKA, RIGHTS)
    assert told.endswith("“Limity kredytowe” on 07001, 07002; “Windykacja” on 07002.")


def test_of_many_rights_in_the_way_the_rest_is_counted() -> None:
    told = refusal_text(Refusal(RefusalCode.UNREADABLE, 0b111111), LECKA, RIGHTS)
    assert "“Polisy” on 07001; 2 more permissions." in told


@pytest.mark.parametrize("language", ["pl", "en"])
def test_everything_has_words_of_its_own(language: str) -> None:
    set_language(language)
    refusals = {refusal_text(Refusal(code, 1), LECKA, RIGHTS) for code in RefusalCode}
    kinds = {kind_short(kind) for kind in CorrectionKind}
    told = {correction_text(of_kinds(kind, logins=("nowak",))) for kind in CorrectionKind}
    assert len(refusals) == len(RefusalCode)
    assert len(kinds) == len(told) == len(CorrectionKind)
    assert all(text.endswith(".") and "{" not in text for text in refusals | told)
