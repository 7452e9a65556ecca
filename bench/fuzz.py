"""Search for files that make the inspector fail: mutated ones, and those that reach new steps are mutated further.

    python -m bench.fuzz --minutes 30 [--models FOLDER] [--keep FOLDER] [--seed N]

A failure is anything but a report: an exception, a dead process, an answer that is none, more than 5 CPU seconds.
Each is kept once as a file in FOLDER (by default a temporary one), named by where it happened. Goal: none.
Exit status 1 says that there were some. Files run with small caps and small pictures, within 1 GB of memory.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.fuzz_tally import Tally

SHOW_S = 30


def main() -> int:
    """Fuzz in a child, which is started anew with another seed when it dies."""
    options = _options()
    keep = options.keep or Path(tempfile.mkdtemp(prefix="lab-fuzz-"))
    keep.mkdir(parents=True, exist_ok=True)
    tally, end = Tally(keep), time.monotonic() + 60 * options.minutes
    while (left_s := end - time.monotonic()) > 1:
        seed = options.seed + tally.starts
        words = [sys.executable, "-m", "bench.fuzz_child", str(keep), str(left_s), str(seed), str(options.models or "")]
        tally.starts += 1
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as child:
            _follow(child, tally)
        if child.returncode:
            tally.died(child.returncode)
    print(tally.line())
    print(
        "no failure (goal: none)" if not tally.failures else f"{tally.failures} kinds of failure (goal: none) in {keep}"
    )
    return 1 if tally.failures else 0


def _follow(child: "subprocess.Popen[str]", tally: Tally) -> None:
    """Read what the child tells, and show a line now and then."""
    assert child.stdout is not None
    shown = time.monotonic()
    for line in child.stdout:
        if failure := tally.take(line):
            print(failure, flush=True)
        if time.monotonic() - shown > SHOW_S:
            shown = time.monotonic()
            print(tally.line(), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.fuzz", description="Search for files that make the inspector fail.")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--models", type=Path, metavar="FOLDER", help="real files to begin with, beside our own")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where files that fail are kept")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
