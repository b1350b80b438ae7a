"""Unpack and pack a workbook with zipfile as it does: ``zip_recompress.py FILE TARGET``."""

import sys
import zipfile

with (
    zipfile.ZipFile(sys.argv[1]) as source,
    zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as target,
):
    for part in source.infolist():
        with source.open(part) as read, target.open(part.filename, "w") as written:
            while piece := read.read(1 << 20):
                written.write(piece)
