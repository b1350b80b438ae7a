"""Make the pictures of the documentation with the program itself.

python .ci/make_pictures.py          write docs/obrazy/*.svg, and those in English in docs/obrazy/en
python .ci/make_pictures.py check    fail where a picture is not what the program shows now

Pictures are the same each time for one version of Textual, the one that the development
environment pins; under another one ``check`` fails and says so.
"""

import asyncio
import contextlib
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import textual
from textual.pilot import Pilot

from kuke_tui.i18n import set_language
from kuke_tui.tui.app import KukeApp
from kuke_tui.tui.recent import RecentFiles

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "obrazy"
SIZE = (110, 32)
CORRECT_JSLAZAK = (*"/slazak", "enter", "enter", "2", "escape")


class Shown(NamedTuple):
    """A screen of the program, and the keys that lead to it on ``firma.xlsx``."""

    screen: str
    keys: tuple[str, ...]


SCREENS = {
    "konta": Shown("AccountsScreen", ("f", *["down"] * 6)),
    "macierz": Shown("MatrixScreen", (*"/udobrzanski", "enter", "enter")),
    "poprawki": Shown("CorrectionsScreen", (*"/lwalczak", "enter", "c")),
    "przeglad": Shown("ReviewScreen", (*CORRECT_JSLAZAK, "v")),
    "sprawdzenie": Shown(
        "VerificationScreen", (*CORRECT_JSLAZAK, "V", "enter", *"firma.xlsx", "enter")
    ),
}
"""Each picture, by its name."""
FOLDERS = {"pl": "", "en": "en/"}
"""Where, within the folder of pictures, those in each language are."""
_OWN_FOLDERS = (
    "XDG_CONFIG_HOME",
    "XDG_STATE_HOME",
    "XDG_DATA_HOME",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA",
)
"""Where a person's settings would be looked for; the pictures have none."""
_UNSTABLE = re.compile(r"terminal-\d+")
_PATIENCE = 60
_VERSION = re.compile(r"<!-- Textual (\S+) -->\n")


async def picture(folder: Path, shown: Shown) -> str:
    """Return a screen as SVG. ``folder`` is where the program runs and writes."""
    state = folder / "state"
    app = KukeApp(
        folder / "firma.xlsx", recent=RecentFiles(state / "recent.json"), sessions=state / "work"
    )
    async with app.run_test(size=SIZE) as pilot:
        await _until_shown(pilot, "AccountsScreen")
        for key in shown.keys:
            await pilot.press(key)
            await pilot.pause()
        await _until_shown(pilot, shown.screen)
        svg = app.export_screenshot(title="kuke-tui")
    svg = "\n".join(line.rstrip() for line in _UNSTABLE.sub("terminal", svg).splitlines())
    return f"<!-- Textual {textual.__version__} -->\n{svg}\n"


async def _until_shown(pilot: Pilot[None], screen: str) -> None:
    """Wait for a screen, and until it changes no more."""
    async with asyncio.timeout(_PATIENCE):
        while type(pilot.app.screen).__name__ != screen:
            await pilot.pause(0.01)
        before = ""
        while (now := pilot.app.export_screenshot()) != before:
            before = now
            await pilot.pause(0.2)


def names() -> tuple[str, ...]:
    """Return the name of every picture's file within the folder of pictures."""
    return tuple(f"{folder}{name}.svg" for folder in FOLDERS.values() for name in SCREENS)


def pictures() -> dict[str, str]:
    """Return every picture by its file's name."""
    made = []
    for language in FOLDERS:
        set_language(language)
        made += [_on_the_sample(shown) for shown in SCREENS.values()]
    return dict(zip(names(), made, strict=True))


def _on_the_sample(shown: Shown) -> str:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        shutil.copy(ROOT / "data" / "firma.xlsx", folder)
        os.environ.update(dict.fromkeys(_OWN_FOLDERS, temporary))
        with contextlib.chdir(folder):
            return asyncio.run(picture(folder, shown))


def stale(made: dict[str, str]) -> list[str]:
    """Name the pictures that are missing or show something else."""
    there = {
        path.relative_to(PICTURES).as_posix(): path.read_text(encoding="utf-8")
        for path in PICTURES.rglob("*.svg")
    }
    return sorted(name for name in made.keys() | there.keys() if made.get(name) != there.get(name))


def textual_of_pictures() -> str | None:
    """Return the version of Textual that the pictures were made with."""
    versions = {
        match[1] if (match := _VERSION.match(path.read_text(encoding="utf-8"))) else None
        for path in PICTURES.rglob("*.svg")
    }
    return versions.pop() if len(versions) == 1 else None


def main(argument: str) -> int:
    """Write or check the pictures."""
    if argument == "check":
        if textual_of_pictures() != textual.__version__:
            sys.stdout.write(f"pictures not compared: made with Textual {textual_of_pictures()}\n")
            return 1
        old = stale(pictures())
        sys.stdout.write(f"stale: {', '.join(old)}\n" if old else "pictures fresh\n")
        return 1 if old else 0
    for folder in FOLDERS.values():
        (PICTURES / folder).mkdir(parents=True, exist_ok=True)
    for name, svg in pictures().items():
        (PICTURES / name).write_text(svg, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
