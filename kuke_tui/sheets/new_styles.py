"""The styles of a fresh workbook: a header's, text, and whatever number formats its cells have."""

from itertools import count
from xml.sax.saxutils import quoteattr

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

NumberCode = int | str
"""A number format: the number of a built-in one, or a code such as ``yyyy-mm-dd``."""

HEADER_STYLE, TEXT_STYLE = 1, 2
_OWN_STYLES = 3
_FIRST_OWN_FORMAT = 164
_MAX_CODE = 255
_STYLES_HEAD = (
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid">'
    '<fgColor rgb="FFDDE6EE"/><bgColor indexed="64"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    "<cellXfs>"
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
)
_STYLES_TAIL = (
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)


class Formats:
    """The number formats, each one once, and the cell styles that show them."""

    def __init__(self) -> None:
        self._styles: dict[NumberCode, int] = {}

    def style_of(self, code: NumberCode) -> int:
        """Give the index of the cell style for a format; one that can't be written is left out."""
        if isinstance(code, str) and not (0 < len(code) <= _MAX_CODE and code.isprintable()):
            return 0
        return self._styles.setdefault(code, _OWN_STYLES + len(self._styles))

    def part(self) -> str:
        """Give the styles part."""
        own = [code for code in self._styles if isinstance(code, str)]
        numbers = dict(zip(own, count(_FIRST_OWN_FORMAT), strict=False))
        listed = "".join(
            f'<numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>'
            for code, number in numbers.items()
        )
        cells = "".join(
            f'<xf numFmtId="{numbers[code] if isinstance(code, str) else code}" fontId="0" '
            'fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
            for code in self._styles
        )
        formats = f'<numFmts count="{len(own)}">{listed}</numFmts>' if own else ""
        return f"{XML}<styleSheet {MAIN}>{formats}{_STYLES_HEAD}{cells}{_STYLES_TAIL}"
