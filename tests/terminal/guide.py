"""A user's guide, read as what it tells a person to do: commands, keys, and what is then seen."""

import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import NamedTuple


class Do(Enum):
    """What a line of the guide asks for."""

    RUN = "run"
    PRESS = "press"
    SEE = "see"


class Action(NamedTuple):
    """One thing to do or to see, in the guide's own words."""

    do: Do
    words: str


class Task(NamedTuple):
    """A task of the guide: its heading, and all that its steps say."""

    title: str
    actions: tuple[Action, ...]


_TASK = re.compile(r"^## (\d+\. .+)$", re.MULTILINE)
_BLOCK = re.compile(r"^```sh\n(?P<commands>(?:.+\n)+?)```$", re.MULTILINE)
_STEP = re.compile(r"^\d+\. (?P<step>.+(?:\n {2,}\S.*)*)$", re.MULTILINE)
_MARKED = re.compile(r"`(?P<key>[^`]+)`|\*\*(?P<seen>.+?)\*\*", re.DOTALL)


def tasks(guide: Path) -> tuple[Task, ...]:
    """Return the tasks of a guide."""
    _before, *parts = _TASK.split(guide.read_text(encoding="utf-8"))
    return tuple(
        Task(title, tuple(_actions(text)))
        for title, text in zip(parts[::2], parts[1::2], strict=True)
    )


def _actions(text: str) -> Iterator[Action]:
    found = [*_BLOCK.finditer(text), *_STEP.finditer(text)]
    for match in sorted(found, key=lambda match: match.start()):
        if match.re is _BLOCK:
            for command in match["commands"].splitlines():
                yield Action(Do.RUN, command)
        else:
            for marked in _MARKED.finditer(match["step"]):
                if marked["key"]:
                    yield Action(Do.PRESS, marked["key"])
                else:
                    yield Action(Do.SEE, " ".join(marked["seen"].split()))
