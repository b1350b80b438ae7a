"""Targets for the two small files that people pass around: mappings and change lists."""

from pathlib import Path

from kuke_tui.exchange.change_list_error import ChangeListError
from kuke_tui.exchange.change_list_file import change_list_from, change_list_pieces
from kuke_tui.sheets.errors import SheetError
from kuke_tui.sheets.opening import ReadOptions
from kuke_tui.sheets.recognition.mapping_file import dump_mapping, load_mapping, parse_mapping
from tests.fuzzing.reading import open_any
from tests.sheets.exports.soundness import check_sound

_EXPORT = (
    "Login;Rola;Polisa;Limity;Windykacja - podgląd;Windykacja - zmiany;Uprawnienie;Zakres\n"
    "ala;U;07001;R;x;;Limity;Z\n"
    "ala;U;07002;RW;x;x;Raporty;P\n"
    "jan;A;07001;;;;;\n"
)


def mapping(sample: bytes, folder: Path) -> None:
    """A mapping is refused, or is the same once written, and reads an export soundly."""
    path = folder / "columns.toml"
    path.write_bytes(sample)
    try:
        read = load_mapping(path)
    except SheetError:
        return
    assert parse_mapping(dump_mapping(read, with_unused=True)) == read
    export = folder / "export.csv"
    export.write_text(_EXPORT, encoding="utf-8")
    opened = open_any(export, ReadOptions(mapping=read))
    if opened is not None:
        check_sound(opened.export, opened.origin)


def changes(sample: bytes, _folder: Path) -> None:
    """A change list is refused, or is the same once written."""
    try:
        read = change_list_from(sample, "changes.json")
    except ChangeListError:
        return
    written = "".join(change_list_pieces(read)).encode()
    assert change_list_from(written, "changes.json") == read
