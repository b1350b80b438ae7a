"""Text cut and padded to a number of terminal cells, wide characters counted as two."""

from rich.cells import cell_len, set_cell_size

ELLIPSIS = "…"


def fit(text: str, width: int) -> str:
    """Return ``text`` in exactly ``width`` cells, its end replaced by an ellipsis if need be."""
    length = len(text) if text.isascii() else cell_len(text)
    if length <= width:
        return text + " " * (width - length)
    if width <= 0:
        return ""
    return set_cell_size(text, width - 1) + ELLIPSIS


def fit_right(text: str, width: int) -> str:
    """Return ``text`` in exactly ``width`` cells, at the right edge."""
    length = cell_len(text)
    return " " * (width - length) + text if length < width else fit(text, width)
