"""Mappings are kept by the header they were made for, for their owner only."""

import os
import stat
from pathlib import Path

import pytest

from kuke_tui.domain.boxes import Level
from kuke_tui.sheets.recognition.known_mappings import KnownMappings
from kuke_tui.sheets.recognition.mapping import Column, ColumnMapping, TableKind, TableMapping
from kuke_tui.sheets.recognition.names import Meaning
from kuke_tui.sheets.recognition.values import ValueMeanings

COLUMNS = (
    Column(0, "Kto", Meaning.LOGIN),
    Column(1, "Kontrakt", Meaning.POLICY),
    Column(2, "Limity", Meaning.LEVEL, "Limity"),
)
TABLE = TableMapping("Dane", TableKind.PERMISSIONS, 1, COLUMNS)
MAPPING = ColumnMapping((TABLE,), ValueMeanings(levels={"RW": Level.CHANGE}))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "columns"


def test_a_mapping_is_found_by_its_header_again(folder: Path) -> None:
    assert KnownMappings(folder).remember(MAPPING)
    found = KnownMappings(folder).find(MAPPING.fingerprint)
    assert found == MAPPING
    assert KnownMappings(folder).find("0" * 16) is None


def test_the_latest_mapping_of_a_header_counts(folder: Path) -> None:
    known = KnownMappings(folder)
    known.remember(MAPPING)
    later = ColumnMapping((TABLE,), ValueMeanings(levels={"RW": Level.VIEW}))
    known.remember(later)
    assert known.find(MAPPING.fingerprint) == later


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_only_the_owner_reads_what_is_kept(folder: Path) -> None:
    KnownMappings(folder).remember(MAPPING)
    (file,) = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_table_without_a_header_is_not_kept(folder: Path) -> None:
    nameless = ColumnMapping((TableMapping("", TableKind.PERMISSIONS, 0, COLUMNS),))
    assert not KnownMappings(folder).remember(nameless)
    assert not folder.exists()


def test_what_was_damaged_is_as_if_unknown(folder: Path) -> None:
    known = KnownMappings(folder)
    known.remember(MAPPING)
    (file,) = folder.iterdir()
    file.write_text("version = 7", encoding="utf-8")
    assert known.find(MAPPING.fingerprint) is None
    assert known.find("../../etc/passwd") is None


def test_a_folder_that_cant_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert not KnownMappings(tmp_path / "file" / "columns").remember(MAPPING)
