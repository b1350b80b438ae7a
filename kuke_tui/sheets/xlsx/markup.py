"""XML under guard: no DOCTYPE, no endless token; names by namespace; Excel's own escapes."""

import re
from collections.abc import Callable, Iterable
from pyexpat import ExpatError, ParserCreate, XMLParserType, errors

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.xlsx.directory import damaged
from kuke_tui.sheets.xlsx.limits import MAX_DEPTH, MAX_NAMES, MAX_PREFIXES, MAX_TOKEN

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_REFERENCE = re.compile("&(?:#([0-9]+)|#x([0-9A-Fa-f]+)|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def _ignore(_name: str) -> None:
    pass


class GuardedParser:
    """Expat that refuses a DOCTYPE, and whatever makes it hold more the longer it reads.

    ``start`` and ``end`` are called for each element, ``depth`` being how many are open then, the
    one that starts counted and the one that ends not. Names arrive as ``namespace local``. Errors
    come out as ``SheetError``.
    """

    def __init__(
        self,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] = _ignore,
    ) -> None:
        self.depth = 0
        # Expat keeps every name it met to the end. It asks for them here, so they can be counted.
        self._names: dict[str, str] = {}
        self._prefixes: set[str | None] = set()
        self.expat: XMLParserType = ParserCreate(namespace_separator=" ", intern=self._names)
        self.expat.buffer_text = True
        self.expat.StartDoctypeDeclHandler = _refuse_doctype
        self.expat.StartNamespaceDeclHandler = self._note_namespace
        self.expat.StartElementHandler = self._counting(start)
        self.expat.EndElementHandler = self._discounting(end)
        self._position = 0
        self._stuck = 0

    def feed(self, data: bytes, *, final: bool = False) -> None:
        """Parse more bytes; ``final`` says the document must end here."""
        expat = self.expat
        try:
            expat.Parse(data, final)
        except ExpatError as error:
            if error.code == errors.codes[errors.XML_ERROR_NO_MEMORY]:
                raise MemoryError from error
            raise damaged(f"XML: {error}") from error
        except (LookupError, ValueError) as error:
            # pyexpat says so of encodings unknown to Python, and of multi-byte ones.
            raise SheetError(SheetErrorCode.UNSUPPORTED_ENCODING, detail=str(error)) from error
        position = expat.CurrentByteIndex
        if len(self._names) > MAX_NAMES:
            raise SheetError(SheetErrorCode.BOMB, detail="names without end")
        self._stuck = self._stuck + len(data) if position == self._position else 0
        self._position = position
        if self._stuck > MAX_TOKEN:
            raise SheetError(SheetErrorCode.BOMB, detail="an endless XML token")

    def _counting(
        self, start: Callable[[str, dict[str, str]], None]
    ) -> Callable[[str, dict[str, str]], None]:
        def started(name: str, attributes: dict[str, str]) -> None:
            self.depth += 1
            if self.depth > MAX_DEPTH:
                raise SheetError(SheetErrorCode.BOMB, detail="elements nested without end")
            start(name, attributes)

        return started

    def _discounting(self, end: Callable[[str], None]) -> Callable[[str], None]:
        def ended(name: str) -> None:
            self.depth -= 1
            end(name)

        return ended

    def _note_namespace(self, prefix: str | None, _uri: str) -> None:
        self._prefixes.add(prefix)
        if len(self._prefixes) > MAX_PREFIXES:
            raise SheetError(SheetErrorCode.BOMB, detail="prefixes without end")


def parse_chunks(parser: GuardedParser, chunks: Iterable[bytes]) -> None:
    """Parse a whole document."""
    for chunk in chunks:
        parser.feed(chunk)
    parser.feed(b"", final=True)


def local_name(name: str) -> str:
    """Give an element's or attribute's name without its namespace."""
    return name.rpartition(" ")[2]


def main_name(name: str) -> str:
    """Give the local name of a SpreadsheetML element, an empty string for foreign ones."""
    namespace, _, local = name.rpartition(" ")
    return local if namespace in MAIN or not namespace else ""


def decode_escapes(text: str) -> str:
    """Turn ``_x001B_`` into the character it stands for."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def encode_escapes(text: str) -> str:
    """Turn what XML can't hold, and what would read as an escape, into ``_xHHHH_``."""
    return _TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def escape_text(text: str) -> bytes:
    """Spell a cell's text as XML character data in UTF-8."""
    text = encode_escapes(text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode("utf-8")


def unescape_text(text: str) -> str:
    """Give the characters that well-formed character data stands for."""

    def named(found: re.Match[str]) -> str:
        decimal, hexadecimal, name = found.groups()
        return _NAMED[name] if name else chr(int(decimal or hexadecimal, 10 if decimal else 16))

    return _REFERENCE.sub(named, text)


def _refuse_doctype(*_: object) -> None:
    raise SheetError(SheetErrorCode.DOCTYPE)
