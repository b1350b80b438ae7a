"""The column names the program knows, Polish and English, and how names are compared."""

import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from kuke_tui.domain.boxes import Box


class Meaning(StrEnum):
    """What a column says. ``LEVEL``, ``VIEW`` and ``CHANGE`` belong to a right, or to each row's.

    The values are the names used in a saved column mapping.
    """

    LOGIN = "login"
    CLIENT = "client"
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    ROLE = "role"
    POLICY = "policy"
    RIGHT = "right"
    LEVEL = "level"
    VIEW = "view"
    CHANGE = "change"
    BOX = "box"
    """Which box of the right a row is of."""
    TICK = "tick"
    """Whether the box that the row is of is ticked; without such a column, every one is."""
    OTHER = "other"


PERMISSION_MEANINGS = frozenset({Meaning.LEVEL, Meaning.VIEW, Meaning.CHANGE})
"""Columns that hold permissions."""

_NAMES = {
    Meaning.LOGIN: """
        login; login użytkownika; login konta; user login; login name; loginname; username; user
        name; logon; nazwa logowania; login do ekstranetu; login ekstranet
        / user id; userid; id użytkownika; identyfikator użytkownika; account id; id konta; account
        login; login e-mail; nazwa użytkownika; nazwa konta; account name
        / identyfikator; konto; account; konto użytkownika
        / użytkownik; user
    """,
    Meaning.CLIENT: """
        nr klienta; numer klienta; id klienta; kod klienta; identyfikator klienta; klient nr;
        klient id; client number; client no; client id; client code; customer number; customer no;
        customer id; client key
        / nip; nip klienta; numer nip; nr nip; klient nip; tax id; vat id; tax number
        / klient; client; customer; ubezpieczający; insured; policyholder
        / firma; company; company name; nazwa firmy; nazwa klienta; klient nazwa; client name;
        customer name; podmiot; regon
    """,
    Meaning.NAME: """
        imię i nazwisko; imię nazwisko; nazwisko i imię; nazwisko imię; imiona i nazwisko; imię i
        nazwisko użytkownika; nazwisko i imię użytkownika; full name; fullname; name and surname;
        first and last name; display name; person
        / osoba; name; nazwa wyświetlana
        / nazwa
        / nazwa użytkownika; user name; nazwa konta; account name
        / użytkownik; user
    """,
    Meaning.FIRST_NAME: """
        imię; imiona; imię użytkownika; first name; firstname; given name
    """,
    Meaning.LAST_NAME: """
        nazwisko; nazwisko użytkownika; last name; lastname; surname; family name
    """,
    Meaning.EMAIL: """
        e-mail; email; mail; adres e-mail; adres email; adres mail; e-mail użytkownika; poczta;
        poczta elektroniczna; e-mail address; mail address; adres poczty elektronicznej
    """,
    Meaning.ROLE: """
        rola; rola konta; rola użytkownika; role; user role; account role; rola w systemie
        / typ konta; rodzaj konta; typ użytkownika; rodzaj użytkownika; account type; user type;
        profil; profil użytkownika; profile
        / typ; type
    """,
    Meaning.POLICY: """
        polisa; nr polisy; numer polisy; polisa nr; polisa numer; nr pol; num polisy; policy;
        policy no; policy nr; policy number; policy num; numer polisy ubezpieczeniowej; nr polisy
        ubezpieczeniowej
        / id polisy; policy id; symbol polisy; umowa ubezpieczenia; nr umowy ubezpieczenia; numer
        umowy ubezpieczenia; polisy
    """,
    Meaning.RIGHT: """
        uprawnienie; nazwa uprawnienia; rodzaj uprawnienia; right; permission; permission name;
        right name; entitlement
        / uprawnienia; rights; permissions; prawo; prawo dostępu; funkcja; funkcjonalność; moduł
    """,
    Meaning.LEVEL: """
        zakres; poziom; zakres uprawnienia; poziom uprawnienia; zakres uprawnień; poziom
        uprawnień; zakres dostępu; poziom dostępu; level; access level; scope; permission level;
        access
        / dostęp; rodzaj dostępu; typ dostępu; wartość; value; access type
    """,
    Meaning.VIEW: """
        podgląd; podgląd danych; odczyt; view; read; wgląd; przeglądanie; viewing; do podglądu;
        możliwość podglądu; podglądu
    """,
    Meaning.CHANGE: """
        zmiany; zmiana; zmian; edycja; wprowadzanie zmian; modyfikacja; modyfikacje; zapis;
        change; changes; edit; modify; write; update; editing; edycja danych; zmiana danych;
        zmiany danych; możliwość wprowadzania zmian; możliwość zmian
    """,
}
"""Names by meaning; after a slash the less likely ones."""

_SHORT_BOXES = {"p": Box.VIEW, "z": Box.CHANGE}

_NEVER_RIGHTS = (
    "lp; l p; no; nr; id; uwagi; uwaga; komentarz; komentarze; opis; notatka; notatki; notes; "
    "note; comment; comments; remarks; description; telefon; tel; nr telefonu; numer telefonu; "
    "telefon komórkowy; phone; phone number; mobile; fax; faks; dział; departament; department; "
    "oddział; branch; jednostka; komórka; zespół; team; unit; stanowisko; position; job title; "
    "status; status konta; stan; state; aktywne; aktywny; konto aktywne; czy aktywne; active; "
    "enabled; zablokowane; zablokowany; blokada; blocked; locked; disabled; data; date; adres; "
    "address; miasto; miejscowość; city; kraj; country; kod pocztowy; ulica; regon; krs; pesel; "
    "język; language; zgoda; zgody; rodo; regulamin; ostatnie logowanie; last login; utworzono; "
    "created; zmodyfikowano; modified; utworzył; zmodyfikował; produkt; product; "
    "nazwa polisy; rodzaj polisy; typ polisy; status polisy; policy name; policy type; "
    "policy status; waluta; currency; suma ubezpieczenia; składka; okres ubezpieczenia; "
    "opiekun; broker; migracja; migruje; czy migruje; do migracji; wynik; powód; powody"
)
_NEVER_RIGHT_STARTS = ("data", "date", "uwagi", "komentarz", "telefon", "wazn")
_TOTALS = (
    "razem; suma; łącznie; ogółem; podsumowanie; liczba; licznik; średnia; wynik; maksimum; "
    "minimum; total; grandtotal; subtotal; sum; count; average"
)


class Known(NamedTuple):
    """One meaning a name may have; a lower rank is the likelier."""

    rank: int
    meaning: Meaning


def fold_name(text: str) -> str:
    """Reduce a name to what is compared: letters and digits without case or diacritics."""
    return text.lower() if text.isascii() and text.isalnum() else _folded(text)


@lru_cache(maxsize=65536)
def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    return "".join(filter(str.isalnum, decomposed))


def _known_names() -> dict[str, tuple[Known, ...]]:
    known: dict[str, list[Known]] = {}
    for meaning, ranks in _NAMES.items():
        for rank, names in enumerate(ranks.split("/")):
            for name in names.split(";"):
                known.setdefault(fold_name(name), []).append(Known(rank, meaning))
    return {name: tuple(sorted(meanings)) for name, meanings in known.items()}


_KNOWN = _known_names()
KNOWN_NAMES = frozenset(_KNOWN)
"""Every name the program knows, folded."""

_BOX_WORDS = {
    name: Box.VIEW if meaning is Meaning.VIEW else Box.CHANGE
    for name, meanings in _KNOWN.items()
    for _rank, meaning in meanings
    if meaning in (Meaning.VIEW, Meaning.CHANGE)
}
_NEVER = frozenset(fold_name(name) for name in _NEVER_RIGHTS.split(";"))
_TOTAL_WORDS = frozenset(fold_name(word) for word in _TOTALS.split(";"))


def meanings_of(header: str) -> tuple[Known, ...]:
    """What a column of this name may mean, likeliest first; nothing where the name is unknown."""
    return _KNOWN.get(fold_name(header), ())


def is_never_a_right(header: str) -> bool:
    """Whether the name is one of a remark, a date, a telephone and the like."""
    folded = fold_name(header)
    return folded in _NEVER or folded.startswith(_NEVER_RIGHT_STARTS)


def is_total(text: str) -> bool:
    """Whether a text heads a total: its first or last word says so (``Razem:``, ``ala Suma``)."""
    words = text.split()
    return bool(words) and not _TOTAL_WORDS.isdisjoint(map(fold_name, (words[0], words[-1])))


def names_client(texts: Sequence[str]) -> bool:
    """Whether texts side by side are a word for the client with its name or number after it."""
    head, colon, rest = texts[0].partition(":")
    if not colon:
        head, _space, rest = texts[0].partition(" ")
    is_client = any(known.meaning is Meaning.CLIENT for known in meanings_of(head))
    return is_client and bool(rest.strip() or len(texts) > 1)


def box_word(header: str) -> Box | None:
    """Which box a header line that names only a box means: ``podgląd``, ``Zmiany``, ``P``."""
    folded = fold_name(header)
    return _BOX_WORDS.get(folded) or _SHORT_BOXES.get(folded)


class BoxHeader(NamedTuple):
    """A header that names a right and one of its boxes.

    ``explicit`` where a dash, colon, bracket or line break stands between them; words that merely
    follow each other may as well be the name of a right.
    """

    right: str
    box: Box
    explicit: bool


_STRONG_SEPARATORS = "-–—:/|_;,.([{\n\r"
_CLOSING = ")]} \t\xa0"
_SPACES = " \t\xa0"


def split_box_header(header: str) -> BoxHeader | None:
    """Take ``Limity kredytowe - podgląd``, ``Limity (zmiany)`` or ``podgląd Limity`` apart."""
    text = header.strip()
    places = [at for at, char in enumerate(text) if char in _STRONG_SEPARATORS or char.isspace()]
    for at in places:
        if box := _part_box(text[at + 1 :], text[at]):
            right = text[:at].rstrip(_STRONG_SEPARATORS + _SPACES)
            if right:
                return BoxHeader(right, box, _is_explicit(text, at))
    for at in reversed(places):
        if box := _part_box(text[:at], text[at]):
            right = text[at + 1 :].strip(_STRONG_SEPARATORS + _CLOSING)
            if right:
                return BoxHeader(right, box, _is_explicit(text, at))
    return None


def _part_box(part: str, separator: str) -> Box | None:
    folded = fold_name(part)
    box = _BOX_WORDS.get(folded)
    return _SHORT_BOXES.get(folded) if box is None and separator not in _SPACES else box


def _is_explicit(text: str, at: int) -> bool:
    """Whether a strong separator stands at, or beside the spaces around, a place."""
    before, after = text[: at + 1].rstrip(_SPACES), text[at:].lstrip(_SPACES)
    return before[-1:] in _STRONG_SEPARATORS or after[:1] in _STRONG_SEPARATORS
