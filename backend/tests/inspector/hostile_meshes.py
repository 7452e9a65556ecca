"""STL and OBJ files that mean harm, or look as if they did."""

import random
import struct
from collections.abc import Callable

from tests.inspector import shapes
from tests.inspector.shapes import cube

MIB = 1024 * 1024
RANDOM = random.Random(8)
TETRAHEDRON = b"v 0 0 0\nv 9 0 0\nv 0 9 0\nv 0 0 9\nf 1 3 2\nf 1 2 4\nf 1 4 3\n"


def _corner(number: float) -> bytes:
    """A cube in binary STL with one corner like that."""
    content = bytearray(shapes.binary_stl(cube(20)))
    struct.pack_into("<f", content, 84 + 12, number)
    return bytes(content)


def _ascii(word: str) -> bytes:
    """A cube in ASCII STL whose 20s are that word."""
    return shapes.ascii_stl(cube(20)).replace(b" 20", b" " + word.encode())


def _crossing() -> bytes:
    """Polygons of a thousand corners at random places."""
    points = "".join(f"v {RANDOM.random()} {RANDOM.random()} 0\n" for _ in range(1000))
    return (points + ("f " + " ".join(map(str, range(1, 1001))) + "\n") * 2).encode()


def _round(corners: int) -> bytes:
    """One polygon with that many corners, most of them on a line."""
    points = "".join(f"v {i % 100} {i // 100} {i % 7}\n" for i in range(corners))
    return (points + "f " + " ".join(map(str, range(1, corners + 1))) + "\n").encode()


STL: dict[str, Callable[[], bytes]] = {
    "one line of 50 MB": lambda: b"solid " + b"facet " * 8_700_000 + b"endsolid",
    "one word of 50 MB": lambda: b"solid facet loop vertex " + b"9" * 50 * MIB + b" endsolid",
    "one vertex of blanks": lambda: b"solid facet loop vertex" + b" " * 50 * MIB + b"endsolid",
    "loops without end": lambda: b"solid facet " + b"loop vertex 1 " * 3_500_000 + b"endsolid",
    "digits": lambda: b"solid facet " + b"loop vertex 1 2 " + b"3" * 50_000 + b" endloop endsolid",
    "utf-16": lambda: shapes.ascii_stl(cube(20)).decode().encode("utf-16"),
    "utf-16 without a mark": lambda: shapes.ascii_stl(cube(20)).decode().encode("utf-16-le"),
    "utf-32": lambda: shapes.ascii_stl(cube(20)).decode().encode("utf-32"),
    "decimal commas": lambda: _ascii("20,5"),
    "numbers that are none": lambda: _ascii("nan"),
    "1.#QNAN": lambda: _ascii("1.#QNAN"),
    "1e999": lambda: _ascii("1e999"),
    "words for numbers": lambda: _ascii("twenty"),
    "hexadecimal": lambda: _ascii("0x14"),
    "no end": lambda: shapes.ascii_stl(cube(20))[:-30],
    "no end, and half a triangle": lambda: shapes.ascii_stl(cube(20))[:500],
    "zeros in the text": lambda: shapes.ascii_stl(cube(20)).replace(b"facet", b"fa\0et"),
    "two corners a triangle": lambda: shapes.ascii_stl(cube(20)).replace(b"  vertex 0 0 0\n", b""),
    "a name of 10 MB": lambda: shapes.ascii_stl([], name="x" * 10 * MIB),
    "100,000 solids of nothing": lambda: b"solid a\nendsolid a\n" * 100_000,
    "header alone": lambda: b"x" * 80 + struct.pack("<I", 12),
    "4 billion triangles": lambda: shapes.binary_stl(cube(20), count=0xFFFFFFFF),
    "no triangles, it says": lambda: shapes.binary_stl(cube(20), count=0),
    "one triangle more, it says": lambda: shapes.binary_stl(cube(20), count=13),
    "half a triangle at the end": lambda: shapes.binary_stl(cube(20))[:-25],
    "zeros behind a header": lambda: b"x" * 80 + bytes(100_000),
    "all ones": lambda: bytes(80) + struct.pack("<I", 1000) + b"\xff" * 50_000,
    "noise": lambda: bytes(80) + struct.pack("<I", 2000) + RANDOM.randbytes(100_000),
    "not a number": lambda: _corner(float("nan")),
    "infinite": lambda: _corner(float("-inf")),
    "1e38": lambda: _corner(1e38),
    "smallest number": lambda: shapes.binary_stl(cube(1e-45)),
    "largest numbers": lambda: shapes.binary_stl(cube(3.4e38)),
    "one point, a hundred thousand times": lambda: shapes.binary_stl([((1, 2, 3),) * 3] * 100_000),
    "large triangles over and over": lambda: shapes.binary_stl(
        [((0, 0, 0), (99, 0, i / 999), (0, 99, 99)) for i in range(30_000)]
    ),
}
OBJ: dict[str, Callable[[], bytes]] = {
    "one line of 50 MB": lambda: b"v 1 2 3\nf " + b"1 " * 25_000_000,
    "backslashes": lambda: b"v 1 2 3\n" + b"\\\n" * 1_000_000,
    "huge numbers": lambda: b"v 1 2 3\nf " + b"9" * 4_000_000 + b" 1 1\n",
    "long floats": lambda: b"v " + b"1" * 3_000_000 + b" 1 1\nf 1 1 1\n",
    "faces of nothing": lambda: b"v 1 2 3\n" + b"f\n" * 200_000 + b"f 1 1 1\n",
    "devices": lambda: b"mtllib /dev/zero\nmaplib /dev/random\nv 1 2 3\nf 1 1 1\n",
    "commands": lambda: b"csh rm -rf /\ncall /etc/passwd\nshadow_obj ../../x\nv 1 2 3\nf 1 1 1\n",
    "noise": lambda: b"v 1 2 3\n" + RANDOM.randbytes(200_000),
    "crossing polygons": _crossing,
    "a polygon of 20,000 corners": lambda: _round(20_000),
    "one corner 100,000 times": lambda: TETRAHEDRON + b"f " + b"1 " * 100_000 + b"\n",
    "corner zero": lambda: TETRAHEDRON + b"f 0 1 2\n",
    "corner beyond": lambda: TETRAHEDRON + b"f 1 2 5\n",
    "corner before the first": lambda: TETRAHEDRON + b"f -1 -2 -5\n",
    "corner 2^63": lambda: TETRAHEDRON + b"f 1 2 9223372036854775808\n",
    "corner -2^63": lambda: TETRAHEDRON + b"f 1 2 -9223372036854775808\n",
    "corner 2^63 - 1": lambda: TETRAHEDRON + b"f 1 2 9223372036854775807\n",
    "corner of a word": lambda: TETRAHEDRON + b"f a b c\n",
    "corner of slashes": lambda: TETRAHEDRON + b"f /// /1/ //\n",
    "two corners": lambda: TETRAHEDRON + b"f 1 2\n",
    "not a number": lambda: TETRAHEDRON.replace(b"v 0 0 9", b"v 0 0 nan"),
    "1e999": lambda: TETRAHEDRON.replace(b"v 0 0 9", b"v 0 0 1e999"),
    "decimal commas": lambda: TETRAHEDRON.replace(b"v 0 0 9", b"v 0,5 0,5 9,5"),
    "two numbers a point": lambda: TETRAHEDRON.replace(b"v 0 0 9", b"v 0 9"),
    "a million numbers a point": lambda: b"v " + b"1 " * 1_000_000 + b"\nf 1 1 1\n",
    "utf-16": lambda: TETRAHEDRON.decode().encode("utf-16"),
    "zeros in the text": lambda: TETRAHEDRON.replace(b"f", b"\0f"),
    "no faces": lambda: b"v 1 2 3\n" * 3,
    "no points": lambda: b"f 1 2 3\n" * 3,
    "surfaces of degree 10^9": lambda: b"deg 1000000000 1000000000\ncstype bezier\nv 1 2 3\nsurf 0 1 0 1 1\nend\n",
}
RENAMED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "nothing": ("stl", lambda: b""),
    "a 3MF named STL": ("stl", shapes.threemf_of_cube),
    "an STL named 3MF": ("3mf", lambda: shapes.binary_stl(cube(20))),
    "an OBJ named STL": ("stl", shapes.obj_of_cube),
    "a picture": ("stl", lambda: b"\x89PNG\r\n\x1a\n" + bytes(500)),
    "a program of Windows": ("stl", lambda: b"MZ\x90\0" + bytes(500)),
    "a program of Linux": ("obj", lambda: b"\x7fELF\2\1\1" + bytes(500)),
    "a script": ("obj", lambda: b"#!/bin/sh\nrm -rf /\n"),
    "a web page": ("stl", lambda: b"<!doctype html><html><script>alert(1)</script></html>" * 9),
    "a PDF": ("3mf", lambda: b"%PDF-1.7\n" + bytes(500)),
    "an archive": ("3mf", lambda: b"Rar!\x1a\x07\x01\0" + bytes(500)),
    "packed twice": ("3mf", lambda: b"\x1f\x8b\x08" + bytes(500)),
}
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = (
    {f"{name}, stl": ("stl", make) for name, make in STL.items()}
    | {f"{name}, obj": ("obj", make) for name, make in OBJ.items()}
    | RENAMED
)
