"""Change 100 cells with openpyxl and save: ``openpyxl_save.py FILE TARGET``."""

import sys

import openpyxl

workbook = openpyxl.load_workbook(sys.argv[1])
sheet = workbook.worksheets[0]
for row in range(2, 102):
    sheet.cell(row, 8).value = "P"
workbook.save(sys.argv[2])
