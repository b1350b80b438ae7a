"""What the fuzzer mutates: the parts of a file one after the other, before they are packed.

A line ``=== NAME`` begins each part. Parts that a sample doesn't have are those of a sound file, so
that a sample holds what it is about; one that reads ``absent`` is left out. Mutating packed bytes
would hardly ever come past the checksums.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from tests.sheets.binary_workbooks import compound_file
from tests.sheets.xlsx.workbook_parts import parts, shared_strings, sheet_xml, styles, write_zip

EDITS = "edits"
"""The part that says what is edited: not a part of the file."""

_START = re.compile(rb"^=== ([^\n]+)\n", re.MULTILINE)
_ABSENT = b"absent"


def split(sample: bytes) -> dict[str, bytes]:
    """Take a sample apart: contents by name."""
    _before, *found = _START.split(sample)
    return {
        name.decode("latin-1"): content.removesuffix(b"\n")
        for name, content in zip(found[::2], found[1::2], strict=True)
    }


def join(contents: Mapping[str, bytes]) -> bytes:
    """Make a sample of parts."""
    return b"".join(
        b"=== " + name.encode("latin-1") + b"\n" + content + b"\n"
        for name, content in contents.items()
    )


def write_xlsx(path: Path, sample: bytes) -> Path:
    """Pack a sample around a workbook of one sheet ``Konta``."""
    sound = parts(sheet_xml(""), strings=shared_strings("TAK", "NIE", "Z"), style=styles("00000"))
    return _write_package(path, sound, sample)


def write_ods(path: Path, sample: bytes) -> Path:
    """Pack a sample as an OpenDocument spreadsheet."""
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    return _write_package(path, {"mimetype": mimetype}, sample)


def write_xlsb(path: Path, sample: bytes) -> Path:
    """Pack a sample as a binary workbook: it has all the parts that matter."""
    return _write_package(path, {}, sample)


def write_xls(path: Path, sample: bytes) -> Path:
    """Put a sample's streams in a compound file; what has no parts is a whole one."""
    streams = split(sample)
    path.write_bytes(compound_file(streams) if streams else sample)
    return path


def _write_package(path: Path, sound: Mapping[str, bytes], sample: bytes) -> Path:
    together = {**sound, **split(sample)}
    together.pop(EDITS, None)
    return write_zip(path, {name: each for name, each in together.items() if each != _ABSENT})
