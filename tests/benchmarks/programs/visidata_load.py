"""Load a workbook's first sheet in VisiData, without a screen: ``visidata_load.py VD FILE``."""

import subprocess
import sys
import tempfile
from pathlib import Path

# Saving as tsv makes VisiData wait for the load; the header's sheet is what opening gives.
with tempfile.TemporaryDirectory() as folder:
    subprocess.run(
        [sys.argv[1], "--batch", "--overwrite=n", sys.argv[2], "-o", str(Path(folder) / "all.tsv")],
        check=True,
        stdout=subprocess.DEVNULL,
    )
