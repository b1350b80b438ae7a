import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from tests.workspace import killed_work

PROGRAM = str(Path(killed_work.__file__))
FOLDERS = 10
KILLS_IN_A_FOLDER = 20


@pytest.mark.parametrize("seed", range(FOLDERS))
def test_no_kill_loses_what_was_acknowledged(tmp_path: Path, seed: int) -> None:
    moments = Random(seed)  # noqa: S311 - chance that can be repeated
    done_in_all = 0
    for kill in range(KILLS_IN_A_FOLDER):
        person, journal = killed_work.resumed(tmp_path)
        journal.close()
        person.part()

        acknowledged = _work_until_killed(tmp_path, kill, moments.uniform(0, 0.03))
        done_in_all += acknowledged

        random = Random(kill)  # noqa: S311
        for _ in range(acknowledged):
            person.do_something(random)
        expected = [person.state()]
        person.do_something(random)
        expected.append(person.state())
        found, journal = killed_work.resumed(tmp_path)
        journal.close()
        assert found.state() in expected
    assert done_in_all > KILLS_IN_A_FOLDER


def _work_until_killed(folder: Path, seed: int, after: float) -> int:
    command = [sys.executable, "-S", PROGRAM, str(folder), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        time.sleep(after)
        process.kill()
        return process.stdout.read().count("done\n")
