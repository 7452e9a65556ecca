"""Facts of solids whose facts are known."""

import pytest

from tests.inspector import shapes
from tests.inspector.conftest import PRINTERS, Inspect, codes


def test_cube(inspect: Inspect) -> None:
    report = inspect(shapes.binary_stl(shapes.cube(20)))
    assert report["size_mm"] == [20, 20, 20]
    assert report["triangles"] == 12
    assert report["volume_cm3"] == pytest.approx(8)
    assert report["area_cm2"] == pytest.approx(24)
    assert (report["open_edges"], report["nonmanifold_edges"], report["bodies"]) == (0, 0, 1)
    assert report["warnings"] == []
    assert report["thumbnail"] == "thumbnail.png"
    assert report["refused"] is None


def test_tetrahedron(inspect: Inspect) -> None:
    report = inspect(shapes.binary_stl(shapes.tetrahedron(30)))
    assert report["volume_cm3"] == pytest.approx(4.5)
    assert report["area_cm2"] == pytest.approx(13.5 + 0.5 * 3**0.5 * 9, rel=1e-5)
    assert report["bodies"] == 1


def test_far_from_the_origin(inspect: Inspect) -> None:
    report = inspect(shapes.binary_stl(shapes.cube(20, at=(5000, -8000, 300))))
    assert report["volume_cm3"] == pytest.approx(8)


def test_missing_triangle_opens_three_edges(inspect: Inspect) -> None:
    report = inspect(shapes.binary_stl(shapes.cube(20)[:-1]))
    assert report["open_edges"] == 3
    assert codes(report) == ["open_edges"]


def test_open_box(inspect: Inspect) -> None:
    report = inspect(shapes.binary_stl(shapes.cube(20)[:-2]))
    assert report["open_edges"] == 4


def test_two_bodies(inspect: Inspect) -> None:
    report = inspect(shapes.binary_stl(shapes.cube(20) + shapes.cube(10, at=(30, 0, 0))))
    assert report["bodies"] == 2
    assert report["volume_cm3"] == pytest.approx(9)
    assert report["size_mm"] == [40, 20, 20]
    assert codes(report) == ["several_bodies"]


def test_many_bodies_in_a_long_chain(inspect: Inspect) -> None:
    cubes = [triangle for i in range(300) for triangle in shapes.cube(1, at=(2.0 * (i * 7 % 300), 0, 0))]
    assert inspect(shapes.binary_stl(cubes))["bodies"] == 300


def test_bodies_that_touch_along_an_edge(inspect: Inspect) -> None:
    report = inspect(shapes.binary_stl(shapes.cube(20) + shapes.cube(20, at=(20, 20, 0))))
    assert report["nonmanifold_edges"] == 1
    assert report["open_edges"] == 0
    assert "nonmanifold_edges" in codes(report)


def test_degenerate_triangles_are_no_surface(inspect: Inspect) -> None:
    point, other = (0.0, 0.0, 0.0), (20.0, 0.0, 0.0)
    report = inspect(shapes.binary_stl([*shapes.cube(20), (point, point, other), (point, point, point)]))
    assert report["triangles"] == 14
    assert report["open_edges"] == 0


def test_negative_zero_is_zero(inspect: Inspect) -> None:
    cube = [tuple(tuple(-0.0 if v == 0 and n % 2 else v for v in p) for p in t) for n, t in enumerate(shapes.cube(20))]
    assert inspect(shapes.binary_stl(cube))["open_edges"] == 0  # type: ignore[arg-type]  # tuples of three, made anew


def test_inside_out(inspect: Inspect) -> None:
    report = inspect(shapes.binary_stl([(c, b, a) for a, b, c in shapes.cube(20)]))
    assert report["volume_cm3"] == pytest.approx(8)
    assert codes(report) == ["inside_out"]


def test_one_side_turned(inspect: Inspect) -> None:
    first, *others = shapes.cube(20)
    report = inspect(shapes.binary_stl([first[::-1], *others]))
    assert report["open_edges"] == 0
    assert codes(report) == ["turned_faces"]


def test_flat(inspect: Inspect) -> None:
    report = inspect(shapes.binary_stl([((0, 0, 0), (20, 0, 0), (0, 20, 0))]))
    assert "flat" in codes(report)
    assert report["volume_cm3"] == 0


def test_surface_without_inside(inspect: Inspect) -> None:
    sheet = [*shapes.tetrahedron(30)[:1], ((0.0, 0.0, 0.0), (30.0, 0.0, 0.0), (0.0, 0.0, 30.0))]
    double = sheet + [(c, b, a) for a, b, c in sheet]
    assert "no_volume" in codes(inspect(shapes.binary_stl(double)))


def test_dust_has_no_edges(inspect: Inspect) -> None:
    point = (1.0, 1.0, 1.0)
    report = inspect(shapes.binary_stl([(point, point, point)]))
    assert (report["open_edges"], report["bodies"]) == (0, 0)
    assert report["thumbnail"] == "thumbnail.png"


@pytest.mark.parametrize(
    ("side", "suspect", "code"),
    [
        (0.08, "metre", "unit_small"),
        (0.5, "inch", "unit_small"),
        (0.0001, None, "too_small"),
        (4.0, None, "too_small"),
        (20.0, None, None),
        (700.0, "inch", "unit_large"),
        (90_000.0, "metre", "unit_large"),
        (9_000_000.0, None, "too_big"),
    ],
)
def test_suspect_unit(inspect: Inspect, side: float, suspect: str | None, code: str | None) -> None:
    report = inspect(shapes.binary_stl(shapes.cube(side)), printers=PRINTERS)
    assert report["unit_suspect"] == suspect
    assert code in codes(report) if code else report["warnings"] == []


def test_unit_of_3mf_is_never_suspect(inspect: Inspect) -> None:
    report = inspect(shapes.threemf_of_cube(0.08), "3mf", printers=PRINTERS)
    assert report["unit_suspect"] is None
    assert codes(report) == ["too_small"]


def test_unit_without_known_printers(inspect: Inspect) -> None:
    assert inspect(shapes.binary_stl(shapes.cube(900)))["unit_suspect"] is None
    assert inspect(shapes.binary_stl(shapes.cube(4000)))["unit_suspect"] == "inch"


def test_fits_in_any_orientation(inspect: Inspect) -> None:
    tower = [tuple((x * 300, y * 300, z * 600) for x, y, z in t) for t in shapes.cube(1)]
    lying = [tuple((z, x, y) for x, y, z in t) for t in tower]
    for solid in (tower, lying):
        report = inspect(shapes.binary_stl(solid), printers=PRINTERS)  # type: ignore[arg-type]  # tuples of three
        assert report["fits"] == {"Large": True, "Small": False}
        assert report["warnings"] == []


def test_fits_none(inspect: Inspect) -> None:
    report = inspect(shapes.binary_stl(shapes.cube(310)), printers=PRINTERS)
    assert report["fits"] == {"Large": False, "Small": False}
    assert codes(report) == ["too_big"]
    assert "310 x 310 x 310 mm" in report["warnings"][0]["text"]
