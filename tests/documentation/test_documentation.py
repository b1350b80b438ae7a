"""What the documents say of the program is what the program does."""

import importlib.util
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kuke_tui.cli.commands import COMMANDS
from kuke_tui.cli.parser import parser_for
from kuke_tui.domain.rules import ReasonCode
from kuke_tui.i18n import set_language
from kuke_tui.tui.commands.command import Place
from kuke_tui.tui.commands.table import commands_of

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("data/*.md")])
NAMES = {"Spacja": "space", "Esc": "escape", "PgUp": "pageup", "PgDn": "pagedown"}
ARROWS = {"↑": "up", "↓": "down"}
LIST_MOVES = {"up", "down", "pageup", "pagedown"}
"""Keys of the list that are movement within a widget and no commands."""


def script(name: str) -> ModuleType:
    """Load one of the scripts that make documents."""
    spec = importlib.util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def keys_in(cell: str) -> set[str]:
    """The keys that a cell of the table names, as Textual calls them."""
    return {
        NAMES.get(key) or ARROWS.get(key) or (key.lower() if len(key) > 1 else key)
        for key in re.findall(r"`([^`]+)`", cell)
    }


def keys_of(place: Place) -> set[str]:
    return {key for command in commands_of(place) for key in command.keys}


def test_every_key_of_the_readme_is_in_the_table_of_commands() -> None:
    table = README.split("## Klawisze")[1].split("\n\n")[1]
    rows = [line.strip("|").split("|") for line in table.splitlines()[2:]]
    assert len(rows) > 5
    for row in rows:
        assert keys_in(row[0]) <= keys_of(Place.ACCOUNTS) | LIST_MOVES, row
        assert keys_in(row[2]) <= keys_of(Place.MATRIX), row
    everywhere = re.search(r"^Wszędzie: .*$", README, re.MULTILINE)
    assert everywhere is not None
    assert keys_in(everywhere[0]) <= {"?", ":", "q"} & keys_of(Place.ACCOUNTS)


def test_the_readme_names_every_reason() -> None:
    for code in ReasonCode:
        assert f"| `{code}` |" in README, code


def test_every_command_in_the_readme_is_understood() -> None:
    named = {command.name: command for command in COMMANDS}
    block = README.split("## Wiersz poleceń")[1].split("```")[1]
    calls = [shlex.split(line, comments=True) for line in block.splitlines() if "kuke-tui" in line]
    assert len(calls) > 4
    for _program, name, *arguments in calls:
        parser_for(named[name], named[name].module()).parse_args(arguments)


def test_the_readme_explains_each_dependency() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = project.split("\ndependencies = [")[1].split("]")[0]
    for name in re.findall(r'"([a-z-]+)', listed):
        assert f"| `{name}` |" in README, name
        assert f"{name}:" in README.split("## English")[1], name


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#\s]+)", text):
        assert "://" in link or (document.parent / link).exists(), link


def test_the_architecture_names_rooms_and_files_that_exist() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for name in re.findall(r"`([a-z_0-9/]+\.py)`", text):
        assert (ROOT / "kuke_tui" / name).exists() or (ROOT / name).exists(), name


def test_the_chores_call_scripts_that_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for name in re.findall(r"\.ci/\w+(?:\.py)?|tests/\w+", text):
        assert (ROOT / name).exists(), name


def test_the_man_page_is_fresh() -> None:
    made = script("make_man_page")
    try:
        assert made.PAGE.read_text(encoding="utf-8") == made.page()
    finally:
        set_language("en")


def test_every_picture_that_documents_show_is_made_and_made_of_one_textual() -> None:
    made = script("make_pictures")
    shown = {
        name
        for document in DOCUMENTS
        for name in re.findall(r"obrazy/([\w/]+\.svg)", document.read_text(encoding="utf-8"))
    }
    assert shown == set(made.names())
    assert made.textual_of_pictures() is not None


def test_pictures_are_fresh() -> None:
    made = script("make_pictures")
    command = [sys.executable, str(made.__file__), "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
