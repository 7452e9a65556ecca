"""Models as programs write them, each of another kind, made from a number: the same number makes the same file."""

import math
import random
import struct
from dataclasses import dataclass

from tests.inspector.shapes import (
    Point,
    Triangle,
    binary_stl,
    cube,
    mesh_xml,
    model_xml,
    object_xml,
    tetrahedron,
    threemf,
)

MM = {"micron": 0.001, "millimeter": 1.0, "centimeter": 10.0, "inch": 25.4, "foot": 304.8, "meter": 1000.0}
LINE_ENDS = ("\n", "\r\n", "\r")


@dataclass(frozen=True, slots=True)
class Valid:
    """A file, and what must be found in it."""

    file_format: str
    content: bytes
    triangles: int
    size_mm: Point


def valid(number: int) -> Valid:
    """Return the file of that number."""
    chance = random.Random(number)
    make = chance.choice((_binary_stl, _ascii_stl, _obj, _threemf))
    return make(chance, _shape(chance))


def _shape(chance: random.Random) -> list[Triangle]:
    """Return one to four closed bodies, one beside the other."""
    triangles: list[Triangle] = []
    for place in range(chance.randint(1, 4)):
        side = chance.choice((0.5, 3, 12.25, 40))
        at = (100.0 * place, chance.choice((0.0, -30.5)), chance.choice((0.0, 7.125)))
        body = chance.choice((cube, tetrahedron, _ball))(side)
        triangles += [_moved(triangle, at) for triangle in body]
    return triangles


def _ball(side: float) -> list[Triangle]:
    rings, around = 6, 8

    def point(i: int, j: int) -> Point:
        up, turn = math.pi * i / rings, 2 * math.pi * (j % around) / around
        if i in (0, rings):
            turn = 0
        spots = (math.sin(up) * math.cos(turn), math.sin(up) * math.sin(turn), math.cos(up))
        x, y, z = (round(side * spot, 3) for spot in spots)
        return (x, y, z)

    strips = [
        (point(i, j), point(i + 1, j), point(i + 1, j + 1), point(i, j + 1))
        for i in range(rings)
        for j in range(around)
    ]
    halves = [half for a, b, c, d in strips for half in ((a, b, c), (a, c, d))]
    return [half for half in halves if len(set(half)) == 3]


def _moved(triangle: Triangle, by: Point) -> Triangle:
    a, b, c = (tuple(at + more for at, more in zip(corner, by, strict=True)) for corner in triangle)
    return (a, b, c)  # type: ignore[return-value]  # three numbers each


def _size(triangles: list[Triangle], mm: float = 1.0) -> Point:
    sides = ([corner[axis] for triangle in triangles for corner in triangle] for axis in range(3))
    x, y, z = (mm * (max(side) - min(side)) for side in sides)
    return (x, y, z)


def _binary_stl(chance: random.Random, triangles: list[Triangle]) -> Valid:
    header = chance.choice((b"solid part", b"", b"COLOR=\xff\xff\xff\xff", b"\x00binary", "größe".encode("latin-1")))
    content = bytearray(binary_stl(triangles, header))
    for place in range(84 + 48, len(content), 50):
        struct.pack_into("<H", content, place, chance.choice((0, 0x8000, 0x7FFF)))
    return Valid("stl", bytes(content), len(triangles), _size(triangles))


def _ascii_stl(chance: random.Random, triangles: list[Triangle]) -> Valid:
    form = chance.choice(("{:g}", "{:.6f}", "{:.9e}", "{:+.4E}"))
    indent, gap = chance.choice(("", "  ", "\t")), chance.choice((" ", "  ", "\t"))
    name = chance.choice(("part", "", "a long name, with (marks)", "größe"))
    lines = [f"solid {name}"]
    for triangle in triangles:
        lines += [f"facet normal {gap.join(('0', '0', '1'))}", f"{indent}outer loop"]
        lines += [indent + gap.join(["vertex", *map(form.format, corner)]) for corner in triangle]
        lines += [f"{indent}endloop", "endfacet"]
    text = chance.choice(LINE_ENDS).join([*lines, f"endsolid {name}", ""])
    return Valid("stl", (text.upper() if chance.random() < 0.2 else text).encode(), len(triangles), _size(triangles))


def _obj(chance: random.Random, triangles: list[Triangle]) -> Valid:
    points = sorted({corner for triangle in triangles for corner in triangle})
    place = {point: index for index, point in enumerate(points)}
    corner = chance.choice(("{0}", "{0}/1", "{0}//1", "{0}/1/1", "-{1}"))
    faces = [[corner.format(place[each] + 1, len(points) - place[each]) for each in triangle] for triangle in triangles]
    lines = [chance.choice(("# made in code", "mtllib a.mtl", "o part", "g a b"))]
    lines += [f"v {x:.6g} {y:.6g} {z:.6g}{chance.choice(('', ' 1', ' 0.5 0.5 0.5'))}" for x, y, z in points]
    lines += ["vt 0 0", "vn 0 0 1", "s off", "usemtl x", *(f"f {' '.join(face)}" for face in faces), ""]
    return Valid("obj", chance.choice(LINE_ENDS).join(lines).encode(), len(triangles), _size(triangles))


def _threemf(chance: random.Random, triangles: list[Triangle]) -> Valid:
    """A mesh in some unit; directly on the plate, in components, or in a part of its own; moved and turned over."""
    unit = chance.choice(list(MM))
    mesh = object_xml(1, mesh_xml(triangles))
    move = chance.choice(("", ' transform="1 0 0 0 1 0 0 0 1 5 -5 2.5"', ' transform="-1 0 0 0 -1 0 0 0 1 0 0 0"'))
    way = chance.choice(("plain", "components", "part"))
    if way == "plain":
        content = threemf(model_xml(mesh, f'<item objectid="1"{move}/>', unit))
    elif way == "components":
        outer = object_xml(2, f'<components><component objectid="1"{move}/></components>')
        content = threemf(model_xml(mesh + outer, '<item objectid="2"/>', unit))
    else:
        component = f'<component p:path="/3D/Objects/a.model" objectid="1"{move}/>'
        outer = object_xml(2, f"<components>{component}</components>")
        others = {"3D/Objects/a.model": model_xml(mesh, "", unit)}
        content = threemf(model_xml(outer, '<item objectid="2"/>', unit), **others)
    return Valid("3mf", content, len(triangles), _size(triangles, MM[unit]))
