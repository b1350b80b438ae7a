"""The words of a search: what a person may type, and of that what the program types itself."""

from collections.abc import Mapping
from typing import NamedTuple

from kuke_tui.domain.export import Role
from kuke_tui.domain.rules import ReasonCode, Verdict


class Words(NamedTuple):
    """All words for one thing. Of each language the program types the first."""

    polish: tuple[str, ...]
    english: tuple[str, ...]


FIELDS: Mapping[str, Words] = {
    "client": Words(("klient", "nip"), ("client",)),
    "login": Words(("login",), ("login",)),
    "name": Words(("nazwisko", "imię"), ("name",)),
    "reason": Words(("powód",), ("reason",)),
    "role": Words(("rola",), ("role",)),
    "verdict": Words(("werdykt",), ("verdict",)),
}
"""Before a colon: what the value after it is held against."""

FLAGS: Mapping[str, Words] = {
    "changed": Words(("zmienione", "zmieniony"), ("changed",)),
    "marked": Words(("zaznaczone", "zaznaczony", "oznaczone", "oznaczony"), ("marked",)),
    "left": Words(
        ("pozostawione", "pozostawiony", "zostawione", "zostawiony", "zdecydowane"),
        ("left", "decided"),
    ),
}
"""Alone."""

ROLES: Mapping[Role, Words] = {
    Role.ADMINISTRATOR: Words(("administrator", "admin", "a"), ("administrator", "admin", "a")),
    Role.USER: Words(("użytkownik", "u"), ("user", "u")),
}
VERDICTS: Mapping[Verdict, Words] = {
    Verdict.TAK: Words(("tak",), ("yes",)),
    Verdict.NIE: Words(("nie",), ("no",)),
    Verdict.UNKNOWN: Words(("?", "nieznany"), ("?", "unknown")),
}
REASONS: Mapping[ReasonCode, Words] = {
    ReasonCode.ADMINISTRATOR: Words(("administrator",), ("administrator",)),
    ReasonCode.UNIFORM_CHANGES: Words(("jednolite",), ("uniform_changes",)),
    ReasonCode.NO_ACCESS: Words(("brak_dostępu",), ("no_access",)),
    ReasonCode.VIEW_ONLY: Words(("tylko_podgląd", "podgląd"), ("view_only",)),
    ReasonCode.MISSING_POLICIES: Words(
        ("brak_polis", "brakujące_polisy", "polisy"), ("missing_policies",)
    ),
    ReasonCode.UNEVEN_RIGHTS: Words(
        ("nierówne_uprawnienia", "różne_uprawnienia"), ("uneven_rights",)
    ),
    ReasonCode.CHANGE_WITHOUT_VIEW: Words(("zmiany_bez_podglądu",), ("change_without_view",)),
    ReasonCode.UNREADABLE: Words(("nieczytelne",), ("unreadable",)),
}
"""English are the codes."""
