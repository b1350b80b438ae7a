"""The sample that ships with the program."""

from pathlib import Path

SHIPPED_SAMPLE = Path(__file__).parent.parent / "demo" / "firma.xlsx"
"""A company with every reason and some doubts. It is to be read only: it lies among the program's
own files."""
