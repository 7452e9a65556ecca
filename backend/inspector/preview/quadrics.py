"""Where the one point of a cell belongs: nearest to the planes of all triangles that meet there.

After P. Lindstrom, Out-of-Core Simplification of Large Polygonal Models, SIGGRAPH 2000.
"""

import numpy as np
import numpy.typing as npt

from inspector.preview.clusters import Clusters, Floats, Numbers

_Sums = npt.NDArray[np.float64]

_BLOCK = 131_072
_MOST_PLANES = 1_000_000  # of more triangles only some are asked
_PAIRS = ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))
_PULL = 0.02  # towards the middle of the points, against planes that are nearly the same


def representatives(points: Floats, triangles: Numbers, clusters: Clusters) -> Floats:
    """Return one point a cell, within that cell; ``points`` are measured in cells."""
    middles = _middles(points, clusters)
    asked = triangles[:: -(-len(triangles) // _MOST_PLANES)]
    squares, pulls = _sums(points, asked, clusters, middles)
    steps = _solved(squares, pulls)
    found = np.clip(middles + steps, clusters.corners, clusters.corners + 1)
    return found.astype(np.float32)


def _solved(squares: _Sums, pulls: _Sums) -> _Sums:
    """Solve the three equations of each cell by Cramer's rule: on as many small ones that is ten times faster."""
    xx, xy, xz, yy, yz, zz = squares
    firm = _PULL * (xx + yy + zz) + 1e-12
    xx, yy, zz = xx + firm, yy + firm, zz + firm
    rows = (
        (yy * zz - yz * yz, xz * yz - xy * zz, xy * yz - xz * yy),
        (xz * yz - xy * zz, xx * zz - xz * xz, xy * xz - xx * yz),
        (xy * yz - xz * yy, xy * xz - xx * yz, xx * yy - xy * xy),
    )
    whole = xx * rows[0][0] + xy * rows[0][1] + xz * rows[0][2]
    return np.stack([sum(part * pull for part, pull in zip(row, pulls, strict=True)) / whole for row in rows], axis=1)


def _middles(points: Floats, clusters: Clusters) -> _Sums:
    count = np.bincount(clusters.of_point, minlength=len(clusters.corners))
    sums = [np.bincount(clusters.of_point, weights=points[:, axis], minlength=len(count)) for axis in range(3)]
    return np.stack(sums, axis=1) / count[:, None]


def _sums(points: Floats, triangles: Numbers, clusters: Clusters, middles: _Sums) -> tuple[_Sums, _Sums]:
    """Add up, for each cell, the planes of the triangles with a corner in it, by area."""
    squares, pulls = np.zeros((6, len(middles))), np.zeros((3, len(middles)))
    for start in range(0, len(triangles), _BLOCK):
        block = triangles[start : start + _BLOCK]
        normals, weight = _planes(points, block)
        products = [normals[:, row] * normals[:, column] * weight for row, column in _PAIRS]
        first = points[block[:, 0]]
        for corner in range(3):
            cell = clusters.of_point[block[:, corner]]
            away = np.einsum("ij,ij->i", first - middles[cell], normals) * weight
            for number, values in enumerate(products):
                squares[number] += np.bincount(cell, values, len(middles))
            for axis in range(3):
                pulls[axis] += np.bincount(cell, normals[:, axis] * away, len(middles))
    return squares, pulls


def _planes(points: Floats, triangles: Numbers) -> tuple[Floats, Floats]:
    """Return the normal of each triangle, twice as long as its area, and what makes its square count by area."""
    a, b, c = (points[triangles[:, corner]] for corner in range(3))
    u, v = b - a, c - a
    normals = np.empty_like(u)
    for axis in range(3):
        one, other = (axis + 1) % 3, (axis + 2) % 3
        normals[:, axis] = u[:, one] * v[:, other] - u[:, other] * v[:, one]
    length = np.sqrt(np.einsum("ij,ij->i", normals, normals))
    return normals, np.divide(1, length, out=np.zeros_like(length), where=length > 0)
