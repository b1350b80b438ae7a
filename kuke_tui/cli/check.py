"""``kuke-tui check``: the verdict on every account of an export, with all its reasons."""

from argparse import ArgumentParser, Namespace

from kuke_tui.cli import exit_codes
from kuke_tui.cli.export_arguments import add_export_arguments, open_from
from kuke_tui.cli.formats import TABLE, add_format_argument, format_of
from kuke_tui.cli.judged import judged
from kuke_tui.cli.output import add_output_arguments, text_output
from kuke_tui.cli.rule import reading_of
from kuke_tui.domain.rules import Verdict

_FORMATS = (TABLE, "json", "csv")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_export_arguments(parser)
    add_format_argument(parser, _FORMATS, TABLE)
    add_output_arguments(parser)


def run(arguments: Namespace) -> int:
    """Judge all accounts; 0 where there are some and every one will migrate, else 1."""
    form = format_of(arguments, _FORMATS, TABLE)
    export = open_from(arguments).export
    judgement = judged(export, reading_of(arguments))
    with text_output(arguments, byte_order_mark=form == "csv") as output:
        if form == "json":
            from kuke_tui.cli.check_json import write_json as write
        elif form == "csv":
            from kuke_tui.cli.check_csv import write_csv as write
        else:
            from kuke_tui.cli.check_table import write_table as write
        write(judgement, output)
    everyone = 0 < len(judgement.assessments) == judgement.verdicts[Verdict.TAK]
    return exit_codes.DONE if everyone else exit_codes.NOT_ALL
