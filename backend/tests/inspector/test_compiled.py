"""The compiled kernels give what plain numpy gives, on random and odd meshes."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from inspector import compiled, mesh
from inspector.caps import CAPS
from inspector.errors import OutOfTime
from inspector.facts.surfaces import surfaces
from inspector.facts.topology import topology
from inspector.mesh import Mesh, Points, Triangles
from inspector.notes import Notes
from inspector.picture import raster, thumbnail
from inspector.picture.camera import look_at
from inspector.readers import read
from tests.inspector import shapes

BACKEND = Path(__file__).resolve().parents[2]
Made = TypeVar("Made")
RANDOM = np.random.default_rng(7)


@pytest.fixture(scope="module", autouse=True)
def _warmed() -> Iterator[None]:
    """Load the kernels for this module alone: everywhere else plain numpy is tested."""
    assert compiled.warm()
    yield
    compiled.cool()


@contextmanager
def _cold() -> Iterator[None]:
    compiled.cool()
    try:
        yield
    finally:
        compiled.warm()


def _both(work: Callable[[], Made]) -> tuple[Made, Made]:
    """Return what the kernels and what plain numpy make of it."""
    fast = work()
    with _cold():
        return fast, work()


def _random(count: int, kinds: int, kind: type[np.floating]) -> Mesh:
    """Return triangles among few points: edges of one, two and more, in both senses, some of no area."""
    points = RANDOM.normal(size=(kinds, 3)).astype(kind) * 30
    return mesh.single(*mesh.used(points, RANDOM.integers(0, kinds, (count, 3)).astype(np.int32)))


def _fan(count: int) -> Mesh:
    """Return very many triangles around one point."""
    angles = np.linspace(0, 2 * np.pi, count, endpoint=False)
    rim = np.stack([np.cos(angles), np.sin(angles), np.zeros(count)], axis=1)
    ring = np.arange(1, count + 1, dtype=np.int32)
    order = RANDOM.permutation(count)
    triangles = np.stack([np.zeros(count, dtype=np.int32), ring, np.roll(ring, -1)], axis=1)[order]
    return mesh.single(np.concatenate([[[0, 0, 1]], rim]), np.ascontiguousarray(triangles))


MESHES = {
    "sparse": _random(500, 2000, np.float32),
    "crowded": _random(3000, 60, np.float64),
    "one point": mesh.single(np.zeros((1, 3)), np.zeros((4, 3), dtype=np.int32)),
    "fan": _fan(5000),
    "several items": Mesh(
        _random(200, 90, np.float64).points[:60],
        RANDOM.integers(0, 60, (200, 3)).astype(np.int32),
        (np.array([[-90.0] * 3, [0.0] * 3]), np.array([[0.0, 0.0, -20.0], [90.0] * 3])),
    ),
}


@pytest.mark.parametrize("name", MESHES)
def test_topology(name: str) -> None:
    fast, plain = _both(lambda: topology(MESHES[name]))
    assert fast == plain


@pytest.mark.parametrize("name", MESHES)
def test_surfaces(name: str) -> None:
    fast, plain = _both(lambda: surfaces(MESHES[name]))
    assert fast == pytest.approx(plain, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_weld(kind: type[np.floating]) -> None:
    points = RANDOM.integers(-4, 4, (5000, 3)).astype(kind) * kind(-0.5)
    corners = np.arange(4998, dtype=np.int32).reshape(-1, 3)
    welded, triangles = mesh.weld(points.copy(), corners)
    assert len(welded) == len(np.unique(points, axis=0))
    assert (welded[triangles] == points[corners]).all()
    assert not np.signbit(welded[welded == 0]).any()


def _same(one: tuple[Points, Triangles], other: tuple[Points, Triangles]) -> None:
    """Points may be numbered in another order; the corners of each triangle are what counts."""
    assert len(one[0]) == len(other[0])
    assert np.array_equal(one[0][one[1]], other[0][other[1]])


@pytest.mark.parametrize("count", [8192, 20_000])
def test_binary_stl_in_blocks(count: int, tmp_path: Path) -> None:
    corners = RANDOM.integers(-9, 9, (count, 3, 3)).astype(np.float32)
    corners[count // 2, 1] = np.nan
    corners[7, 2, 2] = np.inf
    record = np.zeros(count, dtype=[("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
    record["corners"] = corners
    path = shapes.written(tmp_path, "model.stl", shapes.binary_stl([], count=count) + record.tobytes())

    def looked() -> tuple[Points, Triangles, list[object]]:
        notes = Notes()
        found = read(path, "stl", notes, CAPS)
        return found.points, found.triangles, list(notes.listed())

    fast = looked()
    with _cold():
        plain = looked()
    _same(fast[:2], plain[:2])
    assert fast[2] == plain[2]


SQUARE = np.array([[0, 0, 0], [30, 0, 0], [30, 0, 30], [0, 0, 30]], dtype=np.float32)
PICTURES = MESHES | {
    "cubes": mesh.single(
        *mesh.weld(
            np.array(shapes.cube(20) + shapes.cube(9, at=(25, 5, 3)), dtype=np.float32).reshape(-1, 3),
            np.arange(72, dtype=np.int32).reshape(-1, 3),
        )
    ),
    "a wall seen from behind": mesh.single(SQUARE, np.array([[2, 1, 0], [3, 2, 0]], dtype=np.int32)),
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where two triangles are equally far, either may win; everything else is the same but for rounding."""
    monkeypatch.setattr(thumbnail, "SIDE", 96)

    def drawn() -> npt.NDArray[np.int16]:
        thumbnail.draw(PICTURES[name], tmp_path / "picture.png")
        with Image.open(tmp_path / "picture.png") as picture:
            return np.asarray(picture).astype(np.int16)

    fast, plain = _both(drawn)
    differs = np.abs(fast - plain).max(axis=-1)
    assert (differs > 2).mean() < 0.003


def test_overdraw_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "_MOST_PIXELS", 500)
    with pytest.raises(OutOfTime):
        raster.rasterise(look_at(PICTURES["cubes"], 64), PICTURES["cubes"].triangles)


def test_without_numba_plain_numpy_does_it() -> None:
    script = (
        "import sys; sys.modules['numba'] = None\n"
        "from inspector import compiled\n"
        "assert not compiled.warm() and not compiled.is_warm()\n"
        "import inspector.inspection\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=BACKEND, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
