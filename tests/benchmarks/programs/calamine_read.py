"""Read every row of a workbook with python-calamine alone: ``calamine_read.py FILE``."""

import sys

from python_calamine import CalamineWorkbook

workbook = CalamineWorkbook.from_path(sys.argv[1])
rows = sum(
    1 for name in workbook.sheet_names for _row in workbook.get_sheet_by_name(name).iter_rows()
)
if not rows:
    sys.exit("no rows")
