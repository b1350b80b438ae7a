"""The four examples of KUKE's instruction as an export in memory; no file is touched."""

from kuke_tui.domain.boxes import Boxes, shape_of
from kuke_tui.domain.export import Account, Client, Export, Layout, Role, Source

FIXED = 2
"""The example that is corrected at the end of the tour: permissions on one policy only."""


def examples_export() -> Export:
    """Make the export, an account for each example in its order."""
    client = Client("", ("07001", "07002", "07003"))
    rights = ("Limity kredytowe", "Zgłoszenia obrotów", "Zgłoszenia przeterminowań")
    shape = shape_of(len(client.policies), len(rights))
    whole = shape.all_cells
    first, second = shape.row_of(0), shape.row_of(1)
    views = shape.columns[0] & first | shape.columns[1] & second
    shown = (
        ("przyklad1", "Jan Śliwa", Boxes(whole, whole)),
        ("przyklad2", "Żaneta Wąsik", Boxes(whole, 0)),
        ("przyklad3", "Łukasz Ożóg", Boxes(first, first)),
        ("przyklad4", "Róża Dąbrowska", Boxes(whole, whole & ~views)),
    )
    accounts = tuple(Account(client, login, name, Role.USER, boxes) for login, name, boxes in shown)
    source = Source("cztery-przyklady.xlsx", "", "xlsx", Layout.WIDE_LEVELS)
    return Export(source, rights, (client,), accounts)
