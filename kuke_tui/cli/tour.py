"""``kuke-tui tour``: the rules by four examples, and the first correction."""

from argparse import ArgumentParser, Namespace

from kuke_tui.cli.screen import add_screen_arguments, show


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_screen_arguments(parser)


def run(arguments: Namespace) -> int:
    """Lead through the tour; then the start screen is there."""
    return show(None, arguments, tour=True)
