"""Pieces made in a thread of their own while the ones before them are worked on.

Inflating and deflating let other threads run: on two processors two of them take as long as one.
"""

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager


@contextmanager
def made_ahead(pieces: Generator[bytes, None, None]) -> Iterator[Iterator[bytes]]:
    """Give the same pieces, each begun to be made once the one before it is taken.

    What making a piece raises is raised where it would have come. Once left, nothing is made any
    more and ``pieces`` is closed.
    """
    with closing(pieces), ThreadPoolExecutor(1, "ahead") as maker:
        yield _taken(pieces, maker)


def _taken(pieces: Iterator[bytes], maker: ThreadPoolExecutor) -> Iterator[bytes]:
    coming = maker.submit(next, pieces, None)
    while (piece := coming.result()) is not None:
        coming = maker.submit(next, pieces, None)
        yield piece
