"""The preview: the same shape in few triangles, in a file that a browser reads without thinking."""

import struct
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from inspector import inspection
from inspector.mesh import Mesh, single, weld
from inspector.preview import clusters
from inspector.preview.decimate import decimate
from inspector.preview.file import MAGIC, write
from tests.inspector import shapes
from tests.inspector.conftest import Inspect

MOST = 2_000


def _mesh(triangles: list[shapes.Triangle]) -> Mesh:
    points = np.array(triangles, dtype=np.float32).reshape(-1, 3)
    return single(*weld(points, np.arange(len(points), dtype=np.int32).reshape(-1, 3)))


def _ball(rings: int = 120, radius: float = 30.0) -> Mesh:
    """Return a closed ball of about two triangles per square of ``rings``."""
    turn, tilt = np.meshgrid(np.linspace(0, 2 * np.pi, rings, endpoint=False), np.linspace(0, np.pi, rings))
    ring = np.sin(tilt)
    points = radius * np.stack([ring * np.cos(turn), ring * np.sin(turn), np.cos(tilt)], axis=-1)
    number = np.arange(rings * rings).reshape(rings, rings)
    a, b, c, d = number[:-1], np.roll(number, -1, 1)[:-1], number[1:], np.roll(number, -1, 1)[1:]
    faces = np.concatenate([np.stack(each, -1).reshape(-1, 3) for each in ((a, c, b), (b, c, d))])
    return single(points.reshape(-1, 3).astype(np.float32), faces.astype(np.int32))


def _volume(points: npt.NDArray[np.float32], triangles: npt.NDArray[np.int32]) -> float:
    a, b, c = (points[triangles[:, corner]].astype(np.float64) for corner in range(3))
    return float(np.einsum("ij,ij->", a, np.cross(b, c))) / 6


@pytest.fixture(scope="module")
def ball() -> Mesh:
    return _ball()


def test_a_small_mesh_is_kept_as_it_is_from_the_corner_of_its_box() -> None:
    mesh = _mesh(shapes.cube(20, at=(-500, 40, 7)))
    points, triangles = decimate(mesh, MOST)
    assert (triangles == mesh.triangles).all()
    assert (points == mesh.points - np.array([-500, 40, 7])).all()


def test_a_large_mesh_keeps_its_box_its_volume_and_its_side(ball: Mesh) -> None:
    points, triangles = decimate(ball, MOST)
    assert MOST * 0.6 < len(triangles) <= MOST
    cell = 60 / np.sqrt(MOST / 8)  # a ball has about 4 triangles a cell of its square
    assert points.min(axis=0) == pytest.approx(0, abs=cell)
    assert points.max(axis=0) == pytest.approx(60, abs=cell)
    assert (points >= 0).all()
    assert (points <= 60 + 1e-4).all()
    assert _volume(points, triangles) == pytest.approx(4 / 3 * np.pi * 30**3, rel=0.02)
    assert len(np.unique(triangles)) == len(points), "every point is used"


def test_the_same_mesh_gives_the_same_preview(ball: Mesh) -> None:
    once, again = decimate(ball, MOST), decimate(ball, MOST)
    assert all((one == other).all() for one, other in zip(once, again, strict=True))


def test_corners_stay_sharp() -> None:
    """The quadrics put the point of a cell on the edge of a box, not inside it."""
    steps = np.linspace(0, 20, 41)
    square = [(x, y, x + 0.5, y + 0.5) for x in steps[:-1] for y in steps[:-1]]
    flat = [t for x, y, u, v in square for t in (((x, y), (u, y), (u, v)), ((x, y), (u, v), (x, v)))]
    top = [tuple((x, y, 20.0) for x, y in t) for t in flat]
    front = [tuple((x, 0.0, y) for x, y in t) for t in flat]
    points, _ = decimate(_mesh(top + front), 500)  # type: ignore[arg-type]  # built as triangles
    off_both = np.minimum(np.abs(points[:, 1]), np.abs(points[:, 2] - 20))
    assert off_both.max() < 0.05


def test_triangles_without_area_are_left_out() -> None:
    mesh = single(np.eye(3, dtype=np.float32), np.array([[0, 1, 2], [0, 1, 1], [2, 0, 2]], dtype=np.int32))
    assert decimate(mesh, MOST)[1].tolist() == [[0, 1, 2]]


def test_a_tangle_is_thinned_out_in_the_end() -> None:
    random = np.random.default_rng(5)
    points = random.random((3000, 3)).astype(np.float32)
    mesh = single(points, random.integers(0, 3000, (6000, 3)).astype(np.int32))
    assert 0 < len(decimate(mesh, 300)[1]) <= 300


def test_a_grid_is_never_larger_than_memory_allows(monkeypatch: pytest.MonkeyPatch, ball: Mesh) -> None:
    monkeypatch.setattr(clusters, "_MOST_CELLS", 500)
    assert 0 < len(decimate(ball, MOST)[1]) < 600


def test_many_points_at_one_place_are_no_error() -> None:
    mesh = single(np.zeros((3, 3), dtype=np.float32), np.tile(np.arange(3, dtype=np.int32), (50, 1)))
    points, triangles = decimate(mesh, 10)
    assert (points.shape, triangles.shape) == ((0, 3), (0, 3))


def test_the_file_says_what_is_in_it(tmp_path: Path, ball: Mesh) -> None:
    write(ball, tmp_path / "file", MOST)
    content = (tmp_path / "file").read_bytes()
    points, shown, whole = struct.unpack("<3I", content[8:20])
    assert content[:8] == MAGIC
    assert (shown <= MOST, whole) == (True, len(ball.triangles))
    assert len(content) == 20 + 12 * points + 12 * shown
    assert np.frombuffer(content, "<u4", offset=20 + 12 * points).max() == points - 1


def test_an_inspection_writes_it(inspect: Inspect, tmp_path: Path) -> None:
    assert inspect(shapes.binary_stl(shapes.cube(20)))["preview"] == "preview.mesh"
    assert (tmp_path / "preview.mesh").stat().st_size == 20 + 12 * 8 + 12 * 12


def test_facts_and_picture_are_kept_without_it(
    inspect: Inspect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_mesh: Mesh, path: Path) -> None:
        path.write_bytes(MAGIC)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(inspection, "write", full)
    report = inspect(shapes.binary_stl(shapes.cube(20)))
    assert (report["volume_cm3"], report["thumbnail"], report.get("preview")) == (8, "thumbnail.png", None)
    assert not (tmp_path / "preview.mesh").exists()


@pytest.mark.parametrize("rings", [33, 34, 45])
def test_a_mesh_that_is_hardly_too_large_loses_little(rings: int) -> None:
    mesh = _ball(rings)
    assert MOST * 0.5 < len(decimate(mesh, MOST)[1]) <= MOST < len(mesh.triangles)
