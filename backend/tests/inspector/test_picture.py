"""The picture: what is where, in which light, on which ground."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from inspector import mesh
from inspector.errors import OutOfTime
from inspector.picture import raster
from inspector.picture.camera import View, look_at
from inspector.picture.raster import NOBODY, rasterise
from inspector.picture.thumbnail import SIDE
from tests.inspector import shapes
from tests.inspector.conftest import Inspect, codes

Pixels = npt.NDArray[np.uint8]


@pytest.fixture
def picture_side() -> int:
    """Draw pictures as large as they are."""
    return SIDE


def _pixels(inspect: Inspect, folder: Path, triangles: list[shapes.Triangle]) -> Pixels:
    assert inspect(shapes.binary_stl(triangles))["thumbnail"] == "thumbnail.png"
    with Image.open(folder / "thumbnail.png") as picture:
        assert (picture.mode, picture.size, picture.format) == ("RGBA", (512, 512), "PNG")
        return np.asarray(picture)


def test_cube_on_transparent_ground(inspect: Inspect, tmp_path: Path) -> None:
    pixels = _pixels(inspect, tmp_path, shapes.cube(20))
    alpha = pixels[..., 3]
    assert alpha[0, 0] == alpha[-1, -1] == 0
    assert alpha[256, 256] == 255
    assert ((alpha > 0) & (alpha < 255)).any(), "edges are smooth"
    rows = np.flatnonzero(alpha.any(axis=1))
    assert rows[0] == pytest.approx(511 - rows[-1], abs=2), "it stands in the middle"
    assert rows[-1] - rows[0] > 440, "it fills the picture"


def test_light_comes_from_above_left(inspect: Inspect, tmp_path: Path) -> None:
    light = _pixels(inspect, tmp_path, shapes.cube(20))[..., :3].mean(axis=-1)
    top, front, right = light[90, 250], light[300, 160], light[300, 400]
    assert top > front > right > 40


def test_the_inside_of_an_open_box_has_another_tone(inspect: Inspect, tmp_path: Path) -> None:
    lid = [t for t in shapes.cube(20) if not all(z == 20 for _, _, z in t)]
    pixels = _pixels(inspect, tmp_path, lid).astype(int)
    red_over_blue = pixels[..., 0] - pixels[..., 2]
    assert red_over_blue[110, 250] > 0 > red_over_blue[350, 160]


def test_a_point_cloud_of_slivers_is_no_error(inspect: Inspect, tmp_path: Path) -> None:
    sliver = [((0.0, 0.0, 0.0), (1e-6 * i, 100.0, 0.0), (50.0, 50.0, 1e-7)) for i in range(50)]
    assert _pixels(inspect, tmp_path, sliver)[..., 3].any()


def _view(points: list[list[float]], side: int = 8) -> View:
    return View(np.array(points, dtype=np.float32), side)


def test_the_nearer_triangle_is_in_front() -> None:
    square = [[0, 0], [8, 0], [0, 8]]
    points = [[*p, z] for z in (1.0, 5.0, 3.0) for p in square]
    canvas = rasterise(_view(points), np.arange(9, dtype=np.int32).reshape(-1, 3))
    assert canvas.owner[1, 1] == 1
    assert canvas.depth[1, 1] == pytest.approx(5, abs=1e-3)
    assert canvas.owner[7, 7] == NOBODY
    assert canvas.depth[7, 7] == -np.inf


def test_every_pixel_middle_inside_is_covered_once() -> None:
    """Compare with the plain definition on random triangles."""
    random = np.random.default_rng(3)
    for _ in range(200):
        points = random.uniform(-4, 20, (3, 3))
        canvas = rasterise(_view(points.tolist(), 16), np.array([[0, 1, 2]], dtype=np.int32))
        flat = points.astype(np.float32)[:, :2].astype(np.float64)
        a, b, c = flat
        y, x = np.mgrid[0:16, 0:16] + 0.5
        sides = [(q[0] - p[0]) * (y - p[1]) - (q[1] - p[1]) * (x - p[0]) for p, q in ((a, b), (b, c), (c, a))]
        inside = np.all([s > 1e-3 for s in sides], axis=0) | np.all([s < -1e-3 for s in sides], axis=0)
        outside = ~(np.all([s > -1e-3 for s in sides], axis=0) | np.all([s < 1e-3 for s in sides], axis=0))
        assert (canvas.owner[inside] == 0).all()
        assert (canvas.owner[outside] == NOBODY).all()


def test_blocks_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    points, triangles = mesh.weld(
        np.array(shapes.cube(20), dtype=np.float64).reshape(-1, 3), np.arange(36, dtype=np.int32).reshape(-1, 3)
    )
    view = look_at(mesh.single(points, triangles), 64)
    whole = rasterise(view, triangles)
    monkeypatch.setattr(raster, "_BLOCK_TRIANGLES", 5)
    monkeypatch.setattr(raster, "_BLOCK_PIXELS", 30)
    pieces = rasterise(view, triangles)
    assert (whole.owner == pieces.owner).all()
    assert (whole.depth == pieces.depth).all()


def test_too_much_to_draw_keeps_the_facts(inspect: Inspect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "_MOST_PIXELS", 1000)
    report = inspect(shapes.binary_stl(shapes.cube(20)))
    assert report["thumbnail"] is None
    assert codes(report) == ["no_picture"]
    assert report["volume_cm3"] == 8
    assert not (tmp_path / "thumbnail.png").exists()
    with pytest.raises(OutOfTime):
        rasterise(_view([[0, 0, 0], [400, 0, 0], [0, 400, 0]], 400), np.array([[0, 1, 2]], dtype=np.int32))
