"""How a person looks at the matrix of an account."""

from dataclasses import dataclass

from kuke_tui.workspace.steps import Cursor


@dataclass(frozen=True, slots=True)
class MatrixView:
    """The box under the cursor, and which policies are shown.

    ``words`` are what policies are filtered by, ``differing`` the policies that differed when
    "only differences" was asked for; None shows the others too.
    """

    cursor: Cursor
    words: str = ""
    differing: tuple[int, ...] | None = None
