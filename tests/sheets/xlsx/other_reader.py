"""Reads a workbook with python-calamine and prints its cells; a process of its own, as it may die.

Usage: other_reader.py FILE. Prints JSON: {sheet: {"row,column": [type, text]}}.
"""

import json
import sys

from python_calamine import CalamineWorkbook


def main(path: str) -> None:
    book = CalamineWorkbook.from_path(path)
    sheets: dict[str, dict[str, list[str]]] = {}
    for name in book.sheet_names:
        try:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except Exception:  # noqa: BLE001, S112 - chart sheets and whatever calamine can't read
            continue
        sheets[name] = {
            f"{row},{column}": [type(value).__name__, str(value)]
            for row, values in enumerate(rows, 1)
            for column, value in enumerate(values)
            if value != ""
        }
    json.dump(sheets, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
