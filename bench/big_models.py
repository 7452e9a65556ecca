"""Large closed models made in code: a bumpy ring, as STL and as 3MF."""

import zipfile
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Triangles = npt.NDArray[np.int64]

_RECORD = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
_LINES = 100_000
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<model unit="millimeter" xml:lang="en-US" '
    'xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02">\n <resources>\n'
    '  <object id="1" type="model">\n   <mesh>\n'
)
_TAIL = '   </mesh>\n  </object>\n </resources>\n <build>\n  <item objectid="1"/>\n </build>\n</model>\n'
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Target="/3D/3dmodel.model" Id="rel-1" '
    'Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>'
)
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/></Types>'
)


def ring(triangles: int) -> tuple[Points, Triangles]:
    """Return a ring of 106 mm with bumps, closed, of so many triangles (to the next 2 x 500)."""
    around = 500 if triangles <= 2_000_000 else 1000
    along = triangles // (2 * around)
    u, v = np.meshgrid(*(np.arange(count) * (2 * np.pi / count) for count in (along, around)), indexing="ij")
    tube = 12 + 1.2 * np.sin(9 * u) * np.cos(7 * v) + 0.3 * np.sin(61 * u + 17 * v)
    out = 40 + tube * np.cos(v)
    points = np.stack([out * np.cos(u), out * np.sin(u), tube * np.sin(v)], axis=-1).reshape(-1, 3)
    i, j = np.meshgrid(np.arange(along), np.arange(around), indexing="ij")
    a, b = i * around + j, (i + 1) % along * around + j
    d, c = i * around + (j + 1) % around, (i + 1) % along * around + (j + 1) % around
    return points, np.stack([a, b, c, a, c, d], axis=-1).reshape(-1, 3)


def write_stl(path: Path, triangles: int) -> None:
    """Write the ring as binary STL."""
    points, corners = ring(triangles)
    records = np.zeros(len(corners), dtype=_RECORD)
    records["corners"] = points[corners]
    with path.open("wb") as file:
        file.write(b"ring".ljust(80) + np.uint32(len(corners)).tobytes())
        records.tofile(file)


def write_3mf(path: Path, triangles: int) -> None:
    """Write the ring as 3MF, in the words and digits that slicers use."""
    points, corners = ring(triangles)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        with archive.open("3D/3dmodel.model", "w", force_zip64=True) as model:
            model.write((_HEAD + "    <vertices>\n").encode())
            _write_lines(model, '     <vertex x="%.7g" y="%.7g" z="%.7g"/>\n', points)
            model.write(b"    </vertices>\n    <triangles>\n")
            _write_lines(model, '     <triangle v1="%d" v2="%d" v3="%d"/>\n', corners)
            model.write(("    </triangles>\n" + _TAIL).encode())


def _write_lines(model: IO[bytes], line: str, rows: Points | Triangles) -> None:
    for start in range(0, len(rows), _LINES):
        block = rows[start : start + _LINES]
        model.write((line * len(block) % tuple(block.reshape(-1).tolist())).encode())
