"""The shared strings table: read whole for reading, searched in a stream for patching.

Most tables are plainly written: an entry with its one text, the next entry. Those are read by
their bytes. Expat is given what looks any different, and everything from a comment or such on.
"""

import re
import sys
from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.xlsx.archive import Archive
from kuke_tui.sheets.xlsx.directory import Entry
from kuke_tui.sheets.xlsx.limits import MAX_PART, MAX_STRINGS, MAX_STRINGS_MEMORY
from kuke_tui.sheets.xlsx.markup import GuardedParser, decode_escapes, escape_text, main_name
from kuke_tui.sheets.xlsx.plain import MAX_CARRY, is_odd

_HARD = re.compile(r"[\x00-\x1f\"&'<>_\ud800-\udfff\ufffe\uffff]")
_END = b"</si>"
_ENTRY = r'<si><t(?: xml:space="preserve")?>%s</t></si>'
_TEXT = r"[^<>&\x00-\x08\x0b-\x1f\ufffe\uffff]*+"
_PLAIN_ENTRY = re.compile(_ENTRY % f"({_TEXT})")
_PLAIN_ENTRIES = re.compile(rf"[ \t\r\n]*+(?:{_ENTRY % _TEXT}[ \t\r\n]*+)*+")
_TABLE = re.compile(
    rb'(?:\xef\xbb\xbf)?(?:<\?xml version="1\.0"(?: encoding="(?:utf|UTF)-8")?[^<>?]*\?>)?\s*'
    rb"<sst [^<>]*[^<>/]>"
)
_TABLE_NAMESPACE = re.compile(
    rb' xmlns="http://(?:schemas\.openxmlformats\.org/spreadsheetml/2006|'
    rb'purl\.oclc\.org/ooxml/spreadsheetml)/main"'
)


class _StringParser:
    """Collects the table's entries: rich runs joined, phonetic text left out."""

    def __init__(self) -> None:
        self.done: list[tuple[str, bool]] = []
        self._parser = GuardedParser(self._start, self._end)
        self._text: list[str] = []
        self._phonetic = 0
        self._plain = True

    def feed(self, chunk: bytes, *, final: bool = False) -> list[tuple[str, bool]]:
        """Parse more, give the entries completed: text, and whether it has no runs of its own."""
        self._parser.feed(chunk, final=final)
        done, self.done = self.done, []
        return done

    def read(self, block: bytes) -> list[str]:
        """Give the texts completed by a block without comments and such; parse what must be."""
        try:
            content = block.decode("utf-8")
        except UnicodeDecodeError:
            return self.parsed(block)
        texts: list[str] = []
        at = 0
        while at < len(content):
            if self._parser.depth != 1:
                return texts + self.parsed(content[at:].encode())
            found = _PLAIN_ENTRIES.match(content, at)
            end = found.end() if found else at
            texts += map(decode_escapes, _PLAIN_ENTRY.findall(content, at, end))
            following = _PLAIN_ENTRY.search(content, end)
            at = following.start() if following else len(content)
            texts += self.parsed(content[end:at].encode())
        return texts

    def parsed(self, data: bytes) -> list[str]:
        """Parse more, give the texts completed."""
        return [text for text, _ in self.feed(data)]

    def _start(self, name: str, _: dict[str, str]) -> None:
        kind = main_name(name)
        if kind == "si":
            self._text = []
            self._plain = True
        elif kind == "rPh":
            self._phonetic += 1
            self._plain = False
        elif kind == "t" and not self._phonetic:
            self._parser.expat.CharacterDataHandler = self._text.append
        elif kind != "t":
            self._plain = False

    def _end(self, name: str) -> None:
        kind = main_name(name)
        if kind == "t":
            self._parser.expat.CharacterDataHandler = None
        elif kind == "rPh":
            self._phonetic -= 1
        elif kind == "si":
            self.done.append((decode_escapes("".join(self._text)), self._plain))


def read_strings(archive: Archive, entry: Entry | None) -> list[str]:
    """Read the whole table. Raises ``SheetError`` TOO_LARGE beyond the memory limit."""
    strings: list[str] = []
    memory = 0
    for texts in _texts(archive, entry):
        strings += texts
        memory += sum(map(sys.getsizeof, texts)) + 8 * len(texts)
        if memory > MAX_STRINGS_MEMORY or len(strings) > MAX_STRINGS:
            raise SheetError(SheetErrorCode.TOO_LARGE, detail="shared strings")
    return strings


def find_strings(archive: Archive, entry: Entry | None, wanted: Collection[str]) -> dict[str, int]:
    """Find the first plain entry that says exactly this, for each of the texts wanted."""
    if entry is None or not wanted:
        return {}
    if not any(_HARD.search(text) for text in wanted):
        found = _search_bytes(archive, entry, wanted)
        if found is not None:
            return found
    missing = set(wanted)
    by_text: dict[str, int] = {}
    for index, (text, plain) in enumerate(_entries(archive, entry)):
        if plain and text in missing:
            by_text[text] = index
            missing.discard(text)
            if not missing:
                break
    return by_text


def _search_bytes(archive: Archive, entry: Entry, wanted: Collection[str]) -> dict[str, int] | None:
    """Search a plainly written table by its bytes; None where expat has to read it."""
    needles = {
        spelled: text
        for text in wanted
        for tag in (b"<si><t>", b'<si><t xml:space="preserve">')
        for spelled in (tag + escape_text(text) + b"</t></si>",)
    }
    start, blocks = _blocks(archive.chunks(entry, MAX_PART))
    if not start:
        return None
    found: dict[str, int] = {}
    before = 0
    for block in blocks:
        count = block.count(b"<si>")
        if is_odd(block) or count != block.count(b"<si"):
            return None
        for spelled, text in needles.items():
            at = block.find(spelled)
            if at >= 0 and text not in found:
                found[text] = before + block.count(b"<si>", 0, at)
        if len(found) == len(wanted):
            break
        before += count
    return found


def _texts(archive: Archive, entry: Entry | None) -> Iterator[list[str]]:
    if entry is None:
        return
    parser = _StringParser()
    start, blocks = _blocks(archive.chunks(entry, MAX_PART))
    parser.feed(start)
    plain = bool(start)
    for block in blocks:
        plain = plain and not is_odd(block)
        yield parser.read(block) if plain else parser.parsed(block)
    parser.feed(b"", final=True)


def _blocks(chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Give the table's start tag, empty where it isn't plain, and blocks that end as entries do."""
    first = next(chunks, b"")
    found = _TABLE.match(first)
    plain = found is not None and len(_TABLE_NAMESPACE.findall(found[0])) == 1
    start = found[0] if found and plain else b""
    return start, _cut(chain((first[len(start) :],), chunks))


def _cut(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        rest += chunk
        cut = rest.rfind(_END) + len(_END)
        if cut < len(_END):
            if len(rest) <= MAX_CARRY:
                continue
            cut = len(rest)
        yield rest[:cut]
        rest = rest[cut:]
    yield rest


def _entries(archive: Archive, entry: Entry | None) -> Iterator[tuple[str, bool]]:
    if entry is None:
        return
    parser = _StringParser()
    for chunk in archive.chunks(entry, MAX_PART):
        yield from parser.feed(chunk)
    yield from parser.feed(b"", final=True)
