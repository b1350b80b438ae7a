"""What is typed to find accounts, as the program would type it in the person's language."""

from kuke_tui.domain.rules import ReasonCode, Verdict
from kuke_tui.i18n import language
from kuke_tui.workspace.grouping import Group
from kuke_tui.workspace.query_words import FIELDS, FLAGS, REASONS, VERDICTS, Words


def verdict_query(verdict: Verdict) -> str:
    """Return what finds the accounts of a verdict."""
    return f"{_typed(FIELDS['verdict'])}:{_typed(VERDICTS[verdict])}"


def reason_query(code: ReasonCode) -> str:
    """Return what finds the accounts that a reason applies to."""
    return f"{_typed(FIELDS['reason'])}:{_typed(REASONS[code])}"


def left_query() -> str:
    """Return what finds the accounts left behind on purpose."""
    return _typed(FLAGS["left"])


def marked_query() -> str:
    """Return what finds the marked accounts."""
    return _typed(FLAGS["marked"])


def changed_query() -> str:
    """Return what finds the accounts that were changed."""
    return _typed(FLAGS["changed"])


def group_query(group: Group) -> str:
    """Return what finds the group's accounts among those still to be done."""
    terms = []
    if group.client is not None:
        # A quote can't be typed within quotes: then the beginning of the key has to do.
        whole, quote, _rest = group.client.partition('"')
        terms.append(f'{_typed(FIELDS["client"])}:"{"" if quote else "="}{whole}"')
    if group.reason is not None:
        terms.append(reason_query(group.reason))
    return " ".join(terms) or left_query()


def _typed(words: Words) -> str:
    return (words.polish if language() == "pl" else words.english)[0]
