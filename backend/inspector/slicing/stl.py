"""A mesh as a binary STL of our own making: finite numbers, a true count, nothing else."""

from pathlib import Path

import numpy as np

from inspector.mesh import Mesh

_HEADER = b"rewritten by the inspector".ljust(80)
_FACET = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("more", "<u2")])
_BLOCK = 262_144


def write_stl(mesh: Mesh, path: Path) -> None:
    """Write the mesh in mm, its lowest corner at the origin. Slicers work the normals out by themselves."""
    origin = mesh.box[0]
    with path.open("wb") as file:
        file.write(_HEADER + len(mesh.triangles).to_bytes(4, "little"))
        for start in range(0, len(mesh.triangles), _BLOCK):
            corners = mesh.points[mesh.triangles[start : start + _BLOCK]]
            facets = np.zeros(len(corners), dtype=_FACET)
            facets["corners"] = corners - origin
            file.write(facets.tobytes())
