"""The text of a csv: decoded in bounded pieces."""

import codecs
from collections.abc import Iterator
from typing import AnyStr, BinaryIO

from kuke_tui.sheets.errors import SheetError, SheetErrorCode

BLOCK_BYTES = 1 << 20
MAX_LINE_CHARS = 16 << 20
"""A longer line is no table; 512 full-sized Excel cells fit in one."""


def whole_lines(
    stream: BinaryIO, encoding: str, path: str, block_bytes: int = BLOCK_BYTES
) -> Iterator[str]:
    """Decode ``stream`` from where it stands into texts that end where a line ends.

    ``block_bytes`` are read at a time. Lines end with CR, LF or CRLF, and no CRLF is cut in two.
    Everything before a defect is yielded first, so that whoever counts the lines knows where it
    is. Raises ``UNSUPPORTED_ENCODING`` for bytes the encoding does not know, ``DAMAGED`` for NUL
    characters and ``TOO_LARGE`` for an endless line.
    """
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    rest = ""
    more = True
    while more:
        block = stream.read(block_bytes)
        more = bool(block)
        defect: SheetError | None = None
        try:
            text = rest + decoder.decode(block, final=not more)
        except UnicodeDecodeError as error:
            text = rest + error.object[: error.start].decode(encoding)
            found = error.object[error.start : error.start + 1].hex().upper()
            defect = SheetError(
                SheetErrorCode.UNSUPPORTED_ENCODING,
                path=path,
                found=f"0x{found}",
                detail=f"not {encoding}: {error.reason}",
            )
        nul = text.find("\0")
        if nul >= 0:
            text = text[:nul]
            defect = SheetError(SheetErrorCode.DAMAGED, path=path, found="\0", detail="NUL byte")
        cut = end_of_lines(text, "\n", "\r")
        if cut:
            yield text[:cut]
        if defect is not None:
            raise defect
        rest = text[cut:]
        if len(rest) > MAX_LINE_CHARS:
            raise SheetError(SheetErrorCode.TOO_LARGE, path=path, detail="endless line")
    if rest:
        yield rest


def whole_byte_lines(stream: BinaryIO, path: str, block_bytes: int) -> Iterator[bytes]:
    """Cut ``stream`` from where it stands into bytes that end where a line ends.

    As ``whole_lines`` does, for an encoding in which the bytes of CR and LF are nothing else; the
    bytes are not looked at. Raises ``TOO_LARGE`` for an endless line.
    """
    rest = b""
    while block := stream.read(block_bytes):
        data = rest + block
        cut = end_of_lines(data, b"\n", b"\r")
        if cut:
            yield data[:cut]
        rest = data[cut:]
        if len(rest) > MAX_LINE_CHARS:
            raise SheetError(SheetErrorCode.TOO_LARGE, path=path, detail="endless line")
    if rest:
        yield rest


def end_of_lines(text: AnyStr, feed: AnyStr, carriage: AnyStr) -> int:
    """Where the last whole line of ``text`` ends; a CR at the very end may still get its LF."""
    return max(text.rfind(feed), text.rfind(carriage, 0, max(len(text) - 1, 0))) + 1
