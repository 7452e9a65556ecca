"""The glance before a file is accepted: refuses what is something else, never a valid file."""

import time
from pathlib import Path

import pytest

from inspector import magic
from tests.inspector import shapes

CUBE = shapes.cube(20)
STL, ASCII, OBJ, THREEMF = (
    shapes.binary_stl(CUBE),
    shapes.ascii_stl(CUBE),
    shapes.obj_of_cube(),
    shapes.threemf_of_cube(),
)
DOCX = shapes.package({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4
EXE = b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff" + b"\0" * 200 + b"This program cannot be run in DOS mode"
OTHERS = {
    "html": b"\n <!DOCTYPE html><html><body>v 1 2 3\nsolid</body></html>",
    "png": PNG,
    "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(200),
    "exe": EXE,
    "small exe": b"MZ" + bytes(82),
    "elf": b"\x7fELF\2\1\1" + bytes(200),
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "docx": DOCX,
    "zip": shapes.package({"notes.txt": "v 1 2 3"}),
    "gzip": b"\x1f\x8b\x08\0" + bytes(100),
    "step": b"ISO-10303-21;\nHEADER;",
    "json": b'{"vertices": []}',
    "text": b"Dear lab,\nplease print my model.\n",
    "utf-16": "solid part\nfacet normal 0 0 0".encode("utf-16"),
    "random": bytes((i * 193 + 71) % 255 + 1 for i in range(300)) * 3,
    "wild numbers": bytes(84) + b"\x7f" * 500,
    "bgcode": b"GCDE\1\0\0\0" + bytes(300),
}


@pytest.mark.parametrize("extension", ["stl", ".OBJ", "3mf"])
@pytest.mark.parametrize("name", OTHERS)
def test_something_else_under_our_name(tmp_path: Path, name: str, extension: str) -> None:
    refusal = magic.check(shapes.written(tmp_path, "file", OTHERS[name]), extension)
    assert refusal is not None
    assert refusal.code == "not_a_model"
    assert "send" in refusal.text


@pytest.mark.parametrize(
    ("content", "extension", "right"),
    [(STL, "obj", "stl"), (ASCII, "obj", "stl"), (ASCII, "3mf", "stl"), (THREEMF, "stl", "3mf"), (OBJ, "stl", "obj")],
)
def test_our_own_formats_renamed(tmp_path: Path, content: bytes, extension: str, right: str) -> None:
    refusal = magic.check(shapes.written(tmp_path, "file", content), extension)
    assert refusal is not None
    assert refusal.code == "not_a_model"
    assert f"Rename it to .{right}" in refusal.text


def test_other_extensions(tmp_path: Path) -> None:
    refusal = magic.check(shapes.written(tmp_path, "file", STL), "exe")
    assert refusal is not None
    assert refusal.code == "not_a_model"


@pytest.mark.parametrize("extension", ["stl", "obj", "3mf"])
@pytest.mark.parametrize("content", [b"", b"  \n\n\t", bytes(1000), b"\xef\xbb\xbf\n"])
def test_empty(tmp_path: Path, content: bytes, extension: str) -> None:
    refusal = magic.check(shapes.written(tmp_path, "file", content), extension)
    assert refusal is not None
    assert refusal.code == "empty"


@pytest.mark.parametrize("content", [shapes.binary_stl([]), b"solid nothing\nendsolid nothing\n"])
def test_stl_without_triangles(tmp_path: Path, content: bytes) -> None:
    refusal = magic.check(shapes.written(tmp_path, "file", content), "stl")
    assert refusal is not None
    assert refusal.code == "empty"


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (STL[:-1], "stl"),
        (STL[:-50], "stl"),
        (STL[:100], "stl"),
        (STL[:84], "stl"),
        (shapes.binary_stl(CUBE, header=b"solid binary")[:-7], "stl"),
        (shapes.binary_stl(CUBE, count=0)[:100], "stl"),
        (shapes.binary_stl(CUBE, count=13), "stl"),
        (shapes.binary_stl(CUBE, count=2**32 - 1), "stl"),
        (ASCII[:-30], "stl"),
        (ASCII[: len(ASCII) // 2], "stl"),
        (b"solid", "stl"),
        (b"solid part\n", "stl"),
        (THREEMF[: len(THREEMF) // 2], "3mf"),
        (THREEMF[:-10], "3mf"),
        (b"PK\3\4", "3mf"),
        (shapes.package({"[Content_Types].xml": "<Types/>", "3D/other.xml": "<a/>"}), "3mf"),
        (b"# only words\n", "obj"),
        (b"mtllib a.mtl\no part\n", "obj"),
        (b"vt 1 2\nvn 0 0 1\n", "obj"),
    ],
)
def test_truncated(tmp_path: Path, content: bytes, extension: str) -> None:
    refusal = magic.check(shapes.written(tmp_path, "file", content), extension)
    assert refusal is not None
    assert refusal.code == "truncated"


COMMENTS = b"# a long story\n" * 20_000


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (STL, ".STL"),
        (shapes.binary_stl(CUBE, header=b"solid OBJECT"), "stl"),
        (shapes.binary_stl(CUBE, header=b"MZ"), "stl"),
        (shapes.binary_stl(CUBE, header=b"<html>"), "stl"),
        (shapes.binary_stl(CUBE, count=3), "stl"),
        (STL + b"appended", "stl"),
        (ASCII, "stl"),
        (ASCII.upper(), "stl"),
        (b"\xef\xbb\xbf  \r\n" + ASCII, "stl"),
        (ASCII + b"\n" * 5000, "stl"),
        (ASCII.replace(b"\n", b" "), "stl"),
        (OBJ, "obj"),
        (COMMENTS + OBJ, "obj"),
        (COMMENTS + OBJ + COMMENTS, "obj"),
        (b"#!/bin/not\n" + OBJ, "obj"),
        (b"\xef\xbb\xbf" + OBJ, "obj"),
        (b"g\tpart\n" + OBJ.replace(b"\n", b"\r"), "obj"),
        (b"unknown words first\n" + OBJ, "obj"),
        (b"v \\\n 1 2 3\nf 1 1 1\n", "obj"),
        (THREEMF, "3mf"),
        (shapes.package({"x.MODEL": "<model/>"}), "3mf"),
    ],
)
def test_valid_files_pass(tmp_path: Path, content: bytes, extension: str) -> None:
    assert magic.check(shapes.written(tmp_path, "file", content), extension) is None


def test_obj_with_its_points_deep_inside(tmp_path: Path) -> None:
    content = COMMENTS * 4 + OBJ * 800 + COMMENTS * 4
    assert magic.check(shapes.written(tmp_path, "file", content), "obj") is None


@pytest.mark.parametrize("extension", ["stl", "obj", "3mf"])
def test_large_files_take_no_time(tmp_path: Path, extension: str) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.write(b"# " if extension == "obj" else b"PK\3\4" if extension == "3mf" else b"solid x ")
        file.truncate(2_000_000_000)
    start = time.process_time()
    magic.check(path, extension)
    assert time.process_time() - start < 0.5
