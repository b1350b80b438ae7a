"""Pieces made in another thread: the same ones, in the same order, and none once they are left."""

from collections.abc import Generator
from itertools import count
from threading import Event

import pytest

from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.xlsx.ahead import made_ahead

_LONG = 30.0


def test_the_pieces_come_in_their_order() -> None:
    with made_ahead(b"%d" % number for number in range(1000)) as pieces:
        assert list(pieces) == [b"%d" % number for number in range(1000)]


def test_an_empty_piece_is_a_piece() -> None:
    with made_ahead(iter_of(b"a", b"", b"b")) as pieces:
        assert list(pieces) == [b"a", b"", b"b"]


def test_a_piece_is_begun_while_the_one_before_it_is_in_use() -> None:
    begun = Event()

    def making() -> Generator[bytes, None, None]:
        yield b"a"
        begun.set()
        yield b"b"

    with made_ahead(making()) as pieces:
        assert next(pieces) == b"a"
        assert begun.wait(_LONG)


def test_what_goes_wrong_is_raised_where_the_piece_would_have_come() -> None:
    def making() -> Generator[bytes, None, None]:
        yield b"a"
        raise SheetError(SheetErrorCode.DAMAGED, sheet="Konta")

    taken: list[bytes] = []
    with pytest.raises(SheetError) as caught, made_ahead(making()) as pieces:
        taken.extend(pieces)
    assert caught.value.sheet == "Konta"


def test_once_left_nothing_is_made_any_more_and_nothing_is_held() -> None:
    made: list[int] = []
    closed = Event()

    def making() -> Generator[bytes, None, None]:
        try:
            for number in count():
                made.append(number)
                yield b"%d" % number
        finally:
            closed.set()

    with made_ahead(making()) as pieces:
        next(pieces)
    assert closed.is_set()
    assert len(made) <= 2


def iter_of(*pieces: bytes) -> Generator[bytes, None, None]:
    yield from pieces
