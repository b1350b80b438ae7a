"""Progress: a line where a person looks, nothing where a program reads."""

import io
import sys

import pytest

from kuke_tui.cli.talk import ReadingProgress
from tests.cli.calls import ROOT, Caller


class Terminal(io.StringIO):
    """What a person looks at."""

    def isatty(self) -> bool:
        return True

    def shown(self) -> str:
        """What is left of the line once each return to its start has been obeyed."""
        line = ""
        for text in self.getvalue().split("\r"):
            line = text + line[len(text) :]
        return line.strip()


def test_a_terminal_shows_rows_and_percent(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with ReadingProgress() as progress:
        progress(120_000, 480_000)
        assert "120,000" in terminal.shown()
        assert "25 %" in terminal.shown()
        progress(150_000, 0)
        assert "150,000" in terminal.shown()
        assert "%" not in terminal.shown()
        progress(9, 8)
        assert "100 %" in terminal.shown()
    assert terminal.shown() == ""


def test_nothing_is_shown_elsewhere(call: Caller, capsys: pytest.CaptureFixture[str]) -> None:
    with ReadingProgress() as progress:
        progress(120_000, 480_000)
    assert capsys.readouterr().err == ""
    assert call("check", ROOT / "data/firma.xlsx", "--format", "json").err == ""
