"""What is typed to find accounts, as the program would type it in the person's language."""

from kuke_tui.domain.rules import ReasonCode, Verdict
from kuke_tui.i18n import language
from kuke_tui.workspace.grouping import Group

_POLISH_REASONS = {
    ReasonCode.NO_ACCESS: "brak_dostępu",
    ReasonCode.VIEW_ONLY: "tylko_podgląd",
    ReasonCode.MISSING_POLICIES: "brak_polis",
    ReasonCode.UNEVEN_RIGHTS: "nierówne_uprawnienia",
    ReasonCode.CHANGE_WITHOUT_VIEW: "zmiany_bez_podglądu",
    ReasonCode.UNREADABLE: "nieczytelne",
}
_VERDICTS = {Verdict.TAK: ("tak", "yes"), Verdict.NIE: ("nie", "no"), Verdict.UNKNOWN: ("?", "?")}


def verdict_query(verdict: Verdict) -> str:
    """Return what finds the accounts of a verdict."""
    polish, english = _VERDICTS[verdict]
    return f"werdykt:{polish}" if _in_polish() else f"verdict:{english}"


def reason_query(code: ReasonCode) -> str:
    """Return what finds the accounts that a reason applies to."""
    if _in_polish():
        return f"powód:{_POLISH_REASONS.get(code, code.value)}"
    return f"reason:{code.value}"


def left_query() -> str:
    """Return what finds the accounts left behind on purpose."""
    return "pozostawione" if _in_polish() else "left"


def marked_query() -> str:
    """Return what finds the marked accounts."""
    return "zaznaczone" if _in_polish() else "marked"


def changed_query() -> str:
    """Return what finds the accounts that were changed."""
    return "zmienione" if _in_polish() else "changed"


def group_query(group: Group) -> str:
    """Return what finds the group's accounts among those still to be done."""
    terms = []
    if group.client is not None:
        # A quote can't be typed within quotes: then the beginning of the key has to do.
        whole, quote, _rest = group.client.partition('"')
        field = "klient" if _in_polish() else "client"
        terms.append(f'{field}:"{"" if quote else "="}{whole}"')
    if group.reason is not None:
        terms.append(reason_query(group.reason))
    return " ".join(terms) or left_query()


def _in_polish() -> bool:
    return language() == "pl"
