"""Finding accounts by what a person types: words, and fields such as ``klient:4711``."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kuke_tui.domain.export import Export, Role
from kuke_tui.domain.rules import ReasonCode, Verdict
from kuke_tui.workspace.query_words import FIELDS, FLAGS, REASONS, ROLES, VERDICTS, Words

Value = TypeVar("Value")

_UNFOLDABLE = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "ø": "o", "ß": "ss"})
_TERM = re.compile(r'(?:([^\s:"]+):)?(?:"([^"]*)"?|(\S+))')


def fold(text: str) -> str:
    """Lower-case, without diacritics: ``Łęcka`` is ``lecka``."""
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFKD", text.translate(_UNFOLDABLE))
    return "".join(char for char in split if not unicodedata.combining(char)).casefold()


def _by_word(table: Mapping[Value, Words]) -> dict[str, Value]:
    return {
        fold(word): meant
        for meant, words in table.items()
        for word in (*words.polish, *words.english)
    }


_FIELDS = _by_word(FIELDS)
_FLAGS = _by_word(FLAGS)
_ROLES = _by_word(ROLES)
_VERDICTS = _by_word(VERDICTS)
_REASONS = _by_word(REASONS)


@dataclass(frozen=True, slots=True)
class Query:
    """What a person asked for. Everything in it must hold.

    ``clients`` are keys: whole ones where some client has that key or where an equals sign stands
    before (``klient:=4711``), else beginnings.
    ``words`` may stand anywhere in login, name or client. ``unknown`` are terms whose field is
    known but whose value is not, so that nothing can match them.
    """

    words: tuple[str, ...] = ()
    clients: tuple[str, ...] = ()
    logins: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    reasons: tuple[frozenset[ReasonCode], ...] = ()
    roles: tuple[Role | None, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    changed: bool = False
    marked: bool = False
    left: bool = False
    unknown: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for at all."""
        return self != Query()


def parse_query(text: str) -> Query:
    """Read what was typed. Nothing is an error: what is no field is a word."""
    found: dict[str, list[str]] = {}
    flags: set[str] = set()
    for field, quoted, bare in _TERM.findall(text):
        name = _FIELDS.get(fold(field)) if field else None
        value = fold(quoted or bare)
        if name and value:
            found.setdefault(name, []).append(value)
        elif not field and not quoted and value in _FLAGS:
            flags.add(_FLAGS[value])
        elif value.endswith(":") and value[:-1] in _FIELDS:
            continue
        elif value and not name:
            found.setdefault("words", []).append(f"{fold(field)}:{value}" if field else value)
    unknown: list[str] = []
    return Query(
        words=tuple(found.get("words", ())),
        clients=tuple(found.get("client", ())),
        logins=tuple(found.get("login", ())),
        names=tuple(found.get("name", ())),
        reasons=tuple(_reasons(found.get("reason", ()), unknown)),
        roles=tuple(_known(_ROLES, found.get("role", ()), unknown)),
        verdicts=tuple(_known(_VERDICTS, found.get("verdict", ()), unknown)),
        changed="changed" in flags,
        marked="marked" in flags,
        left="left" in flags,
        unknown=tuple(unknown),
    )


_TYPED_WORDS = 16


class SearchIndex:
    """The folded texts of all accounts of an export, made once."""

    def __init__(self, export: Export) -> None:
        folded: dict[str, str] = {}
        self.clients: list[str] = []
        self.texts: list[str] = []
        for account in export.accounts:
            key = account.client.key
            client = folded.get(key)
            if client is None:
                client = folded[key] = fold(key)
            self.clients.append(client)
            self.texts.append(fold(f"{account.login}\n{account.name}\n") + client)
        self.keys = frozenset(folded.values())
        self._typed: dict[str, list[int]] = {}
        """What was found for the words typed lately: a longer word is among its beginning's."""

    def with_words(self, words: Iterable[str]) -> list[int] | None:
        """List the accounts that hold every word, in the file's order; None for no words."""
        found: list[int] | None = None
        texts = self.texts
        for word in words:
            if found is None:
                found = self._with_word(word)
            else:
                found = [index for index in found if word in texts[index]]
        return found

    def _with_word(self, word: str) -> list[int]:
        found = self._typed.get(word)
        if found is None:
            texts = self.texts
            beginnings = (word[:end] for end in range(len(word) - 1, 0, -1))
            known = next(filter(self._typed.__contains__, beginnings), None)
            among = range(len(texts)) if known is None else self._typed[known]
            found = [index for index in among if word in texts[index]]
            if len(self._typed) >= _TYPED_WORDS:
                self._typed.clear()
            self._typed[word] = found
        return found


def _known(
    values: Mapping[str, Value], asked: Iterable[str], unknown: list[str]
) -> Iterable[Value]:
    """Yield what was asked for by a name, or by a beginning that all names of one value share."""
    for text in asked:
        name = text.rstrip(".")
        found = {values[name]} if name in values else set()
        found = found or {value for known, value in values.items() if known.startswith(name)}
        if len(found) == 1:
            yield from found
        else:
            unknown.append(text)


def _reasons(asked: Iterable[str], unknown: list[str]) -> Iterable[frozenset[ReasonCode]]:
    for text in asked:
        wanted = text.replace("-", "_").replace(" ", "_")
        codes = {code for word, code in _REASONS.items() if word.startswith(wanted)}
        if codes:
            yield frozenset(codes)
        else:
            unknown.append(text)
