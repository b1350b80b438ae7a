"""Runs of consecutive numbers, of lines and of columns."""

from collections.abc import Iterable, Iterator


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the start and length of each run of consecutive numbers, which are given in order."""
    start = end = None
    for number in numbers:
        if number != end:
            if start is not None and end is not None:
                yield start, end - start
            start = number
        end = number + 1
    if start is not None and end is not None:
        yield start, end - start
