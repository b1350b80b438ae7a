"""The one table of commands. Each has a module of its name here, loaded only when it is called."""

from argparse import ArgumentParser, Namespace
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from kuke_tui.i18n import N_


class CommandModule(Protocol):
    """What the module of a command offers."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the command's arguments."""

    def run(self, arguments: Namespace) -> int:
        """Do it and return the exit code. Raises ``SheetError`` and ``CommandError``."""


class Command(NamedTuple):
    """A command: its name, and what it does as a message id."""

    name: str
    summary: str

    def module(self) -> CommandModule:
        """Load the command."""
        return cast("CommandModule", import_module(f"kuke_tui.cli.{self.name}"))


OPEN = Command(
    "open", N_("See which accounts will move to Portal Klienta, and correct the others.")
)
"""What is meant where no command is named."""

COMMANDS = (
    Command("tour", N_("Learn the rules by four examples and make the first correction.")),
    Command("demo", N_("Open the sample that ships with the program.")),
    Command("check", N_("Say which accounts will migrate, and why the others will not.")),
    Command("fix", N_("Save an export in which the accounts that stay behind are corrected.")),
    Command("set", N_("Save an export in which single checkboxes are set.")),
    Command("decide", N_("Leave accounts behind on purpose, or list those that are.")),
    Command("changes", N_("List what leads from one export to another, to be done in Ekstranet.")),
    Command("apply", N_("Apply a change list to an export and save it.")),
    Command("verify", N_("Hold a fresh export against a change list: what is done, what is not.")),
    Command("report", N_("Write a report on the migration, for a manager.")),
    Command("columns", N_("Write what the columns of an export were taken for, to be corrected.")),
    Command("sessions", N_("List or delete the work kept on exports opened before.")),
    Command("schema", N_("Print the JSON schema of a command's output.")),
    Command("sample", N_("Write a synthetic export with made-up people.")),
    Command("completion", N_("Print the script that completes the commands in a shell.")),
)


def command_named(name: str) -> Command | None:
    """Find a command."""
    return next((command for command in COMMANDS if command.name == name), None)
