"""The child's side of ``isolation``: obey one request from standard input, answer, end.

Everything here runs in the child only; imports are what its start costs.
"""

import _thread
import gc
import os
import pickle
import sys
import time
from collections.abc import Callable
from enum import IntEnum
from typing import BinaryIO, NoReturn

from kuke_tui.sheets.errors import SheetError

OUT_OF_MEMORY = 77
"""Exit status of a child that met its memory limit."""

_PROGRESS_INTERVAL = 0.05


class Message(IntEnum):
    """What the child says; each but ``RESULT`` comes with its content."""

    PROGRESS = 0
    """(rows done, rows estimated)"""
    SHEET_ERROR = 1
    """The fields of a ``SheetError``."""
    FAILED = 2
    """One line about another exception."""
    RESULT = 3
    """The result follows as a pickle of its own."""


def main() -> NoReturn:
    """Read memory limit and request from standard input, answer on the former standard output."""
    answers = _claim_output()
    requests = sys.stdin.buffer
    _limit_resources(pickle.load(requests))  # noqa: S301 - written by our own parent
    gc.disable()  # a short life, and reading makes no cycles: collecting only costs
    try:
        function, args, wants_progress = pickle.load(requests)  # noqa: S301 - as above
        _thread.start_new_thread(_end_with_parent, (requests.fileno(),))
        options = {"progress": _reporter(answers)} if wants_progress else {}
        result = function(*args, **options)
    except SheetError as error:
        _say(answers, Message.SHEET_ERROR, vars(error))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BaseException as error:  # noqa: BLE001 - panics of native readers derive from it
        _say(answers, Message.FAILED, f"{type(error).__name__}: {error}"[:500])
    else:
        _hand_over(answers, result)
    os._exit(0)  # leaves the memory to the system at once


def _hand_over(answers: BinaryIO, result: object) -> None:
    try:
        _say(answers, Message.RESULT, None)
        pickle.dump(result, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BaseException:  # noqa: BLE001 - a word after half a result would be taken for its end
        os._exit(1)


def _claim_output() -> BinaryIO:
    """Keep the pipe to the parent, and send all other output, native libraries' too, nowhere."""
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return os.fdopen(kept, "wb")


def _limit_resources(memory_limit: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.SetErrorMode(msvcrt.SEM_FAILCRITICALERRORS | msvcrt.SEM_NOGPFAULTERRORBOX)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _, ceiling = resource.getrlimit(resource.RLIMIT_AS)
        if ceiling == resource.RLIM_INFINITY or ceiling > memory_limit:
            resource.setrlimit(resource.RLIMIT_AS, (memory_limit, memory_limit))


def _end_with_parent(requests: int) -> None:
    # The parent says nothing more: the pipe ends when it dies, however it dies.
    os.read(requests, 1)
    os._exit(1)


def _reporter(answers: BinaryIO) -> Callable[[int, int], None]:
    last = 0.0

    def report(done: int, estimated: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _PROGRESS_INTERVAL:
            last = now
            _say(answers, Message.PROGRESS, (done, estimated))

    return report


def _say(answers: BinaryIO, kind: Message, content: object) -> None:
    pickle.dump((int(kind), content), answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()
