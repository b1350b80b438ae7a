"""Each task of the guides works exactly as the guides word it."""

import shlex
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from tests.terminal.guide import Do, Task, tasks
from tests.terminal.terminal import Terminal

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = {"pl_PL.UTF-8": DOCS / "przewodnik.md", "en_GB.UTF-8": DOCS / "guide.md"}
Start = Callable[..., Terminal]


@pytest.mark.parametrize("size", [(80, 24), (100, 30)], ids=["80x24", "100x30"])
@pytest.mark.parametrize(
    ("locale", "task"),
    [(locale, task) for locale, guide in GUIDES.items() for task in tasks(guide)],
    ids=lambda value: value.title if isinstance(value, Task) else value[:2],
)
def test_task(start: Start, locale: str, task: Task, size: tuple[int, int]) -> None:
    terminal: Terminal | None = None
    for do, words in task.actions:
        if do is Do.RUN:
            if terminal is not None:
                terminal.wait_for_end()
            program, *arguments = shlex.split(words)
            assert program == "kuke-tui"
            terminal = start(*arguments, size=size, LANG=locale)
        elif terminal is not None and do is Do.PRESS:
            terminal.press(words)
        elif terminal is not None:
            terminal.wait_for(words)
    assert terminal is not None
    assert terminal.wait_for_end() in (0, 1)


@pytest.mark.parametrize("guide", GUIDES.values(), ids=lambda guide: guide.name)
def test_a_guide_has_ten_tasks_that_are_done_with_keys_and_seen(guide: Path) -> None:
    found = tasks(guide)
    assert len(found) == 10
    for task in found:
        assert {action.do for action in task.actions} == set(Do), task.title


@pytest.mark.parametrize("guide", GUIDES.values(), ids=lambda guide: guide.name)
def test_a_guide_says_what_to_see_before_a_key_and_after_leaving(guide: Path) -> None:
    for task in tasks(guide):
        for before, after in pairwise(task.actions):
            if before.do is Do.RUN or before.words == "Esc":
                assert after.do is not Do.PRESS, (task.title, after.words)


def test_both_guides_press_the_same_keys() -> None:
    polish, english = (tasks(guide) for guide in GUIDES.values())
    for ours, theirs in zip(polish, english, strict=True):
        assert _number_of_keys(ours) == _number_of_keys(theirs), ours.title


def _number_of_keys(task: Task) -> int:
    return sum(action.do is Do.PRESS for action in task.actions)
