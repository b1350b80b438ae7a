"""The memory of this process while a file is read in it: a bound on it, and no tidying."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from kuke_tui.sheets.errors import SheetError, SheetErrorCode


@contextmanager
def collection_paused() -> Iterator[None]:
    """Look for no garbage meanwhile, where next to none is made.

    Among half a million values that are kept, looking costs up to half of the time, and makes
    other threads wait.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def bounded_memory(limit: int, path: str) -> Iterator[None]:
    """Let the process grow to ``limit`` bytes of address space at most, where Linux holds it.

    The bound is the whole process's: for programs that do nothing else meanwhile. Raises
    ``SheetError`` TOO_LARGE, with ``path``, where the memory runs out.
    """
    try:
        with _address_space(limit):
            yield
    except MemoryError as error:
        raise SheetError(SheetErrorCode.TOO_LARGE, path=path, detail="memory ran out") from error


@contextmanager
def _address_space(limit: int) -> Iterator[None]:
    if sys.platform != "linux":
        yield
        return
    import resource

    before, ceiling = resource.getrlimit(resource.RLIMIT_AS)
    bounds = [each for each in (limit, before, ceiling) if each != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(bounds), ceiling))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, ceiling))
