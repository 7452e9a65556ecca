"""What it costs to read a file in a child of the warm server, against a process of its own for each file.

    python -m bench.containment [--repeats 11]

Milliseconds from question to report, medians of shuffled repeats, in the cage (bubblewrap) and without; the yardstick
is `python -m inspector` with the same file, as it was before there was a server. Goals: sliced files <= 0.2 of that,
a cube <= 0.3, a model of 5 MB <= 0.5.
"""

import argparse
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from statistics import median

from bench.big_models import write_stl
from bench.system import BACKEND, once_ms

sys.path.insert(0, str(BACKEND))

from inspector import cage, launch
from inspector.keeper import Keeper
from inspector.keeper_start import caged_command, open_command
from tests.inspector.gcodes import prusa_gcode
from tests.inspector.shapes import binary_stl, cube

TRIANGLES = 100_000
GOALS = {"part.gcode": 0.2, "cube.stl": 0.3, "5 MB.stl": 0.5}


def files(folder: Path) -> list[Path]:
    """Write a small sliced file, a cube of 12 triangles and a model of 5 MB."""
    gcode, small, large = (folder / name for name in GOALS)
    gcode.write_bytes(prusa_gcode())
    small.write_bytes(binary_stl(cube()))
    write_stl(large, TRIANGLES)
    return [gcode, small, large]


def ways(path: Path, out: Path, keepers: dict[str, Keeper]) -> dict[str, Callable[[], object]]:
    """Return what reads the file in each way."""
    form = path.suffix[1:]
    alone = cage.python("-m", "inspector", str(path), "--out", str(out))
    found: dict[str, Callable[[], object]] = {
        name: lambda keeper=keeper: launch.inspect(path, out, form, keeper=keeper)  # type: ignore[misc]  # bound now
        for name, keeper in keepers.items()
    }
    found["alone"] = lambda: subprocess.run(alone, cwd=BACKEND, capture_output=True, check=True)
    return found


def medians(works: dict[str, Callable[[], object]], repeats: int) -> dict[str, float]:
    """Return the median of each after one that does not count; every round in another order."""
    spent: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(repeats + 1):
        for name in random.sample(list(works), len(works)):
            spent[name].append(once_ms(works[name]))
    return {name: median(each[1:]) for name, each in spent.items()}


def main() -> None:
    """Print one line a file and way."""
    parser = argparse.ArgumentParser(prog="bench.containment", description="What containment costs.")
    parser.add_argument("--repeats", type=int, default=11)
    repeats = parser.parse_args().repeats
    commands = {"open": open_command} | ({} if cage.hindrance() else {"caged": caged_command})
    with tempfile.TemporaryDirectory(prefix="lab-bench-") as folder, ExitStack() as stack:
        keepers = {name: stack.enter_context(closing(Keeper(command))) for name, command in commands.items()}
        made = files(Path(folder))
        for keeper in keepers.values():  # the kernels come with the second model
            for _ in range(2):
                launch.inspect(made[1], Path(folder) / "out", "stl", keeper=keeper)
        for path in made:
            found = medians(ways(path, Path(folder) / "out", keepers), repeats)
            for name in keepers:
                ratio = found[name] / found["alone"]
                print(
                    f"{path.name:<11} {name:<6}: {found[name]:7.1f} ms, a process of its own {found['alone']:7.1f} ms: "
                    f"{ratio:.2f} (goal <= {GOALS[path.name]})"
                )


if __name__ == "__main__":
    main()
