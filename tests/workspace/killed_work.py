"""A program that works on an export until it is killed: ``killed_work.py FOLDER SEED``.

It goes on from what the journal holds and prints a line once a thing is done.
"""

import sys
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from kuke_tui.workspace.journal import Journal
from kuke_tui.workspace.workspace import Workspace
from tests.workspace.person import Person
from tests.workspace.work import an_export


def resumed(folder: Path) -> tuple[Person, Journal]:
    """Open the export again and take up the work."""
    export = an_export()
    journal = Journal(folder, export, Path("konta.xlsx"))
    return Person(Workspace(export), journal), journal


def main(folder: Path, seed: int) -> None:
    person, _journal = resumed(folder)
    random = Random(seed)  # noqa: S311 - chance that can be repeated
    print("ready", flush=True)  # noqa: T201 - the parent reads it
    while True:
        person.do_something(random)
        print("done", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
