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
    matrices = np.empty((len(middles), 3, 3))
    for (row, column), values in zip(_PAIRS, squares, strict=True):
        matrices[:, row, column] = matrices[:, column, row] = values
    weight = squares[0] + squares[3] + squares[5]
    matrices[:, (0, 1, 2), (0, 1, 2)] += (_PULL * weight + 1e-12)[:, None]
    steps = np.linalg.solve(matrices, pulls.T[..., None])[..., 0]
    found = np.clip(middles + steps, clusters.corners, clusters.corners + 1)
    return found.astype(np.float32)


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
