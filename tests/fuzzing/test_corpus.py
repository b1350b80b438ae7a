"""Every sample that fuzzing taught us is read and saved as it must be."""

from pathlib import Path

import pytest

from tests.fuzzing.targets import CORPUS, TARGETS, run

SAMPLES = [path for target in TARGETS for path in sorted((CORPUS / target).iterdir())]


@pytest.mark.timeout(20)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_sample(path: Path) -> None:
    run(path.parent.name, path.read_bytes())
