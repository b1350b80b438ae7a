"""Whatever stands in a grid, it is read to a sound export or refused with a typed error."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from kuke_tui.domain.boxes import Boxes
from kuke_tui.domain.export import Layout, LockReason, Source
from kuke_tui.sheets.building.build import build
from kuke_tui.sheets.corrections.plan import plan_corrections
from kuke_tui.sheets.errors import SheetError
from kuke_tui.sheets.grid import NO_EXTENT, CellError, CellRange, Extent, GridRow, Value
from kuke_tui.sheets.recognition.books import recognise
from tests.sheets.exports.soundness import check_sound


@dataclass
class Sheet:
    """A sheet in memory."""

    name: str
    grid: list[GridRow]
    merges: Sequence[CellRange] = ()
    hidden: bool = False
    tables: Sequence[CellRange] = ()
    extent: Extent = NO_EXTENT
    locked: Mapping[tuple[int, int], LockReason] = field(default_factory=dict)

    def rows(self) -> Iterator[GridRow]:
        return iter(self.grid)


@dataclass
class Book:
    """A book in memory."""

    sheets: Sequence[Sheet]
    format: str = "xlsx"


NAMES = ("Login", "Klient", "Rola", "Polisa", "Imię", "Nazwisko", "Uprawnienie", "Zakres", "Uwagi")
RIGHTS = ("Limity", "Limity", "Raporty - podgląd", "Raporty - zmiany", "Podgląd", "Zmiany", "", "P")
WORDS = ("ala", "jan", "07001", "Z", "P", "-", "x", "TAK", "U", "A", "Razem", "Limity", " ", "?")
HEADINGS = st.sampled_from((*NAMES, *NAMES[:4], *RIGHTS))
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.sampled_from(WORDS),
    st.sampled_from((*NAMES, *RIGHTS)),
    st.booleans(),
    st.sampled_from((0, 1, 7001, 10**18, 10**25, 1.5, 1.2e19)),
    st.just(CellError("#N/A")),
    st.text(max_size=3),
)


@st.composite
def sheets(draw: st.DrawFn, name: str) -> Sheet:
    above: list[list[Value]] = draw(st.lists(st.lists(VALUES, max_size=3), max_size=2))
    header: list[Value] = [*draw(st.lists(HEADINGS, min_size=3, max_size=9))]
    if draw(st.booleans()):
        header = ["Login", "Polisa", "Rola", *header[:5]]
    below = draw(st.lists(st.lists(VALUES, max_size=9), max_size=8))
    places = st.tuples(st.integers(1, 10), st.integers(0, 8))
    corners = draw(st.lists(st.tuples(places, st.integers(0, 3), st.integers(0, 2)), max_size=3))
    merges = [CellRange(row, at, row + down, at + right) for (row, at), down, right in corners]
    locked = draw(st.dictionaries(places, st.just(LockReason.FORMULA), max_size=3))
    grid = [GridRow(at, cells) for at, cells in enumerate([*above, header, *below], start=1)]
    return Sheet(name, grid, merges, draw(st.booleans()), locked=locked)


@st.composite
def books(draw: st.DrawFn) -> Book:
    names = draw(st.lists(st.sampled_from(("Konta", "Polisy", "Dane", "Inne")), unique=True))
    return Book([draw(sheets(name)) for name in names])


@settings(max_examples=120, deadline=None)
@given(books())
def test_any_grid_gives_a_sound_export_or_a_typed_error(book: Book) -> None:
    try:
        export, origin = build(recognise(book), Source("a.xlsx", "", "xlsx", Layout.LONG))
    except SheetError:
        return
    check_sound(export, origin)


@settings(max_examples=60, deadline=None)
@given(books(), st.data())
def test_any_sound_export_can_be_corrected_or_says_why_not(book: Book, data: st.DataObject) -> None:
    try:
        understood = recognise(book)
        layout = understood.recognition.layout
        export, origin = build(understood, Source("a.xlsx", "", "xlsx", layout))
    except SheetError:
        return
    values = understood.recognition.mapping.values
    for position, account in enumerate(export.accounts):
        cells = export.shape(account).all_cells
        wanted = Boxes(*(data.draw(st.integers(0, cells)) for _box in range(2)))
        try:
            plan = plan_corrections(export, origin, values, {position: wanted})
        except SheetError:
            continue
        locked = {(lock.at.row, lock.at.column) for lock in export.locks.get(position, ())}
        places = {origin.location(cell)[1:] for cell in plan.cells}
        assert not places & locked
