"""Which encoding a text file is in: its byte order mark, else UTF-8, else by Polish letters."""

import codecs
import re
from itertools import islice
from typing import BinaryIO

from kuke_tui.sheets.csv.lines import BLOCK_BYTES

ENCODINGS = (
    "utf-8",
    "cp1250",
    "iso-8859-2",
    "cp852",
    "utf-16-le",
    "utf-16-be",
    "utf-32-le",
    "utf-32-be",
    "cp1252",
)
"""The encodings that can be read, each written back to the same bytes; the likeliest first."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SCORED = ("cp1250", "iso-8859-2", "cp852", "utf-8")
_CHECKED_AT_ONCE = 64 << 10
"""Bytes of which a processor's nearest memory holds the letters too."""

_ENOUGH_BLOCKS = 2
_ENOUGH_WORDS = 10_000
_LONGEST_WORD = 64
_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
_TYPOGRAPHY = frozenset("„”“’‚‘–—…€§°×«»·•\u00a0")


def canonical_encoding(name: str, bom: bytes) -> str | None:
    """The spelling of ``ENCODINGS`` for a name a person gave, or ``None`` if it is not readable.

    ``utf-16`` and ``utf-32`` leave the byte order open: the file's mark decides it, else
    little-endian, which is what Windows writes.
    """
    wanted = name.strip().lower().replace("_", "-")
    if wanted in {"utf-16", "utf16", "utf-32", "utf32"}:
        family = f"utf-{wanted[-2:]}"
        marked = dict(_BOMS).get(bom, "")
        return marked if marked.startswith(family) else f"{family}-le"
    if wanted in {"utf-8-sig", "utf8-sig"}:
        return "utf-8"
    try:
        codec = codecs.lookup(wanted).name
    except (LookupError, ValueError):
        return None
    return next((known for known in ENCODINGS if codecs.lookup(known).name == codec), None)


def byte_order_mark(head: bytes) -> bytes:
    """The byte order mark ``head`` starts with, or no bytes."""
    return next((bom for bom, _encoding in _BOMS if head.startswith(bom)), b"")


def detect_encoding(stream: BinaryIO) -> str:
    """Name the encoding (one of ``ENCODINGS``) of a stream that stands at its start.

    Reads all of a UTF-8 file, in pieces. Text that fits no encoding well is still given the
    likeliest one; reading it then says which bytes do not fit.
    """
    head = stream.read(4096)
    bom = byte_order_mark(head)
    if bom:
        return dict(_BOMS)[bom]
    wide = _utf16_without_mark(head)
    if wide:
        return wide
    stream.seek(0)
    if _is_utf8(stream):
        return "utf-8"
    stream.seek(0)
    words = _foreign_words(stream)
    return max(_SCORED, key=lambda encoding: _score(words, encoding))


def _utf16_without_mark(head: bytes) -> str:
    """UTF-16 as Windows tools write it without a mark: every other byte of plain text is NUL."""
    even, odd = head[0::2], head[1::2]
    if len(odd) * 4 < 8:
        return ""
    if odd.count(0) * 2 > len(odd) and even.count(0) * 20 < len(even):
        return "utf-16-le"
    if even.count(0) * 2 > len(even) and odd.count(0) * 20 < len(odd):
        return "utf-16-be"
    return ""


def _is_utf8(stream: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    try:
        while block := stream.read(_CHECKED_AT_ONCE):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _foreign_words(stream: BinaryIO) -> list[bytes]:
    """Distinct words with a byte beyond ASCII, as many as tell the encoding."""
    seen: dict[bytes, None] = {}
    telling = 0
    while telling < _ENOUGH_BLOCKS and (block := stream.read(BLOCK_BYTES)):
        seen.update(dict.fromkeys(_WORD.findall(block + stream.readline(1024))))
        telling += bool(seen)
    return [word[:_LONGEST_WORD] for word in islice(seen, _ENOUGH_WORDS)]


def _score(words: list[bytes], encoding: str) -> int:
    """How Polish the words look in an encoding: points per letter, with its neighbours."""
    total = 0
    for raw in words:
        word = raw.decode(encoding, "replace")
        for place, letter in enumerate(word):
            if letter > "\x7f":
                before = word[place - 1] if place else ""
                total += _letter_points(letter, before, word[place + 1 : place + 2])
    return total


def _letter_points(letter: str, before: str, after: str) -> int:
    if letter in _POLISH:
        if letter.isupper():
            return -2 if before.islower() else 2
        return -1 if before.isupper() and after.isupper() else 2
    if letter == "\ufffd" or "\x80" <= letter < "\xa0":
        return -10
    if letter.isalpha():
        return -2
    if before.isalpha() and after.isalpha():
        return -3
    return 0 if letter in _TYPOGRAPHY else -1
