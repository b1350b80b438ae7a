"""The least that a Textual program can do: one line that counts the keys pressed."""

from textual.app import App, ComposeResult
from textual.events import Key
from textual.strip import Strip
from textual.widget import Widget


class Count(Widget, can_focus=True):
    """Shows a number that grows with each key."""

    pressed = 0

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        return Strip.blank(self.size.width) if y else Strip.blank(self.pressed % self.size.width)

    def on_key(self, event: Key) -> None:
        """Count."""
        event.stop()
        self.pressed += 1
        self.refresh()


class EmptyProgram(App[None]):
    """Holds the count."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Count()


if __name__ == "__main__":
    EmptyProgram().run()
