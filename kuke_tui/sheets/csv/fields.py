"""The fields of one record as they stand in the file: cut apart, and spelled anew."""

from kuke_tui.sheets.csv.dialect import CsvDialect


def split_record(record: str, dialect: CsvDialect) -> tuple[list[str], str]:
    """Cut a record into its fields, quotes included, and its line end; an empty line has none.

    ``delimiter.join(fields) + end`` is the record again. Fields are cut as the csv module reads
    them: quotes count only where a field starts with one, and text after the closing quote still
    belongs to the field. Spaces before a field, no part of it in some dialects, stay with it.
    """
    body = record.rstrip("\r\n")
    end = record[len(body) :]
    if not body:
        return [], end
    quote, delimiter = dialect.quotechar, dialect.delimiter
    if quote not in body:
        return body.split(delimiter), end
    fields = []
    start = 0
    while True:
        after = start + len(spaces_before(body[start:], dialect)) if dialect.spaced else start
        after = _after_quotes(body, after, quote) if body.startswith(quote, after) else start
        stop = body.find(delimiter, after)
        if stop < 0:
            fields.append(body[start:])
            return fields, end
        fields.append(body[start:stop])
        start = stop + 1


def is_quoted(field: str, dialect: CsvDialect) -> bool:
    """Whether a field stands in quotes."""
    return bare(field, dialect).startswith(dialect.quotechar)


def spaces_before(field: str, dialect: CsvDialect) -> str:
    """The spaces that stand before a field and are no part of it."""
    return field[: len(field) - len(bare(field, dialect))]


def bare(field: str, dialect: CsvDialect) -> str:
    """A field without the spaces that are no part of it."""
    return field.lstrip(" ") if dialect.spaced else field


def must_quote(value: str, dialect: CsvDialect) -> bool:
    """Whether a value can't stand without quotes."""
    return (
        dialect.delimiter in value
        or dialect.quotechar in value
        or "\n" in value
        or "\r" in value
        or (dialect.spaced and value.startswith(" "))
    )


def spell(value: str, dialect: CsvDialect, *, quoted: bool) -> str:
    """Write a value as a field, in quotes where asked for or needed."""
    if not quoted and not must_quote(value, dialect):
        return value
    quote = dialect.quotechar
    return quote + value.replace(quote, quote * 2) + quote


def _after_quotes(body: str, start: int, quote: str) -> int:
    """Where the quoted part that opens at ``start`` is over; two quotes in a row stand for one."""
    place = start + 1
    while closing := body.find(quote, place) + 1:
        if not body.startswith(quote, closing):
            return closing
        place = closing + 1
    return len(body)
