"""What a preview costs the server beside a quadric decimator, and what it asks of the tab that shows it.

    python -m bench.preview [--millions 1 5] [--repeats 5] [--keep FOLDER] [--no-tab]

Ours and fast-simplification get the same welded mesh and leave at most 100,000 triangles; the time to load it is taken
off. The tab is Chromium without a graphics card on an open shop, and shows a model of the most millions.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as the house starts it; before numpy is loaded

import numpy as np

from bench import big_models
from bench.children import medians
from bench.preview_tab import Seen, looks
from bench.system import BACKEND

sys.path.insert(0, str(BACKEND))

from inspector.mesh import Mesh, single
from inspector.preview.file import MOST_TRIANGLES, write

MOST_CPU_S, MOST_SMALL_CPU_S, OF_YARDSTICK = 0.5, 0.1, 1.0
OF_SMALL = 2.5  # with a hundred times the triangles, drawn by the processor
SMALL = 105_000  # triangles of an STL of 5 MB
_TOLD = ("longest task of its main thread", "from the click to the first picture")
_YARDSTICK = ("fast-simplification==0.2.0", "numpy==2.4.6")
_LOAD = """
import sys, numpy, fast_simplification
points, triangles = (numpy.load(f"{sys.argv[1]}/{name}.npy") for name in ("points", "triangles"))
"""
_SIMPLIFY = f"{_LOAD}fast_simplification.simplify(points, triangles, target_count={MOST_TRIANGLES})"


def yardstick(folder: Path) -> str:
    """Install fast-simplification beside us; return its Python."""
    python = folder / "simplify/bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder / "simplify"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *_YARDSTICK], check=True)
    return str(python)


def ring(triangles: int) -> Mesh:
    """Return the model as a reader would."""
    points, corners = big_models.ring(triangles)
    return single(points.astype(np.float32), corners.astype(np.int32))


def compare(mesh: Mesh, folder: Path, python: str, repeats: int) -> None:
    """Print what both cost for one mesh."""
    np.save(folder / "points.npy", mesh.points)
    np.save(folder / "triangles.npy", mesh.triangles)
    costs = medians(
        {
            "ours": lambda: write(mesh, folder / "preview.mesh"),
            "nothing": lambda: None,
            "load": [python, "-c", _LOAD, str(folder)],
            "simplify": [python, "-c", _SIMPLIFY, str(folder)],
        },
        repeats,
    )
    ours_s = costs["ours"].cpu_s - costs["nothing"].cpu_s
    theirs_s = costs["simplify"].cpu_s - costs["load"].cpu_s
    goal_s = MOST_SMALL_CPU_S if len(mesh.triangles) <= SMALL else MOST_CPU_S * len(mesh.triangles) / 1e6
    print(
        f"{len(mesh.triangles):>9,} triangles: {ours_s:.3f} CPU s (goal <= {goal_s:.2f}); fast-simplification "
        f"{theirs_s:.3f} s, ratio {ours_s / theirs_s:.2f} (goal <= {OF_YARDSTICK:.2f})"
    )


def tell(large: Seen, small: Seen) -> None:
    """Print what a tab went through, beside the same tab with a model of a thousand triangles."""
    for what, ms, least_ms in zip(_TOLD, large, small, strict=True):
        ratio = ms / least_ms
        print(f"tab, {what}: {ms:.0f} ms, {least_ms:.0f} ms for a small model, ratio {ratio:.2f} (goal <= {OF_SMALL})")


def main() -> None:
    """Measure the server, then the tab."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--millions", type=int, nargs="+", default=[1, 5])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--no-tab", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lab-bench-") as made:
        folder = options.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        python = yardstick(folder)
        for triangles in (SMALL, *(each * 1_000_000 for each in sorted(options.millions))):
            compare(ring(triangles), folder, python, options.repeats)
        if not options.no_tab:
            size = (folder / "preview.mesh").stat().st_size
            print(f"previews have at most {MOST_TRIANGLES:,} triangles; this one has {size:,} bytes")
            write(ring(1_000), folder / "small.mesh")
            seen = looks({"large": folder / "preview.mesh", "small": folder / "small.mesh"}, options.repeats)
            tell(seen["large"], seen["small"])


if __name__ == "__main__":
    main()
