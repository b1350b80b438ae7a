"""The question that a click on a badge asks, wherever the badge stands."""

from textual.message import Message


class WhyAsked(Message):
    """A badge was clicked: why this verdict? The cursor, where there is one, is on its account."""
