"""Small models made in code, each with content of its own, and files that only pretend to be models."""

import io
import struct
import uuid
import zipfile
from pathlib import Path

Point = tuple[float, float, float]
CORNERS = [(x, y, z) for x in (0, 1) for y in (0, 1) for z in (0, 1)]
QUADS = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
MODEL_TYPE = "application/vnd.ms-package.3dmanufacturing-3dmodel+xml"
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="model" ContentType="{MODEL_TYPE}"/></Types>'
)
RELATIONSHIPS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Target="/3D/3dmodel.model" Id="r0" '
    'Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>'
)
CORE = "http://schemas.microsoft.com/3dmanufacturing/core/2015/02"


def _faces() -> list[tuple[int, int, int]]:
    return [corners for a, b, c, d in QUADS for corners in ((a, b, c), (a, c, d))]


def stl(side_mm: float = 20.0) -> bytes:
    """Return a cube as binary STL."""
    points = [tuple(side_mm * each for each in corner) for corner in CORNERS]
    faces = (struct.pack("<12fH", 0, 0, 0, *points[a], *points[b], *points[c], 0) for a, b, c in _faces())
    return uuid.uuid4().hex.encode().ljust(80) + struct.pack("<I", 12) + b"".join(faces)


def obj(side_mm: float = 20.0) -> bytes:
    """Return a cube of quads as OBJ."""
    points = [f"v {side_mm * x} {side_mm * y} {side_mm * z}" for x, y, z in CORNERS]
    faces = ["f " + " ".join(str(number + 1) for number in quad) for quad in QUADS]
    return "\n".join([f"# {uuid.uuid4()}", *points, *faces, ""]).encode()


def threemf(side_mm: float = 20.0) -> bytes:
    """Return a cube as 3MF."""
    vertices = "".join(f'<vertex x="{side_mm * x}" y="{side_mm * y}" z="{side_mm * z}"/>' for x, y, z in CORNERS)
    triangles = "".join(f'<triangle v1="{a}" v2="{b}" v3="{c}"/>' for a, b, c in _faces())
    mesh = f"<mesh><vertices>{vertices}</vertices><triangles>{triangles}</triangles></mesh>"
    model = (
        f'<?xml version="1.0" encoding="UTF-8"?><!-- {uuid.uuid4()} --><model unit="millimeter" xmlns="{CORE}">'
        f'<resources><object id="1" type="model">{mesh}</object></resources><build><item objectid="1"/></build></model>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELATIONSHIPS)
        archive.writestr("3D/3dmodel.model", model)
    return file.getvalue()


GENERATED = {"part.stl": stl, "part.obj": obj, "part.3mf": threemf}


def big_stl(size_bytes: int) -> bytes:
    """Return a whole binary STL of about this size; its triangles are points, which are quickly read."""
    count = (size_bytes - 84) // 50
    return uuid.uuid4().hex.encode().ljust(80) + struct.pack("<I", count) + bytes(50 * count)


def real_ones(folder: str | None) -> list[Path]:
    """Return the first real file of each kind in a folder; none without a folder."""
    files = sorted(Path(folder).iterdir(), key=lambda file: file.name.lower()) if folder else []
    plain = [file for file in files if not file.name.lower().endswith(".gcode.3mf")]
    firsts = (next((file for file in plain if file.suffix.lower() == kind), None) for kind in (".stl", ".obj", ".3mf"))
    return [file for file in firsts if file is not None]


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00" + bytes(200)
HTML = b"<!doctype html><html><body><script>alert(document.cookie)</script>" + b"<p>solid</p>" * 20 + b"</body></html>"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(48) + b"\x80\x00\x00\x00" + bytes(400)
