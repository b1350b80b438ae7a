"""Builds small xls, xlsb and ods files, byte by byte, with what the tests need in them."""

import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

FREE, END_OF_CHAIN, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

Cell = tuple[int, int, float | bool | str]
"""0-based row and column; a text that starts with ``#`` is the error ``#N/A``."""

NOT_AVAILABLE = 0x2A
PADDED, DATED = 1, 2
"""The cell styles whose number formats are 00000, and ``DATE_CODE``."""
DATE_CODE = "yyyy\\-mm\\-dd"
HIDDEN_ROW, HIDDEN_COLUMN = 3, 5
"""0-based; nothing in them need have a value."""


def _style(value: float) -> int:
    if value > 40_000:
        return DATED
    return PADDED if value > 1000 else 0


def compound_file(streams: dict[str, bytes]) -> bytes:
    """Put streams in an OLE container, each filled up to whole sectors, at least eight."""
    sectors: list[bytes] = []
    chains: list[int] = []
    entries = [_entry("Root Entry", 5, 1 if streams else FREE, END_OF_CHAIN, 0)]
    for number, (name, content) in enumerate(streams.items(), 1):
        start = len(sectors)
        size = max(4096, -(-len(content) // 512) * 512)
        padded = content.ljust(size, b"\0")
        sectors += [padded[at : at + 512] for at in range(0, size, 512)]
        chains += [*range(start + 1, len(sectors)), END_OF_CHAIN]
        right = number + 1 if number < len(streams) else FREE
        entries.append(_entry(name, 2, FREE, start, size, right))
    entries += [bytes(128)] * (-len(entries) % 4)
    directory = len(sectors)
    table = b"".join(entries)
    sectors += [table[at : at + 512] for at in range(0, len(table), 512)]
    chains += [*range(directory + 1, len(sectors)), END_OF_CHAIN]
    fat = len(sectors)
    chains.append(FAT)
    assert len(chains) <= 128
    sectors.append(struct.pack("<128L", *chains, *[FREE] * (128 - len(chains))))
    header = struct.pack(
        "<8s16x5H6x9L",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, directory, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0),
    ) + struct.pack("<109L", fat, *[FREE] * 108)
    return header + b"".join(sectors)


def _entry(name: str, kind: int, child: int, start: int, size: int, right: int = FREE) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBB3L36xLQ", raw.ljust(64, b"\0"), len(raw), kind, 1, FREE, right, child, start, size
    )


def _xls_record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<2H", kind, len(body)) + body


def _xls_cell(cell: Cell) -> bytes:
    row, column, value = cell
    place = struct.pack("<2H", row, column)
    if isinstance(value, bool):
        return _xls_record(0x205, place + struct.pack("<HBB", 0, value, 0))
    if isinstance(value, float):
        return _xls_record(0x203, place + struct.pack("<Hd", _style(value), value))
    if value == "#formula":
        result = struct.pack("<6BH", 2, 0, NOT_AVAILABLE, 0, 0, 0, 0xFFFF)
        tokens = struct.pack("<2B", 0x1C, NOT_AVAILABLE)
        return _xls_record(0x06, place + struct.pack("<H8sHLH", 0, result, 0, 0, 2) + tokens)
    if value.startswith("#"):
        return _xls_record(0x205, place + struct.pack("<HBB", 0, NOT_AVAILABLE, 1))
    text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
    return _xls_record(0x204, place + struct.pack("<H", 0) + text)


def write_xls(path: Path, cells: Sequence[Cell], *, password: bool = False) -> Path:
    """Write a BIFF 8 workbook of one sheet ``Konta``."""
    begin = struct.pack("<2HHHLL", 0x600, 5, 0, 0, 0, 6)
    form = b"".join(
        _xls_record(0x41E, struct.pack("<HHB", number, len(code), 0) + code.encode())
        for number, code in ((164, "00000"), (165, DATE_CODE))
    )
    styles = [_xls_record(0xE0, struct.pack("<2H16x", 0, number)) for number in (0, 164, 165)]
    before = _xls_record(0x809, begin) + (_xls_record(0x2F, bytes(54)) if password else b"")
    before += form + b"".join(styles)
    name = b"Konta"
    length = len(before) + 4 + 8 + len(name) + 4
    tab = _xls_record(0x85, struct.pack("<LBBBB", length, 0, 0, len(name), 0) + name)
    sheet = _xls_record(0x809, struct.pack("<2HHHLL", 0x600, 16, 0, 0, 0, 6))
    sheet += _xls_record(0x7D, struct.pack("<6H", HIDDEN_COLUMN, HIDDEN_COLUMN, 2048, 0, 1, 0))
    sheet += _xls_record(0x208, struct.pack("<8H", HIDDEN_ROW, 0, 9, 255, 0, 0, 0x120, 0))
    sheet += b"".join(map(_xls_cell, cells)) + _xls_record(0x0A)
    path.write_bytes(compound_file({"Workbook": before + tab + _xls_record(0x0A) + sheet}))
    return path


def _xlsb_record(kind: int, body: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(body)
    size = bytes([length]) if length < 0x80 else bytes([length & 0x7F | 0x80, length >> 7])
    return number + size + body


def _wide(text: str) -> bytes:
    return struct.pack("<L", len(text)) + text.encode("utf-16-le")


def _xlsb_cell(cell: Cell) -> bytes:
    _, column, value = cell
    style = _style(value) if isinstance(value, float) else 0
    place = struct.pack("<LL", column, style)
    if isinstance(value, bool):
        return _xlsb_record(4, place + bytes([value]))
    if isinstance(value, float):
        return _xlsb_record(5, place + struct.pack("<d", value))
    if value == "#formula":
        tokens = struct.pack("<BHL2BL", NOT_AVAILABLE, 0, 2, 0x1C, NOT_AVAILABLE, 0)
        return _xlsb_record(11, place + tokens)
    if value.startswith("#"):
        return _xlsb_record(3, place + bytes([NOT_AVAILABLE]))
    return _xlsb_record(6, place + _wide(value))


def write_xlsb(path: Path, cells: Sequence[Cell], merge: tuple[int, int, int, int]) -> Path:
    """Write a workbook of one sheet ``Konta``; ``merge`` is 0-based rows, then columns."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    excel = "application/vnd.ms-excel"

    def relations(*targets: tuple[str, str]) -> bytes:
        listed = "".join(
            f'<Relationship Id="rId{number}" Type="{office}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(targets, 1)
        )
        return f'<Relationships xmlns="{package}/relationships">{listed}</Relationships>'.encode()

    rows = b""
    for row in sorted({cell[0] for cell in cells}):
        flags = 0x10 if row == HIDDEN_ROW else 0
        rows += _xlsb_record(0, struct.pack("<L7xB13x", row, flags))
        rows += b"".join(_xlsb_cell(cell) for cell in cells if cell[0] == row)
    farthest = (max(cell[0] for cell in cells), max(cell[1] for cell in cells))
    tab = _xlsb_record(156, struct.pack("<2L", 0, 1) + _wide("rId1") + _wide("Konta"))
    styles = _xlsb_record(615, struct.pack("<L", 2))
    styles += _xlsb_record(44, struct.pack("<H", 164) + _wide("00000"))
    styles += _xlsb_record(44, struct.pack("<H", 165) + _wide(DATE_CODE)) + _xlsb_record(616)
    styles += _xlsb_record(617, struct.pack("<L", 3))
    styles += b"".join(_xlsb_record(47, struct.pack("<2H12x", 0, form)) for form in (0, 164, 165))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="bin" '
        f'ContentType="{excel}.sheet.binary.macroEnabled.main"/></Types>'.encode(),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": _xlsb_record(143) + tab + _xlsb_record(144) + _xlsb_record(157),
        "xl/_rels/workbook.bin.rels": relations(
            ("worksheet", "worksheets/sheet1.bin"), ("styles", "styles.bin")
        ),
        "xl/styles.bin": styles + _xlsb_record(618),
        "xl/worksheets/sheet1.bin": _xlsb_record(129)
        + _xlsb_record(148, struct.pack("<4L", 0, farthest[0], 0, farthest[1]))
        + _xlsb_record(390)
        + _xlsb_record(60, struct.pack("<4LH", HIDDEN_COLUMN, HIDDEN_COLUMN, 2048, 0, 1))
        + _xlsb_record(391)
        + _xlsb_record(145)
        + rows
        + _xlsb_record(146)
        + _xlsb_record(176, struct.pack("<4L", *merge))
        + _xlsb_record(130),
    }
    return write_zip(path, parts)


def write_ods(path: Path, tables: str, *, styles: str = "") -> Path:
    """Write an OpenDocument spreadsheet around the XML of its tables."""
    content = _open_document("document-content", tables, styles)
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    return write_zip(path, {"mimetype": mimetype, "content.xml": content.encode()})


def write_fods(path: Path, tables: str) -> Path:
    """Write the same as one flat XML file."""
    path.write_text(_open_document("document", tables, ""), encoding="utf-8")
    return path


def _open_document(root: str, tables: str, styles: str) -> str:
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in {
            "office": "office",
            "table": "table",
            "text": "text",
            "style": "style",
            "draw": "drawing",
            "number": "datastyle",
        }.items()
    )
    calc = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    return (
        f'<?xml version="1.0"?><office:{root}{spaces} xmlns:calcext="{calc}" '
        'office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        f"</office:{root}>"
    )


def write_zip(path: Path, parts: dict[str, bytes]) -> Path:
    """Write a zip of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path
