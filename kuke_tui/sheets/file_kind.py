"""What a file is, told by its first bytes; the name's suffix decides only between kinds of text."""

import re
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.source import opened


class FileKind(StrEnum):
    """A format the program reads."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    XLS = "xls"
    XLSB = "xlsb"
    ODS = "ods"
    FODS = "fods"
    CSV = "csv"
    TSV = "tsv"


_HEAD = 64 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_TEXTUAL = ((b"%PDF-", "PDF"), (b"{\\rtf", "RTF"), (b"MIME-Version:", "MHTML"))
"""Formats that may look like text."""

_BINARY = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"\x1f\x8b", "GZIP"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ", "XZ"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"SQLite format 3", "SQLite"),
)
_OLD_EXCEL = {b"\x09\x00": "Excel 2", b"\x09\x02": "Excel 3", b"\x09\x04": "Excel 4"}

_TEXT_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_MAX_CONTROLS = 0.05
_HTML = ("<!doctype html", "<html", "<head", "<body", "<table", "<meta")
_XML = ("<?xml", "<!doctype", "<svg")
_JSON = re.compile(r'\s*(?:\{\s*"[^"]*"\s*:|\[\s*[\[{])')

_MAX_TYPES = 4 << 20
_MAX_GLOBALS = 4096
_FILE_PASSWORD, _SHEET_LIST, _END_OF_GLOBALS = 0x2F, 0x85, 0x0A


def file_kind(path: Path) -> FileKind:
    """Tell a file's format from its content first, its suffix second.

    Reads the first 64 KiB, of containers their directory and a small part too. Raises
    ``SheetError`` as opening does, and EMPTY, PASSWORD, UNKNOWN_FORMAT (a spreadsheet of a
    format not read), NOT_A_SPREADSHEET (``found`` names what it seems to be), DAMAGED or BOMB.
    """
    with opened(path) as file:
        try:
            return _kind(file, path.suffix.lower())
        except SheetError as error:
            error.path = str(path)
            raise


def _kind(file: BinaryIO, suffix: str) -> FileKind:
    head = file.read(_HEAD)
    if not head:
        raise SheetError(SheetErrorCode.EMPTY)
    if head.startswith(_OLE):
        return _compound_kind(file)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(file, suffix)
    for signature, name in _TEXTUAL if _is_text(head) else _TEXTUAL + _BINARY:
        if head.startswith(signature):
            raise _no_spreadsheet(name)
    if head[:2] in _OLD_EXCEL and head[2:4] in {b"\4\0", b"\6\0"}:
        raise SheetError(SheetErrorCode.UNKNOWN_FORMAT, found=_OLD_EXCEL[head[:2]])
    text = _as_text(head)
    if text is not None:
        return _text_kind(text, suffix)
    # Bytes before a zip are allowed, and found in the wild.
    if suffix in {".xlsx", ".xlsm", ".xlsb", ".ods"}:
        return _zip_kind(file, suffix)
    raise _no_spreadsheet("")


def _compound_kind(file: BinaryIO) -> FileKind:
    from kuke_tui.sheets.compound_file import CompoundFile

    container = CompoundFile(file)
    names = container.names
    if "EncryptedPackage" in names:
        raise SheetError(SheetErrorCode.PASSWORD)
    for book in ("Workbook", "Book"):
        if book in names:
            if _asks_password(container.read(book, _MAX_GLOBALS)):
                raise SheetError(SheetErrorCode.PASSWORD)
            return FileKind.XLS
    for stream, name in (
        ("WordDocument", "Word"),
        ("PowerPoint Document", "PowerPoint"),
        ("VisioDocument", "Visio"),
        ("__properties_version1.0", "Outlook"),
    ):
        if stream in names:
            raise _no_spreadsheet(name)
    raise _no_spreadsheet("OLE")


def _asks_password(workbook: bytes) -> bool:
    at = 0
    while at + 4 <= len(workbook):
        record = int.from_bytes(workbook[at : at + 2], "little")
        if record == _FILE_PASSWORD:
            return True
        if record in {_SHEET_LIST, _END_OF_GLOBALS}:
            return False
        at += 4 + int.from_bytes(workbook[at + 2 : at + 4], "little")
    return False


def _zip_kind(file: BinaryIO, suffix: str) -> FileKind:
    from kuke_tui.sheets.xlsx.archive import open_archive

    archive = open_archive(file)
    parts = {each.name.lower(): each for each in archive.directory.entries}

    def content(name: str) -> bytes:
        part = parts.get(name)
        return archive.read(part, _MAX_TYPES).replace(b"\0", b"") if part else b""

    types = content("[content_types].xml")
    if b"sheet.binary.macroEnabled.main" in types or "xl/workbook.bin" in parts:
        return FileKind.XLSB
    if re.search(rb"ms-excel\.(?:sheet|template|addin)\.macroEnabled\.main\+xml", types):
        return FileKind.XLSM
    if re.search(rb"spreadsheetml\.(?:sheet|template)\.main\+xml", types):
        return FileKind.XLSX
    if "xl/workbook.xml" in parts:
        return FileKind.XLSM if suffix == ".xlsm" else FileKind.XLSX
    if b"wordprocessingml" in types or b"presentationml" in types:
        raise _no_spreadsheet("Word" if b"wordprocessingml" in types else "PowerPoint")
    return _open_document_kind(content("mimetype"), content("meta-inf/manifest.xml"))


def _open_document_kind(mimetype: bytes, manifest: bytes) -> FileKind:
    stated = mimetype or manifest
    if b"opendocument.spreadsheet" in stated:
        if b"encryption-data" in manifest:
            raise SheetError(SheetErrorCode.PASSWORD)
        return FileKind.ODS
    raise _no_spreadsheet("OpenDocument" if b"opendocument" in stated else "ZIP")


def _as_text(head: bytes) -> str | None:
    """Decode enough to recognise markup; None for bytes that are no text in any encoding."""
    for bom, encoding in _TEXT_BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(encoding, "replace")
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) / 5 > 20 * min(even, odd):
        return head.decode("utf-16-le" if odd > even else "utf-16-be", "replace")
    return head.decode("latin-1") if _is_text(head) else None


def _is_text(head: bytes) -> bool:
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls <= max(1, _MAX_CONTROLS * len(head))


def _text_kind(text: str, suffix: str) -> FileKind:
    start = text[:1024].lstrip().lower()
    if "<office:document" in text and "urn:oasis:names:tc:opendocument:xmlns:office" in text:
        if "opendocument.spreadsheet" in text:
            return FileKind.FODS
        raise _no_spreadsheet("OpenDocument")
    if start.startswith("<?xml") and "urn:schemas-microsoft-com:office:spreadsheet" in text:
        raise SheetError(SheetErrorCode.UNKNOWN_FORMAT, found="Excel 2003 XML")
    if start.startswith(_HTML) or (start.startswith(("<!--", "<?xml")) and "<html" in text.lower()):
        raise _no_spreadsheet("HTML")
    if start.startswith(_XML):
        raise _no_spreadsheet("XML")
    if suffix in {".tsv", ".tab"}:
        return FileKind.TSV
    if suffix == ".csv":
        return FileKind.CSV
    if _JSON.match(text):
        raise _no_spreadsheet("JSON")
    first = text.partition("\n")[0]
    return FileKind.TSV if first.count("\t") > first.count(";") + first.count(",") else FileKind.CSV


def _no_spreadsheet(seems: str) -> SheetError:
    return SheetError(SheetErrorCode.NOT_A_SPREADSHEET, found=seems)
