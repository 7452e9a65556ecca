"""Our pictures beside those of f3d, on light and on dark ground: one sheet to look at.

    python -m bench.pictures SHEET.png [--models FOLDER] [--keep FOLDER]

Draws models made in code and every .stl, .obj and .3mf of FOLDER. The sheet belongs outside the repository.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw

from bench.system import BACKEND
from bench.yardsticks import Yardsticks

sys.path.insert(0, str(BACKEND))

from inspector import CAPS, compiled
from inspector.notes import Notes
from inspector.picture.thumbnail import draw
from inspector.readers import read
from tests.inspector import shapes

_SIDE, _WIDE = 256, 2  # pixels of a picture; models in a row
_FORMATS = (".stl", ".obj", ".3mf")
_LIGHT, _DARK = (255, 255, 255), (17, 24, 39)


def models(folder: Path, others: Path | None) -> list[Path]:
    """Return models made in code, then those of the other folder."""
    made = {
        "cube": shapes.cube(20),
        "open box": shapes.cube(20)[:-2],
        "pyramid": shapes.tetrahedron(30),
        "tower": [_stretched(t, 1, 1, 9) for t in shapes.cube(10)],
        "plate": [_stretched(t, 8, 5, 0.1) for t in shapes.cube(10)],
        "rod": [_stretched(t, 30, 0.3, 0.3) for t in shapes.cube(10)],
        "stairs": [t for i in range(6) for t in shapes.cube(10, at=(i * 10.0, 0.0, i * 5.0))],
        "crowd": [t for i in range(36) for t in shapes.cube(7, at=(i % 6 * 11.0, i // 6 * 11.0, i * i % 7 * 3.0))],
        "turned": [(c, b, a) if i % 5 == 0 else (a, b, c) for i, (a, b, c) in enumerate(shapes.cube(20))],
    }
    paths = [shapes.written(folder, f"{name}.stl", shapes.binary_stl(solid)) for name, solid in made.items()]
    found = sorted(others.iterdir()) if others else []
    return paths + [path for path in found if path.suffix.lower() in _FORMATS and ".gcode" not in path.name]


def _stretched(triangle: shapes.Triangle, x: float, y: float, z: float) -> shapes.Triangle:
    a, b, c = ((x * px, y * py, z * pz) for px, py, pz in triangle)
    return a, b, c


def _ours(model: Path, picture: Path) -> None:
    file_format = model.suffix[1:].lower()
    draw(read(model, file_format, Notes(), CAPS), picture)


def _cell(name: str, ours: Path, theirs: Path) -> Image.Image:
    """Return ours on light and on dark ground, then f3d's."""
    cell = Image.new("RGB", (3 * _SIDE, _SIDE), _LIGHT)
    cell.paste(_DARK, (_SIDE, 0, 2 * _SIDE, _SIDE))
    for column, path in enumerate((ours, ours, theirs)):
        if path.exists():
            picture = Image.open(path).convert("RGBA").resize((_SIDE, _SIDE), Image.Resampling.LANCZOS)
            cell.paste(picture, (column * _SIDE, 0), picture)
    ImageDraw.Draw(cell).text((4, 4), name, fill=(200, 0, 0))
    return cell


def main() -> None:
    """Draw the sheet."""
    parser = argparse.ArgumentParser(prog="bench.pictures")
    parser.add_argument("sheet", type=Path)
    parser.add_argument("--models", type=Path)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    compiled.warm()
    cells = []
    with tempfile.TemporaryDirectory(prefix="lab-bench-") as passing:
        folder = Path(passing)
        yardsticks = Yardsticks((options.keep or folder) / "yardsticks")
        for model in models(folder, options.models):
            ours, theirs = folder / f"{model.name}.ours.png", folder / f"{model.name}.f3d.png"
            _ours(model, ours)
            subprocess.run(yardsticks.f3d(model, theirs), capture_output=True, check=False)
            cells.append(_cell(model.name, ours, theirs))
    rows = -(-len(cells) // _WIDE)
    sheet = Image.new("RGB", (_WIDE * 3 * _SIDE, rows * _SIDE), _LIGHT)
    for number, cell in enumerate(cells):
        sheet.paste(cell, (number % _WIDE * 3 * _SIDE, number // _WIDE * _SIDE))
    sheet.save(options.sheet)


if __name__ == "__main__":
    main()
