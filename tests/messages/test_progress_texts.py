"""Progress in words: rows, and the time that is left once it can be told."""

from collections.abc import Iterator

import pytest

from kuke_tui.i18n import language, set_language
from kuke_tui.messages.progress import rows_read, time_left


@pytest.fixture(params=["en"], autouse=True)
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    before = language()
    set_language(request.param)
    yield str(request.param)
    set_language(before)


def test_rows_and_of_how_many() -> None:
    assert rows_read(120_000, 0) == "120,000 rows read"
    assert rows_read(120_000, 500_000) == "120,000 of 500,000 rows read"


@pytest.mark.parametrize(
    ("done", "total", "seconds", "told"),
    [
        (100, 500, 0.5, ""),  # too early to tell
        (100, 0, 5.0, ""),  # nobody knows how many there are
        (500, 500, 5.0, ""),
        (100, 500, 5.0, "about 20 seconds left"),
        (499, 500, 5.0, "almost done"),
        (100, 10_000, 5.0, "about 8 minutes left"),
    ],
)
def test_time_left(done: int, total: int, seconds: float, told: str) -> None:
    assert time_left(done, total, seconds) == told


@pytest.mark.parametrize("spoken", ["pl"], indirect=True)
@pytest.mark.parametrize(
    ("seconds", "told"),
    [(1.0, "jeszcze około 1 sekundy"), (2.0, "jeszcze około 2 sekund")],
)
def test_time_left_in_polish(seconds: float, told: str) -> None:
    assert time_left(500, 1_000, seconds) == told
