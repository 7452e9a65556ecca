"""What a sliced file says, read in this process: a small file of every style, and G-code of 50 MB.

    python -m bench.sliced

Goal: <= 5 ms each. The last lines read a file in a child of its own, as the desk does, against a bare start of Python.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.system import BACKEND, once_ms

sys.path.insert(0, str(BACKEND))

from inspector import launch
from inspector.sliced import read_sliced
from tests.inspector.gcodes import MOVES, bambu_gcode, prusa_gcode
from tests.inspector.slices import STYLES

REPEATS, STARTS = 200, 15
LONG_BYTES = 50_000_000
LONG = MOVES * (LONG_BYTES // len(MOVES))


def samples() -> dict[str, tuple[str, bytes]]:
    """Return a file of every style by name, with its format."""
    small = {style: (file_format, make()) for style, (file_format, make) in STYLES.items()}
    return small | {
        "PrusaSlicer .gcode of 50 MB": ("gcode", prusa_gcode(moves=LONG)),
        "Bambu .gcode of 50 MB": ("gcode", bambu_gcode() + LONG.encode()),
    }


def median_ms(work: Callable[[], object], times: int) -> float:
    """Return the median time of one call, after one that does not count."""
    work()
    return median(once_ms(work) for _ in range(times))


def main() -> None:
    """Print one line a style, then what a child costs."""
    with tempfile.TemporaryDirectory(prefix="lab-bench-") as folder:
        path = Path(folder) / "saved"
        for style, (file_format, content) in samples().items():
            path.write_bytes(content)
            ms = median_ms(lambda form=file_format: read_sliced(path, form), REPEATS)  # type: ignore[misc]  # bound now
            print(f"{style:<28}: {ms:6.2f} ms (goal <= 5)")
        path.write_bytes(prusa_gcode())
        child_ms = median_ms(lambda: launch.inspect(path, Path(folder), "gcode"), STARTS)
        bare_ms = median_ms(lambda: subprocess.run([sys.executable, "-s", "-c", ""], check=True), STARTS)
    print(f"in a child of its own       : {child_ms:6.1f} ms, bare start of Python {bare_ms:.1f} ms")


if __name__ == "__main__":
    main()
