"""Keep the catalogue whole: extract message ids, check the Polish translation, compile it.

python .ci/messages.py update   merge new message ids of the code into the .po
python .ci/messages.py compile  write the .mo that the program reads
python .ci/messages.py check    fail on a missing, unused or fuzzy message, or a stale .mo
"""

import ast
import contextlib
import io
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "kuke_tui/locale/pl/LC_MESSAGES/kuke_tui.po"
MO = PO.with_suffix(".mo")
KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"\{(\w+)[^}]*\}")


def extracted() -> Catalog:
    """Return a catalogue of all message ids in the code, with argparse's own that users meet."""
    catalog = Catalog(project="kuke-tui", domain="kuke_tui", charset="utf-8")
    found = extract_from_dir(
        str(ROOT / "kuke_tui"),
        [("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    place: Any
    for filename, _line, message, comments, context in found:
        place = (f"kuke_tui/{filename}", None)
        catalog.add(message, None, [place], auto_comments=comments, context=context)
    for path in sorted((ROOT / "kuke_tui").rglob("*.py")):
        for message in _in_formatted_strings(path):
            place = (path.relative_to(ROOT).as_posix(), None)
            catalog.add(message, None, [place])
    return catalog


def _in_formatted_strings(path: Path) -> Iterator[str]:
    """Yield the message ids inside f-strings, into which babel looks from Python 3.12 on only."""
    for string in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(string, ast.JoinedStr):
            for node in ast.walk(string):
                match node:
                    case ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=str(message))]):
                        yield message


def translated() -> Catalog:
    """Return the Polish catalogue."""
    with PO.open("rb") as file:
        return read_po(file, locale="pl", domain="kuke_tui")


def compiled(catalog: Catalog) -> bytes:
    """Return the .mo of a catalogue."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


@contextlib.contextmanager
def locked() -> Iterator[None]:
    """Let nobody else rewrite the catalogue meanwhile; a lock older than a minute is stale."""
    lock = PO.with_suffix(".lock")
    for _attempt in range(600):
        try:
            lock.touch(exist_ok=False)
        except FileExistsError:
            with contextlib.suppress(FileNotFoundError):
                if time.time() - lock.stat().st_mtime > 60:
                    lock.unlink()
            time.sleep(0.1)
        else:
            break
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def update() -> None:
    """Merge the code's message ids into the .po, dropping those no longer used."""
    catalog = translated()
    kept = [message for message in catalog if message.id and "argparse" in message.auto_comments]
    catalog.update(extracted(), no_fuzzy_matching=True)
    for message in kept:
        catalog[message.id] = message
    catalog.obsolete.clear()
    with tempfile.NamedTemporaryFile("wb", dir=PO.parent, delete=False) as file:
        write_po(file, catalog, width=100, sort_output=True, include_lineno=False)
    Path(file.name).replace(PO)
    PO.chmod(0o644)
    missing = [m.id for m in catalog if m.id and not all(_strings(m.string))]
    sys.stdout.write(f"{len(missing)} without a translation\n")


def check() -> int:
    """Print every fault of the catalogue; return 1 where there is one."""
    code, polish = extracted(), translated()
    faults = []
    for message in code:
        if not message.id:
            continue
        translation = polish.get(message.id, message.context)
        if translation is None or not all(_strings(translation.string)):
            faults.append(f"missing: {message.id!r}")
        elif translation.fuzzy:
            faults.append(f"fuzzy: {message.id!r}")
        elif not _same_placeholders(_strings(message.id), _strings(translation.string)):
            faults.append(f"other placeholders: {message.id!r}")
    for message in polish:
        if not message.id or "argparse" in message.auto_comments:
            continue
        if code.get(message.id, message.context) is None:
            faults.append(f"unused: {message.id!r}")
    faults += [f"obsolete: {message!r}" for message in polish.obsolete]
    with MO.open("rb") as file:
        known = read_mo(file)
    if _content(known) != _content(polish):
        faults.append("stale: run compile")
    sys.stdout.write("".join(f"{fault}\n" for fault in faults) or "catalogue whole\n")
    return 1 if faults else 0


def _content(catalog: Catalog) -> set[tuple[object, ...]]:
    return {(_context(m), _strings(m.id), _strings(m.string)) for m in catalog if m.id}


def _context(message: Message) -> str | None:
    context: object = message.context  # bytes where Babel read it from a .mo
    return context.decode() if isinstance(context, bytes) else message.context


def _strings(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else (str(value or ""),)


def _same_placeholders(source: tuple[str, ...], target: tuple[str, ...]) -> bool:
    wanted = set(PLACEHOLDER.findall(" ".join(source)))
    return all(set(PLACEHOLDER.findall(text)) <= wanted for text in target) and wanted == set(
        PLACEHOLDER.findall(" ".join(target))
    )


def main(argument: str) -> int:
    """Do what the argument names."""
    if argument == "update":
        with locked():
            update()
        return 0
    if argument == "compile":
        with locked():
            MO.write_bytes(compiled(translated()))
        return 0
    if argument == "check":
        return check()
    sys.stderr.write(__doc__ or "")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
