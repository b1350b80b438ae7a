"""``kuke-tui demo``: the program on the sample that ships with it."""

from argparse import ArgumentParser, Namespace

from kuke_tui.cli.screen import add_screen_arguments, show
from kuke_tui.sample.shipped import SHIPPED_SAMPLE


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_screen_arguments(parser)


def run(arguments: Namespace) -> int:
    """Open the sample."""
    return show(SHIPPED_SAMPLE, arguments)
