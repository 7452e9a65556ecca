"""Short rays into the solid: which faces do they cross?"""

import numpy as np
import numpy.typing as npt

from inspector.compiled.kernel import Indices, Reals, kernel

Ints = npt.NDArray[np.int64]

GAVE_UP = -1
_NOWHERE = -1.0
_EDGE = 1e-9
_CROSS = (
    "int64(float{}[:, ::1], int32[:, ::1], float64[:, :, ::1], float64[::1], float64[:, ::1], "
    "UniTuple(int64[::1], 3), float64[:, ::1])"
)


@kernel(*(f"void(float{bits}[:, ::1], int32[:, ::1], float64[::1])" for bits in (32, 64)))
def find_areas(points: Reals, triangles: Indices, areas: Reals) -> None:
    """Fill in twice the area of each triangle."""
    for t in range(len(triangles)):
        a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        ax, ay, az = np.float64(points[a, 0]), np.float64(points[a, 1]), np.float64(points[a, 2])
        ux, uy, uz = points[b, 0] - ax, points[b, 1] - ay, points[b, 2] - az
        vx, vy, vz = points[c, 0] - ax, points[c, 1] - ay, points[c, 2] - az
        x, y, z = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
        areas[t] = np.sqrt(x * x + y * y + z * z)


@kernel("UniTuple(float64, 2)(float64[:, ::1], float64[::1], float64[::1])")
def _crossing(corners: Reals, start: Reals, way: Reals) -> tuple[float, float]:
    """Return how far along the ray it crosses the triangle, below 0 for not at all, and the cosine there."""
    ax, ay, az = corners[0]
    ux, uy, uz = corners[1, 0] - ax, corners[1, 1] - ay, corners[1, 2] - az
    vx, vy, vz = corners[2, 0] - ax, corners[2, 1] - ay, corners[2, 2] - az
    dx, dy, dz = way
    px, py, pz = dy * vz - dz * vy, dz * vx - dx * vz, dx * vy - dy * vx
    det = ux * px + uy * py + uz * pz
    if det == 0:
        return _NOWHERE, 0.0
    sx, sy, sz = start[0] - ax, start[1] - ay, start[2] - az
    u = (sx * px + sy * py + sz * pz) / det
    qx, qy, qz = sy * uz - sz * uy, sz * ux - sx * uz, sx * uy - sy * ux
    v = (dx * qx + dy * qy + dz * qz) / det
    if u < -_EDGE or v < -_EDGE or u + v > 1 + _EDGE:
        return _NOWHERE, 0.0
    nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
    return (vx * qx + vy * qy + vz * qz) / det, -det / np.sqrt(nx * nx + ny * ny + nz * nz)


@kernel("int64(float64, int64)")
def _held(cell: float, count: int) -> int:
    return int(min(max(cell, 0.0), count - 1.0))


@kernel("int64(float64[:, ::1], float64[:, ::1], int64[::1], int64[:, ::1])")
def _touched(corners: Reals, cells: Reals, counts: Ints, ends: Ints) -> int:
    """Fill in the first and last cell along each axis that a triangle touches; return how many cells that is."""
    size = 1
    for axis in range(3):
        a, b, c = corners[0, axis], corners[1, axis], corners[2, axis]
        ends[0, axis] = _held((min(a, b, c) - cells[0, axis]) / cells[1, axis], counts[axis])
        ends[1, axis] = _held((max(a, b, c) - cells[0, axis]) / cells[1, axis], counts[axis])
        size *= ends[1, axis] - ends[0, axis] + 1
    return size


@kernel(_CROSS.format(32), _CROSS.format(64))
def cross_rays(
    points: Reals,
    triangles: Indices,
    rays: Reals,
    limits: Reals,
    cells: Reals,
    lists: tuple[Ints, Ints, Ints],
    found: Reals,
) -> int:
    """Write each crossing as a row: ray, distance, cosine; return how many, GAVE_UP beyond a limit.

    ``rays`` has where each begins and its way; ``limits`` the least and greatest distance, how many cells may be
    touched and pairs of face and ray tried; ``cells`` the grid's corner and the size of a cell; ``lists`` its counts,
    begins and rays.
    """
    counts, begins, members = lists
    corners, ends = np.empty((3, 3)), np.empty((2, 3), np.int64)
    asked = np.full(len(rays), -1, np.int64)
    touched, pairs, hits = 0, 0, 0
    for t in range(len(triangles)):
        for corner in range(3):
            for axis in range(3):
                corners[corner, axis] = points[triangles[t, corner], axis]
        touched += _touched(corners, cells, counts, ends)
        if touched > limits[2] or pairs > limits[3]:
            return GAVE_UP
        for z in range(ends[0, 2], ends[1, 2] + 1):
            for y in range(ends[0, 1], ends[1, 1] + 1):
                row = counts[0] * (y + counts[1] * z)
                for member in range(begins[row + ends[0, 0]], begins[row + ends[1, 0] + 1]):
                    ray = members[member]
                    if asked[ray] == t:
                        continue
                    asked[ray] = t
                    pairs += 1
                    distance, cosine = _crossing(corners, rays[ray, 0], rays[ray, 1])
                    if not limits[0] < distance <= limits[1]:
                        continue
                    if hits == len(found):
                        return GAVE_UP
                    found[hits, 0], found[hits, 1], found[hits, 2] = ray, distance, cosine
                    hits += 1
    return hits
