"""Where data goes: a file, a pipe, a full disk, nowhere; and in which format."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.calls import ROOT, Caller, environment, kuke_tui

EXAMPLES = ROOT / "data/cztery-przyklady.xlsx"
FULL = Path("/dev/full")
NO_FULL_DISK = pytest.mark.skipif(not FULL.exists(), reason="the platform has no /dev/full")
DATA_COMMANDS = (
    ("check", EXAMPLES),
    ("check", EXAMPLES, "--format", "json"),
    ("changes", EXAMPLES, EXAMPLES, "--format", "csv"),
    ("fix", EXAMPLES, "--dry-run"),
    ("schema",),
    ("sessions",),
    ("completion", "fish"),
)


@NO_FULL_DISK
@pytest.mark.parametrize("arguments", DATA_COMMANDS, ids=lambda words: words[0])
def test_a_full_disk_behind_the_output_is_one_sentence(arguments: tuple[str | Path, ...]) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kuke_tui", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(KUKE_TUI_LANG="pl"),
            cwd=ROOT,
            check=False,
        )
    told = "kuke-tui: Nie udało się pisać na standardowe wyjście: dysk jest pełny.\n"
    assert (done.returncode, done.stderr.decode()) == (2, told)


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell closes the output")
def test_a_closed_output_is_one_sentence() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'"{sys.executable}" -m kuke_tui schema check >&-'],
        stderr=subprocess.PIPE,
        env=environment(KUKE_TUI_LANG="en"),
        cwd=ROOT,
        check=False,
    )
    told = "kuke-tui: There is no standard output to write to.\n"
    assert (done.returncode, done.stderr.decode()) == (2, told)


def test_csv_sent_to_a_file_opens_in_excel_and_in_a_pipe_is_bare(tmp_path: Path) -> None:
    words = ("check", EXAMPLES, "--format", "csv")
    path = tmp_path / "check.csv"
    with path.open("wb") as file:
        subprocess.run(
            [sys.executable, "-m", "kuke_tui", *words],
            stdout=file,
            env=environment(KUKE_TUI_LANG="en"),
            cwd=ROOT,
            check=False,
        )
    piped = kuke_tui(*words, variables={"KUKE_TUI_LANG": "en"})
    assert path.read_bytes() == b"\xef\xbb\xbf" + piped.out.encode()


@pytest.mark.parametrize(
    ("words", "name"),
    [(("check", EXAMPLES), "x.pdf"), (("changes", EXAMPLES, EXAMPLES), "x.docx"),
     (("report", EXAMPLES), "x.pdf")],
)  # fmt: skip
def test_a_name_that_promises_another_format_is_refused(
    call: Caller, tmp_path: Path, words: tuple[str | Path, ...], name: str
) -> None:
    result = call(*words, "--output", tmp_path / name)
    assert (result.code, result.out) == (2, "")
    assert "--format" in result.err
    assert not (tmp_path / name).exists()


def test_the_name_of_the_file_chooses_the_format_of_a_check(call: Caller, tmp_path: Path) -> None:
    for name, start in {"x.json": "{", "x.csv": "\ufeff", "x.txt": " "}.items():
        assert call("check", EXAMPLES, "--output", tmp_path / name).code == 1
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start), name


def test_a_dash_is_standard_output(call: Caller) -> None:
    direct = call("check", EXAMPLES, "--format", "json")
    assert call("check", EXAMPLES, "--format", "json", "--output", "-") == direct
