"""Number formats, as far as they change what a number says: dates, times, leading zeros."""

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from kuke_tui.sheets.grid import Value
from kuke_tui.sheets.xlsx.archive import Archive
from kuke_tui.sheets.xlsx.directory import Entry
from kuke_tui.sheets.xlsx.limits import MAX_PART
from kuke_tui.sheets.xlsx.markup import GuardedParser, main_name, parse_chunks

_BUILT_IN_DATES = {14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58}
_BUILT_IN_TIMES = {18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56}
_BUILT_IN_BOTH = {22}
_BUILT_IN_DURATIONS = {46}
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKETED = re.compile(r"\[(?!(?:h+|m+|s+)\])[^\]]*\]", re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_ZEROS = re.compile(r'(?:0|\\.|"[^"]*"|[-+ ()])+')
_ZERO_PARTS = re.compile(r'0|\\.|"[^"]*"|.')
_LAST_DAY = 2_958_466
_MAX_FORMATS = 100_000
_MAX_CODE = 255


class NumberFormat(NamedTuple):
    """What a cell's style makes of its number. ``zeros`` is a template such as ``00-000``."""

    date: bool = False
    time: bool = False
    elapsed: bool = False
    zeros: tuple[str, ...] = ()


GENERAL = NumberFormat()


def parse_format(code: str) -> NumberFormat:
    """Read a format code such as ``yyyy-mm-dd`` or ``00000``."""
    if len(code) > _MAX_CODE:
        return GENERAL
    first = code.split(";")[0]
    if _ZEROS.fullmatch(first) and _QUOTED.sub("", first).count("0") > 1:
        parts = _ZERO_PARTS.findall(first)
        return NumberFormat(zeros=tuple(part if part == "0" else _literal(part) for part in parts))
    bare = _QUOTED.sub("", first)
    elapsed = bool(_ELAPSED.search(bare))
    bare = _BRACKETED.sub("", bare).lower()
    if "general" in bare or re.search(r"[#?%]|(?:^|[^.,0])0", bare):
        return GENERAL
    with_date = bool(re.search(r"[yd]|(?<![hs:\]])m{3,}", bare))
    with_time = bool(re.search(r"[hs]", bare))
    if not with_date and not with_time:
        with_date = "m" in bare
    if not with_date and not with_time:
        return GENERAL
    return NumberFormat(date=with_date, time=with_time, elapsed=elapsed)


def built_in_format(number: int) -> NumberFormat:
    """Give the format behind a built-in number; the locale's own dates count as dates."""
    with_date = number in _BUILT_IN_DATES | _BUILT_IN_BOTH
    with_time = number in _BUILT_IN_TIMES | _BUILT_IN_BOTH
    if not with_date and not with_time:
        return GENERAL
    elapsed = number in _BUILT_IN_DURATIONS
    return NumberFormat(date=with_date, time=with_time, elapsed=elapsed)


def show_number(number: float, form: NumberFormat, *, since_1904: bool) -> Value:
    """Give a number as its format shows it: ISO text for dates, padded text, or itself."""
    if form.zeros:
        return _pad(number, form.zeros)
    if form.elapsed or (form.time and not form.date):
        return _clock(number, elapsed=form.elapsed)
    if form.date:
        return _iso(number, since_1904=since_1904, with_time=form.time)
    return number


def read_formats(archive: Archive, entry: Entry | None) -> list[NumberFormat]:
    """Read the format of each cell style (the ``s`` attribute's index) from the styles part."""
    if entry is None:
        return []
    codes: dict[int, NumberFormat] = {}
    numbers: list[int] = []
    inside = [False]

    def start(name: str, attributes: dict[str, str]) -> None:
        kind = main_name(name)
        if kind == "cellXfs":
            inside[0] = True
        elif kind == "numFmt" and len(codes) < _MAX_FORMATS:
            codes[_integer(attributes.get("numFmtId"))] = parse_format(
                attributes.get("formatCode", "")
            )
        elif kind == "xf" and inside[0] and len(numbers) < _MAX_FORMATS:
            numbers.append(_integer(attributes.get("numFmtId")))

    def end(name: str) -> None:
        if main_name(name) == "cellXfs":
            inside[0] = False

    parse_chunks(GuardedParser(start, end), archive.chunks(entry, MAX_PART))
    return [codes[each] if each in codes else built_in_format(each) for each in numbers]


def _integer(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _literal(part: str) -> str:
    return part[1:] if part.startswith("\\") else part.strip('"')


def _pad(number: float, template: tuple[str, ...]) -> Value:
    if not isinstance(number, int) or number < 0:
        return number
    places = template.count("0")
    digits = str(number).zfill(places)
    extra = len(digits) - places
    shown: list[str] = []
    at = 0
    for part in template:
        if part != "0":
            shown.append(part)
            continue
        take = 1 + (extra if at == 0 else 0)
        shown.append(digits[at : at + take])
        at += take
    return "".join(shown)


def _clock(number: float, *, elapsed: bool) -> Value:
    if number < 0 or number >= _LAST_DAY:
        return number
    seconds = round(float(number) * 86_400)
    hours, rest = divmod(seconds, 3600)
    if not elapsed:
        hours %= 24
    return f"{hours:02}:{rest // 60:02}:{rest % 60:02}"


def _iso(number: float, *, since_1904: bool, with_time: bool) -> Value:
    if number < 0 or number >= _LAST_DAY:
        return number
    # Excel counts a 29 February 1900 that never was.
    first_day = date(1904, 1, 1) if since_1904 else date(1899, 12, 30 if number >= 60 else 31)
    start = datetime.combine(first_day, time())
    if number < 1 and with_time and not since_1904:
        return _clock(number, elapsed=False)
    try:
        moment = start + timedelta(seconds=round(float(number) * 86_400))
    except OverflowError:
        return number
    if isinstance(number, int) or not (moment.hour or moment.minute or moment.second):
        return moment.date().isoformat()
    return moment.isoformat()
