# PYTHON_ARGCOMPLETE_OK
"""The program's entry: ``kuke-tui`` and ``python -m kuke_tui``."""

import gc
import sys

from kuke_tui import __version__


def main() -> int:
    """Run the command line and return the exit code."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        sys.stdout.write(f"kuke-tui {__version__}\n")
        return 0
    gc.disable()  # a command lives too short to make much garbage; the screen looks for it later
    try:
        from kuke_tui.cli.running import run

        return run(arguments)
    except KeyboardInterrupt:  # before there was anybody to say so
        return 130


if __name__ == "__main__":
    sys.exit(main())
