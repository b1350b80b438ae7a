"""Unpack and pack the largest part of a workbook as saving does: ``recompress.py FILE``."""

import json
import struct
import sys
import time
import zipfile
from pathlib import Path

from isal import isal_zlib

from kuke_tui.sheets.xlsx.rewrite import LEVEL

_PIECE = 1 << 20

path = Path(sys.argv[1])
with zipfile.ZipFile(path) as workbook:
    part = max(workbook.infolist(), key=lambda each: each.file_size)
with path.open("rb") as file:
    file.seek(part.header_offset + 26)
    name, extra = struct.unpack("<HH", file.read(4))
    file.seek(name + extra, 1)
    packed = file.read(part.compress_size)
started = time.perf_counter()
unpacker = isal_zlib.decompressobj(-15)
packer = isal_zlib.compressobj(LEVEL, isal_zlib.DEFLATED, -15)
size = 0
for at in range(0, len(packed), _PIECE):
    size += len(packer.compress(unpacker.decompress(packed[at : at + _PIECE])))
size += len(packer.flush())
print(json.dumps({"time": time.perf_counter() - started}))  # noqa: T201 - its result
