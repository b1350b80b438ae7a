"""The call itself: languages, help, wrong calls, faults, completion, how it ends."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kuke_tui import __version__
from kuke_tui.cli.commands import COMMANDS
from tests.cli.calls import ROOT, Caller, environment, kuke_tui


def test_version_needs_no_library() -> None:
    code = (
        "import sys; sys.argv = ['kuke-tui', '--version']\n"
        "from kuke_tui.__main__ import main\n"
        "main()\n"
        "heavy = {'argparse', 'pydantic', 'textual', 'openpyxl', 'gettext', 'sqlite3'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [f"kuke-tui {__version__}", "[]"]


def test_version_beside_other_words(call: Caller) -> None:
    assert call("--version") == (0, f"kuke-tui {__version__}\n", "")


def test_help_names_every_command_in_both_languages() -> None:
    english, polish = kuke_tui("--help", "--lang", "en"), kuke_tui("--help", "--lang=pl")
    assert english.code == polish.code == 0
    assert english.err == polish.err == ""
    for command in COMMANDS:
        assert f"kuke-tui {command.name} " in english.out
        assert f"kuke-tui {command.name} " in polish.out
    assert english.out.startswith("usage: kuke-tui")
    assert polish.out.startswith("użycie: kuke-tui")
    assert "pokaż tę pomoc" in polish.out
    assert "With a screen reader use these commands" in english.out
    assert "Z czytnikiem ekranu używaj tych poleceń" in polish.out
    assert "show this help" not in polish.out


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_each_command_has_help_in_both_languages(call: Caller, command: str) -> None:
    english, polish = call(command, "--help"), call(command, "--help", "--lang", "pl")
    assert english.code == polish.code == 0
    assert f"usage: kuke-tui {command}" in english.out
    assert f"użycie: kuke-tui {command}" in polish.out


@pytest.mark.parametrize(
    ("variables", "word"),
    [
        ({"LANG": "pl_PL.UTF-8", "KUKE_TUI_LANG": ""}, "użycie"),
        ({"LANG": "de_DE.UTF-8", "KUKE_TUI_LANG": ""}, "usage"),
        ({"LANG": "en_GB.UTF-8", "KUKE_TUI_LANG": "pl"}, "użycie"),
        ({"LANG": "pl_PL.UTF-8", "KUKE_TUI_LANG": "en"}, "usage"),
    ],
)
def test_the_environment_chooses_the_language(variables: dict[str, str], word: str) -> None:
    assert kuke_tui("--help", variables=variables).out.startswith(word)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows itself knows a language")
@pytest.mark.parametrize("silent", [None, "", "C", "C.UTF-8", "POSIX"])
def test_polish_is_spoken_where_nothing_is_known(silent: str | None) -> None:
    variables = environment(KUKE_TUI_LANG="", PYTHONUTF8="1")
    del variables["LANG"]
    if silent is not None:
        variables |= {"LANG": silent, "LC_ALL": silent}
    command = [sys.executable, "-m", "kuke_tui", "--help"]
    done = subprocess.run(command, env=variables, cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.decode().startswith("użycie")


@pytest.mark.parametrize("words", [("--lang", "pl", "sample"), ("sample", "--lang=pl")])
def test_the_language_may_stand_anywhere(call: Caller, words: tuple[str, ...]) -> None:
    result = call(*words)
    assert result == (2, "", "kuke-tui: brakuje argumentów: PLIK (zob. kuke-tui sample --help)\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("sample",), "the following arguments are required: FILE"),
        (("sample", "x.csv", "--accounts", "0"), "a whole number from 1 up"),
        (("sample", "x.csv", "--accounts", "²"), "a whole number from 1 up"),
        (("sample", "x.csv", "--layout", "tall"), "invalid choice: 'tall'"),
        (("sample", "x.ods"), "ends in .xlsx, .csv or .tsv"),
        (("sample", "x.csv", "--accounts", "2", "--clients", "3"), "more clients than accounts"),
        (("sample", "x.csv", "--layout", "long", "--spelling", "boxes"), "levels only"),
        (("completion",), "the following arguments are required"),
        (("sample", "x.csv", "--lang", "xx"), "invalid choice: 'xx'"),
        (("sample", "x.csv", "--lang"), "expected one argument"),
        (("--acc", "3"), "unrecognized arguments: --acc"),
        (("chek", "firma.xlsx"), "no command “chek”; do you mean “check”?"),
        (("Verify",), "do you mean “verify”?"),
        (("popraw", "firma.xlsx"), "no command “popraw” (see kuke-tui --help)"),
    ],
)
def test_a_wrong_call_gets_one_sentence(call: Caller, words: tuple[str, ...], told: str) -> None:
    result = call(*words)
    assert (result.code, result.out) == (2, "")
    assert told in result.err
    assert result.err.startswith("kuke-tui: ")
    assert result.err.count("\n") == 1


def test_a_file_that_is_not_there_is_no_misspelled_command(call: Caller) -> None:
    for name in ("sampel.xlsx", "verify/", "chek.csv", "x" * 5000):
        assert "command" not in call(name).err


def test_the_program_does_not_open_without_a_terminal(call: Caller) -> None:
    for words in ((), ("demo",)):
        result = call(*words)
        assert result.code == 2
        assert "kuke-tui check" in result.err


def failing(error: BaseException) -> object:
    def fail(*_args: object, **_options: object) -> None:
        raise error

    return fail


def test_a_fault_is_one_sentence_and_its_details_are_for_the_owner_alone(
    call: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_state_path", lambda *_a, **_k: tmp_path / "state")
    monkeypatch.setattr("kuke_tui.cli.sample.write_sample", failing(RuntimeError("unthought of")))
    result = call("sample", tmp_path / "x.csv")
    log = tmp_path / "state/faults.log"
    assert (result.code, result.out) == (2, "")
    assert "RuntimeError" in result.err
    assert str(log) in result.err
    assert "Traceback" not in result.err
    assert "RuntimeError: unthought of" in log.read_text(encoding="utf-8")
    if sys.platform != "win32":
        assert stat.S_IMODE(log.stat().st_mode) == 0o600
        assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700


def test_a_fault_is_told_where_no_details_can_be_kept(
    call: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "state").write_text("a file in the folder's place")
    monkeypatch.setattr("platformdirs.user_state_path", lambda *_a, **_k: tmp_path / "state")
    monkeypatch.setattr("kuke_tui.cli.sample.write_sample", failing(RuntimeError("unthought of")))
    result = call("sample", tmp_path / "x.csv")
    assert result == (2, "", "kuke-tui: the program met a fault of its own: RuntimeError.\n")


def test_interrupting_is_one_line(
    call: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kuke_tui.cli.sample.write_sample", failing(KeyboardInterrupt()))
    assert call("sample", tmp_path / "x.csv") == (130, "", "Interrupted.\n")
    assert call("sample", tmp_path / "x.csv", "--lang", "pl") == (130, "", "Przerwano.\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_prints_a_script(call: Caller, shell: str) -> None:
    result = call("completion", shell)
    assert result.code == 0
    assert "kuke-tui" in result.out
    assert "_ARGCOMPLETE" in result.out


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("kuke-tui sam", {"sample"}),
        ("kuke-tui sample --lay", {"--layout"}),
        ("kuke-tui sample --layout ", {"wide", "long"}),
        ("kuke-tui completion ", {"bash", "zsh", "fish", "powershell"}),
    ],
)
def test_a_shell_is_offered_what_fits(tmp_path: Path, line: str, offered: set[str]) -> None:
    answer = tmp_path / "answer"
    asked = environment(
        _ARGCOMPLETE="1",
        _ARGCOMPLETE_STDOUT_FILENAME=str(answer),
        _ARGCOMPLETE_IFS="\n",
        COMP_LINE=line,
        COMP_POINT=str(len(line)),
    )
    subprocess.run([sys.executable, "-m", "kuke_tui"], env=asked, cwd=ROOT, check=False)
    found = {word.strip() for word in answer.read_text(encoding="utf-8").split("\n")}
    assert offered <= found
    assert all(word.startswith(line.rsplit(" ", 1)[1]) for word in found)


def test_no_letter_is_too_much_for_the_output() -> None:
    variables = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    result = kuke_tui("--help", "--lang", "pl", variables=variables)
    assert result.code == 0
    assert "pokaz te pomoc" in result.out
    assert "\\u" not in result.out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the platform has no pipes with names")
def test_a_closed_pipe_is_no_fault() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "kuke_tui", "completion", "bash"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.wait() == 141
    assert process.stderr.read() == b""
    process.stderr.close()
