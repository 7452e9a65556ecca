"""STL as programs write it."""

import struct

import pytest

from inspector import Caps
from tests.inspector import shapes
from tests.inspector.conftest import Inspect, codes

ASCII = shapes.ascii_stl(shapes.cube(20))


@pytest.mark.parametrize(
    "content",
    [
        ASCII,
        ASCII.upper(),
        b"\xef\xbb\xbf" + ASCII,
        b"\n\n   " + ASCII,
        shapes.ascii_stl(shapes.cube(20), end="\r\n"),
        shapes.ascii_stl(shapes.cube(20), end="\r"),
        shapes.ascii_stl(shapes.cube(20), end=" "),
        shapes.ascii_stl(shapes.cube(20), name="vertex loop facet"),
        shapes.ascii_stl(shapes.cube(20)[:6]) + shapes.ascii_stl(shapes.cube(20)[6:], name="second"),
        shapes.binary_stl(shapes.cube(20), header=b"solid but binary"),
        shapes.binary_stl(shapes.cube(20), header=b"\x89PNG for fun"),
    ],
)
def test_every_way_to_write_a_cube(inspect: Inspect, content: bytes) -> None:
    report = inspect(content)
    assert report["volume_cm3"] == pytest.approx(8)
    assert report["open_edges"] == 0
    assert report["warnings"] == []


def test_longer_than_the_header_says(inspect: Inspect) -> None:
    report = inspect(shapes.binary_stl(shapes.cube(20), count=4))
    assert report["triangles"] == 12
    assert codes(report) == ["count_differs"]
    assert "says it holds 4 triangles but holds 12" in report["warnings"][0]["text"]


def test_bytes_behind_the_last_triangle(inspect: Inspect) -> None:
    assert inspect(shapes.binary_stl(shapes.cube(20)) + b"\1\2\3")["triangles"] == 12


def test_a_facet_with_four_corners_is_left_out(inspect: Inspect) -> None:
    facet = b"facet normal 0 0 0 outer loop " + b"vertex 1 2 3 " * 4 + b"endloop endfacet "
    report = inspect(ASCII.replace(b"endsolid", facet + b"endsolid"))
    assert report["triangles"] == 12
    assert codes(report) == ["skipped_faces"]


@pytest.mark.parametrize("word", ["nan", "-NaN", "inf", "-nan(ind)", "1.#QNAN", "-1.#IND", "1e99", "1e39"])
def test_numbers_that_are_none(inspect: Inspect, word: str) -> None:
    facet = f"facet normal 0 0 0 outer loop vertex {word} 0 0 vertex 1 0 0 vertex 0 1 0 endloop endfacet "
    report = inspect(ASCII.replace(b"endsolid", facet.encode() + b"endsolid"))
    assert report["triangles"] == 12
    assert codes(report) == ["bad_numbers"]


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 1e38, -3e38])
def test_binary_numbers_that_are_none(inspect: Inspect, number: float) -> None:
    report = inspect(shapes.binary_stl([*shapes.cube(20), ((number, 0, 0), (1, 0, 0), (0, 1, 0))]))
    assert report["size_mm"] == [20, 20, 20]
    assert codes(report) == ["bad_numbers"]


def test_nothing_but_nan(inspect: Inspect) -> None:
    nan = struct.pack("<9f", *[float("nan")] * 9)
    report = inspect(b" " * 80 + struct.pack("<I", 2) + (b"\0" * 12 + nan + b"\0\0") * 2)
    assert "unreadable" in codes(report)
    assert "size_mm" not in report


def test_decimal_commas_are_named(inspect: Inspect) -> None:
    report = inspect(ASCII.replace(b"20", b"20,5"))
    assert codes(report) == ["unreadable"]
    assert "decimal commas" in report["warnings"][0]["text"]


def test_words_for_numbers(inspect: Inspect) -> None:
    assert codes(inspect(ASCII.replace(b"vertex 20", b"vertex twenty"))) == ["unreadable"]


def test_no_whole_facet(inspect: Inspect) -> None:
    assert codes(inspect(b"solid a\nfacet normal 0 0 0\nouter loop\nendsolid a\n")) == ["unreadable"]


@pytest.mark.parametrize("content", [ASCII, shapes.binary_stl(shapes.cube(20))])
def test_too_many_triangles(inspect: Inspect, content: bytes) -> None:
    report = inspect(content, caps=Caps(triangles=10))
    assert report["refused"] is not None
    assert report["refused"]["code"] == "too_complex"
    assert codes(report) == ["too_complex"]


def test_ascii_longer_than_a_piece(inspect: Inspect) -> None:
    cubes = [triangle for i in range(2000) for triangle in shapes.cube(10, at=(20.0 * i, 0, 0))]
    for end in ("\n", " "):
        content = shapes.ascii_stl(cubes, end=end)
        assert len(content) > 2 * 1024 * 1024
        report = inspect(content)
        assert (report["triangles"], report["open_edges"], report["bodies"]) == (24_000, 0, 2000)
