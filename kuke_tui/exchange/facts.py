"""What every JSON output says of the export it was made from."""

from typing import TYPE_CHECKING

from kuke_tui.domain.export import Export
from kuke_tui.domain.reading import Reading

if TYPE_CHECKING:
    from kuke_tui.exchange.shapes import ExportFacts


def export_facts(export: Export, reading: Reading) -> "ExportFacts":
    """Name the export and the reading."""
    source = export.source
    return {
        "file": source.file,
        "sha256": source.sha256,
        "format": source.format,
        "layout": source.layout.value,
        "reading": reading.value,
    }
