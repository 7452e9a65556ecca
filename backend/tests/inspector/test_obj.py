"""OBJ as programs write it: polygons, relative numbers, lines that go on."""

import math

import pytest

from inspector import Caps
from tests.inspector import shapes
from tests.inspector.conftest import Inspect, codes

CUBE = shapes.obj_of_cube(20)
LINES = CUBE.decode().splitlines()
POINTS, FACES = LINES[:8], LINES[8:]


def _prism(outline: list[tuple[float, float]], height: float) -> bytes:
    """Return an OBJ of one outline (counter-clockwise) pulled upwards: two polygons and quads around."""
    count = len(outline)
    points = [f"v {x} {y} {z}" for z in (0, height) for x, y in outline]
    bottom = "f " + " ".join(str(i) for i in range(count, 0, -1))
    top = "f " + " ".join(str(i) for i in range(count + 1, 2 * count + 1))
    sides = [f"f {i + 1} {(i + 1) % count + 1} {(i + 1) % count + count + 1} {i + count + 1}" for i in range(count)]
    return "\n".join([*points, bottom, top, *sides]).encode()


def _relative(face: str) -> str:
    return "f " + " ".join(str(int(number) - 9) for number in face.split()[1:])


@pytest.mark.parametrize(
    "content",
    [
        CUBE,
        CUBE.replace(b"\n", b"\r\n"),
        CUBE.replace(b"\n", b"\r"),
        b"\xef\xbb\xbf# made in code\nmtllib /dev/zero\no part\n" + CUBE,
        b"#!script-like comment\n" + CUBE,
        b"# a path D:\\models\\\n" + CUBE,
        CUBE.replace(b" ", b"\t "),
        CUBE.replace(b"v ", b"  v "),
        CUBE.replace(b"f 1 ", b"f 1 \\\n "),
        CUBE.replace(b"v 0 0 0", b"v 0 \\\r\n 0 0"),
        "\n".join([*(f"{point} 1.0" for point in POINTS), *FACES]).encode(),
        "\n".join([*(f"{point} 0.1 0.2 0.3" for point in POINTS), *FACES]).encode(),
        "\n".join([POINTS[0] + " 1", *POINTS[1:], *FACES]).encode(),
        "\n".join([*POINTS, *map(_relative, FACES)]).encode(),
        "\n".join([*FACES, *POINTS]).encode(),
        "\n".join(["vt 0 0", "vn 0 0 1", *POINTS, *(f.replace(" ", " ", 1) + "/1/1" for f in FACES)]).encode(),
        CUBE.replace(b"f 1 2 4 3", b"f 1//1 2//1 4//1 3//1"),
    ],
)
def test_every_way_to_write_a_cube(inspect: Inspect, content: bytes) -> None:
    report = inspect(content, "obj")
    assert report["size_mm"] == [20, 20, 20]
    assert report["volume_cm3"] == pytest.approx(8)
    assert (report["open_edges"], report["bodies"], report["warnings"]) == (0, 1, [])


def test_points_that_no_face_uses_have_no_size(inspect: Inspect) -> None:
    assert inspect(b"v 900 900 900\n" + "\n".join([*POINTS, *map(_relative, FACES)]).encode(), "obj")["size_mm"] == [
        20,
        20,
        20,
    ]


def test_relative_numbers_count_from_their_line(inspect: Inspect) -> None:
    second = [f"v {float(p.split()[1]) + 50} {p.split()[2]} {p.split()[3]}" for p in POINTS]
    relative = [*map(_relative, FACES)]
    report = inspect("\n".join([*POINTS, *relative, *second, *relative]).encode(), "obj")
    assert (report["bodies"], report["size_mm"]) == (2, [70, 20, 20])


@pytest.mark.parametrize("turn", range(4))
def test_hollow_quad_is_cut_where_it_is_right(inspect: Inspect, turn: int) -> None:
    arrow = [(0.0, 0.0), (20.0, -10.0), (5.0, 0.0), (20.0, 10.0)]
    area = 2 * 0.5 * 5 * 10
    report = inspect(_prism(arrow[turn:] + arrow[:turn], 10), "obj")
    around = 2 * (math.hypot(20, 10) + math.hypot(15, 10)) * 10
    assert report["area_cm2"] == pytest.approx((2 * area + around) / 100, rel=1e-4)
    assert report["open_edges"] == 0


@pytest.mark.parametrize("turn", [0, 1, 5, 9])
def test_hollow_polygon_is_clipped(inspect: Inspect, turn: int) -> None:
    star = [(math.cos(i * math.pi / 6) * r, math.sin(i * math.pi / 6) * r) for i, r in enumerate([40, 12] * 6)]
    triangle = 0.5 * 40 * 12 * math.sin(math.pi / 6)
    side = math.dist(star[0], star[1])
    report = inspect(_prism(star[turn:] + star[:turn], 10), "obj")
    assert report["area_cm2"] == pytest.approx((2 * 12 * triangle + 12 * side * 10) / 100, rel=1e-4)
    assert report["volume_cm3"] == pytest.approx(12 * triangle * 10 / 1000, rel=1e-4)
    assert report["open_edges"] == 0


def test_crossing_outline_ends_somehow(inspect: Inspect) -> None:
    bow = [(0.0, 0.0), (20.0, 20.0), (20.0, 0.0), (0.0, 20.0), (-5.0, 10.0)]
    assert inspect(_prism(bow, 10), "obj")["open_edges"] == 0


def test_polygon_of_50000_corners(inspect: Inspect) -> None:
    ring = [(50 * math.cos(i * math.tau / 50_000), 50 * math.sin(i * math.tau / 50_000)) for i in range(50_000)]
    report = inspect(_prism(ring, 10), "obj")
    assert report["volume_cm3"] == pytest.approx(math.pi * 25, rel=1e-4)


@pytest.mark.parametrize(
    "face",
    ["f 1 2 99", "f 0 1 2", "f 1 2 -99", "f 1 2", "f", "f 1 2 9223372036854775807", "f 1 2 -9223372036854775808"],
)
def test_faces_that_refer_to_nothing_are_left_out(inspect: Inspect, face: str) -> None:
    report = inspect(CUBE + face.encode() + b" \n", "obj")
    assert codes(report) == ["skipped_faces"]
    assert report["volume_cm3"] == pytest.approx(8)


@pytest.mark.parametrize(
    "content",
    [
        b"\n".join(p.encode() for p in POINTS),
        CUBE + b"f 1 2 99999999999999999999999\n",
        CUBE + b"f 1 2 x\n",
        CUBE + b"f 1.5 2 3\n",
        b"v 1 2\nf 1 1 1\n",
        b"v 1 2 three\nf 1 1 1\n",
        b"v 1,5 2,5 3,5\nf 1 1 1\n",
        b"v 1 2 3\nf 5 6 7\n",
        b"v 1 2 3\n#" + b"x" * 5_000_000,
        b"v 1 2 3\nf " + b"1 " * 3_000_000,
    ],
)
def test_broken(inspect: Inspect, content: bytes) -> None:
    report = inspect(content, "obj")
    assert "unreadable" in codes(report)
    assert report["refused"] is None


def test_numbers_beyond_the_world(inspect: Inspect) -> None:
    report = inspect(CUBE + b"v nan 1e308 -1e308\nf 1 2 9\n", "obj")
    assert codes(report) == ["bad_numbers"]
    assert report["triangles"] == 12


def test_too_many_corners(inspect: Inspect) -> None:
    assert codes(inspect(CUBE, "obj", caps=Caps(triangles=7))) == ["too_complex"]
