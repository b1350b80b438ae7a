"""Saying what a file's columns are: when the program can't tell, or is to understand otherwise."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.app import App

from kuke_tui.i18n import _
from kuke_tui.sheets.opening import ReadOptions, preview
from kuke_tui.sheets.recognition.drafting import begin_draft, header_names, understood
from kuke_tui.sheets.recognition.known_mappings import KnownMappings
from kuke_tui.sheets.recognition.mapping import ColumnMapping
from kuke_tui.sheets.recognition.preview import BookPreview
from kuke_tui.tui.dialogs.busy import in_thread
from kuke_tui.tui.dialogs.confirm import ConfirmDialog
from kuke_tui.tui.work import Work


async def say_columns_of_unrecognised(
    app: App[Any], path: Path, asked: ReadOptions, known: KnownMappings
) -> ReadOptions | None:
    """Offer what was said of the same header before, else let a person say it.

    Raises ``SheetError``.
    """
    shown = await in_thread(app, lambda: preview(path, asked))
    for fingerprint in header_names(shown):
        mapping = known.find(fingerprint)
        if mapping is not None and asked.mapping is None and understood(shown, mapping):
            if await _wants_known(app, _("Explain the columns anew")):
                return replace(asked, sheets=(), mapping=mapping)
            break
    if asked.mapping is None:
        why = _("No table of accounts was recognised in this file. Say what its columns are.")
    else:
        why = _("The file does not have the columns that the mapping names. Say what they are.")
    return await _said(app, path, asked, shown, why, known)


async def say_columns_of_work(
    app: App[Any], work: Work, known: KnownMappings
) -> ReadOptions | None:
    """Let a person understand the open export otherwise. Raises ``SheetError``."""
    if work.file is None:
        return None
    path, asked = work.file.path, work.file.asked
    shown = await in_thread(app, lambda: preview(path, asked))
    why = _("The file as it is understood now; say otherwise what is wrong.")
    return await _said(app, path, asked, shown, why, known)


async def _said(
    app: App[Any],
    path: Path,
    asked: ReadOptions,
    shown: BookPreview,
    why: str,
    known: KnownMappings,
) -> ReadOptions | None:
    from kuke_tui.tui.mapping.screen import MappingScreen

    draft = begin_draft(shown, asked.mapping, asked.sheets)
    form = replace(asked, mapping=None, sheets=())
    options = await app.push_screen_wait(MappingScreen(path, shown, draft, form, why))
    if options is not None and options.mapping is not None:
        new = options.mapping != begin_draft(shown).mapping or understood(shown, None) is None
        if new and known.remember(options.mapping):
            told = _("This is remembered for files with the same header.")
            app.notify(told, markup=False)
    return options


async def offered_known(app: App[Any], work: Work, known: KnownMappings) -> ReadOptions | None:
    """Offer what was said of the same header before, where recognition says otherwise."""
    if work.file is None or work.file.asked.mapping is not None:
        return None
    recognised = work.file.understood
    mapping = known.find(recognised.fingerprint)
    if mapping is None or _says_the_same(mapping, recognised):
        return None
    if await _wants_known(app, _("Keep what was recognised")):
        return replace(work.file.asked, sheets=(), mapping=mapping)
    return None


def _says_the_same(mapping: ColumnMapping, recognised: ColumnMapping) -> bool:
    from kuke_tui.sheets.recognition.mapping_file import dump_mapping, parse_mapping

    return mapping == parse_mapping(dump_mapping(recognised))


async def _wants_known(app: App[Any], otherwise: str) -> bool:
    text = _(
        "You explained the columns of a file with the same header before. Use what was said then?"
    )
    dialog = ConfirmDialog(_("Known columns"), text, _("Use it"), otherwise)
    return await app.push_screen_wait(dialog)
