"""Number formats of OpenDocument, put together piece by piece, as codes such as ``#,##0.00``."""

from collections.abc import Iterable, Mapping

from kuke_tui.sheets.new_styles import NumberCode
from kuke_tui.sheets.xlsx.markup import GuardedParser, parse_chunks

NUMBER = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0 "
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "

_STYLES = {f"{NUMBER}{kind}-style" for kind in ("number", "percentage", "currency", "date", "time")}
_SHORT_AND_LONG = {
    "year": ("yy", "yyyy"),
    "day": ("d", "dd"),
    "day-of-week": ("ddd", "dddd"),
    "hours": ("h", "hh"),
    "minutes": ("m", "mm"),
    "seconds": ("s", "ss"),
    "am-pm": ("AM/PM", "AM/PM"),
}
_TEXTS = {NUMBER + "text", NUMBER + "currency-symbol"}
_PLAIN = frozenset("-+/:() %")
_MOST_PLACES = 30
_POSITIVE = {"value()>=0", "value()>0"}


class NumberStyles:
    """Gathers the number styles of a document, and which cell styles use them.

    ``start``, ``text`` and ``end`` are told what the document holds, in its order.
    """

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._of_cells: dict[str, str] = {}
        self._name: str | None = None
        self._pieces: list[str] = []
        self._positive = ""
        self._elapsed = False
        self._letters: list[str] | None = None

    def code_of(self, cell_style: str) -> NumberCode | None:
        """Give the format code of a cell style; None where it has none that can be told."""
        return self._codes.get(self._of_cells.get(cell_style, "")) or None

    def read(self, chunks: Iterable[bytes]) -> None:
        """Take a whole document of styles. Raises ``SheetError``."""
        parser = GuardedParser(self.start, self.end)
        parser.expat.CharacterDataHandler = self.text
        parse_chunks(parser, chunks)

    def start(self, name: str, given: Mapping[str, str]) -> None:
        """Take the start of an element."""
        if name == _STYLE + "style":
            if given.get(_STYLE + "family") == "table-cell":
                self._of_cells[given.get(_STYLE + "name", "")] = given.get(
                    _STYLE + "data-style-name", ""
                )
        elif name in _STYLES:
            self._name = given.get(_STYLE + "name", "")
            self._pieces = []
            self._positive = ""
            self._elapsed = given.get(NUMBER + "truncate-on-overflow") == "false"
        elif self._name is None:
            return
        elif name in _TEXTS:
            self._letters = []
        elif name == _STYLE + "map":
            if given.get(_STYLE + "condition", "").replace(" ", "") in _POSITIVE:
                self._positive = self._codes.get(given.get(_STYLE + "apply-style-name", ""), "")
        elif name.startswith(NUMBER):
            self._pieces.append(self._piece(name.removeprefix(NUMBER), given))

    def text(self, text: str) -> None:
        """Take characters."""
        if self._letters is not None:
            self._letters.append(text)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name in _TEXTS and self._letters is not None:
            self._pieces.append(_literal("".join(self._letters)))
            self._letters = None
        elif name in _STYLES and self._name is not None:
            own = "".join(self._pieces)
            self._codes[self._name] = f"{self._positive};{own}" if self._positive else own
            self._name = None

    def _piece(self, kind: str, given: Mapping[str, str]) -> str:
        is_long = given.get(NUMBER + "style") == "long"
        if kind in {"number", "scientific-number"}:
            exponent = "0" * max(1, _places(given, "min-exponent-digits", 2))
            return _number(given) + (f"E+{exponent}" if kind == "scientific-number" else "")
        if kind == "month":
            letters = 3 if given.get(NUMBER + "textual") == "true" else 1
            return "m" * (letters + is_long)
        if kind not in _SHORT_AND_LONG:
            return ""
        code = _SHORT_AND_LONG[kind][is_long]
        if self._elapsed and kind in {"hours", "minutes", "seconds"}:
            self._elapsed = False
            return f"[{code}]"
        places = _places(given, "decimal-places", 0) if kind == "seconds" else 0
        return f"{code}.{'0' * places}" if places else code


def _number(given: Mapping[str, str]) -> str:
    whole = "0" * _places(given, "min-integer-digits", 1)
    if (
        NUMBER + "decimal-places" not in given
        and len(whole) < 2
        and NUMBER + "grouping" not in given
    ):
        return "General"
    if given.get(NUMBER + "grouping") == "true":
        whole = f"#,##{whole or '#'}" if len(whole) < 2 else f"#,{whole.rjust(3, '#')}"
    places = _places(given, "decimal-places", 0)
    least = _places(given, "min-decimal-places", places)
    decimals = "0" * least + "#" * (places - least)
    return f"{whole or '#'}.{decimals}" if decimals else whole or "#"


def _places(given: Mapping[str, str], name: str, default: int) -> int:
    stated = given.get(NUMBER + name, "")
    return min(int(stated), _MOST_PLACES) if stated.isascii() and stated.isdigit() else default


def _literal(text: str) -> str:
    """Spell a text within a code; what has a meaning there is put in quotes."""
    if all(letter in _PLAIN for letter in text):
        return text
    return '"' + text.replace('"', "") + '"'
