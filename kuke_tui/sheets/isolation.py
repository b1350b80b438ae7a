"""Run a reading function in a process of its own, which may crash, run full or be killed.

Native readers abort the whole process on some files. They, and whatever else eats a hostile
file, run here: in a bare Python that shares no terminal with the program and never outlives it.
"""

import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from typing import IO, Any, TypeVar

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.isolated_child import OUT_OF_MEMORY, Message
from kuke_tui.sheets.memory import collection_paused

T = TypeVar("T")

_BOOTSTRAP = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from kuke_tui.sheets.isolated_child import main; main()"
)
_LOOK_AROUND = 0.05
"""Seconds between two looks at the cancel event and the clock."""

_TIME_TO_END = 2.0
"""Seconds a child may take from its last word to its exit."""

_KILLED_BY_SYSTEM = -9


def run_isolated(
    function: Callable[..., T],
    *args: object,
    memory_limit: int,
    cancel: Event | None = None,
    progress: Callable[[int, int], None] | None = None,
    timeout: float | None = None,
    path: str = "",
) -> T:
    """Call ``function(*args)`` in a fresh Python process and return its result.

    The function is found by its module and name, so it stands at a module's top level; arguments
    and result are pickled. ``memory_limit`` is in bytes of address space, held where the platform
    can (Linux). With ``progress``, the function is called with a keyword ``progress`` too, whatever
    it passes there, rows done and rows estimated, arrives here some times a second, in the calling
    thread. ``timeout`` is in seconds. Safe to call from any thread: a large result is taken in
    pieces, so other threads run meanwhile.

    Raises ``SheetError``: the one the function raised, or ``CANCELLED``, ``TOO_LARGE`` (memory or
    time ran out) and ``READER_CRASHED``, these with ``path``.
    """
    if cancel is not None and cancel.is_set():
        raise SheetError(SheetErrorCode.CANCELLED, path=path)
    process = _start()
    guard = _Guard(process, cancel, timeout)
    try:
        return _converse(process, (function, args, progress is not None), memory_limit, progress)
    except _NoAnswerError as broken:
        code, detail = guard.reason or _reason_of_end(process)
        raise SheetError(code, path=path, detail=detail) from broken
    except _ChildFailedError as failed:
        code = SheetErrorCode.READER_CRASHED
        raise SheetError(code, path=path, detail=str(failed)) from None
    finally:
        guard.dismiss()
        process.kill()
        _close(process)


class _ChildFailedError(Exception):
    """The function raised something that is not a ``SheetError``."""


class _NoAnswerError(Exception):
    """The child's words ended, or can't be understood."""


class _Guard:
    """Kills the process when it is cancelled or takes too long, and remembers why."""

    def __init__(
        self, process: "subprocess.Popen[bytes]", cancel: Event | None, timeout: float | None
    ) -> None:
        self.reason: tuple[SheetErrorCode, str] | None = None
        self._process = process
        self._cancel = cancel
        self._timeout = timeout
        self._dismissed = Event()
        if cancel is not None or timeout is not None:
            Thread(target=self._watch, name="isolation-guard", daemon=True).start()

    def dismiss(self) -> None:
        """Stop watching."""
        self._dismissed.set()

    def _watch(self) -> None:
        started = time.monotonic()
        while not self._dismissed.wait(_LOOK_AROUND):
            if self._cancel is not None and self._cancel.is_set():
                self.reason = (SheetErrorCode.CANCELLED, "")
            elif self._timeout is not None and time.monotonic() - started > self._timeout:
                self.reason = (SheetErrorCode.TOO_LARGE, f"not read within {self._timeout:g} s")
            else:
                continue
            self._process.kill()
            return


def _start() -> "subprocess.Popen[bytes]":
    # Without site and the user's environment Python starts in half the time.
    options: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        options = {"creationflags": subprocess.CREATE_NO_WINDOW}
    return subprocess.Popen(  # noqa: S603 - the running interpreter, with a constant program
        [sys.executable, "-I", "-S", "-c", _BOOTSTRAP],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        **options,
    )


def _converse(
    process: "subprocess.Popen[bytes]",
    request: tuple[Callable[..., T], tuple[object, ...], bool],
    memory_limit: int,
    progress: Callable[[int, int], None] | None,
) -> T:
    questions, answers = _pipes(process)
    asked = b"".join(map(pickle.dumps, (sys.path, memory_limit, request)))
    with suppress(BrokenPipeError):  # its end is met when listening
        questions.write(asked)
        questions.flush()
    while True:
        kind, content = _load(answers)
        match kind:
            case Message.PROGRESS:
                if progress is not None:
                    progress(*content)
            case Message.SHEET_ERROR:
                raise SheetError(**content)
            case Message.FAILED:
                raise _ChildFailedError(content)
            case Message.RESULT:
                result: T = _load_result(answers)
                return result


def _load(answers: IO[bytes]) -> Any:
    try:
        return pickle.load(answers)  # noqa: S301 - written by our own child
    except Exception as error:
        raise _NoAnswerError from error


def _load_result(answers: IO[bytes]) -> Any:
    with collection_paused():
        return _load(answers)


def _reason_of_end(process: "subprocess.Popen[bytes]") -> tuple[SheetErrorCode, str]:
    try:
        status = process.wait(_TIME_TO_END)
    except subprocess.TimeoutExpired:
        return SheetErrorCode.READER_CRASHED, "answer not understood"
    if status in (OUT_OF_MEMORY, _KILLED_BY_SYSTEM):
        return SheetErrorCode.TOO_LARGE, "memory ran out"
    return SheetErrorCode.READER_CRASHED, f"exit status {status}"


def _pipes(process: "subprocess.Popen[bytes]") -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise BrokenPipeError
    return process.stdin, process.stdout


def _close(process: "subprocess.Popen[bytes]") -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # unsent questions of a child that died
                pipe.close()
    process.wait()
