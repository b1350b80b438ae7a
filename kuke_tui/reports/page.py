"""One self-contained HTML page: no network, no foreign script, every text escaped."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path

from kuke_tui.domain.rules import Verdict
from kuke_tui.i18n import language
from kuke_tui.messages.visible import visible

_ASSETS = Path(__file__).with_name("assets")
_BADGES = {Verdict.TAK: "tak", Verdict.NIE: "nie", Verdict.UNKNOWN: "unknown"}


def text(value: str) -> str:
    """Make text safe between tags and in quoted attributes, whatever it holds."""
    return escape(visible(value))


def name(value: str) -> str:
    """Make a name from the export safe, and keep its writing direction to itself."""
    return f"<bdi>{text(value)}</bdi>"


def badge(verdict: Verdict) -> str:
    """Give a verdict of an export as a badge."""
    return f'<b class="badge {_BADGES[verdict]}">{text(verdict)}</b>'


def planned_badge(verdict: Verdict, told: str) -> str:
    """Give a verdict that is only planned as a badge that looks otherwise."""
    return f'<b class="badge planned {_BADGES[verdict]}">{text(told)}</b>'


def fact_list(facts: Iterable[tuple[str, str]]) -> str:
    """Give labels and values as a list."""
    rows = "".join(f"<div><dt>{text(k)}</dt><dd>{name(v)}</dd></div>" for k, v in facts)
    return f'<dl class="facts">{rows}</dl>'


def page(
    title: str,
    body: Iterable[str],
    *,
    styles: Sequence[str] = (),
    script: str | None = None,
    data: str = "",
) -> Iterator[str]:
    """Give a whole page in pieces.

    ``styles`` and ``script`` name assets beside the one that all pages share; ``data`` stands in
    the body's ``data-list``. The page's policy allows exactly these assets, by their hashes.
    """
    style = "".join(_asset(each) for each in ("page.css", *styles))
    code = _asset(script) if script else ""
    policy = f"default-src 'none'; style-src {_hashed(style)}"
    if code:
        policy += f"; script-src {_hashed(code)}"
    yield (
        f'<!DOCTYPE html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{text(title)}</title>\n<style>{style}</style>\n</head>\n"
        f'<body data-list="{text(data)}">\n<main>\n'
    )
    yield from body
    yield "</main>\n"
    if code:
        yield f"<script>{code}</script>\n"
    yield "</body>\n</html>\n"


def _asset(file: str) -> str:
    return (_ASSETS / file).read_text(encoding="utf-8")


def _hashed(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
