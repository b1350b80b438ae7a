"""Chance that gives the same results for a seed on every machine and Python."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Draw:
    """Draws from a seed. Only ``Random.random`` is used: it alone never changes its numbers."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed).random  # noqa: S311 - made-up data, no secret

    def below(self, limit: int) -> int:
        """Draw a whole number from 0 to ``limit`` - 1."""
        return int(self._random() * limit)

    def between(self, least: int, most: int) -> int:
        """Draw a whole number, both ends included."""
        return least + int(self._random() * (most - least + 1))

    def pick(self, items: Sequence[T]) -> T:
        """Draw one item."""
        return items[int(self._random() * len(items))]

    def some(self, count: int, of: int) -> list[int]:
        """Draw ``count`` different numbers below ``of``, in ascending order."""
        return sorted(self.shuffled(range(of))[:count])

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return the items in another order."""
        result = list(items)
        for index in range(len(result) - 1, 0, -1):
            other = int(self._random() * (index + 1))
            result[index], result[other] = result[other], result[index]
        return result
