"""Areas by direction of solids whose faces are known."""

from math import cos, radians, sin, sqrt

import numpy as np
import pytest

from inspector.facts.surfaces import Surfaces, surfaces
from inspector.mesh import Mesh, box_of, single, weld
from tests.inspector import shapes
from tests.inspector.shapes import Point, Triangle


def _box(low: Point, high: Point) -> list[Triangle]:
    def placed(corner: Point) -> Point:
        x, y, z = (bottom + (top - bottom) * v for bottom, top, v in zip(low, high, corner, strict=True))
        return x, y, z

    return [(placed(a), placed(b), placed(c)) for a, b, c in shapes.cube(1)]


def _mesh(solid: list[Triangle], degrees: float = 0.0, axis: str = "x") -> Mesh:
    """Return the mesh of a solid, turned about an axis; single precision, as an STL has it."""
    points = np.array(solid).reshape(-1, 3) @ _turn(degrees, axis).T
    return single(*weld(points.astype(np.float32), np.arange(len(points), dtype=np.int32).reshape(-1, 3)))


def _turn(degrees: float, axis: str) -> np.ndarray:
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return np.array([[1, 0, 0], [0, c, -s], [0, s, c]] if axis == "x" else [[c, -s, 0], [s, c, 0], [0, 0, 1]])


def _prism(profile: list[tuple[float, float]], depth: float) -> list[Triangle]:
    """Return what a convex profile in x and z, counter-clockwise seen along y, sweeps from y = 0 to depth."""
    front = [(x, 0.0, z) for x, z in profile]
    back = [(x, depth, z) for x, z in profile]
    caps = [(front[0], front[i], front[i + 1]) for i in range(1, len(profile) - 1)]
    caps += [(back[0], back[i + 1], back[i]) for i in range(1, len(profile) - 1)]
    around = [(i, (i + 1) % len(profile)) for i in range(len(profile))]
    return caps + [t for i, j in around for t in ((front[i], back[i], back[j]), (front[i], back[j], front[j]))]


def _areas(found: Surfaces) -> object:
    """Return side, level and overhang, equal to what is nearly the same."""
    return pytest.approx(found[:3], rel=1e-5, abs=1e-3)


BOX = _box((0, 0, 0), (10, 20, 30))
WEDGE = _prism([(0, 0), (40, 0), (0, 30)], 10)
T_SHAPE = [*_box((10, 0, 0), (20, 10, 30)), *_box((0, 0, 30), (30, 10, 40))]


def test_box() -> None:
    assert _areas(surfaces(_mesh(BOX))) == (2 * 30 * 30, 2 * 200, 0)


@pytest.mark.parametrize("at", [(0, 0, 5000), (700, -900, -40)])
def test_the_plate_is_where_the_model_begins(at: Point) -> None:
    assert _areas(surfaces(_mesh(shapes.cube(20, at=at)))) == (1600, 800, 0)


def test_wedge() -> None:
    """Its slope rises 30 over 40, so it is less than 45 degrees steep: level, but it looks up."""
    assert _areas(surfaces(_mesh(WEDGE))) == (2 * 600 + 300, 400 + 500, 0)


def test_wedge_on_its_head() -> None:
    """Now its slope hangs over the plate, and its base looks up."""
    assert _areas(surfaces(_mesh(WEDGE, 180))) == (1500, 900, 500)


def test_t_shape() -> None:
    """The arms hang; where the stem meets the bar, two faces lie on each other and count."""
    side = 4 * 10 * 30 + 2 * (30 + 10) * 10
    assert _areas(surfaces(_mesh(T_SHAPE))) == (side, 2 * 100 + 2 * 300, 300)
    assert _areas(surfaces(_mesh(T_SHAPE, 180))) == (side, 800, 100)


@pytest.mark.parametrize("degrees", [30, 44, 46, 60])
def test_tilted_box(degrees: float) -> None:
    """Tilted by less than 45 degrees its bottom hangs; by more, the side that comes to look down."""
    bottom, front, ends = 200, 300, 2 * 20 * 30
    hanging = bottom if degrees < 45 else front
    assert _areas(surfaces(_mesh(BOX, degrees))) == (ends + 2 * (500 - hanging), 2 * hanging, hanging)


def test_at_45_degrees_nothing_hangs() -> None:
    assert _areas(surfaces(_mesh(BOX, 45))) == (2200, 0, 0)


@pytest.mark.parametrize("degrees", [10, 45, 90, 123, 270])
@pytest.mark.parametrize("solid", [BOX, WEDGE, T_SHAPE])
def test_turning_about_the_upright_changes_nothing(solid: list[Triangle], degrees: float) -> None:
    assert _areas(surfaces(_mesh(solid, degrees, "z"))) == surfaces(_mesh(solid))[:3]


@pytest.mark.parametrize("degrees", [0, 17, 45, 90, 133])
def test_sides_and_levels_are_the_whole_area(degrees: float) -> None:
    found = surfaces(_mesh(WEDGE, degrees))
    assert found.side_mm2 + found.level_mm2 == pytest.approx(2 * 600 + 400 + 300 + 500, rel=1e-5)


def test_inside_out_is_turned_round() -> None:
    turned = [(c, b, a) for a, b, c in T_SHAPE]
    assert _areas(surfaces(_mesh(turned))) == surfaces(_mesh(T_SHAPE))[:3]


def test_gap() -> None:
    """What is missing shows in what is left; two missing faces that look opposite ways would not."""
    cube = shapes.cube(20)
    assert surfaces(_mesh(cube)).gap_mm2 == pytest.approx(0, abs=1e-3)
    assert surfaces(_mesh(cube[:-2])).gap_mm2 == pytest.approx(400)
    assert surfaces(_mesh(cube[:2] + cube[4:6])).gap_mm2 == pytest.approx(400 * sqrt(2))


def test_each_item_lies_on_its_own_plate() -> None:
    """A slicer sets every item down, so the bottom of one that floats in the file does not hang."""
    low, high = _mesh(shapes.cube(20)), _mesh(shapes.cube(20, at=(30, 0, 7)))
    triangles = np.concatenate([low.triangles, high.triangles + np.int32(len(low.points))])
    points = np.concatenate([low.points, high.points])
    both = Mesh(points, triangles, (box_of(low.points), box_of(high.points)))
    assert _areas(surfaces(both)) == (3200, 1600, 0)
    assert surfaces(single(points, triangles)).overhang_mm2 == pytest.approx(400)
