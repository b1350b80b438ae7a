"""How large an honest workbook may be. Counted while inflating; headers are never believed."""

MIB = 1 << 20

MAX_PACKED = 1024 * MIB
"""Bytes of the file itself; also keeps every offset within 32 bits."""

MAX_ENTRIES = 65_535
"""Parts in one package; the richest real workbooks hold a few thousand."""

MAX_DIRECTORY = 32 * MIB
"""Bytes of the zip's central directory."""

MAX_PART = 1536 * MIB
"""Bytes of one unpacked part; a full sheet of 1,048,576 rows x 11 columns takes about 550 MB."""

MAX_SMALL_PART = 64 * MIB
"""Bytes of an unpacked part that is held in memory whole: workbook, relations, tables."""

RATIO_FREE = 24 * MIB
"""Unpacked bytes before the ratio, and what the directory says of them, are looked at."""

MAX_RATIO = 250
"""Unpacked : packed beyond ``RATIO_FREE``. Deflate reaches 1032, the most honest file seen 121."""

MAX_TOKEN = 8 * MIB
"""Bytes of one tag or comment, which expat must hold whole."""

MAX_DEPTH = 1_000
"""Elements open at once; real documents stay below 50."""

MAX_NAMES = 5_000
"""Different names of elements, attributes and namespaces in one part; real ones have hundreds."""

MAX_PREFIXES = 200
"""Different prefixes of namespaces in one part; with each of them expat keeps a name anew."""

MAX_CELL_TEXT = 131_072
"""Characters of one cell, as in the csv module; Excel itself stops at 32,767."""

MAX_STRINGS = 3_000_000
"""Entries of the shared strings table."""

MAX_STRINGS_MEMORY = 400 * MIB
"""Memory for the shared strings, as Python counts it."""

MAX_SLOTS = 100_000_000
"""Width of the rows added up (half a million rows x 11 columns are 5.5 million)."""

MAX_RANGE_COLUMNS = 4_000_000
"""Widths of merged and array ranges added up."""

MAX_ROW_BYTES = 64 * MIB
"""Bytes of one row that is patched."""

MAX_SHEETS = 10_000

ROWS = 1_048_576
COLUMNS = 16_384
