"""What the inspector costs on large models, beside trimesh, admesh and f3d. Prints ratios and their goals.

    python -m bench.inspector [--millions 1 5] [--repeats 5] [--keep FOLDER] [--only stl threemf picture]

Ours is measured as it runs in the house: in a child forked from a process that called ``inspector.compiled.warm``;
``plain`` is the same without the compiled kernels. The yardsticks are installed into FOLDER/yardsticks (by default
a temporary folder), models lie there too. 3MF of 5 million triangles is beyond the caps of the house, so the caps
are raised here.
"""

import argparse
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as the house starts it; before numpy is loaded

from bench import big_models
from bench.children import Cost, Work, cost_of, medians
from bench.system import BACKEND
from bench.yardsticks import Yardsticks

sys.path.insert(0, str(BACKEND))

from inspector import CAPS, Printer, Report, compiled
from inspector.caps import MIB
from inspector.inspection import measure
from inspector.notes import Notes
from inspector.picture.thumbnail import draw
from inspector.readers import read

_CAPS = replace(CAPS, zip_entry_bytes=1024 * MIB, zip_total_bytes=1024 * MIB)
_PRINTERS: list[Printer] = [{"name": "MK4S", "volume_mm": [250, 210, 220]}]
_WRITERS = {"stl": big_models.write_stl, "3mf": big_models.write_3mf}


class Bench:
    """The works on models of one size, and what they cost."""

    def __init__(self, folder: Path, yardsticks: Yardsticks, millions: int, repeats: int) -> None:
        self._folder = folder
        self._yardsticks = yardsticks
        self._millions = millions
        self._repeats = repeats

    def stl(self) -> None:
        """Facts of a binary STL."""
        path = self._model("stl")
        works = self._works(path) | {"bare read": lambda: _read_bare(path)}
        if command := self._yardsticks.admesh(path):
            works["admesh"] = command
        costs = self._measured("STL, all facts", works)
        small = self._millions == 1
        self._compare(costs, "trimesh", cpu=0.1, rss=None if small else 0.25)
        self._compare(costs, "admesh", cpu=1.0)
        self._compare(costs, "bare read", cpu=15.0)

    def threemf(self) -> None:
        """Facts of a 3MF."""
        costs = self._measured("3MF, all facts", self._works(self._model("3mf")))
        self._compare(costs, "trimesh", cpu=0.5, rss=0.125)

    def picture(self) -> None:
        """The picture of a binary STL."""
        path, out = self._model("stl"), self._folder / "f3d.png"
        works: dict[str, Work] = {
            "warm": lambda: _draw(path, self._folder),
            "plain": lambda: _draw(path, self._folder, plain=True),
            "f3d": self._yardsticks.f3d(path, out),
        }
        costs = self._measured("picture, 512 px", works)
        self._compare(costs, "f3d", cpu=0.7 if self._millions == 1 else 0.5, rss=0.65)

    def _works(self, path: Path) -> dict[str, Work]:
        return {
            "warm": lambda: _find_facts(path),
            "plain": lambda: _find_facts(path, plain=True),
            "trimesh": self._yardsticks.trimesh(path),
        }

    def _model(self, file_format: str) -> Path:
        path = self._folder / f"ring{self._millions}.{file_format}"
        if not path.exists():
            cost_of(lambda: _WRITERS[file_format](path, self._millions * 1_000_000))
        return path

    def _measured(self, title: str, works: dict[str, Work]) -> dict[str, Cost]:
        costs = medians(works, self._repeats)
        print(f"\n{title}, {self._millions} million triangles")
        for name, cost in costs.items():
            print(f"  {name:<10} {cost.cpu_s:7.2f} CPU s {cost.rss_mb:7.0f} MB")
        return costs

    def _compare(self, costs: dict[str, Cost], other: str, cpu: float, rss: float | None = None) -> None:
        if other not in costs:
            return
        ours, theirs = costs["warm"], costs[other]
        line = f"  CPU {ours.cpu_s / theirs.cpu_s:6.3f} x {other} (goal <= {cpu:g})"
        if rss is not None:
            line += f", memory {ours.rss_mb / theirs.rss_mb:.3f} x (goal <= {rss:g})"
        print(line, flush=True)


def _find_facts(path: Path, *, plain: bool = False) -> None:
    if plain:
        compiled.cool()
    notes = Notes()
    report: Report = {"format": path.suffix[1:], "warnings": [], "thumbnail": None, "refused": None}
    measure(report, read(path, path.suffix[1:], notes, _CAPS), notes, _PRINTERS)


def _draw(path: Path, folder: Path, *, plain: bool = False) -> None:
    if plain:
        compiled.cool()
    draw(read(path, "stl", Notes(), CAPS), folder / "ours.png")


def _read_bare(path: Path) -> None:
    path.read_bytes()


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(prog="bench.inspector")
    parser.add_argument("--millions", type=int, nargs="+", default=[1, 5])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="a folder for the yardsticks and models; default: a temporary one")
    parser.add_argument(
        "--only", nargs="+", choices=("stl", "threemf", "picture"), default=("stl", "threemf", "picture")
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lab-bench-") as passing:
        folder = options.keep or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        yardsticks = Yardsticks(folder / "yardsticks")
        print("kernels:", "compiled" if compiled.warm() else "not there")
        for millions in options.millions:
            bench = Bench(folder, yardsticks, millions, options.repeats)
            for name in options.only:
                getattr(bench, name)()


if __name__ == "__main__":
    main()
