"""Files that are no text at all, whatever their name says."""

_SIGNATURES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"%PDF-",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"\x7fELF",
    b"SQLite format 3",
    b"{\\rtf",
    b"II*\x00",
    b"MM\x00*",
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml")
_TEXT_CONTROLS = frozenset(b"\t\n\r\x0b\x0c\x1a\x1b")
_CONTROLS = bytes(code for code in range(32) if code not in _TEXT_CONTROLS) + b"\x7f"


def is_binary(head: bytes, encoding: str) -> bool:
    """Whether the first bytes of a file are a known binary format, markup, or mostly not text."""
    if head.startswith(_SIGNATURES) or head.lstrip().lower().startswith(_MARKUP):
        return True
    if encoding.startswith(("utf-16", "utf-32")):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls * 20 > len(head)
