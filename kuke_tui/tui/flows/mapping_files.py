"""Saving a column mapping to a file, and taking one from a file."""

from pathlib import Path
from typing import Any

from textual.app import App

from kuke_tui.i18n import _
from kuke_tui.messages.errors import error_text
from kuke_tui.messages.visible import visible
from kuke_tui.sheets.errors import SheetError, SheetErrorCode
from kuke_tui.sheets.recognition.drafting import understood
from kuke_tui.sheets.recognition.mapping import ColumnMapping
from kuke_tui.sheets.recognition.preview import BookPreview
from kuke_tui.tui.dialogs.ask import AskDialog
from kuke_tui.tui.dialogs.confirm import ConfirmDialog


async def save_mapping(app: App[Any], export: Path, mapping: ColumnMapping) -> None:
    """Ask for a name and write the mapping there; one that exists only after a plain yes."""
    path = await _asked_path(app, _("Save the mapping"), export, _("Save"))
    if path is None:
        return
    try:
        try:
            _write(path, mapping, force=False)
        except SheetError as error:
            if error.code is not SheetErrorCode.EXISTS or not await _may_replace(app, path):
                raise
            _write(path, mapping, force=True)
    except SheetError as error:
        app.notify(error_text(error), severity="error", markup=False)
    else:
        told = _("Saved: {path}").format(path=visible(str(path)))
        app.notify(told, markup=False)


async def load_fitting_mapping(
    app: App[Any], export: Path, preview: BookPreview
) -> ColumnMapping | None:
    """Ask for a mapping and read it; None where there is none that fits the file."""
    path = await _asked_path(app, _("Use a mapping"), export, _("Use"))
    if path is None:
        return None
    from kuke_tui.sheets.recognition.mapping_file import load_mapping

    try:
        mapping = load_mapping(path)
    except SheetError as error:
        app.notify(error_text(error), severity="error", markup=False)
        return None
    if understood(preview, mapping) is None:
        told = _("This file does not have the columns that the mapping names.")
        app.notify(told, severity="error", markup=False)
        return None
    return mapping


async def _asked_path(app: App[Any], title: str, export: Path, yes: str) -> Path | None:
    typed = await app.push_screen_wait(AskDialog(title, _("File:"), _offered(export), yes))
    return None if typed is None else _as_path(typed)


def _offered(export: Path) -> str:
    name = _("{name}-columns.toml").format(name=export.stem)
    return str(export.absolute().with_name(name))


def _as_path(typed: str) -> Path:
    return Path(typed).expanduser()


async def _may_replace(app: App[Any], path: Path) -> bool:
    text = _("{path} exists already.").format(path=visible(str(path)))
    dialog = ConfirmDialog(_("Save the mapping"), text, _("Replace it"))
    return await app.push_screen_wait(dialog)


def _write(path: Path, mapping: ColumnMapping, *, force: bool) -> None:
    from kuke_tui.sheets.recognition.mapping_file import dump_mapping
    from kuke_tui.sheets.saving.private import write_private

    write_private(path, dump_mapping(mapping).encode(), force=force)
