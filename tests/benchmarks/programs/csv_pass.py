"""Read a csv with the csv module alone, keeping its rows or not: ``csv_pass.py FILE [keep]``."""

import csv
import sys
from pathlib import Path

with Path(sys.argv[1]).open(newline="", encoding="utf-8-sig") as file:
    reader = csv.reader(file, delimiter=";")
    rows = len(list(reader)) if "keep" in sys.argv else sum(1 for _row in reader)
if not rows:
    sys.exit("no rows")
