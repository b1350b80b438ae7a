"""What can be fuzzed: a target takes a sample and an empty folder, and fails where it must."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.fuzzing import mutation, reading, saving, settings_files

CORPUS = Path(__file__).parent / "corpus"


@dataclass(frozen=True)
class Target:
    """``run`` is tried; ``split`` takes samples apart, and is None where they are mere bytes."""

    run: Callable[[bytes, Path], None]
    split: mutation.Split | None = None


TARGETS = {
    "csv": Target(reading.read_csv, mutation.fields),
    "xlsx": Target(reading.read_xlsx, mutation.markup),
    "ods": Target(reading.read_ods, mutation.markup),
    "xls": Target(reading.read_xls, mutation.old_records),
    "xlsb": Target(reading.read_xlsb, mutation.binary_records),
    "packed": Target(reading.read_packed),
    "mapping": Target(settings_files.mapping),
    "changes": Target(settings_files.changes),
    "save-csv": Target(saving.save_csv, mutation.fields),
    "save-xlsx": Target(saving.save_xlsx, mutation.markup),
    "save-ods": Target(saving.save_ods, mutation.markup),
}


def run(name: str, sample: bytes) -> None:
    """Try one sample on a target, in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="kuke-tui-fuzz-"))
    try:
        TARGETS[name].run(sample, folder)
    finally:
        shutil.rmtree(folder)
