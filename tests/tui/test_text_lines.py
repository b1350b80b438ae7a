"""Lines that change with every key: only those that read otherwise are painted again."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.strip import Strip

from kuke_tui.tui.widgets.text_lines import TextLine, TextLines


class Board(TextLines):
    """Lines that a test writes, and which of them were painted."""

    BLOCK = "board"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"board--loud"}
    DEFAULT_CSS = (
        "Board { width: 12; height: 3; padding: 0 1; } Board > .board--loud { text-style: bold; }"
    )

    def __init__(self, *texts: TextLine) -> None:
        super().__init__()
        self.written = list(texts)
        self.painted: list[int] = []

    def lines(self, _width: int, _height: int) -> list[TextLine]:
        return self.written

    def render_line(self, y: int) -> Strip:
        self.painted.append(y)
        return super().render_line(y)


class BoardApp(App[None]):
    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board

    def compose(self) -> ComposeResult:
        yield self.board

    @property
    def text(self) -> list[str]:
        strips = self.screen._compositor.render_strips()
        return [strip.text[1:11] for strip in strips[:3]]


async def test_only_lines_that_read_otherwise_are_painted() -> None:
    board = Board([("one", "")], [("two", "")], [("three", "")])
    app = BoardApp(board)
    async with app.run_test() as pilot:
        board.painted.clear()
        board.written = [[("one", "")], [("2", "loud")], [("three", "")]]
        board.refresh_changed()
        await pilot.pause()
        assert board.painted == [1]
        assert app.text == ["one       ", "2         ", "three     "]
        board.refresh_changed()
        await pilot.pause()
        assert board.painted == [1]


async def test_lines_that_are_no_longer_told_are_painted_over() -> None:
    board = Board([("one", "")], [("two", "")], [("three", "")])
    app = BoardApp(board)
    async with app.run_test() as pilot:
        board.painted.clear()
        board.written = [[("one", "")]]
        board.refresh_changed()
        await pilot.pause()
        assert board.painted == [1, 2]
        assert app.text == ["one       ", " " * 10, " " * 10]


async def test_a_painted_line_is_never_out_of_date() -> None:
    board = Board([("old", "")])
    app = BoardApp(board)
    async with app.run_test() as pilot:
        board.written = [[("new", "")]]
        board.refresh()
        await pilot.pause()
        assert app.text[0] == "new       "


async def test_a_line_that_is_too_wide_ends_with_an_ellipsis() -> None:
    board = Board([("exactly", ""), ("ten", "loud")], [("exactly", ""), ("eleven", "loud")])
    app = BoardApp(board)
    async with app.run_test():
        assert app.text[:2] == ["exactlyten", "exactlyel…"]
