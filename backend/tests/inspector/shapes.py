"""Small models made in code, and the files they are written to."""

import io
import struct
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

Point = tuple[float, float, float]
Triangle = tuple[Point, Point, Point]
CORE = "http://schemas.microsoft.com/3dmanufacturing/core/2015/02"
PRODUCTION = "http://schemas.microsoft.com/3dmanufacturing/production/2015/06"
RELATIONSHIPS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Target="/3D/3dmodel.model" Id="r0" '
    'Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>'
)

CUBE_CORNERS = [(x, y, z) for x in (0, 1) for y in (0, 1) for z in (0, 1)]
CUBE_QUADS = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]


def cube(side: float = 20.0, at: Point = (0, 0, 0)) -> list[Triangle]:
    """Return the twelve triangles of a cube, facing outwards."""
    corners: list[Point] = [(at[0] + side * x, at[1] + side * y, at[2] + side * z) for x, y, z in CUBE_CORNERS]
    quads = [[corners[i] for i in quad] for quad in CUBE_QUADS]
    return [triangle for a, b, c, d in quads for triangle in ((a, b, c), (a, c, d))]


def tetrahedron(side: float = 30.0) -> list[Triangle]:
    """Return the corner of a cube: volume side^3 / 6."""
    o, x, y, z = (0.0, 0.0, 0.0), (side, 0.0, 0.0), (0.0, side, 0.0), (0.0, 0.0, side)
    return [(o, y, x), (o, x, z), (o, z, y), (x, y, z)]


def binary_stl(triangles: Sequence[Triangle], header: bytes = b"made in code", count: int | None = None) -> bytes:
    """Return a binary STL; ``count`` lies about the number of triangles."""
    said = len(triangles) if count is None else count
    records = (struct.pack("<12fH", 0, 0, 0, *a, *b, *c, 0) for a, b, c in triangles)
    return header.ljust(80, b" ") + struct.pack("<I", said) + b"".join(records)


def ascii_stl(triangles: Iterable[Triangle], end: str = "\n", name: str = "part") -> bytes:
    """Return an ASCII STL."""
    lines = [f"solid {name}"]
    for corners in triangles:
        lines += ["facet normal 0 0 0", " outer loop"]
        lines += [f"  vertex {x:g} {y:g} {z:g}" for x, y, z in corners]
        lines += [" endloop", "endfacet"]
    return (end.join([*lines, f"endsolid {name}"]) + end).encode()


def obj_of_cube(side: float = 20.0) -> bytes:
    """Return a cube of quads as OBJ."""
    points = [f"v {side * x} {side * y} {side * z}" for x, y, z in CUBE_CORNERS]
    faces = ["f " + " ".join(str(i + 1) for i in quad) for quad in CUBE_QUADS]
    return "\n".join([*points, *faces, ""]).encode()


def mesh_xml(triangles: Sequence[Triangle]) -> str:
    """Return a 3MF mesh element."""
    points = sorted({point for triangle in triangles for point in triangle})
    vertices = "".join(f'<vertex x="{x:g}" y="{y:g}" z="{z:g}"/>' for x, y, z in points)
    faces = "".join('<triangle v1="{}" v2="{}" v3="{}"/>'.format(*map(points.index, t)) for t in triangles)
    return f"<mesh><vertices>{vertices}</vertices><triangles>{faces}</triangles></mesh>"


def object_xml(number: int, content: str, kind: str = "model") -> str:
    """Return a 3MF object element around a mesh or components."""
    return f'<object id="{number}" type="{kind}">{content}</object>'


def model_xml(objects: str, items: str, unit: str = "millimeter", before: str = "") -> str:
    """Return a 3MF model part."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<model unit="{unit}" xmlns="{CORE}" xmlns:p="{PRODUCTION}">'
        f"<resources>{objects}</resources><build>{items}</build></model>"
    )


def package(parts: dict[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of these parts."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return memory.getvalue()


def threemf(model: str, **others: str) -> bytes:
    """Return a 3MF file around one model part, and more parts by name."""
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": RELATIONSHIPS,
            "3D/3dmodel.model": model,
            **others,
        }
    )


def threemf_of_cube(side: float = 20.0) -> bytes:
    """Return a cube as 3MF."""
    return threemf(model_xml(object_xml(1, mesh_xml(cube(side))), '<item objectid="1"/>'))


def written(folder: Path, name: str, content: bytes) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(content)
    return path
