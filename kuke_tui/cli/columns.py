"""``kuke-tui columns``: what an export's columns were taken for, as a file to be corrected."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from kuke_tui.cli import exit_codes
from kuke_tui.cli.export_arguments import add_file_arguments, options_in
from kuke_tui.cli.output import add_output_arguments, write_data
from kuke_tui.cli.talk import say
from kuke_tui.i18n import _
from kuke_tui.messages.visible import visible
from kuke_tui.sheets.opening import preview
from kuke_tui.sheets.recognition.draft import MappingDraft, ValueKind, faults_of
from kuke_tui.sheets.recognition.drafting import begin_draft
from kuke_tui.sheets.recognition.found_values import FoundValue, find_values
from kuke_tui.sheets.recognition.names import Meaning

_SECTIONS = {ValueKind.LEVEL: "levels", ValueKind.BOX: "boxes", ValueKind.ROLE: "roles"}


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("export", metavar=_("EXPORT"), type=Path, help=_("the export to look at"))
    add_file_arguments(parser)
    add_output_arguments(parser)


def run(arguments: Namespace) -> int:
    """Write the mapping; 0 where the export can be read with it, 1 where something is missing."""
    from kuke_tui.sheets.recognition.mapping_file import dump_mapping

    options = options_in(arguments)
    shown = preview(arguments.export, options)
    draft = begin_draft(shown, options.mapping, options.sheets)
    text = dump_mapping(draft.mapping, with_unused=True)
    comments = "".join(f"# {line}\n" for line in _explanations(find_values(shown, draft), draft))
    write_data(arguments, (comments + text).encode())
    missing = [fault for fault in faults_of(draft.mapping) if fault.blocks]
    if not missing:
        return exit_codes.DONE
    say(
        _(
            "Not all columns were recognised: correct “means” in the file, then give it as "
            "--columns."
        )
    )
    return exit_codes.NOT_ALL


def _explanations(found: list[FoundValue], draft: MappingDraft) -> Iterator[str]:
    yield _("What the columns of an export mean. Correct it and give it as --columns.")
    yield _("A column means one of: {meanings}.").format(
        meanings=", ".join(meaning.value for meaning in Meaning)
    )
    yield _("What values mean may be added at the end, for example:")
    yield '[levels]  "R" = "view"  "RW" = "change"  "-" = "none"'
    yield '[boxes]  "+" = true  "." = false'
    yield '[roles]  "GA" = "administrator"  "GU" = "user"'
    unread = [value for value in found if value.said(draft.values) is None]
    if unread:
        yield _("Values that can't be read yet:")
        for value in unread:
            text = json.dumps(visible(value.text), ensure_ascii=False)
            yield f"[{_SECTIONS[value.kind]}]  {text}"
    if draft.lacks_roles and draft.values.default_role is None:
        yield _("No column says roles; this line at the top would make every account a user:")
        yield 'default_role = "user"'
