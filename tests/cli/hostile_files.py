"""Making files to do harm, and checking them in a process that is bounded in memory and time."""

import resource
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from tests.cli.calls import ROOT, Result, environment
from tests.sheets.xlsx.workbook_parts import SHEET, parts, sheet_xml, write_zip

MEMORY = 1 << 30
SECONDS = 60
HEADER = "Login;Imię i nazwisko;Rola;Polisa;Limity\n"


def limit(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def check(path: Path, form: str = "json", *, memory: int = MEMORY) -> Result:
    """Check a file in a process of its own, bounded in memory (bytes) and time."""
    command = [sys.executable, "-m", "kuke_tui", "--lang", "en", "check", str(path)]
    done = subprocess.run(
        [*command, "--format", form],
        capture_output=True,
        check=False,
        timeout=2 * SECONDS,
        preexec_fn=partial(limit, memory),
        env=environment(),
        cwd=ROOT,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def assert_harmless(result: Result) -> None:
    assert "Traceback" not in result.err
    for text in (result.out, result.err):
        controls = {char for char in text if ord(char) < 32 or 0x7F <= ord(char) < 0xA0}
        assert controls <= {"\n", "\t", "\r"}
        assert not set(text) & set("\u202e\u2066\u2069\u200f\u2028\u2029")


def assert_refused(result: Result) -> None:
    assert_harmless(result)
    assert result.code == 2
    assert result.out == ""
    (sentence,) = result.err.strip().splitlines()
    assert sentence.startswith("kuke-tui: ")
    assert "fault of its own" not in sentence


def workbook(path: Path, sheet: str | Iterable[bytes]) -> Path:
    """A workbook of one sheet, its XML given whole or in pieces."""
    if isinstance(sheet, str):
        return write_zip(path, parts(sheet))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts(sheet_xml("")).items():
            if name != SHEET:
                archive.writestr(name, data)
        with archive.open(SHEET, "w", force_zip64=True) as part:
            for piece in sheet:
                part.write(piece)
    return path


def inline(name: str, text: str) -> str:
    return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def table(*rows: Iterable[str]) -> str:
    """A sheet of text cells."""
    return sheet_xml(
        "".join(
            f'<row r="{number}">'
            + "".join(inline(f"{chr(65 + at)}{number}", text) for at, text in enumerate(cells))
            + "</row>"
            for number, cells in enumerate(rows, 1)
        )
    )
