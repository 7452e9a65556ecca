"""Fewer triangles for the same shape: points that share a cell become one."""

import numpy as np

from inspector.mesh import Mesh, Triangles
from inspector.preview.clusters import Floats, Numbers, clustered, finest_grid, starts
from inspector.preview.quadrics import representatives

_TRIALS = 4
_POINTS_PER_TRIANGLE = 0.5  # of a closed surface
_POINT_MM = 1e-9  # no model is smaller


def decimate(mesh: Mesh, most: int) -> tuple[Floats, Numbers]:
    """Return points in mm from the lowest corner of the box, and at most ``most`` triangles between them.

    A mesh that has no more is returned as it is, without triangles that use a point twice. Otherwise no point moves
    farther than across a cell of the finest grid that makes them few enough. The same mesh gives the same result.
    """
    low, high = mesh.box
    if len(mesh.triangles) <= most:
        return (mesh.points - low).astype(np.float32), _with_area(mesh.triangles)
    longest = max(float((high - low).max()), _POINT_MM)
    points = ((mesh.points - low) / longest).astype(np.float32)
    size = (high - low) / longest
    steps = finest_grid(points, size, int(most * _POINTS_PER_TRIANGLE))
    for _ in range(_TRIALS):
        clusters = clustered(points, size, steps)
        triangles = _distinct(_with_area(clusters.of_point[mesh.triangles]), len(clusters.corners))
        if len(triangles) <= most:
            break
        steps *= 0.97 * (most / len(triangles)) ** 0.5
    points *= np.float32(steps)
    found = representatives(points, mesh.triangles, clusters)
    in_box = np.minimum(found * np.float32(longest / steps), (high - low).astype(np.float32))
    return _used(in_box, triangles[:: max(1, -(-len(triangles) // most))])


def _with_area(triangles: Triangles) -> Numbers:
    """Leave out triangles that use a point twice."""
    a, b, c = triangles.T
    kept: Numbers = triangles[(a != b) & (b != c) & (c != a)]
    return kept


def _distinct(triangles: Numbers, points: int) -> Numbers:
    """Keep one of the triangles that join the same points the same way round."""
    a, b, c = (triangles[:, corner].astype(np.int64) for corner in range(3))
    from_b, from_c = (b < a) & (b < c), (c < a) & (c < b)
    first, second, third = (
        np.where(from_b, one, np.where(from_c, other, usual)) for usual, one, other in ((a, b, c), (b, c, a), (c, a, b))
    )
    keys = np.sort((first * points + second) * points + third)
    keys = keys[starts(keys)]
    pairs = keys // points
    found: Numbers = np.stack([pairs // points, pairs % points, keys % points], axis=1).astype(np.int32)
    return found


def _used(points: Floats, triangles: Numbers) -> tuple[Floats, Numbers]:
    is_used = np.zeros(len(points), dtype=bool)
    is_used[triangles.ravel()] = True
    number = np.cumsum(is_used, dtype=np.int32) - np.int32(1)
    return points[is_used], number[triangles]
