"""Screens that nobody closes: they go when the work that they stand for is over."""

import asyncio

from textual.screen import Screen, ScreenResultType


class SelfClosing(Screen[ScreenResultType]):
    """A screen to be taken away from outside, once nothing lies over it.

    Only the top of the stack can be taken away. What lies over the screen when its work ends (a
    question, the help, the notice that the window is too small) belongs to the person, who closes
    it first.
    """

    def __init__(self) -> None:
        super().__init__()
        self._turned = asyncio.Event()
        self._gone = False

    def on_screen_resume(self) -> None:
        """Note that the screen is on top again."""
        self._turned.set()

    def on_unmount(self) -> None:
        """Note that the screen is gone, so that nobody waits for it in vain."""
        self._gone = True
        self._turned.set()

    async def until_on_top(self) -> bool:
        """Wait until nothing lies over the screen; False where it is gone instead."""
        while not self._gone and not self.is_active:
            self._turned.clear()
            await self._turned.wait()
        return not self._gone
