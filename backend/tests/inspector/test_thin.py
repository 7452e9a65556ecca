"""Thin walls: what is too thin for a printer, and what only looks like it."""

from collections.abc import Iterator
from math import cos, sin

import numpy as np
import pytest

from inspector import Printer, compiled, mesh
from inspector.facts import ray_grid
from inspector.facts.thin import Thin, thin
from inspector.mesh import Mesh
from tests.inspector import shapes
from tests.inspector.conftest import Inspect, codes
from tests.inspector.shapes import Point, Triangle


@pytest.fixture(params=["compiled", "plain"], autouse=True)
def _both_ways(request: pytest.FixtureRequest) -> Iterator[None]:
    if request.param == "compiled":
        assert compiled.warm()
    yield
    compiled.cool()


def _box(low: Point, high: Point) -> list[Triangle]:
    def placed(corner: Point) -> Point:
        x, y, z = (bottom + (top - bottom) * v for bottom, top, v in zip(low, high, corner, strict=True))
        return x, y, z

    return [(placed(a), placed(b), placed(c)) for a, b, c in shapes.cube(1)]


def _mesh(solid: list[Triangle]) -> Mesh:
    points = np.array(solid, dtype=np.float32).reshape(-1, 3)
    return mesh.single(*mesh.weld(points, np.arange(len(points), dtype=np.int32).reshape(-1, 3)))


def _thin(solid: list[Triangle], limit_mm: float = 0.8) -> Thin | None:
    return thin(_mesh(solid), limit_mm, inside_out=False)


def _turned(solid: list[Triangle], angle: float) -> list[Triangle]:
    c, s = cos(angle), sin(angle)
    return [tuple((c * x - s * y, s * x + c * y, z) for x, y, z in t) for t in solid]  # type: ignore[misc]  # corners stay three


BLOCK = _box((0, 0, 0), (30, 30, 10))
WALL = _box((0, 0, 0), (30, 0.5, 20))
FINE = {
    "cube": shapes.cube(20),
    "sharp edges": shapes.tetrahedron(30),
    "wall that is thick enough": _box((0, 0, 0), (30, 0.8, 20)),
    "sheet that lies flat": _box((0, 0, 0), (50, 40, 0.5)),
    "halves that overlap": _box((0, 0, 0), (30, 0.6, 20)) + _box((0, 0.5, 0), (30, 1.1, 20)),
    "halves that touch": _box((0, 0, 0), (30, 0.5, 20)) + _box((0, 0.5, 0), (30, 1.0, 20)),
    "plate sunk into a block": BLOCK + _box((5, 5, 2), (25, 5.3, 9)),
    "letters that begin in a plate": BLOCK + _box((5, 5, 9.9), (25, 7, 10.3)),
    "block in two pieces with a gap": BLOCK + _box((0, 30.2, 0), (30, 60, 10)),
}


@pytest.mark.parametrize("name", FINE)
def test_no_false_alarm(name: str) -> None:
    assert _thin(FINE[name]) == (0, None)


@pytest.mark.parametrize("angle", [0, 0.3, 1.2])
def test_thin_wall(angle: float) -> None:
    found = _thin(_turned(WALL, angle))
    assert found is not None
    assert found == pytest.approx((1200, 0.5), rel=0.02)


def test_thin_wall_on_a_block() -> None:
    found = _thin(BLOCK + _box((0, 0, 5), (10, 0.6, 30)))
    assert found is not None
    assert found == pytest.approx((400, 0.6), rel=0.1)


def test_thin_sheet() -> None:
    assert _thin(_box((0, 0, 0), (50, 40, 0.3))) == pytest.approx((4000, 0.3), rel=0.02)


def test_faces_that_look_inwards() -> None:
    turned = [(c, b, a) for a, b, c in WALL]
    assert thin(_mesh(turned), 0.8, inside_out=True) == pytest.approx((1200, 0.5), rel=0.02)


def test_finer_printers_make_thinner_walls(inspect: Inspect) -> None:
    resin: Printer = {"name": "Vat", "volume_mm": [145, 145, 175], "process": "resin"}
    filament: Printer = {"name": "Large", "volume_mm": [300, 300, 600]}
    found = inspect(shapes.binary_stl(WALL), printers=[resin])
    assert (found["thin_cm2"], found["thinnest_mm"]) == (0, None)
    assert "thin_features" not in codes(found)
    found = inspect(shapes.binary_stl(WALL), printers=[resin, filament])
    assert found["thin_cm2"] == pytest.approx(12, rel=0.02)
    assert found["thinnest_mm"] == 0.5
    assert "only about 0.5 mm thick" in found["warnings"][0]["text"]


def test_nothing_is_said_of_a_tiny_model_or_one_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _thin(shapes.cube(3)) is None
    monkeypatch.setattr(ray_grid, "_MOST_PAIRS", 1000)
    assert _thin(WALL) is None


def test_dust_has_no_walls() -> None:
    assert _thin([((0.0, 0.0, 0.0), (9.0, 0.0, 0.0), (5.0, 0.0, 0.0))]) == (0, None)
