"""``kuke-tui completion``: the script that makes a shell complete the program's commands."""

from argparse import ArgumentParser, Namespace

from kuke_tui.cli import exit_codes
from kuke_tui.cli.output import data_on_stdout
from kuke_tui.i18n import _

_SHELLS = ("bash", "zsh", "fish", "powershell")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("shell", choices=_SHELLS, help=_("the shell to complete in"))


def run(arguments: Namespace) -> int:
    """Print the script."""
    from argcomplete.shell_integration import shellcode

    with data_on_stdout() as output:
        output.write(shellcode(["kuke-tui"], shell=arguments.shell).rstrip() + "\n")
    return exit_codes.DONE
