"""JSON written in a stream: a key to a line, and an item to a line where a value is a list."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

quoted = json.encoder.encode_basestring
"""A text as a JSON string, letters beyond ASCII as they are."""

_SUSPECT = re.compile(r"[^\n\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027]")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def without_hidden(text: str) -> str:
    """Escape in JSON what can't be seen or would steer a terminal; it says the same as before."""
    return text if text.isprintable() else _SUSPECT.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    if unicodedata.category(char) not in _HIDDEN:
        return char
    return json.dumps(char)[1:-1] if ord(char) > 0x7F else f"\\u{ord(char):04x}"


def _encode(value: object) -> str:
    return without_hidden(_encode_plainly(value))


_encode_plainly = json.JSONEncoder(ensure_ascii=False).encode


def json_pieces(data: Mapping[str, object]) -> Iterator[str]:
    """Give an object's text in pieces. A list, tuple or iterator is taken item by item."""
    before = "{"
    for key, value in data.items():
        yield f"{before}{_encode(key)}: "
        if isinstance(value, Iterable) and not isinstance(value, str | Mapping):
            yield from _items(value)
        else:
            yield _encode(value)
        before = ",\n "
    yield "{}\n" if before == "{" else "}\n"


def _items(values: Iterable[object]) -> Iterator[str]:
    before = "[\n  "
    for value in values:
        yield before + _encode(value)
        before = ",\n  "
    yield "[]" if before.startswith("[") else "]"
