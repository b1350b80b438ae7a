"""The shared strings table: read whole for reading, searched in a stream for patching."""

import re
import sys
from collections.abc import Collection, Iterator

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.xlsx.archive import Archive
from kuke_tui.sheets.xlsx.directory import Entry
from kuke_tui.sheets.xlsx.limits import MAX_PART, MAX_STRINGS, MAX_STRINGS_MEMORY
from kuke_tui.sheets.xlsx.markup import GuardedParser, decode_escapes, escape_text, main_name

_HARD = re.compile(r"[\x00-\x1f\"&'<>_\ud800-\udfff\ufffe\uffff]")
_END = b"</si>"
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
    for text, _ in _entries(archive, entry):
        strings.append(text)
        memory += sys.getsizeof(text) + 8
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
    found: dict[str, int] = {}
    before, rest, headed = 0, b"", False
    for chunk in archive.chunks(entry, MAX_PART):
        rest += chunk
        if not headed:
            start = _TABLE.match(rest)
            if start is None or len(_TABLE_NAMESPACE.findall(start[0])) != 1:
                return None
            rest, headed = rest[start.end() :], True
        cut = rest.rfind(_END) + len(_END)
        if cut < len(_END):
            continue
        body, rest = rest[:cut], rest[cut:]
        count = body.count(b"<si>")
        if b"<!" in body or b"<?" in body or b"xmlns" in body or count != body.count(b"<si"):
            return None
        for spelled, text in needles.items():
            at = body.find(spelled)
            if at >= 0 and text not in found:
                found[text] = before + body.count(b"<si>", 0, at)
        if len(found) == len(wanted):
            break
        before += count
    return found


def _entries(archive: Archive, entry: Entry | None) -> Iterator[tuple[str, bool]]:
    if entry is None:
        return
    parser = _StringParser()
    for chunk in archive.chunks(entry, MAX_PART):
        yield from parser.feed(chunk)
    yield from parser.feed(b"", final=True)
