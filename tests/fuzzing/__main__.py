"""Fuzz one target: ``python -m tests.fuzzing csv --minutes 10``.

Needs the extra ``fuzz``. Begins with the samples in ``corpus`` and keeps what it finds in a work
folder; a sample that makes the target fail is written there as ``crash-…``, ``timeout-…`` or
``oom-…``. Pass it by ``--reproduce``, put it in ``corpus`` once it is understood.
"""

import argparse
import importlib
import pkgutil
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["kuke_tui"]):
    import kuke_tui.sheets

    # Many are imported where they are needed, too late to be looked into.
    for module in pkgutil.walk_packages(kuke_tui.sheets.__path__, "kuke_tui.sheets."):
        importlib.import_module(module.name)
    from tests.fuzzing.mutation import mutated
    from tests.fuzzing.targets import CORPUS, TARGETS, run

_LONGEST_SAMPLE = 16 << 10
_SECONDS_A_SAMPLE = 30
_MEMORY = 1 << 10


def main() -> None:
    """Fuzz as the command line asks; ends with the program."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--minutes", type=float, default=10, help="how long (10)")
    parser.add_argument("--work", type=Path, metavar="FOLDER", help="keep what is found here")
    parser.add_argument("--reproduce", type=Path, metavar="SAMPLE", help="try this sample alone")
    arguments = parser.parse_args()
    target = arguments.target
    if arguments.reproduce:
        run(target, arguments.reproduce.read_bytes())
        return
    work = arguments.work or Path(tempfile.gettempdir()) / "kuke-tui-fuzzing"
    found = work / target
    found.mkdir(parents=True, exist_ok=True)
    sys.stderr.write(f"what is found is kept in {found}\n")
    options = [
        f"-max_total_time={int(60 * arguments.minutes)}",
        f"-max_len={_LONGEST_SAMPLE}",
        f"-timeout={_SECONDS_A_SAMPLE}",
        f"-rss_limit_mb={_MEMORY}",
        f"-artifact_prefix={work / target}-",
        f"-dict={CORPUS / 'words.txt'}",
    ]
    samples = [str(found), str(CORPUS / target)]
    split = TARGETS[target].split
    mutator = {}
    if split is not None:

        def mutate(sample: bytes, most: int, seed: int) -> bytes:
            return mutated(sample, most, seed, split, atheris.Mutate)

        mutator["custom_mutator"] = mutate
    atheris.Setup([sys.argv[0], *options, *samples], lambda sample: run(target, sample), **mutator)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
