"""Workbooks written by hand, part by part, so that a test shows the very bytes it is about."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"

HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def sheet_xml(rows: str, *, before: str = "", after: str = "", namespace: str = MAIN) -> str:
    """A worksheet part around what stands in ``<sheetData>``."""
    return (
        f'{HEADER}<worksheet xmlns="{namespace}" xmlns:r="{RELATIONS}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def relations(*entries: tuple[str, str, str]) -> str:
    """A relations part: (id, last word of the type, target)."""
    inner = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for key, kind, target in entries
    )
    return f'{HEADER}<Relationships xmlns="{PACKAGE_RELATIONS}">{inner}</Relationships>'


def shared_strings(*entries: str) -> str:
    """A shared strings part: plain texts, or whole ``<si>`` elements."""
    inner = "".join(
        each if each.startswith("<si") else f"<si><t>{each}</t></si>" for each in entries
    )
    return (
        f'{HEADER}<sst xmlns="{MAIN}" count="{len(entries)}" uniqueCount="{len(entries)}">'
        f"{inner}</sst>"
    )


def styles(*codes: str) -> str:
    """A styles part: style 0 is General, the next ones have these number formats."""
    formats = "".join(
        f'<numFmt numFmtId="{164 + at}" formatCode="{code}"/>' for at, code in enumerate(codes)
    )
    cell_formats = "".join(
        f'<xf numFmtId="{164 + at}" fontId="0" fillId="0" borderId="0" xfId="0" '
        f'applyNumberFormat="1"/>'
        for at in range(len(codes))
    )
    return (
        f'{HEADER}<styleSheet xmlns="{MAIN}"><numFmts count="{len(codes)}">{formats}</numFmts>'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        f'</cellStyleXfs><cellXfs count="{len(codes) + 1}">'
        f'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>{cell_formats}</cellXfs>'
        "</styleSheet>"
    )


def parts(
    sheet: str | bytes,
    *,
    strings: str | None = None,
    style: str | None = None,
    names: str = "",
    extra: Mapping[str, str | bytes] | None = None,
) -> dict[str, bytes]:
    """All parts of a workbook with one sheet named ``Konta``."""
    main = [("rId1", "worksheet", "worksheets/sheet1.xml")]
    types = ""
    made: dict[str, str | bytes] = {}
    if strings is not None:
        main.append(("rId2", "sharedStrings", "sharedStrings.xml"))
        made["xl/sharedStrings.xml"] = strings
        types += _override("xl/sharedStrings.xml", "sharedStrings")
    if style is not None:
        main.append(("rId3", "styles", "styles.xml"))
        made["xl/styles.xml"] = style
        types += _override("xl/styles.xml", "styles")
    for name in extra or {}:
        if name.startswith("xl/tables/"):
            types += _override(name, "table")
    everything: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            f'{HEADER}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f"{_override('xl/workbook.xml', 'sheet.main')}{_override(SHEET, 'worksheet')}{types}"
            "</Types>"
        ),
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'{HEADER}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
            f'<sheet name="Konta" sheetId="1" r:id="rId1"/></sheets>{names}</workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relations(*main),
        **made,
        SHEET: sheet,
        **(extra or {}),
    }
    return {
        name: data.encode() if isinstance(data, str) else data for name, data in everything.items()
    }


def _override(name: str, kind: str) -> str:
    base = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return f'<Override PartName="/{name}" ContentType="{base}.{kind}+xml"/>'


def write_zip(path: Path, entries: Mapping[str, bytes]) -> Path:
    """Write the parts as a plain zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def read_zip(path: Path | io.BytesIO) -> dict[str, bytes]:
    """Unpack all parts; raises where the zip is not sound."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}
