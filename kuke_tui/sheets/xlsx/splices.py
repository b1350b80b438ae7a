"""A window on a stream of bytes, in which places are replaced before it moves on."""

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.xlsx.directory import damaged
from kuke_tui.sheets.xlsx.limits import MAX_ROW_BYTES
from kuke_tui.sheets.xlsx.tags import START_TAG


class SpliceWindow:
    """Holds what isn't settled yet. All places are offsets into the bytes added so far.

    ``safe`` is how far nothing will change any more; ``keep``, where it is set, holds back
    everything from that place on.
    """

    def __init__(self) -> None:
        self.safe = 0
        self.keep: int | None = None
        self._bytes = bytearray()
        self._base = 0
        self._splices: list[tuple[int, int, bytes]] = []

    def add(self, data: bytes) -> None:
        """Append to the window. Raises ``SheetError`` TOO_LARGE where a row has no end."""
        self._bytes += data
        if len(self._bytes) > MAX_ROW_BYTES:
            raise SheetError(SheetErrorCode.TOO_LARGE, detail="an endless row")

    def splice(self, first: int, last: int, new: bytes) -> None:
        """Replace the bytes from ``first`` to ``last``; places must come in ascending order."""
        self._splices.append((first, last, new))

    def splice_before(self, index: int, first: int, last: int, new: bytes) -> None:
        """Replace bytes that stand before those of the splice ``index`` (as ``count`` gave it)."""
        self._splices.insert(index, (first, last, new))

    @property
    def count(self) -> int:
        """How many splices wait."""
        return len(self._splices)

    def drop_splices(self, start: int) -> None:
        """Forget the splices from a place on, because all of it is to be replaced."""
        self._splices = [each for each in self._splices if each[0] < start]

    def raw(self, first: int, last: int) -> bytes:
        """Give bytes as they came in."""
        return bytes(self._bytes[first - self._base : last - self._base])

    def tag(self, at: int) -> bytes:
        """Give the start tag at a place. Raises ``SheetError`` DAMAGED where there is none."""
        found = START_TAG.match(self._bytes, at - self._base)
        if found is None:
            raise damaged("a tag that can't be placed")
        return found[0]

    def element_end(self, start: int, at: int) -> int:
        """Find the end of the element that starts at ``start`` and whose end tag is at ``at``."""
        tag = self.tag(start)
        if tag.endswith(b"/>"):
            return start + len(tag)
        return self._base + self._bytes.index(b">", at - self._base) + 1

    def spliced(self, start: int, end: int) -> bytes:
        """Give what will stand between two places that are both still in the window."""
        pieces: list[bytes] = []
        for first, last, new in self._splices:
            if first >= start:
                pieces += (self.raw(start, first), new)
                start = last
        return b"".join([*pieces, self.raw(start, end)])

    def flush(self, *, final: bool) -> bytes:
        """Give what is settled; ``final`` says that everything is."""
        stop = self._base + len(self._bytes)
        if not final:
            stop = max(self._base, min(self.safe, stop if self.keep is None else self.keep))
        pieces: list[bytes] = []
        left: list[tuple[int, int, bytes]] = []
        at = self._base
        for first, last, new in self._splices:
            if last > stop or (first == stop and not final):
                left.append((first, last, new))
                stop = min(stop, first)
            else:
                pieces += (self.raw(at, first), new)
                at = last
        pieces.append(self.raw(at, stop))
        self._splices = left
        del self._bytes[: stop - self._base]
        self._base = stop
        return b"".join(pieces)
