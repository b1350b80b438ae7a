"""Names that are free: for a file beside another, and for the copy of one that is replaced."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

_CORRECTED = "poprawiony"
_COPY = "kopia"


def suggest_name(path: Path, suffix: str | None = None) -> Path:
    """Offer a name beside ``path`` that is not taken: ``konta-poprawiony.xlsx``, then ``-2``.

    ``suffix`` (``.xlsx``) is the ending where the file changes its kind.
    """
    return free_name(path, _CORRECTED, path.suffix if suffix is None else suffix)


def free_name(path: Path, word: str, suffix: str) -> Path:
    """Offer a name beside ``path`` that is not taken: ``konta-raport.html``, then ``-2``."""
    names = _numbered(path, word, suffix)
    return next(name for name in names if not name.exists() and not name.is_symlink())


def copy_names(path: Path) -> Iterator[Path]:
    """Yield names for a copy of ``path``, the plainest first, taken ones included."""
    return _numbered(path, _COPY, path.suffix)


def _numbered(path: Path, word: str, suffix: str) -> Iterator[Path]:
    yield path.with_name(f"{path.stem}-{word}{suffix}")
    for number in count(2):
        yield path.with_name(f"{path.stem}-{word}-{number}{suffix}")
